import type { BoardState } from '#shared/protocol/board.ts';
import { parseTrackingCode, trackingCode } from '#shared/protocol/code.ts';

/** What a typed tracking code comes to on the board as this device holds it (P 4.4). */
export type FoundBallot =
  | { readonly kind: 'notACode' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'found'; readonly entry: number; readonly place: number; readonly of: number };

/**
 * Looks a tracking code up on this device alone: nobody learns who asks for which ballot. Letters
 * of either case, I and L as 1, O as 0; spaces and hyphens are ignored.
 */
export function findBallot(board: BoardState, typed: string): FoundBallot {
  const code = parseTrackingCode(typed);
  if (code === null) return { kind: 'notACode' };
  const { all } = board.ballots;
  const place = all.findIndex(({ id }) => trackingCode(id) === code);
  const found = all[place];
  if (found === undefined) return { kind: 'absent' };
  return { kind: 'found', entry: found.n, place: place + 1, of: all.length };
}
