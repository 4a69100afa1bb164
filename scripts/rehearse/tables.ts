import type { CountedLine } from '#shared/protocol/entries.ts';
import type { MeetingResult } from '#shared/result/result.ts';
import type { Ledger } from './evidence.ts';

/** The four numbers, Vietnamese and English. */
export function ledgerTable({ sent, acknowledged, stored, counted }: Ledger): string {
  const rows: [string, number][] = [
    ['Đã gửi / sent', sent],
    ['Máy chủ xác nhận / acknowledged', acknowledged],
    ['Trong hòm phiếu / stored', stored],
    ['Đã kiểm / counted', counted],
  ];
  return rows.map(([name, n]) => `${name.padEnd(34)}${String(n).padStart(6)}`).join('\n');
}

/** A line's name and its totals. */
export type NamedTotals = CountedLine & { readonly name: string };

const HEADINGS = ['Cao', 'Tín nhiệm', 'Thấp', 'Không hợp lệ'];

/** Names and counts as a table, one line a subject. */
export function totalsTable(lines: readonly NamedTotals[]): string {
  const width = Math.max(...lines.map(({ name }) => name.length), 12);
  const head = ' '.repeat(width) + HEADINGS.map((text) => text.padStart(14)).join('');
  const rows = lines.map(({ name, high, confidence, low, invalid }) => {
    const counts = [high, confidence, low, invalid];
    return name.padEnd(width) + counts.map((n) => String(n).padStart(14)).join('');
  });
  return [head, ...rows].join('\n');
}

/** The result's rows with their percentages and bands. */
export function resultTable({ rows }: MeetingResult): string {
  return rows
    .map(({ name, high, highPercent, confidence, confidencePercent, low, lowPercent, band }) => {
      const levels = [
        `cao ${high} (${highPercent} %)`,
        `tín nhiệm ${confidence} (${confidencePercent} %)`,
        `thấp ${low} (${lowPercent} %)`,
      ];
      return `${name}: ${levels.join(', ')}${BANDS[band]}`;
    })
    .join('\n');
}

const BANDS = { none: '', overHalf: ' · quá nửa thấp', twoThirds: ' · từ 2/3 thấp' };
