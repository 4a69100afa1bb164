import { describe, expect, test } from 'vitest';
import { blockersOf } from '#shared/meeting/blockers.ts';
import { hallView } from '#shared/meeting/hall-view.ts';
import { roundPlan, teller } from '../../support/given.ts';
import { Meeting } from '../../support/meeting.ts';

/** Polls open in a hall of five. */
function polling(): Meeting {
  return new Meeting({ plan: roundPlan({ roll: 5 }) }).toPolling();
}

function missing({ round }: Meeting): unknown {
  return blockersOf(round).filter(({ code }) => code !== 'few-ballots');
}

function waiting({ round }: Meeting): number | undefined {
  return hallView(round, 'rounds/hoi-1').paperWaiting;
}

describe('paper ballots lie in a box of their own until they are counted (P 4.7.2, R37)', () => {
  test('without any, what is outstanding is electronic and nothing is said of paper', () => {
    const meeting = polling();
    meeting.issue('m1');
    expect(missing(meeting)).toEqual([{ code: 'outstanding', detail: { outstanding: 1 } }]);
    expect(waiting(meeting)).toBeUndefined();
  });

  test('what is handed out on paper is never called missing, what is electronic is', () => {
    const meeting = polling().handOut('m1', 'paper').handOut('m2', 'paper');
    const inBox = { code: 'paper-in-box', detail: { paper: 2 } };
    expect(missing(meeting)).toEqual([inBox]);
    expect(waiting(meeting)).toBe(2);
    meeting.issue('m3');
    expect(missing(meeting)).toEqual([
      { code: 'outstanding-electronic', detail: { electronic: 1 } },
      inBox,
    ]);
    meeting.vote('m4', [1, 2]);
    expect(missing(meeting)).toHaveLength(2);
  });

  test('after the close they wait until their count is fixed', () => {
    const meeting = polling();
    for (const member of ['m1', 'm2']) meeting.vote(member, [1, 2]);
    meeting.handOut('m4', 'paper').close();
    expect(waiting(meeting)).toBe(1);
    const line = { high: 1, confidence: 0, low: 0, invalid: 0 };
    const count = { count: 1, rejected: [], lines: [line, line], rulings: [] };
    for (const i of [1, 2]) {
      meeting.done(teller(i, { type: 'key-paper', body: meeting.paper(i, count) }));
    }
    expect(waiting(meeting)).toBe(1);
    meeting.done(teller(1, { type: 'fix-paper', paper: true }));
    expect(waiting(meeting)).toBeUndefined();
  });
});
