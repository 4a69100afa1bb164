/** How many members must agree before anything is opened (P 4.7.5). */
import type { BoardState } from './board-state.ts';
import { toBase64url } from './bytes.ts';

/** ⌈(n + t)/2⌉: two such sets share t members, so t − 1 liars cannot open two different sums. */
export function agreementQuorum(n: number, t: number): number {
  return Math.ceil((n + t) / 2);
}

/** How many agreements this board needs: t once the `quorum` entry stands. */
export function neededAgreements(state: Pick<BoardState, 'setup' | 'quorumLowered'>): number {
  if (state.setup === null) return Infinity;
  const { n, t } = state.setup;
  return state.quorumLowered ? t : agreementQuorum(n, t);
}

/** May member `i` open now: has `i` agreed to this tally, and enough members with `i`? */
export function mayOpen(state: BoardState, i: number): boolean {
  return state.agreed.has(i) && state.agreed.size >= neededAgreements(state);
}

/** Is `th` (base64url) the hash of this board's `tally`? */
export function namesTally(
  { tallyEntryHash }: Pick<BoardState, 'tallyEntryHash'>,
  th: string,
): boolean {
  return tallyEntryHash !== null && toBase64url(tallyEntryHash) === th;
}
