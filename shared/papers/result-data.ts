import { LEVEL_LABELS } from '#shared/plan/levels.ts';
import type { LowBand } from '#shared/result/band.ts';
import type { Figures } from '#shared/result/figures.ts';
import type { ResultRow } from '#shared/result/rows.ts';
import type { CountedFacts } from './counted.ts';

/** A value of a data sheet: a count, a percentage as the result prints it, or a text. */
export type Datum =
  | { readonly type: 'count'; readonly count: number }
  /** `53,19`, or `–` without a base (F23). */
  | { readonly type: 'percent'; readonly printed: string }
  | { readonly type: 'text'; readonly text: string };

/** What stands above the data of a rehearsal, as `DIỄN TẬP` stands across its papers. */
export const REHEARSAL_LINE = 'DIỄN TẬP - không phải kết quả của hội nghị thật';

/** The titles of `resultLines`, one a column. */
export const RESULT_COLUMNS: readonly string[] = [
  'STT',
  'Họ và tên',
  'Chức vụ, đơn vị công tác',
  'Số phiếu hợp lệ',
  'Số phiếu không hợp lệ',
  ...LEVEL_LABELS.flatMap((label) => [`${label} - Số phiếu`, `${label} - Tỷ lệ %`]),
  'Mức tín nhiệm thấp',
];

const BANDS: Readonly<Record<LowBand, string>> = {
  none: '',
  overHalf: 'Trên 50% đến dưới 2/3',
  twoThirds: 'Từ 2/3 trở lên',
};

/** One person a line in ballot order, every value as it stands in the stored result. */
export function resultLines({ result }: CountedFacts): Datum[][] {
  return result.rows.map((row, i) => [
    count(i + 1),
    text(row.name),
    text(row.post),
    count(row.valid),
    count(row.invalid),
    ...levels(row),
    text(BANDS[row.band]),
  ]);
}

function levels(row: ResultRow): Datum[] {
  return [
    count(row.high),
    percent(row.highPercent),
    count(row.confidence),
    percent(row.confidencePercent),
    count(row.low),
    percent(row.lowPercent),
  ];
}

const FIGURES: Readonly<Record<keyof Figures, string>> = {
  summoned: 'Số được triệu tập',
  totalDeputies: 'Tổng số đại biểu',
  attended: 'Số có mặt dự hội nghị (kỳ họp)',
  absent: 'Số vắng mặt',
  presentAtVote: 'Số có mặt tại thời điểm bỏ phiếu',
  ballotsIssued: 'Số phiếu phát ra',
  ballotsCollected: 'Số phiếu thu về',
  electronic: 'Trong đó: phiếu điện tử',
  paper: 'Trong đó: phiếu giấy',
  outstanding: 'Số phiếu phát ra không thu về',
};

/** The figures of the round (Phụ lục 05), label and value, only those that the result has. */
export function figureLines({ result: { figures } }: CountedFacts): Datum[][] {
  return Object.entries(FIGURES).flatMap(([key, label]) => {
    const value = figures[key as keyof Figures];
    return value === undefined ? [] : [[text(label), count(value)]];
  });
}

/** A text as a datum, NFC. */
export function text(value: string): Datum {
  return { type: 'text', text: value.normalize('NFC') };
}

function count(value: number): Datum {
  return { type: 'count', count: value };
}

function percent(printed: string): Datum {
  return { type: 'percent', printed };
}
