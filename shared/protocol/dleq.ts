/**
 * The proof that one secret k links A to B and every C_i to D_i: B = k·A and D_i = k·C_i
 * (RFC 9497, section 2.2, `Fast` composites on the prover's side). Points given are valid
 * encodings; a computed composite may be the identity.
 */
import { invariant } from '../assert.ts';
import { concat, equalBytes, utf8 } from './bytes.ts';
import {
  add,
  generateScalar,
  isScalar,
  multiply,
  multiplyAny,
  scalarMultiply,
  scalarSubtract,
  sumPoints,
} from './group.ts';
import type { RandomBytes, Sodium } from './sodium.ts';
import { hashToScalar, prefixed } from './voprf.ts';

/** Bytes of a proof: the challenge and the response, c ‖ s. */
export const DLEQ_BYTES = 64;

/** What a proof is about; C and D are of equal length, at least one (else a bug, thrown). */
export interface DleqStatement {
  readonly context: Uint8Array;
  readonly A: Uint8Array;
  readonly B: Uint8Array;
  readonly C: readonly Uint8Array[];
  readonly D: readonly Uint8Array[];
}

/** A proof, 64 bytes, with a fresh nonce. */
export function proveDleq(
  sodium: Sodium,
  random: RandomBytes,
  context: Uint8Array,
  k: Uint8Array,
  A: Uint8Array,
  B: Uint8Array,
  C: readonly Uint8Array[],
  D: readonly Uint8Array[],
): Uint8Array {
  const nonce = generateScalar(sodium, random);
  const proof = proveDleqWithNonce(sodium, nonce, k, { context, A, B, C, D });
  sodium.memzero(nonce);
  return proof;
}

/** A proof with a given nonce: for known answers only; a nonce used twice reveals k. */
export function proveDleqWithNonce(
  sodium: Sodium,
  nonce: Uint8Array,
  k: Uint8Array,
  statement: DleqStatement,
): Uint8Array {
  const { context, A, C } = statement;
  const weights = compositeWeights(sodium, statement);
  const M = weighted(sodium, weights, C);
  const Z = multiply(sodium, k, M);
  const t2 = multiplyAny(sodium, nonce, A);
  const t3 = multiply(sodium, nonce, M);
  const c = challenge(sodium, context, [statement.B, M, Z, t2, t3]);
  return concat(c, scalarSubtract(sodium, nonce, scalarMultiply(sodium, c, k)));
}

/** Whether the proof holds; false for a wrong length or an unreduced scalar (SPEC C8). */
export function verifyDleq(
  sodium: Sodium,
  context: Uint8Array,
  A: Uint8Array,
  B: Uint8Array,
  C: readonly Uint8Array[],
  D: readonly Uint8Array[],
  proof: Uint8Array,
): boolean {
  if (proof.length !== DLEQ_BYTES) return false;
  const c = proof.subarray(0, 32);
  const s = proof.subarray(32);
  if (!isScalar(c) || !isScalar(s)) return false;
  const weights = compositeWeights(sodium, { context, A, B, C, D });
  const M = weighted(sodium, weights, C);
  const Z = weighted(sodium, weights, D);
  const t2 = add(sodium, multiplyAny(sodium, s, A), multiply(sodium, c, B));
  const t3 = add(sodium, multiply(sodium, s, M), multiply(sodium, c, Z));
  return equalBytes(c, challenge(sodium, context, [B, M, Z, t2, t3]));
}

/** The weights d_i of the composites (RFC 9497, 2.2.1), bound to B and every pair. */
function compositeWeights(sodium: Sodium, { context, B, C, D }: DleqStatement): Uint8Array[] {
  invariant(C.length > 0 && C.length === D.length, 'a DLEQ needs pairs');
  const seed = sodium.crypto_hash_sha512(
    concat(prefixed(B), prefixed(concat(utf8('Seed-'), context))),
  );
  return C.map((element, i) => {
    const image = D[i] ?? new Uint8Array(0);
    const index = Uint8Array.of(i >>> 8, i & 255);
    return hashToScalar(
      sodium,
      context,
      concat(prefixed(seed), index, prefixed(element), prefixed(image), utf8('Composite')),
    );
  });
}

function weighted(
  sodium: Sodium,
  weights: readonly Uint8Array[],
  points: readonly Uint8Array[],
): Uint8Array {
  return sumPoints(
    sodium,
    weights.map((weight, i) => multiply(sodium, weight, points[i] ?? new Uint8Array(32))),
  );
}

function challenge(sodium: Sodium, context: Uint8Array, points: readonly Uint8Array[]): Uint8Array {
  return hashToScalar(sodium, context, concat(...points.map(prefixed), utf8('Challenge')));
}
