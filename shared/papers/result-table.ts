import { LEVEL_LABELS } from '#shared/plan/levels.ts';
import type { ResultRow } from '#shared/result/rows.ts';
import { cell, headCell, line, middle, postCell, table } from './blocks.ts';
import type { CountedFacts } from './counted.ts';
import type { Cell, Paragraph, Table } from './model.ts';
import { countText, percentOf } from './numbers.ts';
import { baseInWords, percentBase } from './phrases.ts';
import type { PaperSettings } from './settings.ts';

const SIZE = 11;
const SMALL = { size: SIZE } as const;

/** Widths of STT, name, post; then of counts and percentages. They sum to `PORTRAIT_WIDTH`. */
const REPORT_WIDTHS = [10.5, 30, 38, 13, ...pairs(11.3, 13.2)];
const MINUTES_WIDTHS = [10.5, 27, 27, 13.5, 13.5, ...pairs(11.3, 13.2)];

/** How a table of results is cut. */
export interface ResultTableStyle {
  /** A column of invalid per person, which Phụ lục 05 has not and the minutes want (R33). */
  readonly invalid: boolean;
}

/** The table of Phụ lục 05, one person a row in ballot order, percentages as the office prints them. */
export function resultTable(
  facts: CountedFacts,
  settings: PaperSettings,
  { invalid }: ResultTableStyle,
): Table {
  const body = facts.result.rows.map((row, i) => [
    middle(String(i + 1), SMALL),
    cell(row.name, SMALL),
    postCell(row.post, SIZE),
    middle(countText(row.valid), SMALL),
    ...(invalid ? [middle(countText(row.invalid), SMALL)] : []),
    ...levelCells(row, percentBase(facts), settings),
  ]);
  return table(invalid ? MINUTES_WIDTHS : REPORT_WIDTHS, 3, [...headRows(invalid), ...body]);
}

function headRows(invalid: boolean): Cell[][] {
  const tall = { rows: 3, ...SMALL };
  return [
    [
      headCell('STT', tall),
      headCell('Họ và tên', tall),
      headCell('Chức vụ, đơn vị công tác', tall),
      headCell('Số phiếu hợp lệ', tall),
      ...(invalid ? [headCell('Số phiếu không hợp lệ', tall)] : []),
      headCell('Mức độ tín nhiệm', { columns: 6, ...SMALL }),
    ],
    LEVEL_LABELS.map((label) => headCell(label, { columns: 2, ...SMALL })),
    LEVEL_LABELS.flatMap(() => [
      headCell('Số phiếu', { size: 10 }),
      headCell('Tỷ lệ %', { size: 10 }),
    ]),
  ];
}

/** Count and percentage of each level in printed order. */
export function levelCells(
  row: ResultRow,
  base: number,
  settings: PaperSettings,
  size: number = SIZE,
): Cell[] {
  const levels = [
    [row.high, row.highPercent],
    [row.confidence, row.confidencePercent],
    [row.low, row.lowPercent],
  ] as const;
  return levels.flatMap(([count, printed]) => [
    middle(countText(count), { size }),
    middle(percentOf(printed, count, base, settings), { size }),
  ]);
}

function pairs(count: number, percent: number): number[] {
  return LEVEL_LABELS.flatMap(() => [count, percent]);
}

/**
 * `Ghi chú: Tỷ lệ % tính trên tổng số phiếu thu về.`, or the base that the profile counts on;
 * `signed`: the places to sign follow, which never stand alone on a page.
 */
export function baseNote({ plan }: Pick<CountedFacts, 'plan'>, signed = false): Paragraph {
  return line(`Ghi chú: Tỷ lệ % tính trên ${baseInWords(plan.venue)}.`, {
    size: 13,
    before: 3,
    after: 4,
    keepWithNext: signed,
  });
}
