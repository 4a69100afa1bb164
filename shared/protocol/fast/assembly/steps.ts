/**
 * The inner loop of the logarithms (P 4.7.6): affine Montgomery points, p ± q for many q with one
 * inversion. PUBLIC DATA ONLY. A point in the caller's memory is u and v, 32 bytes each.
 */
import {
  copy,
  FIELD,
  fromBytes,
  isZero,
  negate,
  powerP58,
  reduce,
  set,
  subtract,
  toBytes,
} from './field';
import { multiply, square, squareTimes } from './product';

/** Bytes of a point as it is given. */
const GIVEN: usize = 64;

/** Bytes of a point as it is kept: u, v, and room for the product before it. */
const KEPT: usize = 120;

/** A of v² = u³ + A·u² + u. */
const A: usize = memory.data<i32>([486662, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

const pu: usize = memory.data(40);
const pv: usize = memory.data(40);
const span: usize = memory.data(40);
const product: usize = memory.data(40);
const inverse: usize = memory.data(40);
const slope: usize = memory.data(40);
const rest: usize = memory.data(40);
const power: usize = memory.data(40);
const bytes: usize = memory.data(32);

/** Bytes that `loadPoints` fills for `count` points. */
export function keptBytes(count: i32): usize {
  return <usize>count * KEPT;
}

/** Reads `count` points once, for any number of calls of `stepAround`. */
export function loadPoints(kept: usize, given: usize, count: i32): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    fromBytes(kept + i * KEPT, given + i * GIVEN);
    fromBytes(kept + i * KEPT + FIELD, given + i * GIVEN + 32);
  }
}

/**
 * For every q kept: the low 8 bytes of u of p + q at 16·i, of p − q at 16·i + 8. Where q is ±p both
 * are all ones.
 */
export function stepAround(out: usize, p: usize, kept: usize, count: i32): void {
  fromBytes(pu, p);
  fromBytes(pv, p + 32);
  set(product, 1);
  for (let i: usize = 0; i < <usize>count; i++) {
    const q = kept + i * KEPT;
    copy(q + 2 * FIELD, product);
    subtract(span, q, pu);
    if (!isZero(span)) multiply(product, product, span);
  }
  invert(product);
  for (let i = count - 1; i >= 0; i--) {
    const q = kept + <usize>i * KEPT;
    const at = out + 16 * <usize>i;
    subtract(span, q, pu);
    if (isZero(span)) {
      store<u64>(at, u64.MAX_VALUE);
      store<u64>(at, u64.MAX_VALUE, 8);
      continue;
    }
    multiply(inverse, product, q + 2 * FIELD);
    multiply(product, product, span);
    storeSteps(at, q);
  }
}

/** u of p ± q = slope² − A − u_p − u_q, with slope = (v_q ∓ v_p) / (u_q − u_p). */
function storeSteps(at: usize, q: usize): void {
  subtract(slope, q + FIELD, pv);
  storeStep(at, q);
  negate(slope, q + FIELD);
  subtract(slope, slope, pv);
  storeStep(at + 8, q);
}

function storeStep(at: usize, q: usize): void {
  multiply(slope, slope, inverse);
  square(rest, slope);
  subtract(rest, rest, A);
  subtract(rest, rest, pu);
  subtract(rest, rest, q);
  reduce(rest, rest);
  toBytes(bytes, rest);
  store<u64>(at, load<u64>(bytes));
}

/** h = 1/h: h^(p − 2) = (h^((p − 5)/8))^8 · h³. */
function invert(h: usize): void {
  powerP58(power, h);
  squareTimes(power, power, 3);
  square(rest, h);
  multiply(rest, rest, h);
  multiply(h, power, rest);
}
