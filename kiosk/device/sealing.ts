import { sealBallot, generateSeed } from '#shared/protocol/ballot.ts';
import { encodeBallotTest } from '#shared/protocol/ballot-test.ts';
import { fromBase64url, toBase64url } from '#shared/protocol/bytes.ts';
import { claimOf } from '#shared/protocol/code.ts';
import type { CastMessage, Evaluation, MarkCode, Receipt } from '#shared/protocol/entries.ts';
import { checkReceipt } from '#shared/protocol/receipt.ts';
import type { RandomBytes, Sodium } from '#shared/protocol/sodium.ts';
import {
  blindToken,
  checkEvaluation,
  deriveBallotKey,
  finalizeToken,
} from '#shared/protocol/token.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { BallotRecord, Election } from './record.ts';

/** The message of the exchange: the same for the same code and election (P 4.6.2). */
export function exchangeMessage(
  sodium: Sodium,
  code: string,
  election: Election,
): { readonly claim: string; readonly B: string } {
  const eid = bytes(election.eid);
  const { publicKey } = deriveBallotKey(sodium, code, eid);
  const { B } = blindToken(sodium, code, eid, publicKey);
  return { claim: toBase64url(claimOf(sodium, code)), B: toBase64url(B) };
}

/**
 * The tokens of all issuers in order, from their answers: every DLEQ is checked under the key the
 * election names, and one that is missing or wrong stops everything: `E_TOKEN(i)` (P 4.6.4).
 */
export function finishExchange(
  sodium: Sodium,
  code: string,
  election: Election,
  evals: readonly Evaluation[],
): Result<readonly string[], { readonly code: string }> {
  const eid = bytes(election.eid);
  const { publicKey } = deriveBallotKey(sodium, code, eid);
  const { r, B } = blindToken(sodium, code, eid, publicKey);
  const tokens: string[] = [];
  for (const issuer of election.issuers) {
    const evaluation = evals.find(({ i }) => i === issuer.i);
    const E = fromBase64url(evaluation?.E, 32);
    const proof = fromBase64url(evaluation?.proof, 64);
    if (!E.ok || !proof.ok || !checkEvaluation(sodium, bytes(issuer.pk), B, E.value, proof.value))
      return err({ code: `E_TOKEN(${issuer.i})` });
    tokens.push(toBase64url(finalizeToken(sodium, eid, publicKey, r, E.value)));
  }
  return ok(tokens);
}

/**
 * A sealing of these marks with a fresh seed, another one each time (P 4.4), and what opens it to
 * a second device (P 4.9). Only one of the two may ever leave this device.
 */
export function sealMarks(
  sodium: Sodium,
  random: RandomBytes,
  record: Extract<BallotRecord, { stage: 'marking' }>,
  marks: readonly MarkCode[],
): { readonly message: CastMessage; readonly id: string; readonly test: string } {
  const { code, election, tokens } = record;
  const eid = bytes(election.eid);
  const key = deriveBallotKey(sodium, code, eid);
  const seed = generateSeed(random);
  const { message, id } = sealBallot(sodium, {
    eid,
    Y: bytes(election.Y),
    marks,
    key,
    seed,
    tokens: tokens.map(bytes),
  });
  const test = encodeBallotTest({ eid, vk: key.publicKey, seed, id, marks });
  return { message, id: toBase64url(id), test };
}

/** Whether this is the server's signed word that exactly this ballot is in. */
export function isReceiptFor(
  sodium: Sodium,
  record: Extract<BallotRecord, { stage: 'sealed' }>,
  receipt: Receipt,
): boolean {
  const { sid, board } = record.election;
  return receipt.id === record.id && checkReceipt(sodium, bytes(board), bytes(sid), receipt);
}

/** The public key of a code's ballots in an election: it recognises a code seen again. */
export function ballotKeyOf(sodium: Sodium, code: string, eid: string): string {
  return toBase64url(deriveBallotKey(sodium, code, bytes(eid)).publicKey);
}

/** Bytes that this program or the server's view wrote; anything else is a bug or a broken server. */
function bytes(text: string): Uint8Array {
  const decoded = fromBase64url(text);
  if (!decoded.ok) throw new Error('Not base64url');
  return decoded.value;
}
