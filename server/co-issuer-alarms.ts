import type { Blocker } from '#shared/meeting/views.ts';
import type { CoIssuerTrouble } from './round/co-issuing.ts';

const KINDS = ['offline', 'silent', 'wrong', 'refusing'] as const;

/** What the chair must know of the co-issuers: one alarm of each kind, with the names. */
export function coIssuerAlarms(trouble: CoIssuerTrouble | null): Blocker[] {
  if (trouble === null) return [];
  return KINDS.filter((kind) => trouble[kind].length > 0).map((kind) => ({
    code: `co-issuer-${kind}`,
    detail: { names: trouble[kind].join(', ') },
  }));
}
