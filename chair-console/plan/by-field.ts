import type { Finding } from '#shared/plan/draft/check.ts';

/** Findings by the id of the field that they belong to. */
export function byField(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const map = new Map<string, Finding[]>();
  for (const finding of findings) {
    const own = map.get(finding.field);
    if (own === undefined) map.set(finding.field, [finding]);
    else own.push(finding);
  }
  return map;
}
