import { beforeEach, describe, expect, test } from 'vitest';
import { paperDifferences } from '#shared/meeting/paper.ts';
import type { PaperBody } from '#shared/protocol/entries.ts';
import { roundPlan, teller } from '../../support/given.ts';
import { Meeting } from '../../support/meeting.ts';

type Count = Omit<PaperBody, 'i' | 'sig'>;

function countOf(high: number, low = 0): Count {
  const line = { high, confidence: 0, low, invalid: 0 };
  return { count: high + low, rejected: [], lines: [line, line], rulings: [] };
}

let meeting: Meeting;
beforeEach(() => {
  meeting = new Meeting({ plan: roundPlan({ roll: 4 }) }).toPolling();
  meeting.vote('m1', [1, 1]);
  meeting.handOut('m2', 'paper').handOut('m3', 'paper').close();
});

function key(i: number, count: Count, body = meeting.paper(i, count)) {
  return meeting.submit(teller(i, { type: 'key-paper', body }));
}

function fix(paper: boolean, by = 1) {
  return meeting.submit(teller(by, { type: 'fix-paper', paper }));
}

function refused(code: string, detail?: object) {
  return { ok: false, error: detail === undefined ? { code } : { code, detail } };
}

const ok = { ok: true, value: null };

describe('the paper count (P 4.7.2)', () => {
  test('two equal entries by two tellers are fixed, posted and tallied', () => {
    expect([key(1, countOf(1, 1)), key(3, countOf(1, 1)), fix(true)]).toEqual([ok, ok, ok]);
    expect(meeting.round.board.papers.map(({ i }) => i)).toEqual([1, 3]);
    expect(meeting.round.board.tally?.N).toBe(1);
  });

  test('what is keyed in stands off the board until it is fixed', () => {
    key(1, countOf(1));
    key(2, countOf(1));
    expect(meeting.round.board.papers).toEqual([]);
    expect(meeting.round.log.paperKeyed.size).toBe(2);
  });

  test('one entry, or unequal ones, are not enough', () => {
    expect(fix(true)).toEqual(refused('paper-not-equal'));
    key(1, countOf(1));
    expect(fix(true)).toEqual(refused('paper-not-equal'));
    key(2, countOf(0, 1));
    expect(fix(true)).toEqual(refused('paper-not-equal'));
  });

  test("a teller's later entry replaces the earlier; any equal pair will do", () => {
    key(1, countOf(1));
    key(2, countOf(0, 1));
    key(2, countOf(2));
    key(3, countOf(2));
    expect(fix(true)).toEqual(ok);
    expect(meeting.round.board.papers.map(({ i }) => i)).toEqual([2, 3]);
  });

  test('rulings and rejected ballots must be equal too (R22)', () => {
    key(1, { ...countOf(1), rulings: ['Hợp lệ'] });
    key(2, { ...countOf(1), rulings: ['Không hợp lệ'] });
    expect(fix(true)).toEqual(refused('paper-not-equal'));
    key(2, { ...countOf(1), rulings: ['Hợp lệ'] });
    key(3, { ...countOf(1), rulings: ['Hợp lệ'], rejected: [{ reason: 'notIssued', count: 1 }] });
    expect(fix(true)).toEqual(ok);
    expect(meeting.round.board.papers.map(({ i }) => i)).toEqual([1, 2]);
  });

  test('none at all is fixed as none, but not while something is keyed in', () => {
    key(1, countOf(1));
    expect(fix(false)).toEqual(refused('paper-not-equal'));
    const other = new Meeting().toPolling();
    other.vote('m1', [1, 1]);
    other.close();
    expect(other.submit(teller(1, { type: 'fix-paper', paper: false }))).toEqual(ok);
    expect(other.round.board.tally?.N).toBe(1);
  });

  test('F16: not more than the paper ballots issued', () => {
    expect(key(1, countOf(3))).toEqual(refused('too-many-ballots', { count: 3, issued: 2 }));
    expect(key(1, countOf(2))).toEqual(ok);
  });

  test('only the head fixes, and only once; nothing is keyed in afterwards', () => {
    key(1, countOf(1));
    key(2, countOf(1));
    expect(fix(true, 2)).toEqual(refused('not-head'));
    expect(fix(true)).toEqual(ok);
    expect(fix(true)).toEqual(refused('paper-fixed'));
    expect(key(3, countOf(1))).toEqual(refused('paper-fixed'));
  });

  test("nobody keys in under another's number, and the signature must hold", () => {
    expect(key(2, countOf(1), meeting.paper(1, countOf(1)))).toEqual(refused('not-a-teller'));
    const forged = { ...meeting.paper(1, countOf(1)), count: 2 };
    expect(key(1, countOf(1), forged)).toEqual(refused('entry-refused', { code: 'E_SIG' }));
  });

  test('R33: the levels and the invalid add up to the count on every line', () => {
    const [line] = countOf(1).lines;
    const short = { ...countOf(2), lines: [line!, line!] };
    expect(key(1, short)).toEqual(refused('entry-refused', { code: 'E_PAPER' }));
    const one = { ...countOf(1), lines: [line!] };
    expect(key(1, one)).toMatchObject({ ok: false, error: { code: 'entry-refused' } });
  });

  test('where two entries differ is told line by line', () => {
    key(1, countOf(1, 1));
    expect(paperDifferences(meeting.round.log.paperKeyed)).toEqual([]);
    key(2, { ...countOf(2, 0), rulings: ['x'] });
    expect(paperDifferences(meeting.round.log.paperKeyed)).toEqual([
      { line: -1, field: 'rulings' },
      { line: 0, field: 'high' },
      { line: 0, field: 'low' },
      { line: 1, field: 'high' },
      { line: 1, field: 'low' },
    ]);
    // A third teller agrees with one of them: these two can be fixed, and nothing is to be mended.
    key(3, countOf(1, 1));
    expect(paperDifferences(meeting.round.log.paperKeyed)).toEqual([]);
  });
});
