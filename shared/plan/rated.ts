import type { Subject } from './plan-types.ts';

/** True when the subject has a line on the venue's ballot: rated there and not excluded (R3). */
export function isRatedAt(subject: Subject, venueId: string): boolean {
  return subject.excluded === undefined && subject.venues.includes(venueId);
}
