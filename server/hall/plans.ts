import { refusal } from '#shared/meeting/refusals.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { parsePlan } from '#shared/plan/plan.ts';
import { problemLines } from '#shared/plan/problem.ts';
import { samplePlan } from '#shared/plan/sample.ts';
import { err, ok } from '#shared/result.ts';
import type { Answer } from '#shared/wire.ts';
import type { HallDependencies } from './dependencies.ts';
import type { Rounds } from './rounds.ts';

/** What the stored plan needs of the hall. */
export interface PlansDependencies {
  readonly hall: Pick<HallDependencies, 'plan' | 'settings' | 'now'>;
  readonly rounds: Pick<Rounds, 'isIdle' | 'isFrozen'>;
  readonly changed: () => void;
}

/** The plan that rounds are begun with: never replaced under a round that stands. */
export class Plans {
  readonly #deps: PlansDependencies;

  constructor(deps: PlansDependencies) {
    this.#deps = deps;
  }

  /** The stored plan as JSON; null where there is none. */
  get text(): string | null {
    const { plan } = this.#deps.hall.plan.value;
    return plan === null ? null : JSON.stringify(plan);
  }

  /** A plan as the chair's file has it; refused with every problem, path and sentence. */
  async load(input: unknown): Promise<Answer<null>> {
    const plan = parsePlan(input);
    if (plan.ok) return this.isStored(plan.value) ? ok(null) : this.store(plan.value, false);
    return err(refusal('plan-invalid', { problems: problemLines(plan.error) }));
  }

  /** The sample, for a rehearsal without a plan of one's own. */
  loadSample(): Promise<Answer<null>> {
    return this.store(samplePlan(this.#deps.hall.now().toISOString().slice(0, 10)), true);
  }

  /** The same plan again, as a restart with `--plan` gives it: the round under way goes on. */
  isStored(plan: Plan): boolean {
    const { hall } = this.#deps;
    if (hall.settings.value.sample) return false;
    return JSON.stringify(hall.plan.value.plan) === JSON.stringify(plan);
  }

  /** Makes it the plan that rounds are begun with; refused while a round stands. */
  async store(plan: Plan, sample: boolean): Promise<Answer<null>> {
    const { hall, rounds, changed } = this.#deps;
    if (!rounds.isIdle || rounds.isFrozen) return err(refusal('round-active'));
    // Cut short between two files, a sample must still be known as one: it is marked before it is
    // stored, and a real plan is freed of the mark after.
    if (sample) await this.#markSample(true);
    await hall.plan.update(() => ({ plan }));
    if (!sample) await this.#markSample(false);
    changed();
    return ok(null);
  }

  #markSample(sample: boolean): Promise<void> {
    return this.#deps.hall.settings.update((settings) => ({ ...settings, active: null, sample }));
  }
}
