import { parsePlan, type Plan } from '../plan.ts';
import type { Problem } from '../problem.ts';
import { addressOf, type Address } from './address.ts';
import type { PlanDraft } from './draft-types.ts';
import { draftNotices } from './notices.ts';
import { planInput } from './plan-input.ts';
import { sentenceOf } from './sentences.ts';

/** Something to mend (`fault`) or to look at again (`notice`), where it stands and what to do. */
export interface Finding extends Address {
  readonly kind: 'fault' | 'notice';
  /** One sentence. */
  readonly text: string;
}

/** All that the checks of `shared/plan` say of a draft; `plan` where nothing is to be mended. */
export interface Checked {
  readonly plan: Plan | null;
  /** Faults first, each in the order of the plan. */
  readonly findings: readonly Finding[];
}

/** Runs every check of the plan over the draft and says where each finding belongs. */
export function checkDraft(draft: PlanDraft): Checked {
  const parsed = parsePlan(planInput(draft));
  function found(kind: Finding['kind']) {
    return ({ path, text }: Problem): Finding => ({
      ...addressOf(draft, path),
      kind,
      text: sentenceOf(draft, path, text),
    });
  }
  const faults = parsed.ok ? [] : parsed.error.map(found('fault'));
  return {
    plan: parsed.ok ? parsed.value : null,
    findings: [...faults, ...draftNotices(draft).map(found('notice'))],
  };
}
