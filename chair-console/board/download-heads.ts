import { headsText, type KeptHeads } from '#shared/protocol/two-heads.ts';
import { download } from './download.ts';

/** Hands the signed heads that this device has kept of a round to the browser as a file (SPEC L11). */
export function downloadHeads(round: string, kept: KeptHeads | null): void {
  if (kept !== null) download(`${round}-heads.json`, headsText(kept));
}
