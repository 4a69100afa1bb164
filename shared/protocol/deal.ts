/** The encrypted shares of a deal: made, opened and judged (P 4.3.2, 4.3.3). */
import { defined } from '#shared/assert.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { checkDeal, commitmentsOf } from './board-checks.ts';
import type { BoardState } from './board-state.ts';
import { concat, equalBytes, toBase64url } from './bytes.ts';
import { evaluateCommitments, evaluatePolynomial } from './dkg.ts';
import type { CommitteeMember, DkgComplaintBody } from './entries.ts';
import { isScalar, multiplyBase, scalarAdd, scalarFromNumber } from './group.ts';
import { bytesOf } from './signed-word.ts';
import type { RandomBytes, Sodium } from './sodium.ts';

const NONCE_BYTES = 24;

/**
 * f(j) for every member j, each in a box only j opens: nonce ‖ box, base64url. Null when a
 * member's `box` key is none that libsodium accepts.
 */
export function dealShares(
  sodium: Sodium,
  random: RandomBytes,
  coefficients: readonly Uint8Array[],
  committee: readonly CommitteeMember[],
  boxSecret: Uint8Array,
): string[] | null {
  try {
    return committee.map(({ i, box }) => {
      const nonce = random(NONCE_BYTES);
      const share = evaluatePolynomial(sodium, coefficients, i);
      const sealed = sodium.crypto_box_easy(share, nonce, bytesOf(box), boxSecret);
      sodium.memzero(share);
      return toBase64url(concat(nonce, sealed));
    });
  } catch {
    return null;
  }
}

/** Member j's share x_j from all deals, or the lowest dealer who is caught lying to j. */
export function openDeals(
  sodium: Sodium,
  board: BoardState,
  j: number,
  boxSecret: Uint8Array,
): Result<Uint8Array, number> {
  let x = scalarFromNumber(0);
  for (const { i } of defined(board.setup, 'setup').committee) {
    const share = openShare(sodium, board, i, j, boxSecret);
    if (share === null) return err(i);
    x = scalarAdd(sodium, x, share);
  }
  return ok(x);
}

/**
 * Who lied, the dealer or the member who complains: the complaint's box secret lets everyone open
 * the share in question (P 4.3.3). All deals must stand on the board.
 */
export function judgeComplaint(
  sodium: Sodium,
  board: BoardState,
  { i, against, box }: DkgComplaintBody,
): number {
  const secret = bytesOf(box);
  const member = defined(board.setup?.committee[i - 1], 'the member');
  const own = equalBytes(sodium.crypto_scalarmult_base(secret), bytesOf(member.box));
  return own && openShare(sodium, board, against, i, secret) === null ? against : i;
}

/** f_i(j), if dealer i's commitment, proof and share are all good, else null. */
function openShare(
  sodium: Sodium,
  board: BoardState,
  i: number,
  j: number,
  boxSecret: Uint8Array,
): Uint8Array | null {
  const deal = defined(board.deals.get(i), 'the deal');
  if (checkDeal(sodium, board, deal) !== null) return null;
  const enc = bytesOf(defined(deal.enc[j - 1]));
  const dealerBox = bytesOf(defined(board.setup?.committee[i - 1]).box);
  const share = unbox(sodium, enc, dealerBox, boxSecret);
  if (share === null || !isScalar(share)) return null;
  const expected = evaluateCommitments(sodium, commitmentsOf(deal), j);
  return equalBytes(multiplyBase(sodium, share), expected) ? share : null;
}

function unbox(
  sodium: Sodium,
  enc: Uint8Array,
  dealerBox: Uint8Array,
  boxSecret: Uint8Array,
): Uint8Array | null {
  const nonce = enc.subarray(0, NONCE_BYTES);
  try {
    return sodium.crypto_box_open_easy(enc.subarray(NONCE_BYTES), nonce, dealerBox, boxSecret);
  } catch {
    return null;
  }
}
