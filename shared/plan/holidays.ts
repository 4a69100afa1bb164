/**
 * Vietnam's public holidays as data (F24). `off`: weekdays on which nobody works, Tết, Giỗ Tổ and
 * the days given in exchange included; `work`: Saturdays worked in exchange. 2023–2026 as announced
 * for civil servants; later years as the Labour Code (Điều 112) lets them be foreseen, with Tết as
 * the eve and four days and Quốc khánh as 1 and 2 September: a plan may correct any of them.
 */
interface YearOff {
  readonly off: readonly string[];
  readonly work: readonly string[];
  /** False: foreseen by the law, not yet announced. */
  readonly announced: boolean;
}

const YEARS: Readonly<Record<string, YearOff>> = {
  '2023': year(true, '01-02 01-20 01-23..26 05-01..03 09-01 09-04'),
  '2024': year(true, '01-01 02-08..09 02-12..14 04-18 04-29..30 05-01 09-02..03', '05-04'),
  '2025': year(true, '01-01 01-27..31 04-07 04-30 05-01..02 09-01..02', '04-26'),
  '2026': year(true, '01-01..02 02-16..20 04-27 04-30 05-01 08-31 09-01..02 11-24', '01-10 08-22'),
  '2027': year(false, '01-01 02-05 02-08..11 04-16 04-30 05-03 09-01..02 11-24'),
  '2028': year(false, '01-03 01-25..28 01-31 04-04 05-01..02 09-01 09-04 11-24'),
  '2029': year(false, '01-01 02-12..16 04-23 04-30 05-01 09-03..04 11-26'),
  '2030': year(false, '01-01 02-01 02-04..07 04-12 04-30 05-01 09-02..03 11-25'),
};

/** The years the data cover. */
export const HOLIDAY_YEARS = Object.keys(YEARS).map(Number);

/** Days that a plan sets against the data: off though a working day, worked though off. */
export interface CalendarChanges {
  readonly daysOff: readonly string[];
  readonly workDays: readonly string[];
}

export const NO_CHANGES: CalendarChanges = { daysOff: [], workDays: [] };

/** True when the day off list of that day's year is announced; false: foreseen, or not known. */
export function isAnnounced(date: string): boolean {
  return YEARS[date.slice(0, 4)]?.announced ?? false;
}

/** True when `date` (`YYYY-MM-DD`) is a public holiday or given in exchange for one. */
export function isHoliday(date: string, changes: CalendarChanges = NO_CHANGES): boolean {
  if (changes.workDays.includes(date)) return false;
  return changes.daysOff.includes(date) || offIn(date)?.off.includes(date.slice(5)) === true;
}

/** True when the day is worked beside the week's rest though it is a Saturday. */
export function isWorkedInExchange(date: string, changes: CalendarChanges = NO_CHANGES): boolean {
  return changes.workDays.includes(date) || offIn(date)?.work.includes(date.slice(5)) === true;
}

function offIn(date: string): YearOff | undefined {
  return YEARS[date.slice(0, 4)];
}

/** Days as `MM-DD`, runs within a month as `MM-DD..DD`. */
function year(announced: boolean, off: string, work = ''): YearOff {
  return { announced, off: daysOf(off), work: daysOf(work) };
}

function daysOf(list: string): string[] {
  return list.split(' ').flatMap((item) => {
    if (item === '') return [];
    const [first = '', last] = item.split('..');
    const from = Number(first.slice(3));
    const to = last === undefined ? from : Number(last);
    return Array.from(
      { length: to - from + 1 },
      (_, k) => `${first.slice(0, 3)}${String(from + k).padStart(2, '0')}`,
    );
  });
}
