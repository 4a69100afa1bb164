import { err, ok, type Result } from '#shared/result.ts';
import { LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, tooLarge } from './sheet.ts';
import type { ReadFault, SheetRow } from './sheet.ts';

/** What may stand between the columns of a CSV file; a clipboard's table has tabs. */
export const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** The first line that Excel may write to name its delimiter. */
const SEP_LINE = /^sep=([,;\t])(?:\r\n|\n|\r)/u;

/**
 * The rows of a CSV text (RFC 4180, its delimiter guessed): quoted cells may hold delimiters, quotes
 * and line breaks. Rows without text are left out, the others keep their numbers.
 */
export function parseCsv(given: string): Result<readonly SheetRow[], ReadFault> {
  const text = given.replace(/^\uFEFF/u, '');
  const stated = SEP_LINE.exec(text);
  const body = stated === null ? text : text.slice(stated[0].length);
  const delimiter = DELIMITERS.find((each) => each === stated?.[1]) ?? guessDelimiter(body);
  const rows: SheetRow[] = [];
  for (const record of records(body, delimiter)) {
    if (!record.ok) return record;
    const { number, cells } = record.value;
    if (cells.length > MOST_COLUMNS) return err(tooLarge(number, 'columns'));
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (rows.length === MOST_ROWS) return err(tooLarge(number, 'rows'));
    rows.push({ number: number + (stated === null ? 0 : 1), cells });
  }
  return ok(rows);
}

/** The delimiter that parts most of the first lines into the same number of columns, the more the better. */
export function guessDelimiter(text: string): Delimiter {
  const lines = text.replace(/"(?:[^"]|"")*(?:"|$)/gu, '').split(/\r\n|\n|\r/u, 30);
  function worth(delimiter: Delimiter): number {
    const counts = lines.map((line) => line.split(delimiter).length - 1).filter((n) => n > 0);
    const alike = counts.map((n) => counts.filter((other) => other === n).length ** 2 * n);
    return Math.max(0, ...alike);
  }
  return DELIMITERS.reduce((best, each) => (worth(each) > worth(best) ? each : best));
}

type Record = Result<{ readonly number: number; readonly cells: string[] }, ReadFault>;

function* records(text: string, delimiter: Delimiter): Generator<Record> {
  let at = 0;
  for (let number = 1; at < text.length; number += 1) {
    const cells: string[] = [];
    for (let more = true; more;) {
      const cell = cellAt(text, at, delimiter);
      if (cell === null) {
        yield err({
          row: number,
          text: `Dòng ${number} có dấu " mở mà không đóng. Hãy sửa dòng này.`,
        });
        return;
      }
      if (cell.text.length > LONGEST_CELL) {
        yield err({ row: number, text: `Dòng ${number} có ô dài quá ${LONGEST_CELL} ký tự.` });
        return;
      }
      cells.push(cell.text);
      at = cell.end;
      more = text[at] === delimiter;
      if (more) at += 1;
    }
    // Past the line's end: CR LF, LF, or the CR of old Macs.
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    at += 1;
    yield ok({ number, cells });
  }
}

/** The cell that begins at `at` and the place behind it; null when its quote never closes. */
function cellAt(
  text: string,
  at: number,
  delimiter: Delimiter,
): { readonly text: string; readonly end: number } | null {
  let quoted = '';
  let from = at;
  if (text[at] === '"') {
    from = at + 1;
    for (;;) {
      const quote = text.indexOf('"', from);
      if (quote < 0) return null;
      quoted += text.slice(from, quote);
      from = quote + 1;
      if (text[from] !== '"') break;
      quoted += '"';
      from += 1;
    }
  }
  let end = from;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') {
    end += 1;
  }
  return { text: quoted + text.slice(from, end), end };
}
