import { columnName, LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, tooLarge } from '../sheet.ts';
import type { ReadFault, SheetRow } from '../sheet.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { dayText, unescaped } from './parts.ts';
import { readXml } from './xml.ts';

/** What the cells of a worksheet refer to. */
export interface CellContext {
  readonly strings: readonly string[];
  /** By style: the number is a day. */
  readonly days: readonly boolean[];
  readonly from1904: boolean;
}

interface Cell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  isFormula: boolean;
  value: string | null;
}

interface Row {
  readonly number: number;
  readonly cells: string[];
  readonly faults: string[];
}

/**
 * The rows of a worksheet that have text. A formula counts as the value that was last worked out;
 * a value joined over several rows stands in each of them; days are written 31/12/1975.
 */
export function sheetRows(
  file: Uint8Array,
  context: CellContext,
): Result<readonly SheetRow[], ReadFault | null> {
  const rows: Row[] = [];
  const merges: string[] = [];
  let row: Row = { number: 0, cells: [], faults: [] };
  let cell: Cell | null = null;
  let parts: string[] = [];
  let reads = false;
  let last = -1;
  const found: { fault: ReadFault | null } = { fault: null };

  function openCell(attributes: Readonly<Record<string, string>>): void {
    const column = columnIndex(attributes['r']) ?? last + 1;
    last = column;
    const { t: type = 'n', s: style = '-1' } = attributes;
    cell = { column, type, style: Number(style), isFormula: false, value: null };
    parts = [];
  }

  function closeCell({ column, ...read }: Cell): void {
    const value = valueOf(read, parts.join(''), context);
    if (value.text === '' && value.fault === null) return;
    if (column >= MOST_COLUMNS) {
      found.fault ??= tooLarge(row.number, 'columns');
      return;
    }
    while (row.cells.length < column) row.cells.push('');
    row.cells[column] = value.text.slice(0, LONGEST_CELL);
    if (value.fault !== null) {
      row.faults.push(`Ô ${columnName(column)}${row.number}: ${value.fault}.`);
    }
  }

  function closeRow(): void {
    if (row.cells.every((text) => text.trim() === '') && row.faults.length === 0) return;
    if (rows.length === MOST_ROWS) found.fault ??= tooLarge(row.number, 'rows');
    else rows.push(row);
  }

  const fine = readXml(file, {
    open: (name, attributes) => {
      if (found.fault !== null) return;
      if (name === 'row') {
        const number = Number(attributes['r'] ?? row.number + 1);
        row = { number, cells: [], faults: [] };
        last = -1;
      }
      if (name === 'c') openCell(attributes);
      if (name === 'f' && cell !== null) cell.isFormula = true;
      if (name === 'mergeCell') merges.push(attributes['ref'] ?? '');
      reads = name === 'v' || name === 't';
    },
    text: (text) => {
      if (reads && cell !== null) parts.push(text);
    },
    close: (name) => {
      reads = false;
      if (found.fault !== null) return;
      if (name === 'c' && cell !== null) {
        closeCell(cell);
        cell = null;
      }
      if (name === 'row') closeRow();
    },
  });
  if (found.fault !== null) return err(found.fault);
  if (!fine) return err(null);
  spread(rows, merges);
  return ok(
    rows.map(({ number, cells, faults }) =>
      faults.length === 0 ? { number, cells } : { number, cells, faults },
    ),
  );
}

interface Value {
  readonly text: string;
  readonly fault: string | null;
}

function valueOf(
  { type, style, isFormula }: Omit<Cell, 'column'>,
  raw: string,
  { strings, days, from1904 }: CellContext,
): Value {
  if (raw === '') {
    const fault = isFormula ? 'công thức chưa có kết quả; hãy mở tệp bằng Excel rồi lưu lại' : null;
    return { text: '', fault };
  }
  switch (type) {
    case 's':
      return { text: strings[Number(raw)] ?? '', fault: null };
    case 'inlineStr':
    case 'str':
      return { text: unescaped(raw), fault: null };
    case 'b':
      return { text: raw === '1' ? 'x' : '', fault: null };
    case 'e':
      return { text: '', fault: `công thức báo lỗi ${raw.slice(0, 20)}` };
    case 'd':
      return { text: raw.slice(0, 10).split('-').reverse().join('/'), fault: null };
    default:
      return { text: numberText(Number(raw), days[style] === true, from1904), fault: null };
  }
}

function numberText(value: number, isDay: boolean, from1904: boolean): string {
  if (!Number.isFinite(value)) return '';
  return (isDay ? dayText(value, from1904) : null) ?? String(Number(value.toPrecision(15)));
}

/** The values of cells joined over rows, put into each of these rows; those only beside stay one. */
function spread(rows: readonly Row[], merges: readonly string[]): void {
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  for (const ref of merges) {
    const [, from = '', top = '', bottom = ''] =
      /^([A-Z]{1,3})(\d+):[A-Z]{1,3}(\d+)$/u.exec(ref) ?? [];
    const column = columnIndex(`${from}1`);
    const value = byNumber.get(Number(top))?.cells[column ?? -1];
    if (column === null || value === undefined) continue;
    for (const row of rows) {
      if (row.number <= Number(top) || row.number > Number(bottom)) continue;
      while (row.cells.length < column) row.cells.push('');
      row.cells[column] ??= '';
      if (row.cells[column] === '') row.cells[column] = value;
    }
  }
}

/** The column of a cell's name, from 0: `C7` is 2. Null where the cell has none. */
function columnIndex(name: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d+$/u.exec(name ?? '')?.[1];
  if (letters === undefined) return null;
  let index = 0;
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}
