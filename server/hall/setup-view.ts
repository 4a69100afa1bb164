import type { SetupView } from '#shared/meeting/views.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { isRatedAt } from '#shared/plan/rated.ts';
import type { PlanFiles } from '../files.ts';
import type { RoundFacts } from '../rooms.ts';

/** What the chair can start from: the plan's venues, and the rounds that each of them has had. */
export function setupView(
  plan: Plan | null,
  sample: boolean,
  files: Pick<PlanFiles, 'count'>,
  rounds: readonly RoundFacts[],
): SetupView {
  if (plan === null) return { plan: null };
  return {
    plan: {
      title: plan.title,
      issuingBody: plan.issuingBody,
      sample,
      files: files.count(plan),
      venues: plan.venues.map(({ id, name, kind, roll }) => ({
        id,
        name,
        kind,
        roll: roll.length,
        subjects: plan.subjects.filter((subject) => isRatedAt(subject, id)).length,
        rounds: rounds
          .filter(({ venueId }) => venueId === id)
          .map((round) => ({ id: round.id, phase: round.phase, voided: round.voided })),
      })),
    },
  };
}
