import { describe, expect, it } from 'vitest';
import { utf8 } from '#shared/protocol/bytes.ts';
import { replayBoard } from '#shared/protocol/board.ts';
import { trackingCode } from '#shared/protocol/code.ts';
import type { MeetingResult } from '#shared/result/result.ts';
import { findBallot } from '#shared/ui/find-ballot.ts';
import { compareResult, recountBoard, type RecountOutcome } from '#shared/ui/recount.ts';
import { sodium } from '../../support/sodium.ts';
import { readVector } from '../../support/vectors.ts';

const board = utf8(readVector('sample-board/board.jsonl'));
const register = utf8(readVector('sample-board/register.jsonl'));
const given = JSON.parse(readVector('sample-board/result.json')) as MeetingResult;

function recount(bytes: Uint8Array, figures = given.figures): RecountOutcome {
  const input = { board: bytes, register, profile: given.profile, figures };
  return recountBoard(sodium, input, () => undefined);
}

function valid(outcome: RecountOutcome): Extract<RecountOutcome, { valid: true }> {
  if (!outcome.valid) throw new Error(outcome.code);
  return outcome;
}

describe('the recount of a supervisor’s or teller’s page (design 7, Announcing)', () => {
  it('finds the rows and the digest of the stored result from the board’s bytes', () => {
    const own = valid(recount(board));
    expect(own.rows).toEqual(given.rows);
    expect(own.digest).toBe(given.recounts[0]!.digest);
    expect(compareResult(own, given)).toEqual([]);
  });

  it('copies no count from the server: wrong figures are found out, not taken over', () => {
    const wrong = { ...given.figures, ballotsCollected: 99, paper: 7, electronic: 92 };
    const own = valid(recount(board, wrong));
    expect(own.rows).toEqual(given.rows);
    expect(compareResult(own, { ...given, figures: wrong })).toEqual([
      { kind: 'figure', name: 'ballotsCollected', own: 15, given: 99 },
      { kind: 'figure', name: 'electronic', own: 12, given: 92 },
      { kind: 'figure', name: 'paper', own: 3, given: 7 },
    ]);
  });

  it('names the row that differs, and a result without its board', () => {
    const own = valid(recount(board));
    const rows = given.rows.map((row, i) => (i === 2 ? { ...row, high: row.high + 1 } : row));
    expect(compareResult(own, { ...given, rows })).toEqual([
      { kind: 'row', name: given.rows[2]!.name },
    ]);
    const without = structuredClone(given);
    Reflect.deleteProperty(without, 'board');
    expect(compareResult(own, without)).toEqual([{ kind: 'board' }]);
  });

  it('is invalid after one changed byte, naming file, entry and rule (P 4.11)', () => {
    const text = readVector('sample-board/board.jsonl').replace('"issued":18', '"issued":17');
    expect(recount(utf8(text))).toEqual({
      valid: false,
      file: 'board',
      entry: 25,
      code: 'E_CHAIN(25)',
    });
  });
});

describe('finding a ballot by its tracking code (P 4.4)', () => {
  const replayed = replayBoard(sodium, board);
  if (!replayed.ok) throw new Error(replayed.error.code);
  const state = replayed.value;

  it('finds it however it is typed, and only on this device’s board', () => {
    const { id, n } = state.ballots.all[4]!;
    const code = trackingCode(id);
    const found = { kind: 'found', entry: n, place: 5, of: 12 };
    expect(findBallot(state, code)).toEqual(found);
    expect(findBallot(state, ` ${code.toLowerCase().replace(/-/g, ' ')}`)).toEqual(found);
    expect(findBallot(state, code.replace(/0/g, 'o').replace(/1/g, 'l'))).toEqual(found);
  });

  it('tells an unknown code from something that is no code', () => {
    expect(findBallot(state, '0000-0000-0000-0000')).toEqual({ kind: 'absent' });
    expect(findBallot(state, '0000-0000-0000')).toEqual({ kind: 'notACode' });
    expect(findBallot(state, 'UUUU-0000-0000-0000')).toEqual({ kind: 'notACode' });
  });
});
