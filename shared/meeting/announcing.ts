import { gapsOf } from '../result/gaps.ts';
import { gapCounts } from './counting.ts';
import type { DecideContext, Decided } from './decision.ts';
import { record, refuse } from './decision.ts';
import { isPaperOnly, phaseOf } from './phase.ts';
import { recountState } from './recounts.ts';
import type { Round } from './state.ts';

/**
 * Announces the result: the server's recount and at least one independent one agree, none
 * differs, and every gap has its reason (R35, design 7). A count wholly on paper rests on the two
 * tellers' equal entries instead.
 */
export function announceResult({ at }: DecideContext, round: Round): Decided {
  if (phaseOf(round) !== 'counted') return refuse('wrong-phase');
  const recounts = isPaperOnly(round) ? 'agree' : recountState(round.log.recounts);
  if (recounts === 'differs') return refuse('recount-differs');
  if (recounts === 'missing') return refuse('recount-missing');
  const gap = gapsOf(gapCounts(round)).find((each) => !round.log.gapReasons.has(each));
  if (gap !== undefined) return refuse('gap-unexplained', { gap });
  return record({ type: 'announced', at });
}
