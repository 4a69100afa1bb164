/** Running sums of encoded points (P 4.7.3). PUBLIC DATA ONLY. */
import { ELEMENT, LINE_POINTS } from './ballot';
import { addCached, CACHED, POINT, setIdentity } from './edwards';
import { decode, encode } from './ristretto';

const one: usize = memory.data(120);

/** Sets `count` points to the identity. */
export function clear(points: usize, count: i32): void {
  for (let i = 0; i < count; i++) setIdentity(points + <usize>i * POINT);
}

/**
 * Adds α and β of every line of a body, or takes them away: sums stand in the order A_0 B_0 A_1 …
 * False, and nothing is right any more, when one of them is not a point.
 */
export function addLines(sums: usize, body: usize, lines: i32, negative: bool): bool {
  for (let line = 0; line < lines; line++) {
    for (let k = 0; k < 2; k++) {
      const sum = sums + <usize>(2 * line + k) * POINT;
      if (!decode(one, body + <usize>(line * LINE_POINTS + k) * ELEMENT)) return false;
      addCached(sum, sum, one, negative);
    }
  }
  return true;
}

/** The encodings of `count` points. */
export function encodeAll(bytes: usize, points: usize, count: i32): void {
  for (let i = 0; i < count; i++) encode(bytes + <usize>i * ELEMENT, points + <usize>i * POINT);
}

/** The place of the first of `count` encodings that is not a point (the identity is one); −1: none. */
export function decodeAll(cached: usize, bytes: usize, count: i32): i32 {
  for (let i = 0; i < count; i++) {
    if (!decode(cached + <usize>i * CACHED, bytes + <usize>i * ELEMENT)) return i;
  }
  return -1;
}
