import { cleanText, looksLegacy, nameKey } from '../person-name.ts';
import { personKey } from '../same.ts';
import type { ColumnField, ColumnMap } from './columns.ts';
import { foldWords } from './fold.ts';
import { idOf, markOf, reasonOf } from './person.ts';
import type { ImportedPerson, RowRemark } from './person.ts';
import type { SheetRow } from './sheet.ts';

/** Two rows with one name and different posts: one person (R5), or two? The importer decides. */
export interface Namesakes {
  readonly first: number;
  readonly second: number;
  readonly name: string;
}

/** What the rows of a file say of people. */
export interface Imported {
  readonly people: readonly ImportedPerson[];
  /** Rows that are not taken until they are mended in the file. */
  readonly refused: readonly RowRemark[];
  /** What was put right or left out on the way. */
  readonly remarks: readonly RowRemark[];
  readonly namesakes: readonly Namesakes[];
}

const LEGACY =
  'chữ gõ bằng phông cũ (TCVN3, VNI) hoặc bị hỏng; hãy chuyển tệp sang Unicode rồi nhập lại';
/** «I. KHỐI ĐẢNG», «Tổng cộng: 33»: rows between people. */
const BETWEEN =
  /^(?:[IVXLC]+|[A-ZĐ]|\d{1,2})\s*[.)/-]\s*\S|^(?:tổng(?: số| cộng)?|cộng)(?![\p{L}\p{M}])/iu;

/** The people in `rows` by these columns, `merged` being rows that belong to their namesake's person. */
export function peopleOf(
  rows: readonly SheetRow[],
  columns: ColumnMap,
  merged: ReadonlySet<number> = new Set(),
): Imported {
  const refused: RowRemark[] = [];
  const remarks: RowRemark[] = [];
  const people: ImportedPerson[] = [];
  for (const row of rows) {
    const read = personOf(row, columns);
    if (read.refused !== null) refused.push({ row: row.number, text: read.refused });
    remarks.push(...read.remarks.map((text) => ({ row: row.number, text })));
    if (read.person !== null) people.push(read.person);
  }
  const once = onlyOnce(people);
  remarks.push(...once.remarks);
  const { kept, namesakes } = namesakesOf(once.people, merged);
  return { people: kept, refused, remarks, namesakes };
}

interface ReadRow {
  readonly person: ImportedPerson | null;
  readonly refused: string | null;
  readonly remarks: readonly string[];
}

const NOBODY: ReadRow = { person: null, refused: null, remarks: [] };

function refusedRow(text: string): ReadRow {
  return { ...NOBODY, refused: text };
}

function personOf(row: SheetRow, columns: ColumnMap): ReadRow {
  const cells = cellsOf(row, columns);
  const name = nameOf(cells);
  const texts = [...cells].filter(([field]) => field !== 'skip').map(([, text]) => text);
  if (row.faults !== undefined) return refusedRow(row.faults.join(' '));
  if (texts.every((text) => text === '')) return NOBODY;
  const isAlone = texts.filter((text) => text !== '').length === 1;
  if (isAlone && BETWEEN.test(name)) {
    return { ...NOBODY, remarks: [`Bỏ qua dòng «${name}»: không phải tên người.`] };
  }
  // Headers again, as on each page of a printed list.
  if (/^ho(?: va)? ten(?: khai sinh)?$/u.test(foldWords(name))) return NOBODY;
  if (name === '') return refusedRow('Thiếu họ và tên.');
  if (!/\p{L}{2}/u.test(name)) return refusedRow(`Họ tên «${name}» không phải là chữ.`);
  const legacy = texts.find(looksLegacy);
  if (legacy !== undefined) return refusedRow(`«${legacy.slice(0, 40)}»: ${LEGACY}.`);
  return detailsOf(row, cells, name);
}

type Cells = ReadonlyMap<ColumnField, string>;

function cellsOf({ cells }: SheetRow, columns: ColumnMap): Cells {
  return new Map(columns.map((field, i) => [field, cleanText(cells[i] ?? '')]));
}

function nameOf(cells: Cells): string {
  return cells.get('name') ?? cleanText(`${cells.get('family') ?? ''} ${cells.get('given') ?? ''}`);
}

function detailsOf(row: SheetRow, cells: Cells, name: string): ReadRow {
  const remarks: string[] = [];
  const excluded = reasonOf(cells.get('excluded') ?? '');
  if (excluded === null) {
    const given = cells.get('excluded') ?? '';
    return refusedRow(
      `Không hiểu lý do «${given}». Hãy ghi: bổ nhiệm, bầu cử, bổ nhiệm lại, điều động hoặc nghỉ hưu.`,
    );
  }
  const venues: string[] = [];
  for (const [field, text] of cells) {
    if (!field.startsWith('venue:')) continue;
    const mark = markOf(text);
    if (mark === null) return refusedRow(`Ô nơi lấy phiếu ghi «${text}». Hãy ghi x hoặc để trống.`);
    if (mark) venues.push(field.slice('venue:'.length));
  }
  if (row.cells.some((cell) => /[\u00D0\u0189\u00F0\u0256]/u.test(cell))) {
    remarks.push('Đã sửa chữ Ð (không phải tiếng Việt) thành Đ.');
  }
  const givenId = cells.get('id') ?? '';
  const id = idOf(givenId);
  if (id !== givenId) remarks.push(`Mã «${givenId}» được ghi là «${id}».`);
  const hasVenues = [...cells.keys()].some((field) => field.startsWith('venue:'));
  const person: ImportedPerson = {
    row: row.number,
    name,
    ...(id === '' ? {} : { id }),
    ...field(cells, 'post', 'post'),
    ...field(cells, 'unit', 'group'),
    ...field(cells, 'born', 'born'),
    ...field(cells, 'note', 'note'),
    ...(cells.has('excluded') ? { excluded } : {}),
    ...(hasVenues ? { venues } : {}),
  };
  return { person, refused: null, remarks };
}

function field<K extends 'post' | 'group' | 'born' | 'note'>(
  cells: Cells,
  column: ColumnField,
  key: K,
): Partial<Record<K, string>> {
  const text = cells.get(column);
  return text === undefined ? {} : ({ [key]: text } as Record<K, string>);
}

/** The same person twice is taken once (R5); two of one name, post and unit by their years of birth. */
function onlyOnce(people: readonly ImportedPerson[]): {
  readonly people: readonly ImportedPerson[];
  readonly remarks: readonly RowRemark[];
} {
  const firsts = new Map<string, ImportedPerson>();
  const remarks: RowRemark[] = [];
  const kept = people.flatMap((person) => {
    const key = personKey(person);
    const first = firsts.get(key);
    if (first === undefined) {
      firsts.set(key, person);
      return [person];
    }
    const { row, born = '' } = person;
    if (born === '' || born === (first.born ?? '')) {
      remarks.push({ row, text: `Trùng người với dòng ${first.row}: chỉ lấy một lần.` });
      return [];
    }
    remarks.push({ row, text: `Trùng họ tên, chức vụ với dòng ${first.row}: ghi thêm năm sinh.` });
    const told = {
      ...person,
      post: `${person.post ?? ''}, sinh năm ${yearOf(born)}`.replace(/^, s/u, 'S'),
    };
    return firsts.has(personKey(told)) ? [] : [told];
  });
  return { people: kept, remarks };
}

function yearOf(born: string): string {
  return /(?:19|20)\d{2}/u.exec(born)?.[0] ?? born;
}

function namesakesOf(
  people: readonly ImportedPerson[],
  merged: ReadonlySet<number>,
): { readonly kept: readonly ImportedPerson[]; readonly namesakes: readonly Namesakes[] } {
  const places = new Map<string, number>();
  const namesakes: Namesakes[] = [];
  const kept: ImportedPerson[] = [];
  for (const person of people) {
    const key = nameKey(person.name);
    const place = places.get(key);
    const first = place === undefined ? undefined : kept[place];
    if (first !== undefined && place !== undefined) {
      namesakes.push({ first: first.row, second: person.row, name: person.name });
      if (merged.has(person.row)) {
        kept[place] = together(first, person);
        continue;
      }
    }
    if (place === undefined) places.set(key, kept.length);
    kept.push(person);
  }
  return { kept, namesakes };
}

/** One person with two posts: one line, both posts (R5). */
function together(first: ImportedPerson, second: ImportedPerson): ImportedPerson {
  const post = [first.post, second.post].filter((each) => (each ?? '') !== '').join('; ');
  const venues = [...new Set([...(first.venues ?? []), ...(second.venues ?? [])])];
  return {
    ...first,
    ...(post === '' ? {} : { post }),
    ...(first.venues === undefined ? {} : { venues }),
  };
}
