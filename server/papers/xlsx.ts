import writeXlsxFile, { type Cell, type Row, type Sheet } from 'write-excel-file/node';
import { unreachable } from '#shared/assert.ts';
import type { CountedFacts } from '#shared/papers/counted.ts';
import { evidenceLines } from '#shared/papers/evidence.ts';
import { recounterName } from '#shared/papers/phrases.ts';
import {
  figureLines,
  REHEARSAL_LINE,
  RESULT_COLUMNS,
  resultLines,
  text,
  type Datum,
} from '#shared/papers/result-data.ts';
import { DOCX_FONT } from './docx-page.ts';
import { repacked } from './zip.ts';

/**
 * The result as a workbook: `Kết quả`, `Số liệu`, `Bằng chứng`. Counts are numbers, percentages
 * numbers of two decimals equal to the printed ones. Same facts, same bytes.
 */
export async function resultXlsx(facts: CountedFacts): Promise<Uint8Array> {
  const sheets = [
    sheet(facts, 'Kết quả', RESULT_COLUMNS, resultLines(facts), RESULT_WIDTHS),
    sheet(facts, 'Số liệu', ['Nội dung', 'Số lượng'], figureLines(facts), [40, 12]),
    sheet(facts, 'Bằng chứng', ['Nội dung', 'Giá trị'], evidence(facts), [36, 64]),
  ];
  const workbook = writeXlsxFile(sheets, { fontFamily: DOCX_FONT, fontSize: 12 });
  return repacked(await workbook.toBuffer());
}

const RESULT_WIDTHS = [6, 30, 40, 10, 10, 10, 10, 10, 10, 10, 10, 24];

function evidence(facts: CountedFacts): Datum[][] {
  const recounts = facts.result.recounts.map((recount) => [
    `Kiểm lại: ${recounterName(recount)}`,
    recount.digest,
  ]);
  return [...evidenceLines(facts), ...recounts].map((line) => line.map(text));
}

function sheet(
  { rehearsal }: CountedFacts,
  name: string,
  titles: readonly string[],
  lines: readonly (readonly Datum[])[],
  widths: readonly number[],
): Sheet<Buffer> {
  const warning: Row[] = rehearsal ? [[{ value: REHEARSAL_LINE, fontWeight: 'bold' }]] : [];
  return {
    sheet: name,
    data: [...warning, titles.map(titleCell), ...lines.map((line) => line.map(dataCell))],
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: warning.length + 1,
    orientation: 'landscape',
  };
}

const LINED = { borderStyle: 'thin', alignVertical: 'center', wrap: true } as const;

function titleCell(value: string): Cell {
  return { value, type: String, fontWeight: 'bold', align: 'center', ...LINED };
}

function dataCell(datum: Datum): Cell {
  switch (datum.type) {
    case 'count':
      return { value: datum.count, type: Number, align: 'center', ...LINED };
    case 'percent':
      return percentCell(datum.printed);
    case 'text':
      return { value: datum.text, type: String, ...LINED };
    default:
      return unreachable(datum);
  }
}

function percentCell(printed: string): Cell {
  const value = Number(printed.replace(',', '.'));
  return Number.isNaN(value)
    ? { value: printed, type: String, align: 'center', ...LINED }
    : { value, type: Number, format: '0.00', align: 'center', ...LINED };
}
