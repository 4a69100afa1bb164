/** Stage 5: the issuers' keys, then every ballot (P 4.5, 4.11). */
import { defined } from '#shared/assert.ts';
import { checkBallotEncoding, checkBallotProof, checkBallotSignature } from './ballot.ts';
import type { StoredBallot } from './ballot-box.ts';
import { PlainSums } from './ballot-sums.ts';
import { checkReveal, checkSignature } from './board-checks.ts';
import { toBase64url } from './bytes.ts';
import type { ProtocolCode } from './protocol-code.ts';
import { bytesOf } from './signed-word.ts';
import { wrongToken } from './tally.ts';
import { boardFault, entriesOf } from './verification.ts';
import type { Fault, ProofClaim, StageSteps, Verification } from './verification.ts';

const BATCH = 32;

/**
 * Every ballot's encoding, key, signature and proof; a wrong one makes the board invalid. Only a
 * wrong token, which nobody could see before the keys were revealed, excludes the ballot.
 */
export function* checkBallots(verification: Verification): StageSteps {
  const fault = checkReveals(verification);
  if (fault !== null) return fault;
  const { sodium, state, options } = verification;
  const used = new Set<string>();
  const all = state.ballots.all;
  const size = options.fast === undefined ? 1 : BATCH;
  const lines = defined(state.setup).lines.length;
  verification.sums = options.fast?.runningSums(lines) ?? new PlainSums(sodium, lines);
  for (let start = 0; start < all.length; start += size) {
    const batch = all.slice(start, start + size);
    const wrong = checkBatch(verification, batch, used);
    if (wrong !== null) return wrong;
    for (const stored of batch) count(verification, stored, wrongToken(sodium, state, stored));
    verification.done += batch.length;
    yield;
  }
  return null;
}

function checkReveals(verification: Verification): Fault | null {
  const { sodium, state } = verification;
  for (const { n, entry } of entriesOf(verification, 'token-reveal')) {
    const code = checkSignature(sodium, state, entry) ?? checkReveal(sodium, state, entry.b);
    if (code !== null) return boardFault(n, code);
  }
  return null;
}

/** A ballot with a wrong token is in no sum. */
function count(
  verification: Verification,
  { n, ballot }: StoredBallot,
  why: ProtocolCode | null,
): void {
  if (why !== null) verification.excluded.push({ n, why });
  else verification.sums.add(ballot.body);
}

/** The first fault of a batch in board order: proofs before a bad signature come first. */
function checkBatch(
  verification: Verification,
  batch: readonly StoredBallot[],
  used: Set<string>,
): Fault | null {
  const signed: StoredBallot[] = [];
  let fault: Fault | null = null;
  for (const stored of batch) {
    fault = checkOwner(verification, stored, used);
    if (fault !== null) break;
    signed.push(stored);
  }
  return checkProofs(verification, signed) ?? fault;
}

/** Fresh key and signature; the encoding of the body would be reported before them (P 4.5). */
function checkOwner(
  { sodium, state }: Verification,
  { n, id, ballot }: StoredBallot,
  used: Set<string>,
): Fault | null {
  const vk = toBase64url(ballot.vk);
  const fresh = !used.has(vk);
  used.add(vk);
  if (fresh && checkBallotSignature(sodium, defined(state.eid), id, ballot)) return null;
  const encoding = checkBallotEncoding(sodium, defined(state.setup).lines.length, ballot.body);
  return boardFault(n, encoding ?? (fresh ? 'E_SIG' : 'E_VK_USED'));
}

function checkProofs(verification: Verification, ballots: readonly StoredBallot[]): Fault | null {
  const claims = ballots.map((stored) => claimOf(verification, stored));
  for (const [place, code] of proofCodes(verification, claims)) {
    if (code !== null) return boardFault(defined(ballots[place]).n, code);
  }
  return null;
}

/** The verdicts in board order, each worked out only when it is asked for unless all are at once. */
function* proofCodes(
  verification: Verification,
  claims: readonly ProofClaim[],
): Generator<readonly [number, ProtocolCode | null]> {
  const { sodium, options } = verification;
  const { fast, checkProof } = options;
  if (fast !== undefined && checkProof === undefined) {
    yield* fast.checkBallots(sodium, claims).entries();
    return;
  }
  for (const [place, claim] of claims.entries()) {
    yield [place, checkProof ? checkProof(claim) : plainCheck(verification, claim)];
  }
}

function plainCheck({ sodium }: Verification, claim: ProofClaim): ProtocolCode | null {
  const { eid, Y, lines, vk, body } = claim;
  return checkBallotProof(sodium, eid, Y, lines, vk, body);
}

function claimOf({ state }: Verification, { ballot: { vk, body } }: StoredBallot): ProofClaim {
  const lines = defined(state.setup).lines.length;
  return { eid: defined(state.eid), Y: bytesOf(defined(state.open).Y), lines, vk, body };
}
