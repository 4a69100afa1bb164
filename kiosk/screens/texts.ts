import { t, textOr } from '#shared/ui/lang.svelte.ts';
import { refusalText } from '#shared/ui/refusal-text.ts';
import type { Screen } from '../device/screen.ts';

interface Texts {
  readonly title: string;
  readonly lines: readonly string[];
}

/** The sentence for each refusal of the exchange, and what to do. */
export function refusedTexts(code: string, again: boolean): Texts {
  const name = code.replace(/\(.*$/, '');
  const what = textOr(`voter.refused.${name}.what`, refusalText({ code }));
  const title = textOr(`voter.refused.${name}`, t('voter.refused.other'));
  const own = ['E_NOT_ISSUED', 'E_PHASE', 'co-issuer-silent'].includes(name);
  return { title, lines: again && !own ? [what, t('voter.refused.again')] : [what] };
}

/** What is true of a sealed ballot that has no receipt yet. */
export function sendingTexts(screen: Extract<Screen, { name: 'sending' }>): Texts {
  const { late, trouble, stopped } = screen;
  if (stopped && trouble !== null) {
    const what = textOr(`voter.stopped.${trouble}.what`, refusalText({ code: trouble }));
    const title = textOr(`voter.stopped.${trouble}`, t('voter.stopped'));
    const kept = trouble === 'E_VK_USED' ? [] : [t('voter.sending.kept')];
    return { title, lines: [what, ...kept] };
  }
  const title = t('voter.sending');
  if (trouble !== null)
    return { title, lines: [textOr(`voter.sending.${trouble}`, refusalText({ code: trouble }))] };
  if (!late) return { title, lines: [t('voter.sending.what')] };
  return { title, lines: [t('voter.sending.late'), t('voter.sending.kept')] };
}
