import { personKey } from '../plan/same.ts';
import type { CountedFacts } from './counted.ts';

/**
 * Another laptop's facts as they stand beside our own on one sheet (R48). Under the same plan its
 * ids mean the same people; under another plan only the same name and post do, and everyone else
 * there gets an id of their own. Its venue gets an id of its own where ours has it already. No
 * figure is touched.
 */
export function alignedTo(own: CountedFacts, other: CountedFacts, tag: string): CountedFacts {
  const { venue } = other.plan;
  const venueId = venue.id === own.plan.venue.id ? `${venue.id}-${tag}` : venue.id;
  const ids = isSamePlan(own, other) ? null : idsByPerson(own, other, tag);
  function idOf(id: string): string {
    return ids?.get(id) ?? id;
  }
  const { plan, result } = other;
  return {
    ...other,
    plan: {
      ...plan,
      venue: { ...venue, id: venueId },
      lines: plan.lines.map((line) => ({ ...line, id: idOf(line.id) })),
      excluded: plan.excluded.map((each) => ({ ...each, id: idOf(each.id) })),
    },
    result: {
      ...result,
      venue: venueId,
      rows: result.rows.map((row) => ({ ...row, subjectId: idOf(row.subjectId) })),
    },
  };
}

/** One plan held at several laptops: same title, number and date. */
export function isSamePlan(a: Pick<CountedFacts, 'plan'>, b: Pick<CountedFacts, 'plan'>): boolean {
  return (
    a.plan.title === b.plan.title && a.plan.number === b.plan.number && a.plan.date === b.plan.date
  );
}

function idsByPerson(own: CountedFacts, other: CountedFacts, tag: string): Map<string, string> {
  const ours = new Map(
    [...own.plan.lines, ...own.plan.excluded].map(({ id, name, post }) => [
      personKey({ name, post }),
      id,
    ]),
  );
  return new Map(
    [...other.plan.lines, ...other.plan.excluded].map(({ id, name, post }) => [
      id,
      ours.get(personKey({ name, post })) ?? `${tag}-${id}`,
    ]),
  );
}
