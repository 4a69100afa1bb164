/** The paper count: two members' equal words, adding up on every line (P 4.7.2). */
import type { PaperBody } from './entries.ts';
import type { ProtocolCode } from './protocol-code.ts';

/** Are two counts equal in all but author and signature? */
export function samePaper(one: PaperBody, other: PaperBody): boolean {
  return JSON.stringify(contentOf(one)) === JSON.stringify(contentOf(other));
}

/**
 * high + confidence + low + invalid = count on every line, and ballots are rejected for one reason
 * only: the committee did not issue them. Else `E_PAPER`.
 */
export function checkPaperCount({ count, lines, rejected }: PaperBody): ProtocolCode | null {
  const adds = lines.every((l) => l.high + l.confidence + l.low + l.invalid === count);
  return adds && rejected.every(({ reason }) => reason === 'notIssued') ? null : 'E_PAPER';
}

function contentOf({ count, rejected, lines, rulings }: PaperBody): object {
  return { count, rejected, lines, rulings };
}
