import { daysAfter, weekday } from './dates.ts';
import { isHoliday, isWorkedInExchange, NO_CHANGES, type CalendarChanges } from './holidays.ts';

/** True on Monday to Friday but for holidays, and on a Saturday worked in exchange (F24). */
export function isWorkingDay(date: string, changes: CalendarChanges = NO_CHANGES): boolean {
  if (isHoliday(date, changes)) return false;
  const day = weekday(date);
  return (day !== 0 && day !== 6) || isWorkedInExchange(date, changes);
}

/** The `count`-th working day after `date`, which itself is not counted (R40; Bộ luật Dân sự Đ147). */
export function workingDaysAfter(
  date: string,
  count: number,
  changes: CalendarChanges = NO_CHANGES,
): string {
  let day = date;
  for (let left = count; left > 0;) {
    day = daysAfter(day, 1);
    if (isWorkingDay(day, changes)) left -= 1;
  }
  return day;
}
