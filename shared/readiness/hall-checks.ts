import { certificateChecks } from './certificate-checks.ts';
import type { HallFacts } from './facts.ts';
import { networkChecks } from './network-checks.ts';
import type { NamedCheck } from './model.ts';
import { storeChecks } from './store-checks.ts';
import { voteChecks } from './vote-checks.ts';

/**
 * Every check of the hall's machines, in the order of `CHECK_IDS`: what was found, and one sentence
 * on what to do. The page and the paper show these same checks.
 */
export function hallChecks(facts: HallFacts): NamedCheck[] {
  return [
    ...networkChecks(facts),
    ...certificateChecks(facts),
    ...storeChecks(facts),
    ...voteChecks(facts),
  ];
}
