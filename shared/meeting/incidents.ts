import type { Gap } from '../result/gaps.ts';
import type { CopyFault } from './commands.ts';
import { gapCounts } from './counting.ts';
import type { DecideContext, Decided } from './decision.ts';
import { isReason, record, refuse } from './decision.ts';
import { phaseOf } from './phase.ts';
import type { Round } from './state.ts';

/** An incident for the minutes (B3.9), by the chair or a teller, until the announcement. */
export function recordIncident(
  { at }: DecideContext,
  round: Round,
  by: string,
  text: string,
): Decided {
  if (['announced', 'archived'].includes(phaseOf(round))) return refuse('wrong-phase');
  if (!isReason(text)) return refuse('reason-required');
  // While the polls are open a time beside an incident would help to place a ballot (design 7).
  const when = phaseOf(round) === 'polling' ? null : at;
  return record({ type: 'incident-recorded', at: when, by, text: text.trim() });
}

/**
 * A lost copy and its return, each once (reliability 1.5). A time between opening and closing would
 * be one more mark of the clock among the issues around it: there it has none (design 7).
 */
export function noteCopy({ at }: DecideContext, { log }: Round, failed: CopyFault | null): Decided {
  if (log.copyLost === failed || log.archivedAt !== null) return record();
  const when = log.opened !== null && log.closed === null ? null : at;
  if (failed === null) return record({ type: 'copy-regained', at: when });
  return record({ type: 'copy-lost', at: when, why: failed });
}

/** The one recorded reason of a gap between issued and counted ballots (design 7, Announcing). */
export function explainGap({ at }: DecideContext, round: Round, gap: Gap, reason: string): Decided {
  if (!['counting', 'counted'].includes(phaseOf(round))) return refuse('wrong-phase');
  // Before the paper count is fixed a gap may still change.
  const isKnown = round.log.paperFixed !== null && gapCounts(round)[gap] > 0;
  if (!isKnown) return refuse('no-such-gap', { gap });
  if (!isReason(reason)) return refuse('reason-required');
  return record({ type: 'gap-explained', at, gap, reason: reason.trim() });
}
