import type { Recount } from '#shared/meeting/state.ts';

/** A recount beside the server's own: the base itself, equal, different, or nothing yet to compare with. */
export interface ComparedRecount extends Recount {
  readonly state: 'base' | 'equal' | 'differs' | 'waiting';
}

/** The recounts with the server's first, each compared with it (design 7, Announcing). */
export function compareRecounts(recounts: readonly Recount[]): ComparedRecount[] {
  const base = recounts.find(({ source }) => source === 'server');
  return recounts
    .toSorted((a, b) => Number(b === base) - Number(a === base))
    .map((recount) => ({ ...recount, state: stateOf(recount, base) }));
}

/** Whether a differing one may be set aside: others agree, and no fewer than differ. */
export function maySetAside(recounts: readonly ComparedRecount[]): boolean {
  const equal = recounts.filter(({ state }) => state === 'equal').length;
  return equal > 0 && equal >= recounts.filter(({ state }) => state === 'differs').length;
}

function stateOf(recount: Recount, base: Recount | undefined): ComparedRecount['state'] {
  if (recount === base) return 'base';
  if (base === undefined) return 'waiting';
  return recount.digest === base.digest ? 'equal' : 'differs';
}
