import { viRefusals } from '#shared/i18n/vi/refusals.ts';
import type { RefusedError } from '../clients/answers.ts';

/** A refusal of the server as the hall would read it, with its wire name. */
export function refusalText({ refusal }: RefusedError): string {
  const texts: Readonly<Record<string, string>> = viRefusals;
  const text = texts[`refusal.${refusal.code.replace(/\(.*$/, '')}`];
  if (text === undefined) return refusal.code;
  const filled = text.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = refusal.detail?.[name];
    return value === undefined ? hole : String(value);
  });
  return `${filled} (${refusal.code})`;
}
