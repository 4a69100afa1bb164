/**
 * What a device that follows the board checks of a new entry before it takes it in, beyond order
 * and shape. Ballots and the tally are left to the worker, totals to the recount.
 */
import { defined } from '#shared/assert.ts';
import { checkAppend } from '#shared/protocol/append-check.ts';
import { checkOpen } from '#shared/protocol/board-checks.ts';
import type { BoardState } from '#shared/protocol/board.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import type { BoardEntry } from '#shared/protocol/entries.ts';
import type { ProtocolCode } from '#shared/protocol/protocol-code.ts';
import { checkHead } from '#shared/protocol/receipt.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';
import { bytesOf } from '#shared/protocol/signed-word.ts';
import { idsDigest } from '#shared/protocol/tally.ts';

/** The rule that `entry` breaks as the next of `state`, or null (P 4.3, 4.7). */
export function checkFollowed(
  sodium: Sodium,
  state: BoardState,
  entry: Exclude<BoardEntry, { t: 'ballot' }>,
): ProtocolCode | null {
  if ('i' in entry.b) return checkAppend(sodium, state, entry);
  switch (entry.t) {
    case 'open':
      return checkOpen(sodium, state, entry.b);
    case 'close': {
      const ids = toBase64url(idsDigest(sodium, state));
      return entry.b.count === state.ballots.size && entry.b.ids === ids ? null : 'E_CLOSE';
    }
    case 'head':
      return checkLastHead(sodium, state, entry.b.sig);
    default:
      return null;
  }
}

/** The board's last entry signs the entry before it (P 4.2). */
function checkLastHead(sodium: Sodium, state: BoardState, sig: string): ProtocolCode | null {
  const { board } = defined(state.setup, 'setup');
  const head = { n: state.n - 1, h: toBase64url(state.head), sig };
  const good = checkHead(sodium, bytesOf(board), defined(state.sid, 'sid'), head);
  return good ? null : `E_HEADSIG(${state.n})`;
}
