import { describe, expect, test } from 'vitest';
import type { MarkCode } from '#shared/protocol/entries.ts';
import { agreeEntry, agreementQuorum, openingEntry } from '#shared/protocol/opening.ts';
import { replayBoard } from '#shared/protocol/board.ts';
import { verifyBoard, verifyTally } from '#shared/protocol/verify.ts';
import { finishedRound, Round } from '../../support/protocol-round.ts';
import { random, sodium } from '../../support/sodium.ts';

const MARKS: readonly (readonly MarkCode[])[] = [
  [1, 2],
  [3, 0],
  [1, 1],
  [2, 3],
];

const PAPER = {
  count: 3,
  rejected: [{ reason: 'notIssued', count: 1 }],
  lines: [
    { high: 1, confidence: 1, low: 1, invalid: 0 },
    { high: 0, confidence: 0, low: 1, invalid: 2 },
  ],
  rulings: ['01 phiếu không do Ban kiểm phiếu phát ra'],
};

describe('a whole round in memory', () => {
  test('[P 4.7] 2 of 3, four ballots and three on paper: the totals are the marks', () => {
    const round = finishedRound(sodium, { n: 3, t: 2, marks: MARKS, paper: PAPER });
    const { boardBytes: board, registerBytes: register } = round;
    expect(verifyBoard(sodium, { board, register })).toMatchObject({
      valid: true,
      counted: 4,
      paper: 3,
      electronic: [
        { high: 2, confidence: 1, low: 1, blank: 0 },
        { high: 1, confidence: 1, low: 1, blank: 1 },
      ],
      total: [
        { high: 3, confidence: 2, low: 2, invalid: 0 },
        { high: 1, confidence: 1, low: 2, invalid: 3 },
      ],
    });
  });

  test('[P 4.7.3] 3 of 5 with a co-issuer: a ballot with a wrong token is in no sum', () => {
    const round = finishedRound(sodium, {
      n: 5,
      t: 3,
      marks: MARKS,
      coIssuers: 1,
      badTokens: [1],
    });
    expect(round.board.tally?.excluded).toEqual([
      { n: round.entries.findIndex(({ t }) => t === 'ballot') + 1, why: 'E_TOKEN(2)' },
    ]);
    const { boardBytes: board, registerBytes: register } = round;
    expect(verifyBoard(sodium, { board, register })).toMatchObject({
      valid: true,
      counted: 3,
      electronic: [
        { high: 2, confidence: 1, low: 0, blank: 0 },
        { high: 1, confidence: 1, low: 1, blank: 0 },
      ],
    });
  });

  test('[P 4.1] a line blank on every ballot opens to the identity', () => {
    const round = finishedRound(sodium, {
      n: 3,
      t: 2,
      marks: [
        [0, 1],
        [0, 1],
      ],
    });
    expect(verifyBoard(sodium, { board: round.boardBytes })).toMatchObject({
      valid: true,
      electronic: [
        { high: 0, confidence: 0, low: 0, blank: 2 },
        { high: 2, confidence: 0, low: 0, blank: 0 },
      ],
    });
  });

  test('[P 4.2] the replay of the bytes is the live state', () => {
    const round = finishedRound(sodium, { n: 3, t: 2, marks: MARKS });
    const replayed = replayBoard(sodium, round.boardBytes);
    if (!replayed.ok) throw new Error(replayed.error.code);
    const { ballots, has, positionOf } = replayed.value;
    const live = round.board.ballots;
    const shared = { ballots: null, has: null, positionOf: null };
    expect({ ...replayed.value, ...shared }).toEqual({ ...round.board, ...shared });
    expect(ballots.all).toEqual(live.all);
    const [first] = live.all;
    const { vk } = round.entries.find(({ t }) => t === 'ballot')!.b as { vk: string };
    expect(has(vk)).toBe(true);
    expect(positionOf('A'.repeat(43))).toBeUndefined();
    expect(first).toMatchObject(round.board.positionOf(idText(first!.id))!);
  });

  test('[P 4.7.4] a board under way verifies up to its tally, with the th of the entry', () => {
    const round = new Round(sodium, { n: 3, t: 2, marks: MARKS });
    round.ceremony();
    round.poll();
    expect(verifyTally(sodium, { board: round.boardBytes })).toMatchObject({
      valid: false,
      code: 'E_PHASE',
    });
    round.tally();
    const report = verifyTally(sodium, { board: round.boardBytes });
    expect(report).toMatchObject({ valid: true, N: 4, th: idText(round.board.head) });
  });
});

describe('agreement and opening on the devices', () => {
  test('[P 4.7.5] ⌈(n+t)/2⌉: 3 for 2 of 3, 4 for 3 of 5, 7 for 5 of 9', () => {
    expect([agreementQuorum(3, 2), agreementQuorum(5, 3), agreementQuorum(9, 5)]).toEqual([
      3, 4, 7,
    ]);
  });

  test('[P 4.7.5] a device opens nothing before enough have agreed, and it among them', () => {
    const round = tallied();
    function openFirst(): ReturnType<typeof openingEntry> {
      return openingEntry(sodium, random, round.devices[0]!, round.board);
    }
    expect(openFirst()).toEqual({ ok: false, error: 'E_QUORUM' });
    round.agree(1);
    round.agree(2);
    expect(openFirst()).toEqual({ ok: false, error: 'E_QUORUM' });
    round.agree(0);
    expect(openFirst().ok).toBe(true);
  });

  test('[P 4.7.5] after `quorum` t agreements suffice', () => {
    const round = tallied();
    round.agree(0);
    round.agree(1);
    expect(() => {
      round.open(0);
    }).toThrow('E_QUORUM');
    round.post('quorum', { reason: 'Máy của một ủy viên bị hỏng' });
    round.open(0);
    round.open(1);
    round.finish();
    expect(verifyBoard(sodium, { board: round.boardBytes })).toMatchObject({ valid: true });
  });

  test('[P 4.7.5] agreements that nobody signed do not move a device', () => {
    const round = tallied();
    round.agree(0);
    const th = idText(round.board.tallyEntryHash!);
    const faked = { i: 2, th, sig: idText(random(64)) };
    const agrees = new Map([...round.board.agrees, [2, faked], [3, { ...faked, i: 3 }]] as const);
    const board = { ...round.board, agrees, agreed: new Set([1, 2, 3]) };
    const opening = openingEntry(sodium, random, round.devices[0]!, board);
    expect(opening).toEqual({ ok: false, error: 'E_QUORUM' });
  });

  test('[P 4.7.4] a device never signs a second tally of one election', () => {
    const round = tallied();
    const first = agreeEntry(sodium, round.devices[0]!, round.board, true);
    if (!first.ok) throw new Error(first.error);
    const { device } = first.value;
    expect(agreeEntry(sodium, device, round.board, true)).toEqual(first);
    const other = { ...round.board, tallyEntryHash: random(32) };
    expect(agreeEntry(sodium, device, other, true)).toEqual({ ok: false, error: 'E_AGREE_OTHER' });
  });

  test('[P 4.7.4] a device that has not checked the tally does not agree', () => {
    const round = tallied();
    const unchecked = agreeEntry(sodium, round.devices[0]!, round.board, false);
    expect(unchecked).toEqual({ ok: false, error: 'E_TALLY' });
  });

  test('[P 4.7.3] too few ballots give no tally', () => {
    const round = new Round(sodium, { n: 3, t: 2, marks: MARKS, minBallots: 5 });
    round.ceremony();
    round.poll();
    expect(() => {
      round.tally();
    }).toThrow('E_MIN_BALLOTS');
    round.post('abort', { reason: 'E_MIN_BALLOTS' });
    expect(round.board.stage).toBe('aborted');
  });
});

function tallied(): Round {
  const round = new Round(sodium, { n: 3, t: 2, marks: [[1, 2]] });
  round.ceremony();
  round.poll();
  round.tally();
  return round;
}

function idText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
