/** [P 4.11, stage 11] Result files beside a good board. */
import { readFileSync } from 'node:fs';
import { defined } from '#shared/assert.ts';
import { goodResult } from '../../../../scripts/fuzz/inputs.ts';
import { readSeeds } from '../../../../scripts/fuzz/seeds.ts';

const folder = `${import.meta.dirname}/../../../vectors/sample-board`;

/** The other implementation's board, register and result. */
export const SAMPLE = {
  board: new Uint8Array(readFileSync(`${folder}/board.jsonl`)),
  register: new Uint8Array(readFileSync(`${folder}/register.jsonl`)),
  result: JSON.parse(readFileSync(`${folder}/result.json`, 'utf8')) as unknown,
};

const seed = defined((await readSeeds()).find(({ name }) => name === 'two-lines'));

/** A small board and its result file: three ballots of two lines. */
export const RESULT_OF = {
  board: seed.board,
  result: JSON.parse(JSON.stringify(goodResult(seed))) as ResultJson,
};

interface ResultJson {
  format: string;
  rehearsal: boolean;
  profile: string;
  figures: Record<string, number>;
  rows: Record<string, unknown>[];
  board: { head: string; entries: number };
  recounts: { by: string; digest: string }[];
}

/** Always `E_RESULT` of the file as a whole. */
export const RESULT_FILES: readonly (readonly [string, (result: ResultJson) => unknown])[] = [
  ['a mark moved', (r) => void (r.rows[0]!['high'] = (r.rows[0]!['high'] as number) - 1)],
  ['rows exchanged', (r) => void r.rows.reverse()],
  ['a row too few', (r) => void r.rows.pop()],
  ['a row twice', (r) => void r.rows.push(r.rows[0]!)],
  ['a name changed', (r) => void (r.rows[0]!['name'] = 'Trần Văn B')],
  ['a percentage rounded up', (r) => void (r.rows[0]!['highPercent'] = '100,00')],
  [
    'a percentage with a point',
    (r) => void (r.rows[0]!['highPercent'] = String(r.rows[0]!['highPercent']).replace(',', '.')),
  ],
  [
    'a band raised',
    (r) => void (r.rows[0]!['band'] = r.rows[0]!['band'] === 'none' ? 'overHalf' : 'none'),
  ],
  [
    'keys of a row in another order',
    (r) => void (r.rows[0] = Object.fromEntries(Object.entries(r.rows[0]!).reverse())),
  ],
  ['a key of a row too many', (r) => void (r.rows[0]!['note'] = '')],
  ['another head', (r) => void (r.board.head = 'A'.repeat(43))],
  ['another length', (r) => r.board.entries--],
  ['no board', (r) => delete (r as Partial<ResultJson>).board],
  ['one ballot more', (r) => r.figures['electronic']!++],
  ['one issued more', (r) => r.figures['ballotsIssued']!++],
  ['figures that contradict each other', (r) => r.figures['absent']!++],
  ['a rehearsal as the real thing', (r) => void (r.rehearsal = !r.rehearsal)],
  ['another profile', (r) => void (r.profile = 'council-96')],
  ['an unknown profile', (r) => void (r.profile = 'x')],
  ['a digest of another recount', (r) => void (r.recounts[1]!.digest = 'A'.repeat(43))],
  ['one recount', (r) => void (r.recounts.length = 1)],
  ['no recount', (r) => void (r.recounts.length = 0)],
  ['another format', (r) => void (r.format = 'hom-phieu/result/2')],
  ['a list', () => []],
  ['null', () => null],
  [
    '__proto__ for rows',
    (r) => JSON.parse(JSON.stringify(r).replace('"rows"', '"__proto__"')) as unknown,
  ],
];
