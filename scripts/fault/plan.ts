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
  /** `none`: leaves before a ballot is issued to them (F8). */
  readonly way: 'screen' | 'slip' | 'kiosk' | 'paper' | 'none';
  /** Loses the first code, slip or paper: the head of the committee voids it, and another follows (F18). */
  readonly replaced: boolean;
  /** Is checked out once the polls are open, and in again before the ballot is issued. */
  readonly stepsOut: boolean;
  /** Casts in the same instant in which the polls are closed (F14). */
  readonly late: boolean;
  readonly marks: readonly Mark[];
}

/** A meeting of twelve: three rated, three tellers, every way of voting, two late. */
export interface Cast {
  readonly plan: Plan;
  readonly committee: readonly CommitteeChoice[];
  readonly parts: readonly Part[];
}

const VOTERS = 12;
const WAYS: readonly Part['way'][] = ['paper', 'slip', 'kiosk', 'kiosk', 'none'];
/** The paper is spoiled, the slip is lost, and a phone that showed the code is. */
const REPLACED: readonly number[] = [0, 1, WAYS.length];
const STEPS_OUT = WAYS.length + 1;

/** Head and second teller issue beside the server, in every other meeting (R20). */
const CO_ISSUERS = 2;

/** The cast of a meeting; `chance` gives numbers from 0 to below 1. */
export function castOf(chance: () => number): Cast {
  const plan = smallPlan(chance() < 0.5);
  const venue = defined(plan.venues[0]);
  const committee = venue.committeeProposal ?? [];
  const parts = venue.roll.map((member, i): Part => {
    const marks = Array.from({ length: SUBJECTS }, () => defined(MARKS[Math.floor(chance() * 4)]));
    return {
      member,
      way: WAYS[i] ?? 'screen',
      replaced: REPLACED.includes(i),
      stepsOut: i === STEPS_OUT,
      late: i >= VOTERS - 2,
      marks,
    };
  });
  const members = committee.map(({ name, post }, i) => ({
    name,
    ...(post === undefined ? {} : { post }),
    head: i === 0,
    coIssuer: i < CO_ISSUERS,
  }));
  return { plan, committee: members, parts };
}

function smallPlan(coIssuers: boolean): Plan {
  const plan = samplePlan('2026-03-15');
  const venue = defined(plan.venues.find(({ id }) => id === VENUE));
  const rated = plan.subjects.filter(({ venues }) => venues.includes(VENUE)).slice(0, SUBJECTS);
  return {
    ...plan,
    subjects: rated.map((each) => ({ ...each, venues: [VENUE] })),
    venues: [{ ...venue, roll: venue.roll.slice(-VOTERS), minBallots: 2, coIssuers }],
  };
}
