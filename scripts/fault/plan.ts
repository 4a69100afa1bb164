import { defined } from '#shared/assert.ts';
import type { CommitteeChoice } from '#shared/meeting/commands.ts';
import type { Mark } from '#shared/plan/marks.ts';
import { MARKS } from '#shared/plan/marks.ts';
import type { Plan, RollMember } from '#shared/plan/plan.ts';
import { samplePlan } from '#shared/plan/sample.ts';

export const VENUE = 'can-bo';
export const SUBJECTS = 3;

/** How a member of the small hall gets the ballot and what they do with it. */
export interface Part {
  readonly member: RollMember;
  readonly way: 'screen' | 'slip' | 'paper';
  /** Casts in the same instant in which the polls are closed (F14). */
  readonly late: boolean;
  readonly marks: readonly Mark[];
}

/** A meeting of eight: three rated, three tellers, five phones, one slip, one paper, two late. */
export interface Cast {
  readonly plan: Plan;
  readonly committee: readonly CommitteeChoice[];
  readonly parts: readonly Part[];
}

const VOTERS = 8;

/** The cast of a meeting; `chance` gives numbers from 0 to below 1. */
export function castOf(chance: () => number): Cast {
  const plan = smallPlan();
  const venue = defined(plan.venues[0]);
  const committee = venue.committeeProposal ?? [];
  const parts = venue.roll.map((member, i): Part => {
    const way = i === 0 ? 'paper' : i === 1 ? 'slip' : 'screen';
    const marks = Array.from({ length: SUBJECTS }, () => defined(MARKS[Math.floor(chance() * 4)]));
    return { member, way, late: i >= VOTERS - 2, marks };
  });
  const members = committee.map(({ name, post }, i) => ({
    name,
    ...(post === undefined ? {} : { post }),
    head: i === 0,
  }));
  return { plan, committee: members, parts };
}

function smallPlan(): Plan {
  const plan = samplePlan('2026-03-15');
  const venue = defined(plan.venues.find(({ id }) => id === VENUE));
  const rated = plan.subjects.filter(({ venues }) => venues.includes(VENUE)).slice(0, SUBJECTS);
  return {
    ...plan,
    subjects: rated.map((each) => ({ ...each, venues: [VENUE] })),
    venues: [{ ...venue, roll: venue.roll.slice(-VOTERS), minBallots: 2 }],
  };
}
