import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { BoardEntry, BoardEntryType } from '#shared/protocol/entries.ts';
import type { ResultFacts } from '#shared/protocol/verify-facts.ts';
import { checkResultFile, isResultFormat } from '#shared/result/check-result.ts';
import type { Figures } from '#shared/result/figures.ts';
import type { MeetingResult, ResultRow } from '#shared/result/result.ts';
import { draftOf, drop, put, type Breaking, type Draft } from '../../support/broken.ts';

const folder = `${import.meta.dirname}/../../vectors/sample-board`;
const stored = JSON.parse(readFileSync(`${folder}/result.json`, 'utf8')) as MeetingResult;
const facts = sampleFacts();

/** P 4.1 frame and H32 by hand: the file's digests are checked against the paper, not our code. */
function h32(tag: string, ...parts: Buffer[]): Buffer {
  const framed = [Buffer.from(`evote/1/${tag}`), ...parts].flatMap((part) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    return [length, part];
  });
  return createHash('sha512').update(Buffer.concat(framed)).digest().subarray(0, 32);
}

function sampleFacts(): ResultFacts {
  const lines = readFileSync(`${folder}/board.jsonl`, 'utf8').trimEnd().split('\n');
  const entries = lines.map((line) => JSON.parse(line) as BoardEntry);
  function bodyOf<T extends BoardEntryType>(t: T) {
    return entries.find((entry) => entry.t === t)!.b as Extract<BoardEntry, { t: T }>['b'];
  }
  const head = lines.reduce<Buffer>(
    (hash, line) => h32('board-entry', hash, Buffer.from(line)),
    Buffer.alloc(32),
  );
  return {
    setup: bodyOf('setup'),
    close: bodyOf('close'),
    tally: bodyOf('tally'),
    paper: bodyOf('paper'),
    result: bodyOf('result'),
    head: head.toString('base64url'),
    entries: lines.length,
    recountOf: (rows) =>
      h32('recount', head, Buffer.from(JSON.stringify(rows))).toString('base64url'),
  };
}

test('P 4.11 (11): the sample result follows from the sample board', () => {
  expect(checkResultFile(stored, facts)).toBeNull();
});

/** Adds one to each of these figures. */
function more(...keys: (keyof Figures)[]): Breaking<MeetingResult> {
  return ({ figures }) => {
    for (const key of keys) figures[key] = (figures[key] ?? 0) + 1;
  };
}

test.each<[string, Breaking<MeetingResult>, string]>([
  ['a missing field', drop('venue'), 'venue: bắt buộc'],
  ['an official count of a rehearsal', put('rehearsal', false), 'rehearsal:'],
  [
    'another profile whose base is not there',
    put('profile', 'council-85'),
    'figures.totalDeputies:',
  ],
  ['deputies that no base needs', put('figures.totalDeputies', 22), 'figures.totalDeputies:'],
  ['another roll', more('summoned', 'absent'), 'figures.summoned:'],
  ['another number issued', more('ballotsIssued', 'outstanding'), 'figures.ballotsIssued:'],
  ['another number collected', more('ballotsCollected', 'electronic'), 'figures.electronic:'],
  ['another paper count', more('ballotsCollected', 'paper'), 'figures.paper:'],
  [
    'figures that do not balance',
    more('absent'),
    'figures: số liệu không khớp nhau (attendedAndAbsentAreTheBase)',
  ],
  ['more present than attended', put('figures.presentAtVote', 22), 'presentWithinAttended'],
  ['another head', put('board.head', 'A'.repeat(43)), 'board.head:'],
  ['another length', put('board.entries', 36), 'board.entries:'],
  ['no board', drop('board'), 'board.head:'],
  [
    'a mark moved',
    ({ rows: [row] }) => {
      row!.high += 1;
      row!.low -= 1;
    },
    'rows[0].high:',
  ],
  ['another percentage', put('rows[1].lowPercent', '26,66'), 'rows[1].lowPercent:'],
  ['another band', put('rows[2].band', 'overHalf'), 'rows[2].band:'],
  ['another name', put('rows[3].name', 'Trần Thị D'), 'rows[3].name:'],
  ['a name with a space behind it', put('rows[3].name', 'Nguyễn Văn D '), 'rows[3].name:'],
  ['a row less', (r) => r.rows.pop(), 'rows.length:'],
  ['rows out of order', (r) => r.rows.reverse(), 'rows[0].subjectId:'],
  [
    'keys out of order',
    ({ rows }) => {
      rows[4] = Object.fromEntries(
        Object.entries(rows[4]!).reverse(),
      ) as unknown as Draft<ResultRow>;
    },
    'rows: các trường không theo đúng thứ tự',
  ],
  ['an unequal recount', put('recounts[1].digest', 'A'.repeat(43)), 'recounts[1].digest:'],
  ['one recount only', (r) => r.recounts.pop(), 'recounts: phải có ít nhất hai'],
])('P 4.11 (11): a result with %s is E_RESULT', (_what, breakIt, message) => {
  const result = draftOf(stored);
  breakIt(result);
  const fault = checkResultFile(result, facts);
  expect(fault?.code).toBe('E_RESULT');
  expect(fault?.message).toContain(message);
});

test('P 4.11 (11): no single figure or row can be changed unseen', () => {
  const parts = ['figures', ...stored.rows.map((_, i) => `rows[${i}]`)];
  for (const [i, part] of [stored.figures, ...stored.rows].entries()) {
    for (const [key, value] of Object.entries(part)) {
      // Who was there and left again before the close is on no board: only bounds hold.
      if (typeof value !== 'number' || key === 'presentAtVote') continue;
      const result = draftOf(stored);
      put(`${parts[i]!}.${key}`, value + 1)(result);
      expect(checkResultFile(result, facts), key).not.toBeNull();
    }
  }
});

test('P 4.11: only a file that names its format is checked at all (exit 2 otherwise)', () => {
  expect(isResultFormat(stored)).toBe(true);
  expect([null, 3, [], {}, { format: 'hom-phieu/result/2' }].some(isResultFormat)).toBe(false);
});
