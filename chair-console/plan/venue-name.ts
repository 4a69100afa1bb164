import type { PlanDraft } from '#shared/plan/draft/draft-types.ts';
import { t } from '#shared/ui/lang.svelte.ts';

/** How the editor calls a venue: by its name, else by its number; empty for a key unknown here. */
export function venueName({ venues }: Pick<PlanDraft, 'venues'>, key: string): string {
  const index = venues.findIndex((each) => each.key === key);
  const name = venues[index]?.name.trim() ?? '';
  if (index < 0) return '';
  return name === '' ? t('plan.venueNumber', { n: index + 1 }) : name;
}
