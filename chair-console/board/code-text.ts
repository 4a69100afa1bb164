import { explain } from '#shared/protocol/explain.ts';
import type { ProtocolCode } from '#shared/protocol/protocol-code.ts';
import { lang } from '#shared/ui/lang.svelte.ts';
import { refusalText } from '#shared/ui/refusal-text.ts';

/** What a rule of the board says, to somebody who checks it: refusals speak to voters (P 4.10). */
export function codeText(code: string): string {
  return lang.current === 'vi' ? explain(code as ProtocolCode) : refusalText({ code });
}
