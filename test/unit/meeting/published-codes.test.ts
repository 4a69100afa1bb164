import { expect, test } from 'vitest';
import { publishedCodes } from '#shared/meeting/published-codes.ts';
import type { Round as MeetingRound } from '#shared/meeting/state.ts';
import { trackingCode } from '#shared/protocol/code.ts';
import { Round } from '../../support/protocol-round.ts';
import { sodium } from '../../support/sodium.ts';

test('issue 6.6: the codes of all ballots, sorted, from the close on and not before', () => {
  const round = new Round(sodium, { n: 3, t: 2, marks: [[1], [2], [3]] });
  round.ceremony();
  expect(publishedCodes({ board: round.board } as MeetingRound)).toBeNull();
  round.poll();
  const codes = publishedCodes({ board: round.board } as MeetingRound);
  expect(codes).toEqual(round.board.ballots.all.map(({ id }) => trackingCode(id)).sort());
  expect(codes).toHaveLength(3);
});
