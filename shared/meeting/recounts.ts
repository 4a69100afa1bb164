import type { DecideContext, Decided } from './decision.ts';
import { record, refuse } from './decision.ts';
import { phaseOf } from './phase.ts';
import type { Recount, Round } from './state.ts';

/** The digest of a device's own recount, kept beside the server's; a device's newest word stands. */
export function submitRecount({ at }: DecideContext, round: Round, recount: Recount): Decided {
  if (!['counting', 'counted'].includes(phaseOf(round))) return refuse('wrong-phase');
  const known = round.log.recounts.find(({ device }) => device === recount.device);
  if (known?.digest === recount.digest) return record();
  return record({ type: 'recount-submitted', at, ...recount });
}

/** How the recounts stand: the server's, and those of pages that computed their own from the bytes. */
export function recountState(recounts: readonly Recount[]): 'missing' | 'differs' | 'agree' {
  const server = recounts.find(({ source }) => source === 'server');
  const others = recounts.filter(({ source }) => source !== 'server');
  if (server !== undefined && others.some(({ digest }) => digest !== server.digest)) {
    return 'differs';
  }
  return server === undefined || others.length === 0 ? 'missing' : 'agree';
}
