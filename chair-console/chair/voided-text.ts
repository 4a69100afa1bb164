import { t } from '#shared/ui/lang.svelte.ts';

/** Why a round is void, in words: the chair's reason, or too few ballots to open any (P 4.7.3). */
export function voidedText(reason: string | null): string | null {
  return reason === 'E_MIN_BALLOTS' ? t('chair.voided.minBallots') : reason;
}
