/** Numbers, dates and times as Vietnamese administrative texts write them (procedure.md B5). */

/** `1234` as `1.234`. */
export function formatNumber(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, '.');
}

/** A percentage as the result prints it, with its sign; `–` of nothing collected stays alone (F23). */
export function withPercent(printed: string): string {
  return printed === '–' ? printed : `${printed}%`;
}

/** `2018-04-03` as `ngày 03 tháng 4 năm 2018`: days under 10 and months 1 and 2 are padded. */
export function formatDate(date: string): string {
  const [year = '', month = '', day = ''] = date.slice(0, 10).split('-');
  const m = Number(month);
  return `ngày ${day} tháng ${m < 3 ? month : String(m)} năm ${year}`;
}

/** A moment (ISO 8601) as `08 giờ 30 phút`, in the device's time zone. */
export function formatTime(moment: string): string {
  const at = new Date(moment);
  return `${two(at.getHours())} giờ ${two(at.getMinutes())} phút`;
}

/** A moment as `08:30:05`, for lists. */
export function formatClock(moment: string): string {
  const at = new Date(moment);
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':');
}

/** A text in groups of four, for comparing aloud; separators of an already grouped text are kept out. */
export function groupsOfFour(text: string): string[] {
  return text.replace(/[\s-]/g, '').match(/.{1,4}/g) ?? [];
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
