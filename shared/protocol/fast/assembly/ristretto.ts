/**
 * Encodings of ristretto255 (RFC 9496, sections 4.3.1 and 4.3.2), accepted exactly as libsodium
 * does. PUBLIC DATA ONLY. An element of the group stands for four points of the curve, which
 * differ by a point of order dividing four; sums of any of them stand for the sum, so nothing here
 * has to clear a cofactor, and "the identity" means X = 0 or Y = 0.
 */
import {
  add,
  copy,
  fromBytes,
  isCanonical,
  isNegative,
  isZero,
  negate,
  ONE,
  powerP58,
  subtract,
  toBytes,
} from './field';
import { cache, T, Y, Z } from './edwards';
import { multiply, square } from './product';

const D: usize = memory.data<i32>([
  56195235, 13857412, 51736253, 6949390, 114729, 24766616, 60832955, 30306712, 48412415, 21499315,
]);
const SQRT_M1: usize = memory.data<i32>([
  34513072, 25610706, 9377949, 3500415, 12389472, 33281959, 41962654, 31548777, 326685, 11406482,
]);
/** 1/√(a − d). */
const INVSQRT_A_MINUS_D: usize = memory.data<i32>([
  6111466, 4156064, 39310137, 12243467, 41204824, 120896, 20826367, 26493656, 6093567, 31568420,
]);

const s: usize = memory.data(40);
const ss: usize = memory.data(40);
const u1: usize = memory.data(40);
const u2: usize = memory.data(40);
const u2Squared: usize = memory.data(40);
const v: usize = memory.data(40);
const w: usize = memory.data(40);
const root: usize = memory.data(40);
const x: usize = memory.data(40);
const y: usize = memory.data(40);
const t: usize = memory.data(40);
const w3: usize = memory.data(40);
const check: usize = memory.data(40);

/**
 * root = 1/√w, the non-negative one. False when w is no square; then root is nothing. w = 0 is no
 * square here: in `decode` it is not the encoding of a point, in `encode` the root is not needed.
 */
function inverseRoot(): bool {
  square(w3, w);
  multiply(w3, w3, w);
  square(root, w3);
  multiply(root, root, w); // w^7
  powerP58(root, root);
  multiply(root, root, w3);
  square(check, root);
  multiply(check, check, w);
  subtract(t, check, ONE);
  if (!isZero(t)) {
    add(t, check, ONE);
    if (!isZero(t)) return false;
    multiply(root, root, SQRT_M1);
  }
  if (isNegative(root)) negate(root, root);
  return true;
}

/** The cached point behind 32 bytes; false when they are not the encoding of an element. */
export function decode(cached: usize, bytes: usize): bool {
  if ((load<u8>(bytes) & 1) != 0) return false;
  fromBytes(s, bytes);
  if (!isCanonical(bytes, s)) return false;
  square(ss, s);
  subtract(u1, ONE, ss);
  add(u2, ONE, ss);
  square(u2Squared, u2);
  square(v, u1);
  multiply(v, v, D);
  negate(v, v);
  subtract(v, v, u2Squared);
  multiply(w, v, u2Squared);
  if (!inverseRoot()) return false;
  multiply(x, root, u2); // the denominator of x
  multiply(y, root, x);
  multiply(y, y, v); // the denominator of y
  add(s, s, s);
  multiply(x, s, x);
  if (isNegative(x)) negate(x, x);
  multiply(y, u1, y);
  multiply(t, x, y);
  if (isNegative(t) || isZero(y)) return false;
  cache(cached, x, y, t);
  return true;
}

/** Does this point stand for the identity? */
export function isIdentity(point: usize): bool {
  return isZero(point) || isZero(point + Y);
}

/** The 32 bytes of the element that a point stands for. */
export function encode(bytes: usize, point: usize): void {
  add(u1, point + Z, point + Y);
  subtract(u2, point + Z, point + Y);
  multiply(u1, u1, u2);
  multiply(u2, point, point + Y);
  square(u2Squared, u2);
  multiply(w, u1, u2Squared);
  if (!inverseRoot()) {
    // u1·u2² is a square for every point of the curve, or zero: then the element is the identity.
    memory.fill(bytes, 0, 32);
    return;
  }
  multiply(u1, root, u1); // den1
  multiply(u2, root, u2); // den2
  multiply(v, u1, u2);
  multiply(v, v, point + T); // 1/z
  multiply(t, point + T, v);
  if (isNegative(t)) {
    multiply(x, point + Y, SQRT_M1);
    multiply(y, point, SQRT_M1);
    multiply(u2, u1, INVSQRT_A_MINUS_D);
  } else {
    copy(x, point);
    copy(y, point + Y);
  }
  multiply(t, x, v);
  if (isNegative(t)) negate(y, y);
  subtract(s, point + Z, y);
  multiply(s, u2, s);
  if (isNegative(s)) negate(s, s);
  toBytes(bytes, s);
}
