/** The arithmetic of key generation (P 4.3): polynomials, commitments, the proof of the constant. */
import { defined } from '#shared/assert.ts';
import { concat, equalBytes, u32 } from './bytes.ts';
import {
  add,
  generateScalar,
  isScalar,
  multiply,
  multiplyBase,
  scalarAdd,
  scalarFromNumber,
  scalarMultiply,
  subtract,
  sumPoints,
} from './group.ts';
import { h32, hs } from './hash.ts';
import type { RandomBytes, Sodium } from './sodium.ts';

/** Where a dealer's words belong: sid ‖ u32(i) ‖ u32(n) ‖ u32(t), 44 bytes. */
export function dealerContext(sid: Uint8Array, i: number, n: number, t: number): Uint8Array {
  return concat(sid, u32(i), u32(n), u32(t));
}

/** H32 `dkg-commit`: the commitment made before any deal is seen. */
export function commitHash(
  sodium: Sodium,
  context: Uint8Array,
  C: readonly Uint8Array[],
): Uint8Array {
  return h32(sodium, 'dkg-commit', context, ...C);
}

/** A fresh polynomial of degree t − 1: t non-zero scalars, secret. */
export function generatePolynomial(sodium: Sodium, random: RandomBytes, t: number): Uint8Array[] {
  return Array.from({ length: t }, () => generateScalar(sodium, random));
}

/** f(j), by Horner's rule inside libsodium's scalars. */
export function evaluatePolynomial(
  sodium: Sodium,
  coefficients: readonly Uint8Array[],
  j: number,
): Uint8Array {
  const at = scalarFromNumber(j);
  return coefficients.reduceRight(
    (value, coefficient) => scalarAdd(sodium, scalarMultiply(sodium, value, at), coefficient),
    scalarFromNumber(0),
  );
}

/** Σ_k j^k C_k: the public image of f(j). */
export function evaluateCommitments(
  sodium: Sodium,
  C: readonly Uint8Array[],
  j: number,
): Uint8Array {
  const at = scalarFromNumber(j);
  const last = defined(C.at(-1), 'a commitment');
  return C.slice(0, -1).reduceRight(
    (value, point) => add(sodium, multiply(sodium, at, value), point),
    last,
  );
}

/** The sum of all dealers' commitments, coefficient by coefficient. */
export function sumCommitments(
  sodium: Sodium,
  deals: readonly (readonly Uint8Array[])[],
): Uint8Array[] {
  const [first = []] = deals;
  return first.map((_, k) =>
    sumPoints(
      sodium,
      deals.map((C) => defined(C[k])),
    ),
  );
}

/** c ‖ z: the dealer knows a_0 with C_0 = a_0·G (P 4.3.2). */
export function proveConstant(
  sodium: Sodium,
  random: RandomBytes,
  context: Uint8Array,
  a0: Uint8Array,
): Uint8Array {
  const w = generateScalar(sodium, random);
  const R = multiplyBase(sodium, w);
  const c = hs(sodium, 'dkg-pok', context, multiplyBase(sodium, a0), R);
  const z = scalarAdd(sodium, w, scalarMultiply(sodium, c, a0));
  sodium.memzero(w);
  return concat(c, z);
}

/** Does c ‖ z hold for C_0? An unreduced scalar makes it wrong. */
export function checkConstant(
  sodium: Sodium,
  context: Uint8Array,
  C0: Uint8Array,
  pok: Uint8Array,
): boolean {
  const c = pok.subarray(0, 32);
  const z = pok.subarray(32);
  if (!isScalar(c) || !isScalar(z)) return false;
  const R = subtract(sodium, multiplyBase(sodium, z), multiply(sodium, c, C0));
  return equalBytes(c, hs(sodium, 'dkg-pok', context, C0, R));
}
