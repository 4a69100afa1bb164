/**
 * The group ristretto255 (RFC 9496), all of it inside libsodium. libsodium throws where an operand
 * or a product is the identity; the functions here are total (SPEC C3). Points given to them are
 * valid encodings or the identity, scalars are below the order: `isPoint` and `isScalar` decide
 * that where bytes are read. libsodium ignores the top bit of a scalar, so this is not optional.
 */
import { invariant } from '../assert.ts';
import { equalBytes, fromHex } from './bytes.ts';
import type { RandomBytes, Sodium } from './sodium.ts';

/** Bytes of a point and of a scalar. */
export const ELEMENT_BYTES = 32;

/** The encoding of the identity: legal as a computed value, never on the wire (C2). */
export const IDENTITY: Uint8Array = new Uint8Array(ELEMENT_BYTES);

/** The encoding of the generator G (RFC 9496, section 4). */
export const BASE: Uint8Array = fromHex(
  'e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76',
);

/** q = 2^252 + 27742317777372353535851937790883648493, little-endian. */
const ORDER = fromHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010');

/** 32 bytes below the order (C2); zero is one. For public data: the time depends on the content. */
export function isScalar(bytes: Uint8Array): boolean {
  if (bytes.length !== ELEMENT_BYTES) return false;
  for (let i = ELEMENT_BYTES - 1; i >= 0; i--) {
    const difference = (bytes[i] ?? 0) - (ORDER[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** The canonical encoding of a point other than the identity (C2). */
export function isPoint(sodium: Sodium, bytes: Uint8Array): boolean {
  return (
    bytes.length === ELEMENT_BYTES &&
    !isZero(bytes) &&
    sodium.crypto_core_ristretto255_is_valid_point(bytes)
  );
}

/** All bytes zero: the zero scalar, or the identity. Reads every byte, whatever they are. */
export function isZero(bytes: Uint8Array): boolean {
  let any = 0;
  for (const byte of bytes) any |= byte;
  return any === 0;
}

/** scalar·point, the identity where either is zero. */
export function multiply(sodium: Sodium, scalar: Uint8Array, point: Uint8Array): Uint8Array {
  if (isZero(scalar) || isZero(point)) return new Uint8Array(ELEMENT_BYTES);
  return sodium.crypto_scalarmult_ristretto255(scalar, point);
}

/** scalar·G, about a third of the cost of `multiply`. */
export function multiplyBase(sodium: Sodium, scalar: Uint8Array): Uint8Array {
  if (isZero(scalar)) return new Uint8Array(ELEMENT_BYTES);
  return sodium.crypto_scalarmult_ristretto255_base(scalar);
}

/** scalar·point, by the cheaper way when the point is G. */
export function multiplyAny(sodium: Sodium, scalar: Uint8Array, point: Uint8Array): Uint8Array {
  return equalBytes(point, BASE) ? multiplyBase(sodium, scalar) : multiply(sodium, scalar, point);
}

/** p + q. */
export function add(sodium: Sodium, p: Uint8Array, q: Uint8Array): Uint8Array {
  return sodium.crypto_core_ristretto255_add(p, q);
}

/** p − q. */
export function subtract(sodium: Sodium, p: Uint8Array, q: Uint8Array): Uint8Array {
  return sodium.crypto_core_ristretto255_sub(p, q);
}

/** The sum of all points; the identity for none. */
export function sumPoints(sodium: Sodium, points: Iterable<Uint8Array>): Uint8Array {
  let sum: Uint8Array | null = null;
  for (const point of points) sum = sum === null ? point : add(sodium, sum, point);
  return Uint8Array.from(sum ?? IDENTITY);
}

/** x + y mod q. */
export function scalarAdd(sodium: Sodium, x: Uint8Array, y: Uint8Array): Uint8Array {
  return sodium.crypto_core_ristretto255_scalar_add(x, y);
}

/** x − y mod q. */
export function scalarSubtract(sodium: Sodium, x: Uint8Array, y: Uint8Array): Uint8Array {
  return sodium.crypto_core_ristretto255_scalar_sub(x, y);
}

/** x·y mod q. */
export function scalarMultiply(sodium: Sodium, x: Uint8Array, y: Uint8Array): Uint8Array {
  return sodium.crypto_core_ristretto255_scalar_mul(x, y);
}

/** −x mod q. */
export function scalarNegate(sodium: Sodium, x: Uint8Array): Uint8Array {
  return sodium.crypto_core_ristretto255_scalar_negate(x);
}

/** 1/x mod q. Throws on zero. */
export function scalarInvert(sodium: Sodium, x: Uint8Array): Uint8Array {
  invariant(!isZero(x), 'zero has no inverse');
  return sodium.crypto_core_ristretto255_scalar_invert(x);
}

/** A safe integer from 0 as a scalar. Throws on any other number. */
export function scalarFromNumber(n: number): Uint8Array {
  invariant(Number.isSafeInteger(n) && n >= 0, 'not a safe integer');
  const out = new Uint8Array(ELEMENT_BYTES);
  for (let i = 0, rest = n; rest > 0; i++, rest = Math.floor(rest / 256)) out[i] = rest % 256;
  return out;
}

/** A uniform non-zero scalar: one draw of 64 bytes, reduced; zero is drawn again (C7). */
export function generateScalar(sodium: Sodium, random: RandomBytes): Uint8Array {
  for (;;) {
    const wide = random(64);
    const scalar = sodium.crypto_core_ristretto255_scalar_reduce(wide);
    sodium.memzero(wide);
    if (!isZero(scalar)) return scalar;
  }
}
