/**
 * Affine arithmetic on curve25519 in BigInt, many additions at a time, for the logarithms of opened
 * totals. PUBLIC DATA ONLY: nothing here is constant time. Points are 4·P of the group's element P,
 * which takes away the 4-torsion that ristretto255 (RFC 9496) hides, in Montgomery coordinates.
 */
import { defined, invariant } from '#shared/assert.ts';

/** The field's prime, 2^255 − 19. */
const P = 2n ** 255n - 19n;
const D = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;
const SQRT_M1 = 19681161376707505956807079304988542015446066515923890162744021073123829784752n;
/** A of v² = u³ + A·u² + u. */
const A = 486662n;

/** An affine point other than the identity. */
export interface AffinePoint {
  readonly u: bigint;
  readonly v: bigint;
}

/** 4·P for the canonical encoding of an element P other than the identity. */
export function fourTimes(encoded: Uint8Array): AffinePoint {
  let { x, y } = decode(encoded);
  for (let doubled = 0; doubled < 2; doubled++) {
    const xy = mod(x * y);
    const dxxyy = mod(D * mod(xy * xy));
    [x, y] = [mod(2n * xy * invert(1n + dxxyy)), mod((y * y + x * x) * invert(1n - dxxyy))];
  }
  const u = mod((1n + y) * invert(1n - y));
  return { u, v: mod(mod(MONTGOMERY_SCALE * u) * invert(x)) };
}

/** p + q for every q; no q is ±p. */
export function addToAll(p: AffinePoint, all: readonly AffinePoint[]): AffinePoint[] {
  const inverses = invertAll(all.map((q) => q.u - p.u));
  return all.map((q, place) => {
    const slope = mod((q.v - p.v) * at(inverses, place));
    const u = mod(slope * slope - A - p.u - q.u);
    return { u, v: mod(slope * (p.u - u) - p.v) };
  });
}

/**
 * p + q and p − q for every q of a list, each by its key: the low 53 bits of u, which is the same
 * for a point and its negative. `NO_STEP` where q is ±p (or, hardly ever, as a key of its own).
 */
export interface Steps {
  readonly sums: readonly number[];
  readonly differences: readonly number[];
}

export const NO_STEP = Number.MAX_SAFE_INTEGER;

/** The steps from a point over a list of points. */
export type StepsOver = (all: readonly AffinePoint[]) => (p: AffinePoint) => Steps;

/** The steps in BigInt. */
export function plainStepsOver(all: readonly AffinePoint[]): (p: AffinePoint) => Steps {
  return (p) => {
    const inverses = invertAll(all.map((q) => (q.u === p.u ? 1n : q.u - p.u)));
    const sums: number[] = [];
    const differences: number[] = [];
    for (const [place, q] of all.entries()) {
      const inverse = at(inverses, place);
      sums.push(stepKey(p, q, (q.v - p.v) * inverse));
      differences.push(stepKey(p, q, (q.v + p.v) * inverse));
    }
    return { sums, differences };
  };
}

/** The key of a point. */
export function keyOf({ u }: AffinePoint): number {
  return Number(BigInt.asUintN(53, u));
}

function stepKey(p: AffinePoint, q: AffinePoint, rise: bigint): number {
  if (p.u === q.u) return NO_STEP;
  const slope = mod(rise);
  return Number(BigInt.asUintN(53, mod(slope * slope - A - p.u - q.u)));
}

/** p, 2p, … count·p. */
export function multiples(p: AffinePoint, count: number): AffinePoint[] {
  const list = [p];
  while (list.length < count) {
    const top = at(list, list.length - 1);
    list.push(...addToAll(top, list.slice(0, -1)), twice(top));
  }
  return list.slice(0, count);
}

function twice({ u, v }: AffinePoint): AffinePoint {
  const slope = mod(mod(3n * u * u + 2n * A * u + 1n) * invert(2n * v));
  const doubled = mod(slope * slope - A - 2n * u);
  return { u: doubled, v: mod(slope * (u - doubled) - v) };
}

/** RFC 9496, 4.3.1, for an encoding already known to be canonical. */
function decode(encoded: Uint8Array): { x: bigint; y: bigint } {
  const s = encoded.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
  const ss = mod(s * s);
  const u1 = mod(1n - ss);
  const u2 = mod(1n + ss);
  const u2Squared = mod(u2 * u2);
  const v = mod(-mod(D * u1) * u1 - u2Squared);
  const root = inverseRoot(mod(v * u2Squared));
  const denX = mod(root * u2);
  const denY = mod(mod(root * denX) * v);
  return { x: absolute(mod(2n * s * denX)), y: mod(u1 * denY) };
}

/** 1/√w, the non-negative root. Throws when w is no square: the encoding was not a point. */
function inverseRoot(w: bigint): bigint {
  const w3 = mod(mod(w * w) * w);
  const w7 = mod(mod(w3 * w3) * w);
  let root = mod(w3 * power(w7, (P - 5n) / 8n));
  const check = mod(mod(root * root) * w);
  if (check === P - 1n) root = mod(root * SQRT_M1);
  else invariant(check === 1n, 'the encoding of a point');
  return absolute(root);
}

function absolute(x: bigint): bigint {
  return (x & 1n) === 1n ? P - x : x;
}

function mod(x: bigint): bigint {
  const rest = x % P;
  return rest < 0n ? rest + P : rest;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = mod(result * result);
    if (bit === '1') result = mod(result * base);
  }
  return result;
}

function invert(x: bigint): bigint {
  return power(mod(x), P - 2n);
}

/** All inverses for one inversion and three products each (Montgomery's trick); none is zero. */
function invertAll(all: readonly bigint[]): bigint[] {
  const before: bigint[] = [];
  let product = 1n;
  for (const x of all) {
    before.push(product);
    product = mod(product * x);
  }
  invariant(product !== 0n, 'zero has no inverse');
  const inverses = new Array<bigint>(all.length);
  let rest = invert(product);
  for (let place = all.length - 1; place >= 0; place--) {
    inverses[place] = mod(rest * at(before, place));
    rest = mod(rest * at(all, place));
  }
  return inverses;
}

function at<T>(list: readonly T[], place: number): T {
  return defined(list[place]);
}

/** √−486664, either root: the map from Edwards to Montgomery coordinates. */
const MONTGOMERY_SCALE = squareRoot(P - 486664n);

function squareRoot(square: bigint): bigint {
  const root = power(square, (P + 3n) / 8n);
  return mod(root * root) === square ? root : mod(root * SQRT_M1);
}
