import type { BoardState } from '#shared/protocol/board.ts';
import { trackingCode } from '#shared/protocol/code.ts';

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
  const code = typed.replace(/[\s-]/g, '').toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
  if (!/^[0-9A-HJKMNP-TV-Z]{16}$/.test(code)) return { kind: 'notACode' };
  const { all } = board.ballots;
  const place = all.findIndex(({ id }) => trackingCode(id).replace(/-/g, '') === code);
  const found = all[place];
  if (found === undefined) return { kind: 'absent' };
  return { kind: 'found', entry: found.n, place: place + 1, of: all.length };
}
