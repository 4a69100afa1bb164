/** Products of the field in the three steps of a multi-scalar multiplication (`assembly/msm.ts`). */
const MIXED_ADDITION = 7;
const ADDITION = 9;

const NARROWEST = 3;
const WIDEST = 12;

/** The bits of a window that make a sum of this many points cheapest: `long` of 253 bits, `short` of 128. */
export function windowWidth(long: number, short: number): number {
  let best = NARROWEST;
  for (let width = NARROWEST + 1; width <= WIDEST; width++) {
    if (cost(width, long, short) < cost(best, long, short)) best = width;
  }
  return best;
}

/** Every point goes into a bucket in each of its windows; every bucket is added twice per window. */
function cost(width: number, long: number, short: number): number {
  const windows = Math.floor(253 / width) + 1;
  const shortWindows = Math.floor(128 / width) + 1;
  const buckets = windows * 2 ** width;
  return (long * windows + short * shortWindows) * MIXED_ADDITION + buckets * ADDITION;
}
