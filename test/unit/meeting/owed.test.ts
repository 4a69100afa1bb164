import { describe, expect, test } from 'vitest';
import { owed } from '#shared/meeting/owed.ts';
import { isPaperOnly, phaseOf, voidReason } from '#shared/meeting/phase.ts';
import { resultOf } from '#shared/meeting/result-of.ts';
import { toBase64url, utf8 } from '#shared/protocol/bytes.ts';
import { claimOf, generateBallotCode } from '#shared/protocol/code.ts';
import { verifyBoard } from '#shared/protocol/verify.ts';
import { chair, desk, roundPlan, teller } from '../../support/given.ts';
import { boardText, keysAt, Meeting, replayed } from '../../support/meeting.ts';
import type { Act } from '../../support/meeting.ts';
import { random, sodium } from '../../support/sodium.ts';

const reason = 'Máy hỏng';

/** Everything that can happen to a round, in one: restarts, every way of issue, paper, openings. */
function wholeRound(): Meeting {
  const plan = roundPlan({ roll: 6, lines: 2, phonesAllowed: null });
  const meeting = new Meeting({ plan });
  meeting.done(chair({ type: 'allow-phones', allowed: true }));
  meeting.toSealing(6).join();
  for (const place of [0, 1]) meeting.step(place);
  meeting.done(chair({ type: 'restart-ceremony', reason }));
  meeting.freshDevices();
  meeting.join().ceremony();
  meeting.done(chair({ type: 'restart-ceremony', reason: 'Lần hai' }));
  meeting.freshDevices();
  meeting.join().ceremony().open();
  const slip = generateBallotCode(random);
  const claims = [slip, generateBallotCode(random)].map((c) => toBase64url(claimOf(sodium, c)));
  meeting.done(desk({ type: 'register-slips', claims }));
  meeting.vote('m1', [1, 3]);
  meeting.handOut('m2', 'slip');
  meeting.castWith(slip, [2, 0]);
  const lost = meeting.issue('m3', 'kiosk');
  meeting.done(teller(1, { type: 'void-token', memberId: 'm3', reason }));
  expect(meeting.ask(lost.code)).toEqual({ ok: false, error: 'E_CLAIM_UNKNOWN' });
  meeting.vote('m3', [3, 3]);
  meeting.handOut('m4', 'paper');
  meeting.issue('m5');
  meeting.done(chair({ type: 'record-incident', text: 'Mất điện hai phút' }));
  meeting.close();
  const count = {
    count: 1,
    rejected: [{ reason: 'notIssued', count: 1 }],
    lines: [
      { high: 1, confidence: 0, low: 0, invalid: 0 },
      { high: 0, confidence: 0, low: 0, invalid: 1 },
    ],
    rulings: ['Một phiếu đánh hai ô'],
  };
  for (const i of [1, 3])
    meeting.done(teller(i, { type: 'key-paper', body: meeting.paper(i, count) }));
  meeting.done(teller(1, { type: 'fix-paper', paper: true }));
  meeting.agree(0).agree(2);
  meeting.done(chair({ type: 'lower-agreement-quorum', reason: 'Máy của ủy viên B hỏng' }));
  meeting.opening(2).opening(0);
  meeting.recounted();
  for (const gap of ['rejected', 'outstanding'] as const) {
    meeting.done(chair({ type: 'explain-gap', gap, reason }));
  }
  meeting.done(chair({ type: 'announce' }));
  meeting.done(teller(1, { type: 'correct', reason }));
  meeting.done(teller(1, { type: 'sign-minutes' }));
  return meeting.done(chair({ type: 'archive' }));
}

/**
 * The crash law (design 7, Two files, one act): cut after any act; what is replayed owes exactly
 * the act that followed, with the same bytes, if the server owed it, and nothing otherwise.
 */
function expectCrashLaw({ acts, keys }: Meeting): void {
  for (let length = 1; length <= acts.length; length += 1) {
    const round = replayed(acts.slice(0, length));
    const next = acts[length];
    const due = owed(sodium, round, keysAt(keys, round));
    const place = `after act ${length} (${nameOf(acts[length - 1])})`;
    expect(due === null ? null : JSON.stringify(due), place).toEqual(
      next?.owed === true ? JSON.stringify(owedOf(next)) : null,
    );
  }
}

function nameOf(act: Act | undefined): string {
  if (act === undefined) return '';
  const { append } = act;
  if (append.to === 'log') return append.event.type;
  return append.to === 'aside' ? 'aside' : append.entry.t;
}

function owedOf({ append }: Act): object {
  switch (append.to) {
    case 'board':
      return { do: 'append-board', entry: append.entry };
    case 'register':
      return { do: 'append-register', entry: append.entry };
    case 'aside':
      return { do: 'set-board-aside' };
    case 'log':
      throw new Error('the server owes no event of the log');
  }
}

describe('design 7: two files, one act', () => {
  const meeting = wholeRound();

  test('a whole round with restarts, slips, paper and a lowered quorum is a valid board', () => {
    expect(phaseOf(meeting.round)).toBe('archived');
    const register = utf8(meeting.registerText());
    const report = verifyBoard(sodium, { board: utf8(boardText(meeting.acts)), register });
    expect(report).toMatchObject({ valid: true });
    expect(resultOf(sodium, meeting.round)?.figures).toMatchObject({
      ballotsIssued: 5,
      ballotsCollected: 4,
      electronic: 3,
      paper: 1,
      outstanding: 1,
    });
  });

  test('cut after any act, the replayed round owes exactly what followed, byte for byte', () => {
    expectCrashLaw(meeting);
  });

  test('P 4.6: the register names the election of the board that counts, after restarts too', () => {
    const [first] = meeting.registerText().split('\n');
    const { b } = JSON.parse(first ?? '') as { b: { eid: string } };
    expect(b.eid).toBe(toBase64url(meeting.round.board.eid!));
  });
});

describe('the ends of a round', () => {
  test('P 4.7.3: fewer ballots than minBallots: abort, void, and nothing more is owed', () => {
    const meeting = new Meeting({ plan: roundPlan({ minBallots: 3 }) }).toPolling();
    meeting.vote('m1', [1, 1]);
    meeting.vote('m2', [1, 1]);
    meeting.close().fixNoPaper();
    expect(meeting.acts.at(-1)?.append).toEqual({
      to: 'board',
      entry: { t: 'abort', b: { reason: 'E_MIN_BALLOTS' } },
    });
    expect(voidReason(meeting.round)).toBe('E_MIN_BALLOTS');
    expect(resultOf(sodium, meeting.round)).toBeNull();
    expect(meeting.submit(chair({ type: 'announce' }))).toMatchObject({
      error: { code: 'no-round' },
    });
    expectCrashLaw(meeting);
  });

  test('P 4.7.3: 0 < N < minBallots is void even with paper ballots', () => {
    const meeting = new Meeting({ plan: roundPlan({ minBallots: 2 }) }).toPolling();
    meeting.vote('m1', [1, 1]);
    meeting.handOut('m2', 'paper').close();
    keyTwice(meeting, 1);
    expect(isPaperOnly(meeting.round)).toBe(false);
    expect(voidReason(meeting.round)).toBe('E_MIN_BALLOTS');
    expectCrashLaw(meeting);
  });

  test('P 4.7.3: N = 0 with paper: counted without a board, recounts are the two entries', () => {
    const meeting = new Meeting({ plan: roundPlan({ minBallots: 3 }) }).toPolling();
    meeting.handOut('m1', 'paper').handOut('m2', 'paper').close();
    keyTwice(meeting, 2);
    expect(phaseOf(meeting.round)).toBe('counted');
    expect(voidReason(meeting.round)).toBeNull();
    const result = resultOf(sodium, meeting.round)!;
    expect(result).not.toHaveProperty('board');
    expect(result.figures).toMatchObject({ electronic: 0, paper: 2, outstanding: 0 });
    expect(result.rows[0]).toMatchObject({ high: 2, valid: 2, invalid: 0, highPercent: '100,00' });
    expect(result.recounts.map(({ by }) => by)).toEqual([
      'Ủy viên kiểm phiếu A',
      'Ủy viên kiểm phiếu B',
    ]);
    meeting.done(chair({ type: 'announce' }));
    meeting.done(teller(1, { type: 'sign-minutes' })).done(chair({ type: 'archive' }));
    expect(phaseOf(meeting.round)).toBe('archived');
    expectCrashLaw(meeting);
  });

  test('F23: nothing cast and no paper is a void round', () => {
    const meeting = new Meeting().toPolling().close().fixNoPaper();
    expect(voidReason(meeting.round)).toBe('E_MIN_BALLOTS');
    expectCrashLaw(meeting);
  });

  for (const stage of [
    'preparing',
    'sealing',
    'ceremony',
    'sealed',
    'polling',
    'counting',
  ] as const) {
    test(`F26: voided while ${stage}: the board ends with abort, if there is one`, () => {
      const meeting = new Meeting();
      if (stage !== 'preparing') meeting.toSealing();
      if (stage === 'ceremony') meeting.join();
      if (stage === 'sealed') meeting.join().ceremony();
      if (stage === 'polling' || stage === 'counting') {
        meeting.join().ceremony().open().vote('m1', [1, 2]);
      }
      if (stage === 'counting') meeting.close();
      const before = phaseOf(meeting.round);
      meeting.done(chair({ type: 'void-round', round: 'rounds/bch-1', reason }));
      expect(phaseOf(meeting.round)).toBe(before);
      expect(voidReason(meeting.round)).toBe(reason);
      if (meeting.round.board.n === 0) expect(boardText(meeting.acts)).toBe('');
      else expect(boardText(meeting.acts)).toContain(`"t":"abort"`);
      expectCrashLaw(meeting);
    });
  }

  test('F26: in a void round nothing is exchanged and nothing is cast', () => {
    const meeting = new Meeting().toPolling();
    const { code } = meeting.issue('m1');
    const asked = meeting.ask(code);
    const other = meeting.issue('m2');
    const message = asked.ok ? meeting.seal(code, asked.value.token, [1, 1]) : null;
    meeting.done(chair({ type: 'void-round', round: 'rounds/bch-1', reason }));
    expect(meeting.ask(other.code)).toEqual({ ok: false, error: 'E_PHASE' });
    expect(meeting.cast(message!)).toEqual({ ok: false, error: 'E_PHASE' });
  });

  test('a complaint stops the ceremony; a restart sets the board aside and seals anew', () => {
    const meeting = new Meeting().toSealing().join();
    for (let turn = 0; turn < 2; turn += 1) for (const i of [0, 1, 2]) meeting.step(i);
    expect(meeting.round.board.deals.size).toBe(3);
    expect(meeting.submit(chair({ type: 'open-polls', present: 3 }))).toMatchObject({
      error: { code: 'ceremony-incomplete' },
    });
    meeting.done(chair({ type: 'restart-ceremony', reason }));
    expect(meeting.round.board.n).toBe(0);
    expect(meeting.round.boardsSetAside).toBe(1);
    meeting.freshDevices();
    meeting.join().ceremony();
    expect(meeting.round.board.stage).toBe('sealed');
    expectCrashLaw(meeting);
  });
});

function keyTwice(meeting: Meeting, count: number): void {
  const line = { high: count, confidence: 0, low: 0, invalid: 0 };
  const body = { count, rejected: [], lines: [line, line], rulings: [] };
  for (const i of [1, 2])
    meeting.done(teller(i, { type: 'key-paper', body: meeting.paper(i, body) }));
  meeting.done(teller(1, { type: 'fix-paper', paper: true }));
}
