import type { Plan } from '#shared/plan/plan.ts';
import { parsePlan } from '#shared/plan/plan.ts';
import { formatProblem } from '#shared/plan/problem.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';

/** `DATA/plan.json`. */
export interface PlanFile {
  readonly plan: Plan | null;
}

/** A new data folder's. */
export const NO_PLAN: PlanFile = { plan: null };

/** The stored plan, or why the file is none. */
export function parsePlanFile(input: unknown): Result<PlanFile, string> {
  if (typeof input !== 'object' || input === null || !('plan' in input)) return err('not a plan');
  if (input.plan === null) return ok({ plan: null });
  const plan = parsePlan(input.plan);
  return plan.ok ? ok({ plan: plan.value }) : err(plan.error.map(formatProblem).join('; '));
}
