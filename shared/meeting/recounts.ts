import type { DecideContext, Decided } from './decision.ts';
import { isReason, record, refuse } from './decision.ts';
import { phaseOf } from './phase.ts';
import type { Recount, Round } from './state.ts';

/** The digest of a device's own recount, kept beside the server's; a device's newest word stands. */
export function submitRecount({ at }: DecideContext, round: Round, recount: Recount): Decided {
  if (!['counting', 'counted'].includes(phaseOf(round))) return refuse('wrong-phase');
  const { recounts, recountsSetAside } = round.log;
  if (recountsSetAside.has(recount.device) && !isEqual(recount, serverOf(recounts))) {
    return refuse('not-paired');
  }
  const known = recounts.find(({ device }) => device === recount.device);
  if (known?.digest === recount.digest) return record();
  return record({ type: 'recount-submitted', at, ...recount });
}

/**
 * Takes an unequal recount out of what blocks the announcement: a page that is broken or lies must
 * not be able to undo a count (design 7: the chair revokes devices; announcing needs the server's
 * recount and an equal one of another device). Never the only independent word, so that somebody
 * beside the server stands for the result, and never where more differ than agree; what was said
 * stays in the log and in the minutes.
 */
export function setAsideRecount(
  { at }: DecideContext,
  round: Round,
  device: string,
  reason: string,
): Decided {
  if (phaseOf(round) !== 'counted') return refuse('wrong-phase');
  const { recounts } = round.log;
  const server = serverOf(recounts);
  const others = recounts.filter(({ source }) => source !== 'server');
  const meant = others.find((each) => each.device === device);
  if (meant === undefined || isEqual(meant, server)) return refuse('no-such-device');
  const equal = others.filter((each) => isEqual(each, server)).length;
  if (equal === 0) return refuse('recount-missing');
  if (equal < others.length - equal) return refuse('recount-differs');
  if (!isReason(reason)) return refuse('reason-required');
  const { by, digest } = meant;
  return record({ type: 'recount-set-aside', at, by, device, digest, reason: reason.trim() });
}

function serverOf(recounts: readonly Recount[]): Recount | undefined {
  return recounts.find(({ source }) => source === 'server');
}

function isEqual({ digest }: Recount, server: Recount | undefined): boolean {
  return digest === server?.digest;
}

/** How the recounts stand: the server's, and those of pages that computed their own from the bytes. */
export function recountState(recounts: readonly Recount[]): 'missing' | 'differs' | 'agree' {
  const server = serverOf(recounts);
  const others = recounts.filter(({ source }) => source !== 'server');
  if (server !== undefined && others.some(({ digest }) => digest !== server.digest)) {
    return 'differs';
  }
  return server === undefined || others.length === 0 ? 'missing' : 'agree';
}
