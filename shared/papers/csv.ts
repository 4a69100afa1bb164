import { unreachable } from '#shared/assert.ts';
import type { CountedFacts } from './counted.ts';
import {
  figureLines,
  REHEARSAL_LINE,
  RESULT_COLUMNS,
  resultLines,
  text,
  type Datum,
} from './result-data.ts';

/** Excel takes a file without it for one in the machine's old code page. */
const BYTE_ORDER_MARK = '\uFEFF';
/** Excel parts columns at the list separator of the region: with a decimal comma, the semicolon. */
const SEPARATOR = ';';

/**
 * The result as CSV that Excel with Vietnamese settings opens by a double click: UTF-8 with a mark,
 * semicolons, CRLF. Counts and percentages are those of the result, letter for letter. A text that a
 * spreadsheet would run as a formula gets an apostrophe before it.
 */
export function resultCsv(facts: CountedFacts): string {
  const rehearsal = facts.rehearsal ? [[text(REHEARSAL_LINE)], []] : [];
  const lines = [
    ...rehearsal,
    RESULT_COLUMNS.map(text),
    ...resultLines(facts),
    [],
    ...figureLines(facts),
  ];
  const rows = lines.map((line) => line.map(field).join(SEPARATOR));
  return `${BYTE_ORDER_MARK}${rows.join('\r\n')}\r\n`;
}

function field(datum: Datum): string {
  switch (datum.type) {
    case 'count':
      return String(datum.count);
    case 'percent':
      return datum.printed;
    case 'text':
      return quoted(harmless(datum.text));
    default:
      return unreachable(datum);
  }
}

/** What starts a formula in a spreadsheet, also behind spaces (OWASP, CSV injection). */
function harmless(value: string): string {
  return /^\s*[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
}

function quoted(value: string): string {
  return /[";\r\n]/u.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
