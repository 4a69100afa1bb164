import type { BallotBox } from '../protocol/ballot-box.ts';
import { trackingCode } from '../protocol/code.ts';
import type { Round } from './state.ts';

/** A box that is closed grows no more: its list is worked out once. */
const lists = new WeakMap<BallotBox, readonly string[]>();

/**
 * The tracking codes of every ballot in the box, in the order of the alphabet, for the hall to find
 * its own (P 4.4); null before the close. They are on the public board anyway; sorted, they do not
 * repeat the order of arrival.
 */
export function publishedCodes({ board }: Round): readonly string[] | null {
  if (board.closeBody === null) return null;
  const { ballots } = board;
  const known = lists.get(ballots);
  if (known?.length === ballots.size) return known;
  const codes = ballots.all.map(({ id }) => trackingCode(id)).sort();
  lists.set(ballots, codes);
  return codes;
}
