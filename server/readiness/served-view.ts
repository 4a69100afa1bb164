import type { ServedView } from '#shared/meeting/views.ts';
import type { Serving } from '../tls/keeper.ts';

/**
 * What screens and slips say of the certificate: half its fingerprint, since 128 bits are out of a
 * forger's reach.
 */
export function servedView(serving: Serving): ServedView {
  if (serving.way === 'plain') return { way: 'plain', fingerprint: null };
  return { way: serving.way, fingerprint: serving.certificate.fingerprint.slice(0, 32) };
}
