import { daysAfter, daysBefore } from '../dates.ts';
import type { Plan, Venue } from '../plan-types.ts';

/** The plan with every day moved by `days` (negative: earlier); texts that name a day stay. */
export function shifted(plan: Plan, days: number): Plan {
  function move(date: string): string {
    return days < 0 ? daysBefore(date, -days) : daysAfter(date, days);
  }
  return {
    ...plan,
    date: move(plan.date),
    venues: plan.venues.map((venue) => shiftedVenue(venue, move)),
  };
}

function shiftedVenue(venue: Venue, move: (date: string) => string): Venue {
  const { votingDay, openingDay, reportDue, ownDeadlines } = venue;
  return {
    ...venue,
    votingDay: move(votingDay),
    ...(openingDay === undefined ? {} : { openingDay: move(openingDay) }),
    ...(reportDue !== undefined && 'by' in reportDue
      ? { reportDue: { by: move(reportDue.by) } }
      : {}),
    ...(ownDeadlines === undefined
      ? {}
      : { ownDeadlines: ownDeadlines.map((own) => ({ ...own, by: move(own.by) })) }),
  };
}
