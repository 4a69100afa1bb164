import type { Blocker } from '#shared/meeting/views.ts';
import { textOr } from '#shared/ui/lang.svelte.ts';
import { refusalText } from '#shared/ui/refusal-text.ts';

/**
 * What is still missing before the phase's action, or what is wrong with the machine, with its fix.
 * A code without a text of its own is explained as the refusal of the same name.
 */
export function blockerText(blocker: Blocker, section: 'blocker' | 'alarm'): string {
  return textOr(`chair.${section}.${blocker.code}`, refusalText(blocker), blocker.detail);
}
