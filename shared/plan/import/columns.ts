import { foldWords } from './fold.ts';
import type { SheetRow } from './sheet.ts';

/** What a column holds. `family` and `given` together are a name; `venue:k3` is a mark for venue k3. */
export type ColumnField =
  | 'skip'
  | 'name'
  | 'family'
  | 'given'
  | 'post'
  | 'unit'
  | 'id'
  | 'born'
  | 'excluded'
  | 'note'
  | `venue:${string}`;

/** By column, from the left. */
export type ColumnMap = readonly ColumnField[];

/** Whether people are summoned members of a venue or subjects of the plan. */
export type ImportTarget = 'roll' | 'subjects';

/** The fields that a target has, in the order of the chooser; venues come behind them. */
export const FIELDS_OF: Readonly<Record<ImportTarget, readonly ColumnField[]>> = {
  roll: ['skip', 'name', 'family', 'given', 'post', 'unit', 'id', 'born'],
  subjects: ['skip', 'name', 'family', 'given', 'post', 'unit', 'id', 'born', 'excluded', 'note'],
};

const SYNONYMS: readonly (readonly [ColumnField, readonly string[]])[] = [
  ['skip', ['stt', 'tt', 'so thu tu', 'so tt']],
  [
    'name',
    [
      'ho va ten',
      'ho ten',
      'ho va ten khai sinh',
      'ten can bo',
      'ten dai bieu',
      'dai bieu',
      'full name',
      'name',
    ],
  ],
  [
    'family',
    ['ho', 'ho dem', 'ho va ten dem', 'ho ten dem', 'ho va dem', 'ho lot', 'ho va chu lot'],
  ],
  ['given', ['ten']],
  ['post', ['chuc vu', 'chuc danh', 'vi tri cong tac', 'position']],
  [
    'unit',
    [
      'don vi',
      'co quan',
      'to',
      'khoi',
      'nhom',
      'phong',
      'phong ban',
      'doan',
      'to dai bieu',
      'dia phuong',
      'noi cong tac',
      'noi lam viec',
      'unit',
    ],
  ],
  [
    'id',
    ['ma', 'ma so', 'ma can bo', 'ma dai bieu', 'ma nhan vien', 'ma so can bo', 'so hieu', 'id'],
  ],
  [
    'born',
    ['nam sinh', 'ngay sinh', 'sinh nam', 'ngay thang nam sinh', 'nam sinh nam', 'nam sinh nu'],
  ],
  ['excluded', ['ly do khong lay phieu', 'khong lay phieu', 'ly do', 'khong lay phieu ly do']],
  ['note', ['ghi chu', 'note']],
];
/** Words that begin many headers of other things («Tên đơn vị», «Mã phòng»). */
const WHOLE_ONLY = new Set([
  'ten',
  'ho',
  'to',
  'ma',
  'tt',
  'id',
  'phong',
  'doan',
  'name',
  'dai bieu',
  'note',
  'unit',
  'ly do',
]);

/** The field that a header names, or null. The longest name that the header begins with wins. */
export function fieldOfHeader(header: string): ColumnField | null {
  const words = foldWords(header);
  if (words === '') return null;
  let best: ColumnField | null = null;
  let length = 0;
  for (const [field, names] of SYNONYMS) {
    for (const name of names) {
      const isIt = words === name || (!WHOLE_ONLY.has(name) && `${words} `.startsWith(`${name} `));
      if (isIt && name.length > length) [best, length] = [field, name.length];
    }
  }
  return best;
}

/** A venue as a file's header may name it. */
export interface NamedVenue {
  readonly key: string;
  readonly id: string;
  readonly name: string;
}

/** What the columns seem to hold, and in which row of the sheet (its number) the headers stand. */
export interface Guess {
  readonly columns: ColumnMap;
  /** Null: no headers; people begin in the first row. */
  readonly headerRow: number | null;
}

const HEADER_WITHIN = 20;

/** Guesses header row and columns; each field at most once, what is unknown is skipped. */
export function guessColumns(
  rows: readonly SheetRow[],
  target: ImportTarget,
  venues: readonly NamedVenue[],
): Guess {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  let best: { row: SheetRow; columns: ColumnField[]; score: number } | null = null;
  for (const row of rows.slice(0, HEADER_WITHIN)) {
    const columns = columnsOf(row, width, target, venues);
    const score = columns.filter((field) => field !== 'skip').length;
    const hasName = columns.includes('name') || columns.includes('given');
    if (hasName && score > (best?.score ?? 0)) best = { row, columns, score };
  }
  if (best === null) return { columns: guessByContent(rows, width), headerRow: null };
  const { row } = best;
  const below = rows.filter(({ number }) => number > row.number);
  return { columns: withSplitName(best.columns, row, below), headerRow: row.number };
}

function columnsOf(
  { cells }: SheetRow,
  width: number,
  target: ImportTarget,
  venues: readonly NamedVenue[],
): ColumnField[] {
  const taken = new Set<ColumnField>();
  return Array.from({ length: width }, (_, i) => {
    const header = cells[i] ?? '';
    const venue = target === 'subjects' ? venueOfHeader(header, venues) : null;
    const field = venue ?? fieldOfHeader(header) ?? 'skip';
    const isOf = venue !== null || FIELDS_OF[target].includes(field);
    if (field === 'skip' || !isOf || taken.has(field)) return 'skip';
    taken.add(field);
    return field;
  });
}

function venueOfHeader(header: string, venues: readonly NamedVenue[]): ColumnField | null {
  const words = foldWords(header.replace(/^\s*nơi\s*:/iu, ''));
  const found = venues.find(
    ({ id, name }) => words !== '' && (words === foldWords(name) || words === foldWords(id)),
  );
  return found === undefined ? null : `venue:${found.key}`;
}

/** One header «Họ và tên» over two columns: the family names stand in it, the given names beside. */
function withSplitName(
  columns: readonly ColumnField[],
  header: SheetRow,
  rows: readonly SheetRow[],
): ColumnField[] {
  const at = columns.indexOf('name');
  const beside = (header.cells[at + 1] ?? '').trim();
  const isFree = columns[at + 1] === 'skip' && (beside === '' || beside === header.cells[at]);
  if (at < 0 || !isFree || columns.includes('given')) return [...columns];
  const given = rows.filter(({ cells }) => /^\p{L}+$/u.test((cells[at + 1] ?? '').trim()));
  if (rows.length === 0 || given.length < rows.length * 0.7) return [...columns];
  return columns.map((field, i) => (i === at ? 'family' : i === at + 1 ? 'given' : field));
}

/** Without headers: the first column of several words is the name, the next with text the post. */
function guessByContent(rows: readonly SheetRow[], width: number): ColumnField[] {
  const columns: ColumnField[] = Array.from({ length: width }, () => 'skip');
  function share(at: number, pattern: RegExp): number {
    return rows.filter(({ cells }) => pattern.test((cells[at] ?? '').trim())).length / rows.length;
  }
  const name = columns.findIndex(
    (_, i) => share(i, /^\p{L}[\p{L}\p{M}.'-]*(?:[\s\u00A0]+\p{L}[\p{L}\p{M}.'-]*)+$/u) > 0.6,
  );
  if (name < 0) return columns;
  columns[name] = 'name';
  const post = columns.findIndex((_, i) => i > name && share(i, /\p{L}{2}/u) > 0.5);
  if (post > 0) columns[post] = 'post';
  return columns;
}
