/**
 * Points of edwards25519, the curve under ristretto255 (RFC 9496, section 4). PUBLIC DATA ONLY.
 * A `point` is X Y Z T in extended coordinates, reduced; a `cached` point is affine: y + x, y − x
 * and 2dxy, the first two each the sum of two reduced elements.
 */
import { add, FIELD, negate, reduce, set, subtract } from './field';
import { multiply, square } from './product';

/** Bytes of a point. */
export const POINT: usize = 160;

/** Bytes of a cached point. */
export const CACHED: usize = 120;

/** Where the coordinates after X stand in a point. */
export const Y: usize = 40;
export const Z: usize = 80;
export const T: usize = 120;

/** 2d. */
const D2: usize = memory.data<i32>([
  45281625, 27714825, 36363642, 13898781, 229458, 15978800, 54557047, 27058993, 29715967, 9444199,
]);

/** 1/d. */
const INVERSE_D: usize = memory.data<i32>([
  30013507, 3972531, 42321084, 12719050, 2979674, 28954470, 51415654, 29910370, 18959708, 16925179,
]);

// The names of the usual formulas: A and B the products, C the one of T, D of Z; then E F G H.
const a: usize = memory.data(40);
const b: usize = memory.data(40);
const c: usize = memory.data(40);
const d: usize = memory.data(40);
const e: usize = memory.data(40);
const f: usize = memory.data(40);
const g: usize = memory.data(40);
const h: usize = memory.data(40);

export function setIdentity(point: usize): void {
  set(point, 0);
  set(point + Y, 1);
  set(point + Z, 1);
  set(point + T, 0);
}

export function copyPoint(point: usize, from: usize): void {
  memory.copy(point, from, POINT);
}

/** The cached form of the affine point (x, y) with xy, all reduced. */
export function cache(cached: usize, x: usize, y: usize, xy: usize): void {
  add(cached, y, x);
  subtract(cached + FIELD, y, x);
  multiply(cached + 2 * FIELD, xy, D2);
}

/** point = ±cached, as (2x, 2y, 2, 2xy). */
export function setCached(point: usize, cached: usize, negative: bool): void {
  const plus = negative ? cached + FIELD : cached;
  const minus = negative ? cached : cached + FIELD;
  subtract(point, plus, minus);
  reduce(point, point);
  add(point + Y, plus, minus);
  reduce(point + Y, point + Y);
  set(point + Z, 2);
  multiply(point + T, cached + 2 * FIELD, INVERSE_D);
  if (negative) negate(point + T, point + T);
}

/** r = p ± cached: 7 products; r may be p. */
export function addCached(r: usize, p: usize, cached: usize, negative: bool): void {
  add(a, p + Y, p);
  multiply(a, a, negative ? cached + FIELD : cached);
  subtract(b, p + Y, p);
  multiply(b, b, negative ? cached : cached + FIELD);
  multiply(c, p + T, cached + 2 * FIELD);
  add(d, p + Z, p + Z);
  if (negative) negate(c, c);
  finish(r);
}

/** r = p + q: 9 products; r may be p or q. */
export function addPoints(r: usize, p: usize, q: usize): void {
  add(a, p + Y, p);
  add(e, q + Y, q);
  multiply(a, a, e);
  subtract(b, p + Y, p);
  subtract(e, q + Y, q);
  multiply(b, b, e);
  multiply(c, p + T, q + T);
  multiply(c, c, D2);
  multiply(d, p + Z, q + Z);
  add(d, d, d);
  finish(r);
}

/** The end of both additions, from A, B, C and D. */
function finish(r: usize): void {
  subtract(e, a, b);
  subtract(f, d, c);
  add(g, d, c);
  add(h, a, b);
  join(r);
}

/** r = 2p: 4 products and 4 squares; r may be p. */
export function double(r: usize, p: usize): void {
  square(a, p);
  square(b, p + Y);
  square(c, p + Z);
  add(c, c, c);
  add(d, p, p + Y);
  square(d, d);
  add(h, b, a);
  subtract(g, b, a);
  subtract(e, d, h);
  subtract(f, c, g);
  join(r);
}

function join(r: usize): void {
  multiply(r, e, f);
  multiply(r + Y, g, h);
  multiply(r + Z, f, g);
  multiply(r + T, e, h);
}
