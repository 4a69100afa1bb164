/** Minutes by which Vietnam's clocks are ahead of UTC: the offset of every time on the papers. */
export const VIETNAM_OFFSET = 420;

/** A moment as the hall's clocks showed it. */
export interface LocalTime {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly hour: number;
  readonly minute: number;
}

/** An ISO 8601 moment (`Z` or with its own offset) at `offset` minutes ahead of UTC; seconds cut. */
export function localTime(iso: string, offset: number = VIETNAM_OFFSET): LocalTime {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::[\d.]+)?(Z|[+-]\d\d:\d\d)?$/u.exec(iso);
  if (parts === null) throw new Error('Bug: not an ISO 8601 moment');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts.slice(1, 6).map(Number);
  const total = hour * 60 + minute + offset - offsetOf(parts[6] ?? 'Z');
  const days = daysFromCivil(year, month, day) + Math.floor(total / 1440);
  const minutes = ((total % 1440) + 1440) % 1440;
  return { date: civilFromDays(days), hour: Math.floor(minutes / 60), minute: minutes % 60 };
}

function offsetOf(zone: string): number {
  if (zone === 'Z') return 0;
  const [hours = 0, minutes = 0] = zone.slice(1).split(':').map(Number);
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** Days since 1970-01-01 of the Gregorian calendar; years that begin in March make leaps simple. */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function civilFromDays(days: number): string {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const ofEra = z - era * 146_097;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) /
      365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const shifted = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted + (shifted < 10 ? 3 : -9);
  const fullYear = year + era * 400 + (month <= 2 ? 1 : 0);
  return `${fullYear}-${two(month)}-${two(day)}`;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
