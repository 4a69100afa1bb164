import { percentText, percentTrimmed } from '#shared/result/percent.ts';
import { localTime, VIETNAM_OFFSET } from './local-time.ts';
import type { PaperSettings } from './settings.ts';

export { localTime, VIETNAM_OFFSET };
export type { LocalTime } from './local-time.ts';

/** `1234` as `1.234` (B5). Whole numbers from 0. */
export function countText(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/gu, '.');
}

/** The same in running text: `03` for 3 where the office pads counts under ten, zero as `0` (B5). */
export function inProse(n: number, { padCounts }: Pick<PaperSettings, 'padCounts'>): string {
  return padCounts && n > 0 && n < 10 ? `0${n}` : countText(n);
}

/**
 * A percentage as the office prints it (B5). Two decimals are the text of the stored result itself;
 * trimmed and single decimals come from the exact integers, half up, never from a rounded text.
 * Without a percentage (F23) every style says `–`.
 */
export function percentOf(
  printed: string,
  count: number,
  base: number,
  { percent }: Pick<PaperSettings, 'percent'>,
): string {
  if (percent === 'two' || printed === '–') return printed;
  return percent === 'one' ? percentText(count, base, 1) : percentTrimmed(count, base);
}

/** `2018-04-03…` as `ngày 03 tháng 4 năm 2018`: days under 10 and months 1 and 2 are padded (B5). */
export function dateInWords(date: string): string {
  const [year = '', month = '', day = ''] = date.slice(0, 10).split('-');
  const shown = Number(month) < 3 ? month : String(Number(month));
  return `ngày ${day} tháng ${shown} năm ${year}`;
}

/** `2018-04-03…` as `03/4/2018`, padded alike, for tables and the lead of Phụ lục 05. */
export function shortDate(date: string): string {
  const [year = '', month = '', day = ''] = date.slice(0, 10).split('-');
  return `${day}/${Number(month) < 3 ? month : String(Number(month))}/${year}`;
}

/** A moment as `08 giờ 30 phút` (B5). */
export function clockInWords(iso: string, offset: number = VIETNAM_OFFSET): string {
  const { hour, minute } = localTime(iso, offset);
  return `${two(hour)} giờ ${two(minute)} phút`;
}

/** A moment as `08 giờ 30 phút, ngày 03 tháng 4 năm 2018`. */
export function momentInWords(iso: string, offset: number = VIETNAM_OFFSET): string {
  return `${clockInWords(iso, offset)}, ${dateInWords(localTime(iso, offset).date)}`;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
