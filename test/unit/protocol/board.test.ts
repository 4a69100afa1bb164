import { describe, expect, test } from 'vitest';
import { checkAppend, evolveBoard, evolveBoardLine, nextLine } from '#shared/protocol/board.ts';
import { replayBoard, rewindBoard } from '#shared/protocol/board.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { entryHash, formatLine, parseChain, ZERO_HASH } from '#shared/protocol/chain.ts';
import { evolveRegister, replayRegister, rewindRegister } from '#shared/protocol/register.ts';
import { Round } from '../../support/protocol-round.ts';
import { random, sodium } from '../../support/sodium.ts';

function polling(): Round {
  const round = new Round(sodium, { n: 3, t: 2, marks: [[1, 2]] });
  round.ceremony();
  return round;
}

describe('[P 4.2] chained lines', () => {
  test('a chain read back is the chain written, for the log too', () => {
    const first = formatLine(0, 'note', ZERO_HASH, { text: 'Biên bản' });
    const hash = entryHash(sodium, 'log-entry', ZERO_HASH, first);
    const second = formatLine(1, 'note', hash, null);
    const bytes = new TextEncoder().encode(`${first}\n${second}\n`);
    const parsed = parseChain(sodium, 'log-entry', bytes);
    expect(parsed).toMatchObject({ ok: true, value: { entries: [{ n: 0 }, { n: 1, b: null }] } });
    if (!parsed.ok) return;
    expect(parsed.value.head).toEqual(entryHash(sodium, 'log-entry', hash, second));
    expect(parseChain(sodium, 'board-entry', bytes)).toMatchObject({
      error: { entry: 1, code: 'E_CHAIN(1)' },
    });
  });
});

describe('[P 4.2] the fold of a board', () => {
  test('a used ballot key, a ballot out of phase and a broken shape are refused', () => {
    const round = polling();
    round.cast([1, 2]);
    const { b } = round.entries.at(-1)! as { b: { vk: string; body: string } };
    const again = evolveBoard(sodium, round.board, 'ballot', b);
    expect(again).toEqual({ ok: false, error: 'E_VK_USED' });
    const short = { ...b, body: b.body.slice(4) };
    expect(evolveBoard(sodium, round.board, 'ballot', short)).toEqual({
      ok: false,
      error: 'E_SIZE',
    });
    expect(evolveBoard(sodium, round.board, 'poll', {})).toEqual({ ok: false, error: 'E_PHASE' });
    expect(round.board.ballotCount).toBe(1);
  });

  test('a device follows line by line, and sees a line that does not follow', () => {
    const round = polling();
    const before = replayBoard(sodium, round.boardBytes);
    if (!before.ok) throw new Error(before.error.code);
    round.cast([1, 2]);
    const { t, b } = round.entries.at(-1)!;
    const line = new TextEncoder().encode(nextLine(before.value, t, b));
    const after = evolveBoardLine(sodium, before.value, line);
    expect(after).toMatchObject({ ok: true, value: { n: round.board.n, head: round.board.head } });
    expect(evolveBoardLine(sodium, round.board, line)).toMatchObject({ ok: false });
  });

  test('[S disk full] a fold goes back to its last synced state and on from there', () => {
    const round = polling();
    round.cast([1, 2]);
    const synced = round.board;
    round.cast([3, 0]);
    const lost = (round.entries.at(-1)!.b as { vk: string }).vk;
    const other = polling();
    other.cast([1, 1]);
    expect(() => evolveBoard(sodium, synced, 'ballot', other.entries.at(-1)!.b)).toThrow('newest');
    const back = rewindBoard(synced);
    expect([back.ballotCount, back.ballots.size, back.has(lost)]).toEqual([1, 1, false]);
    expect(evolveBoard(sodium, back, 'ballot', round.entries.at(-1)!.b).ok).toBe(true);
  });

  test('[P 4.3, 4.7] the server appends no word that it could not verify', () => {
    const round = polling();
    round.poll();
    round.tally();
    const th = toBase64url(round.board.tallyEntryHash!);
    const unsigned = { i: 1, th, sig: toBase64url(random(64)) };
    expect(checkAppend(sodium, round.board, { t: 'agree', b: unsigned })).toBe('E_SIG');
    expect(checkAppend(sodium, round.board, { t: 'agree', b: { ...unsigned, i: 9 } })).toBe(
      'E_PHASE',
    );
    expect(checkAppend(sodium, round.board, { t: 'agree', b: { i: 1, th } })).toBe('E_JSON');
    expect(checkAppend(sodium, round.board, { t: 'quorum', b: { reason: '' } })).toBe('E_PHASE');
  });

  test('[P 4.7.2] a paper count that exceeds what was issued is refused', () => {
    const paper = {
      count: 2,
      rejected: [],
      lines: [
        { high: 2, confidence: 0, low: 0, invalid: 0 },
        { high: 2, confidence: 0, low: 0, invalid: 0 },
      ],
      rulings: [],
    };
    const round = new Round(sodium, { n: 3, t: 2, marks: [[1, 2]], issued: 2 });
    round.ceremony();
    round.poll();
    function check(b: unknown): string | null {
      return checkAppend(sodium, round.board, { t: 'paper', b });
    }
    expect(check(round.paperBody(1, paper))).toBe('E_COUNTS');
    expect(check(round.paperBody(1, { ...paper, count: 1 }))).toBe('E_PAPER');
    const one = { high: 1, confidence: 0, low: 0, invalid: 0 };
    expect(check(round.paperBody(1, { ...paper, count: 1, lines: [one, one] }))).toBeNull();
  });
});

describe('[P 4.6.3] the fold of the register', () => {
  test('one line per claim; the bytes give the live state; it goes back as a whole', () => {
    const round = polling();
    round.cast([1, 2]);
    const synced = round.register;
    const exchange = JSON.parse(round.registerText.trimEnd().split('\n').at(-1)!) as { b: unknown };
    const again = evolveRegister(sodium, round.register, 'exchange', exchange.b);
    expect(again).toEqual({ ok: false, error: 'E_CLAIM_USED' });
    expect(replayRegister(sodium, round.registerBytes, round.board.eid, 1)).toEqual({
      ok: true,
      value: round.register,
    });
    round.cast([2, 2]);
    expect(rewindRegister(synced).byClaim.size).toBe(1);
    expect(replayRegister(sodium, round.registerBytes, random(32), 1)).toMatchObject({
      error: { entry: 0, code: 'E_EID' },
    });
  });
});
