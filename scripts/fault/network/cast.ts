import { defined } from '#shared/assert.ts';
import { MARKS } from '#shared/plan/marks.ts';
import { castOf, SUBJECTS, type Cast, type Part } from '../plan.ts';

/** A meeting of `voters` members (at least the small hall's), all of them with phones of their own. */
export function netCast(voters: number, chance: () => number): Cast {
  const small = castOf(chance);
  const venue = defined(small.plan.venues[0]);
  const more = Array.from({ length: Math.max(0, voters - venue.roll.length) }, (_, i) => ({
    id: `more-${i + 1}`,
    name: `Đại biểu ${i + 1}`,
  }));
  const roll = [...venue.roll, ...more];
  const parts = roll.map((member): Part => {
    const marks = Array.from({ length: SUBJECTS }, () => defined(MARKS[Math.floor(chance() * 4)]));
    return { member, way: 'screen', replaced: false, stepsOut: false, late: false, marks };
  });
  return { ...small, plan: { ...small.plan, venues: [{ ...venue, roll }] }, parts };
}
