import { phaseOf, voidReason } from '#shared/meeting/phase.ts';
import type { Round } from '#shared/meeting/state.ts';

/** An official ballot is frozen and its round neither void nor announced: it stands (R12). */
export function isFrozen(round: Round | undefined): boolean {
  if (round === undefined || round.log.rehearsal || voidReason(round) !== null) return false;
  return !['preparing', 'announced', 'archived'].includes(phaseOf(round));
}

/** Another round may become the active one: a rehearsal may be left at any moment. */
export function isIdle(round: Round | undefined): boolean {
  if (round === undefined || round.log.rehearsal || voidReason(round) !== null) return true;
  // In roll call nothing is decided yet: another ballot may still be chosen (F26).
  return ['preparing', 'rollCall', 'announced', 'archived'].includes(phaseOf(round));
}
