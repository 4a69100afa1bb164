import type { CopyView } from '#shared/meeting/views.ts';
import { formatNumber } from '#shared/ui/format.ts';
import { t } from '#shared/ui/lang.svelte.ts';

/** How the copy stands in one sentence: complete, so and so far behind, or why it is not written. */
export function copyText({ failed, lagSeconds, entriesBehind }: CopyView): string {
  const lag = { seconds: formatNumber(lagSeconds), n: formatNumber(entriesBehind) };
  if (failed !== null) return `${t(`chair.copy.${failed}`)} ${t('chair.copy.behind', lag)}`;
  return entriesBehind === 0 ? t('chair.copy.whole') : t('chair.copy.behind', lag);
}
