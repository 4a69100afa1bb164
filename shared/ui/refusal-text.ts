import type { Refusal } from '#shared/meeting/refusals.ts';
import { t, textOr } from './lang.svelte.ts';

/** A refusal as any namespace answers it: a `Refusal`, or a bare protocol code (P 4.10). */
export type AnyRefusal = Refusal | { readonly code: string };

/**
 * What a refusal means and what to do next. Arguments of a protocol code, as in `E_POINT(0,3)`,
 * are left out; an unknown code is named and sent to the counting committee.
 */
export function refusalText(refusal: AnyRefusal): string {
  const name = refusal.code.replace(/\(.*$/, '');
  const detail = 'detail' in refusal ? refusal.detail : undefined;
  return textOr(`refusal.${name}`, t('refusal.unknown', { code: refusal.code }), {
    code: refusal.code,
    ...detail,
  });
}
