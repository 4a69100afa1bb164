/**
 * The one-time token: RFC 9497's VOPRF (ristretto255-SHA512) of the ballot key, evaluated blind
 * (SPEC T4–T8). Every input of the blinding follows from the code and the election, so the same
 * slip scanned again asks for the same thing.
 */
import { invariant } from '../assert.ts';
import { utf8 } from './bytes.ts';
import { DLEQ_BYTES, proveDleq, verifyDleq } from './dleq.ts';
import {
  BASE,
  generateScalar,
  isPoint,
  isZero,
  multiply,
  multiplyBase,
  scalarInvert,
} from './group.ts';
import { frame, h32, hs } from './hash.ts';
import type { RandomBytes, Sodium, SodiumKeyPair } from './sodium.ts';
import { finalizeHash, hashToGroup, VOPRF_CONTEXT } from './voprf.ts';

/** Bytes of one issuer's output. */
export const TOKEN_BYTES = 64;

/** The Ed25519 key of a ballot code in election `eid`: seed H32 `ballot-key` (T4). */
export function deriveBallotKey(sodium: Sodium, code: string, eid: Uint8Array): SodiumKeyPair {
  return sodium.crypto_sign_seed_keypair(h32(sodium, 'ballot-key', utf8(code), eid));
}

/**
 * The blind r = Hs `blind` and the blinded element B = r·HashToGroup(token input) that the device
 * sends (T5). Throws if r is zero, which no one has ever seen.
 */
export function blindToken(
  sodium: Sodium,
  code: string,
  eid: Uint8Array,
  vk: Uint8Array,
): { r: Uint8Array; B: Uint8Array } {
  const r = hs(sodium, 'blind', utf8(code), eid);
  invariant(!isZero(r), 'the blind is zero');
  return { r, B: multiply(sodium, r, hashToGroup(sodium, tokenInput(eid, vk))) };
}

/** An issuer's key for one election: k ≠ 0 and pk = k·G. */
export function generateIssuerKey(
  sodium: Sodium,
  random: RandomBytes,
): { k: Uint8Array; pk: Uint8Array } {
  const k = generateScalar(sodium, random);
  return { k, pk: multiplyBase(sodium, k) };
}

/** The issuer's answer E = k·B with its proof (T6). B is a point: parse it where it is read. */
export function evaluateToken(
  sodium: Sodium,
  random: RandomBytes,
  k: Uint8Array,
  pk: Uint8Array,
  B: Uint8Array,
): { E: Uint8Array; proof: Uint8Array } {
  const E = multiply(sodium, k, B);
  return { E, proof: proveDleq(sodium, random, VOPRF_CONTEXT, k, BASE, pk, [B], [E]) };
}

/** Whether E is a point and the proof shows E = k·B for the k of `pk` (T6). B and pk are points. */
export function checkEvaluation(
  sodium: Sodium,
  pk: Uint8Array,
  B: Uint8Array,
  E: Uint8Array,
  proof: Uint8Array,
): boolean {
  return (
    proof.length === DLEQ_BYTES &&
    isPoint(sodium, E) &&
    verifyDleq(sodium, VOPRF_CONTEXT, BASE, pk, [B], [E], proof)
  );
}

/** The issuer's output from its checked answer: RFC 9497 Finalize, 64 bytes (T7). */
export function finalizeToken(
  sodium: Sodium,
  eid: Uint8Array,
  vk: Uint8Array,
  r: Uint8Array,
  E: Uint8Array,
): Uint8Array {
  return finalizeHash(sodium, tokenInput(eid, vk), multiply(sodium, scalarInvert(sodium, r), E));
}

/** The same output from the issuer's key: what a cast's token is compared with (T8). */
export function computeToken(
  sodium: Sodium,
  k: Uint8Array,
  eid: Uint8Array,
  vk: Uint8Array,
): Uint8Array {
  const input = tokenInput(eid, vk);
  return finalizeHash(sodium, input, multiply(sodium, k, hashToGroup(sodium, input)));
}

/** The VOPRF's private input: the frame `token` itself, not its hash (T5). */
function tokenInput(eid: Uint8Array, vk: Uint8Array): Uint8Array {
  return frame('token', eid, vk);
}
