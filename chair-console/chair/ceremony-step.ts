import type { TellerProgress } from '#shared/meeting/views.ts';

/** How far a teller's device is in the ceremony: 0 waiting, then joined, committed, dealt, confirmed (P 4.3). */
export function ceremonyStep(
  teller: Pick<TellerProgress, 'joined' | 'committed' | 'dealt' | 'confirmed'>,
): 0 | 1 | 2 | 3 | 4 {
  if (teller.confirmed) return 4;
  if (teller.dealt) return 3;
  if (teller.committed) return 2;
  return teller.joined ? 1 : 0;
}
