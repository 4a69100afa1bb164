import { afterWarmUp, growthPerHour, hoursOf, isWithin, type Bound, type Point } from './growth.ts';
import type { Sample } from './probe.ts';

/** A sample with its moment and what had been done by then. */
export interface Row extends Sample {
  /** Milliseconds since the start. */
  readonly at: number;
  readonly rehearsals: number;
  readonly ballots: number;
}

const MB = 1e6;

/** What is judged, and how much it may grow after the warm-up. */
interface Judged {
  readonly name: string;
  readonly unit: string;
  readonly per: number;
  readonly of: (row: Row) => number | null;
  readonly bound: Bound;
}

/**
 * The heap after a full collection tells a leak by itself and is judged closely; the system gives
 * resident memory in large pieces, which waver.
 */
const JUDGED: readonly Judged[] = [
  {
    name: 'Heap',
    unit: 'MB',
    per: MB,
    of: ({ heap }) => heap,
    bound: { perHour: 8 * MB, slack: 2 * MB },
  },
  {
    name: 'External',
    unit: 'MB',
    per: MB,
    of: ({ external }) => external,
    bound: { perHour: 4 * MB, slack: 2 * MB },
  },
  {
    name: 'RSS',
    unit: 'MB',
    per: MB,
    of: ({ rss }) => rss,
    bound: { perHour: 16 * MB, slack: 16 * MB },
  },
  {
    name: 'Tệp mở / open files',
    unit: '',
    per: 1,
    of: ({ files }) => files,
    bound: { perHour: 1, slack: 2 },
  },
];

const COLUMNS: readonly (readonly [string, (row: Row) => string])[] = [
  ['phút', ({ at }) => (at / 60_000).toFixed(1)],
  ['diễn tập', ({ rehearsals }) => String(rehearsals)],
  ['phiếu', ({ ballots }) => String(ballots)],
  ['RSS MB', ({ rss }) => (rss / MB).toFixed(1)],
  ['heap MB', ({ heap }) => (heap / MB).toFixed(2)],
  ['ext. MB', ({ external }) => (external / MB).toFixed(2)],
  ['tệp mở', ({ files }) => (files === null ? '–' : String(files))],
  ['trễ p99 ms', ({ delayP99 }) => delayP99.toFixed(0)],
  ['tối đa ms', ({ delayMax }) => delayMax.toFixed(0)],
];

const WIDTH = 11;

/** The heading of the rows. */
export function heading(): string {
  return COLUMNS.map(([name]) => name.padStart(WIDTH)).join('');
}

/** One row of the table. */
export function rowText(row: Row): string {
  return COLUMNS.map(([, of]) => of(row).padStart(WIDTH)).join('');
}

/** What grew after the warm-up, per hour and per rehearsal, a line each; and whether all is within. */
export function verdict(rows: readonly Row[]): {
  readonly lines: readonly string[];
  readonly ok: boolean;
} {
  const warm = afterWarmUp(rows);
  const judged = JUDGED.map((each) => judge(each, warm));
  return { lines: judged.map(({ line }) => line), ok: judged.every(({ ok }) => ok) };
}

function judge({ name, unit, per, of, bound }: Judged, rows: readonly Row[]) {
  const points = rows.flatMap((row): Point[] => {
    const value = of(row);
    return value === null ? [] : [{ at: row.at, value }];
  });
  if (points.length === 0) {
    return { ok: true, line: `${name}: hệ thống này không có /proc, không đo.` };
  }
  const ok = isWithin(points, bound);
  const perHour = growthPerHour(points);
  const minutes = (hoursOf(points) * 60).toFixed(0);
  const seen = signed((perHour * hoursOf(points)) / per, unit);
  const most = `${bound.slack / per} + ${bound.perHour / per}/giờ`;
  const word = ok ? 'được' : 'QUÁ MỨC';
  const line = `${name}: ${seen} trong ${minutes} phút, ${signed(perHour / per, unit)}/giờ (cho phép ${most}): ${word}`;
  return { ok, line };
}

function signed(value: number, unit: string): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)} ${unit}`.trim();
}
