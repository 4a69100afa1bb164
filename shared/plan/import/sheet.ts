/** A row of a file that is being imported. */
export interface SheetRow {
  /** As the spreadsheet numbers it, from 1; empty rows count. */
  readonly number: number;
  /** Texts as they stand in the file; a missing cell is empty. */
  readonly cells: readonly string[];
  /** What of the row could not be read, in Vietnamese, naming the cell. */
  readonly faults?: readonly string[];
}

/** A table of the file: a worksheet, or the whole of a CSV file. Rows without any text are left out. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly SheetRow[];
}

/** Why a file, or one row of it, cannot be read, and what to do; in Vietnamese. */
export interface ReadFault {
  /** Null: the file as a whole. */
  readonly row: number | null;
  readonly text: string;
}

/** Bounds of a file: far beyond any roll, small enough for the page. */
export const MOST_ROWS = 20_000;
export const MOST_COLUMNS = 100;
export const LONGEST_CELL = 10_000;

/** The fault of a file with more rows or columns than are read. */
export function tooLarge(row: number, what: 'rows' | 'columns'): ReadFault {
  const text =
    what === 'rows'
      ? `Tệp có quá ${MOST_ROWS} dòng. Hãy bỏ bớt dòng rồi nhập lại.`
      : `Dòng ${row} có quá ${MOST_COLUMNS} cột. Hãy kiểm tra dấu ngăn cách cột hoặc bỏ bớt cột.`;
  return { row, text };
}

/** The letters of a column, from 0: A, B … Z, AA. */
export function columnName(index: number): string {
  const above = Math.floor(index / 26) - 1;
  return (above < 0 ? '' : columnName(above)) + String.fromCharCode(65 + (index % 26));
}
