import type { TellerProgress } from '#shared/meeting/views.ts';
import { t } from '#shared/ui/lang.svelte.ts';

type Seen = Pick<TellerProgress, 'name' | 'online'>;

/** Before the close: which co-issuers' devices are here, whose keys the count will need (P 4.6.4). */
export function coIssuersText(coIssuers: readonly Seen[]): string {
  const online = names(coIssuers.filter((each) => each.online));
  const away = coIssuers.filter((each) => !each.online);
  if (away.length === 0) return t('chair.close.coIssuersAll', { online });
  return t('chair.close.coIssuers', { online, offline: names(away) });
}

function names(some: readonly Seen[]): string {
  return some.length === 0 ? '–' : some.map(({ name }) => name).join(', ');
}
