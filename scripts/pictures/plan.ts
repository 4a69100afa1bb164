import { defined } from '#shared/assert.ts';
import { samplePlan } from '#shared/plan/sample.ts';
import type { Plan, Venue } from '#shared/plan/plan-types.ts';

/** The voting day of the pictures; the photographed server's clock stands there. */
const DAY = '2027-03-15';
const TELLERS = 3;

/** The meeting that is photographed: the sample's first venue, with three tellers. */
export function picturePlan(): Plan {
  const plan = samplePlan(DAY);
  return { ...plan, venues: plan.venues.map(withFewTellers) };
}

function withFewTellers(venue: Venue): Venue {
  const committeeProposal = venue.committeeProposal?.slice(0, TELLERS) ?? [];
  // A day by which the report is due, so that it is on the pictures.
  return { ...venue, committeeProposal, reportDue: { workingDays: 5 } };
}

/** The venue of the official round. */
export function pictureVenue(): Venue {
  return defined(picturePlan().venues.find(({ id }) => id === 'bch'));
}

/** How many lines its ballot has. */
export function pictureLines(): number {
  return picturePlan().subjects.filter(({ venues }) => venues.includes('bch')).length;
}
