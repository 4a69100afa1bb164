/**
 * The checks of single entries that go beyond order and shape: signatures, key generation,
 * agreements, openings. One home for what the server checks before it appends, what a device
 * checks, and what the verifier checks; each takes a state in which all that it builds on stands.
 */
import { defined } from '#shared/assert.ts';
import type { BoardState, OpenedBoard } from './board-state.ts';
import { equalBytes } from './bytes.ts';
import {
  checkConstant,
  commitHash,
  dealerContext,
  evaluateCommitments,
  sumCommitments,
} from './dkg.ts';
import { verifyDleq } from './dleq.ts';
import type { DkgDealBody, DkgOkBody, OpenBody, OpeningBody, TokenRevealBody } from './entries.ts';
import { BASE, isZero, multiplyBase } from './group.ts';
import { h32 } from './hash.ts';
import { u32 } from './bytes.ts';
import type { ProtocolCode } from './protocol-code.ts';
import { bytesOf, isSignedBy } from './signed-word.ts';
import type { SignedEntry } from './signed-word.ts';
import type { Sodium } from './sodium.ts';

/** `E_SIG` unless the author named by i signed the word. */
export function checkSignature(
  sodium: Sodium,
  state: BoardState,
  entry: SignedEntry,
): ProtocolCode | null {
  const { committee, issuers } = defined(state.setup, 'setup');
  const authors = entry.t === 'token-reveal' ? issuers : committee;
  const author = authors[entry.b.i - 1];
  if (author === undefined) return 'E_PHASE';
  const good = isSignedBy(sodium, defined(state.sid, 'sid'), author.sign, entry);
  return good ? null : 'E_SIG';
}

/** A deal opens its commitment and proves its constant: `E_DKG_COMMIT(i)`, `E_DKG_POK(i)`. */
export function checkDeal(
  sodium: Sodium,
  state: BoardState,
  deal: DkgDealBody,
): ProtocolCode | null {
  const { n, t } = defined(state.setup, 'setup');
  const context = dealerContext(defined(state.sid, 'sid'), deal.i, n, t);
  const C = commitmentsOf(deal);
  const commit = defined(state.commits.get(deal.i), 'the commit of a dealer');
  if (!equalBytes(bytesOf(commit.h), commitHash(sodium, context, C))) {
    return `E_DKG_COMMIT(${deal.i})`;
  }
  const good = checkConstant(sodium, context, defined(C[0]), bytesOf(deal.pok));
  return good ? null : `E_DKG_POK(${deal.i})`;
}

/** An ok gives its own public share (`E_DKG_SHARE(i)`) and names the deals it saw (`E_CHAIN(n)`). */
export function checkOk(
  sodium: Sodium,
  state: BoardState,
  okay: DkgOkBody,
  n: number,
): ProtocolCode | null {
  const X = publicShare(sodium, summedCommitments(sodium, state), okay.i);
  if (!equalBytes(bytesOf(okay.X), X)) return `E_DKG_SHARE(${okay.i})`;
  const deals = defined(state.dealsHead, 'the deals');
  return equalBytes(bytesOf(okay.tr), deals) ? null : `E_CHAIN(${n})`;
}

/** The committee's key and shares follow from the deals, none the identity: `E_OPEN`. */
export function checkOpen(sodium: Sodium, state: BoardState, open: OpenBody): ProtocolCode | null {
  const right = expectedOpen(sodium, state);
  const given = [open.Y, ...open.X].map((point) => bytesOf(point));
  const same = [right.Y, ...right.X].every(
    (point, place) => !isZero(point) && equalBytes(point, defined(given[place])),
  );
  return same ? null : 'E_OPEN';
}

/** Y = Σ C_{i,0} and every X_j, from the deals on the board (P 4.3.4). */
export function expectedOpen(
  sodium: Sodium,
  state: BoardState,
): { readonly Y: Uint8Array; readonly X: readonly Uint8Array[] } {
  const C = summedCommitments(sodium, state);
  const { committee } = defined(state.setup, 'setup');
  return { Y: defined(C[0]), X: committee.map(({ i }) => publicShare(sodium, C, i)) };
}

/** k is the key of issuer i and not zero: `E_TOKEN(i)`. */
export function checkReveal(
  sodium: Sodium,
  state: BoardState,
  { i, k }: TokenRevealBody,
): ProtocolCode | null {
  const issuer = defined(state.setup?.issuers[i - 1], 'the issuer');
  const scalar = bytesOf(k);
  const good = !isZero(scalar) && equalBytes(multiplyBase(sodium, scalar), bytesOf(issuer.pk));
  return good ? null : `E_TOKEN(${i})`;
}

/** The context of member i's opening: H32 `opening`. */
export function openingContext(
  sodium: Sodium,
  eid: Uint8Array,
  th: Uint8Array,
  i: number,
): Uint8Array {
  return h32(sodium, 'opening', eid, th, u32(i));
}

/** D_l = x_i·A_l for every line, under the member's public share: `E_OPENING(i)`. */
export function checkOpeningProof(
  sodium: Sodium,
  state: Pick<OpenedBoard, 'eid' | 'tallyEntryHash' | 'open' | 'tally'>,
  { i, D, proof }: OpeningBody,
): ProtocolCode | null {
  const eid = defined(state.eid, 'eid');
  const th = defined(state.tallyEntryHash, 'the tally');
  const context = openingContext(sodium, eid, th, i);
  const X = bytesOf(defined(state.open?.X[i - 1], 'the public share'));
  const A = defined(state.tally).A.map((point) => bytesOf(point));
  const good = verifyDleq(
    sodium,
    context,
    BASE,
    X,
    A,
    D.map((d) => bytesOf(d)),
    bytesOf(proof),
  );
  return good ? null : `E_OPENING(${i})`;
}

/** The dealer's commitments as bytes. */
export function commitmentsOf(deal: DkgDealBody): Uint8Array[] {
  return deal.C.map((point) => bytesOf(point));
}

function summedCommitments(sodium: Sodium, state: BoardState): Uint8Array[] {
  return sumCommitments(sodium, [...state.deals.values()].map(commitmentsOf));
}

function publicShare(sodium: Sodium, C: readonly Uint8Array[], j: number): Uint8Array {
  return evaluateCommitments(sodium, C, j);
}
