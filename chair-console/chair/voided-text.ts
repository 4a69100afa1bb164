import { t } from '#shared/ui/lang.svelte.ts';

/** Why a round is void, as a sentence: the chair's reason, or too few ballots to open any (P 4.7.3). */
export function voidedText(reason: string | null): string | null {
  if (reason === 'E_MIN_BALLOTS') return t('chair.voided.minBallots');
  return reason === null || /[.!?…]$/u.test(reason) ? reason : `${reason}.`;
}
