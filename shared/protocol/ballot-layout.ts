/** A sealed ballot's layout, its identity and the running sums over ballots (SPEC B2, B8–B10, O3). */
import { invariant } from '../assert.ts';
import { concat, u32 } from './bytes.ts';
import { add, IDENTITY, multiplyBase, scalarFromNumber } from './group.ts';
import { h32, h64, hs } from './hash.ts';
import type { Sodium } from './sodium.ts';

/** The tally packs three counts in one number, each in this many bits: N ≤ 2^11 − 1 (B1). */
export const RADIX_BITS = 11;

/** M = 2^RADIX_BITS: the value of one `confidence`. */
export const RADIX = 2 ** RADIX_BITS;

/** Points of a line: α β A_0 B_0 A_1 B_1 A_2 B_2 A_3 B_3. */
export const LINE_POINTS = 10;

/** Scalars of a line: c_0 c_1 c_2 z_0 z_1 z_2 z_3. */
export const LINE_SCALARS = 7;

const ELEMENT = 32;
const POINTS_BYTES = LINE_POINTS * ELEMENT;
const SCALARS_BYTES = LINE_SCALARS * ELEMENT;

/** Bytes of one sealed line. */
export const LINE_BYTES: number = POINTS_BYTES + SCALARS_BYTES;

/** v_0 … v_3: what blank, high, confidence and low add to a line's sum. */
export const MARK_VALUES: readonly [number, number, number, number] = [0, 1, RADIX, RADIX ** 2];

/** v_j·G, four points; v_0·G is the identity. A few base multiplications: keep the answer. */
export function markPoints(sodium: Sodium): readonly Uint8Array[] {
  return MARK_VALUES.map((value) => multiplyBase(sodium, scalarFromNumber(value)));
}

/** The number of lines of a body, or a bug, thrown: its length was checked where it was read. */
export function linesOf(body: Uint8Array): number {
  const lines = body.length / LINE_BYTES;
  invariant(Number.isInteger(lines) && lines > 0, 'a body has whole lines');
  return lines;
}

/** All points of a body, 320 bytes a line, a view. */
export function pointsOf(body: Uint8Array): Uint8Array {
  return body.subarray(0, linesOf(body) * POINTS_BYTES);
}

/** Point `k` (0 = α, 1 = β, then A_0 B_0 …) of `line`, a view. */
export function pointAt(body: Uint8Array, line: number, k: number): Uint8Array {
  const at = line * POINTS_BYTES + k * ELEMENT;
  return body.subarray(at, at + ELEMENT);
}

/** Scalar `k` (0–2 = c_0 c_1 c_2, 3–6 = z_0 … z_3) of `line`, a view. */
export function scalarAt(body: Uint8Array, line: number, k: number): Uint8Array {
  const at = linesOf(body) * POINTS_BYTES + line * SCALARS_BYTES + k * ELEMENT;
  return body.subarray(at, at + ELEMENT);
}

/** The one challenge e of the whole ballot: Hs `ballot-proof` over every point (B6). */
export function ballotChallenge(
  sodium: Sodium,
  eid: Uint8Array,
  vk: Uint8Array,
  points: Uint8Array,
): Uint8Array {
  return hs(sodium, 'ballot-proof', eid, vk, u32(points.length / POINTS_BYTES), points);
}

/** The ballot's id: H32 `ballot-id` (B8). */
export function ballotIdOf(
  sodium: Sodium,
  eid: Uint8Array,
  vk: Uint8Array,
  body: Uint8Array,
): Uint8Array {
  return h32(sodium, 'ballot-id', eid, vk, body);
}

/** What the ballot key signs: H64 `ballot-sig` of the id and all issuers' outputs in order (B10). */
export function ballotSignedDigest(
  sodium: Sodium,
  eid: Uint8Array,
  id: Uint8Array,
  tokens: readonly Uint8Array[],
): Uint8Array {
  return h64(sodium, 'ballot-sig', eid, id, concat(...tokens));
}

/** Σ α and Σ β of every line over the ballots added so far. */
export interface LineSums {
  readonly A: readonly Uint8Array[];
  readonly B: readonly Uint8Array[];
}

/** The sums over no ballot: the identity everywhere. */
export function emptySums(lines: number): LineSums {
  const zero = Array.from({ length: lines }, () => IDENTITY);
  return { A: zero, B: zero };
}

/** The sums with one checked ballot more; two point additions a line (O3). */
export function addBallot(sodium: Sodium, sums: LineSums, body: Uint8Array): LineSums {
  invariant(linesOf(body) === sums.A.length, 'a ballot of this election');
  return {
    A: sums.A.map((sum, line) => add(sodium, sum, pointAt(body, line, 0))),
    B: sums.B.map((sum, line) => add(sodium, sum, pointAt(body, line, 1))),
  };
}
