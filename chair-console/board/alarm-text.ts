import type { BoardAlarm } from '#shared/ui/board-seen.ts';
import { t } from '#shared/ui/lang.svelte.ts';
import { codeText } from './code-text.ts';

/** What is wrong with the board, naming the entry and the rule (P 4.10). */
export function alarmText({ kind, entry, code }: BoardAlarm): string {
  return t(`supervisor.alarm.${kind}`, { entry, code, text: codeText(code) });
}
