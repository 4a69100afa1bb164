/**
 * Sums of multiples of many points at once, by Pippenger's buckets with signed digits.
 * PUBLIC DATA ONLY: the memory touched depends on the scalars.
 */
import {
  addCached,
  addPoints,
  CACHED,
  copyPoint,
  double,
  POINT,
  setCached,
  setIdentity,
} from './edwards';
import { SCALAR } from './scalar';

/**
 * The digits of `count` scalars below 2^253, in base 2^width from −2^(width−1) to 2^(width−1):
 * digit k of scalar i is an i16 at `digits` + 2·(k·count + i), for k below `windows`.
 */
function split(digits: usize, scalars: usize, count: i32, width: i32, windows: i32): void {
  const mask: u32 = (1 << width) - 1;
  const half: i32 = 1 << (width - 1);
  for (let i = 0; i < count; i++) {
    const scalar = scalars + <usize>i * SCALAR;
    let carry: i32 = 0;
    for (let k = 0; k < windows; k++) {
      let digit = <i32>(bitsFrom(scalar, k * width) & mask) + carry;
      carry = digit > half ? 1 : 0;
      digit -= carry << width;
      store<i16>(digits + ((<usize>(k * count + i)) << 1), <i16>digit);
    }
  }
}

/** At least 24 bits of the scalar from `bit` on; zeros follow its end. */
function bitsFrom(scalar: usize, bit: i32): u32 {
  const byte = bit >> 3;
  if (byte <= 28) return load<u32>(scalar + byte) >> (bit & 7);
  if (byte >= 32) return 0;
  return (load<u32>(scalar, 28) >> ((byte - 28) << 3)) >> (bit & 7);
}

/**
 * result = Σ scalar_i·cached_i. The first `long` scalars are below 2^253, the others below 2^128.
 * `scratch` has room for the digits, the buckets and their marks: `scratchBytes`.
 */
export function combine(
  result: usize,
  cached: usize,
  scalars: usize,
  count: i32,
  long: i32,
  width: i32,
  scratch: usize,
): void {
  const windows = 253 / width + 1;
  const shortWindows = 128 / width + 1;
  const buckets = scratch;
  const digits = buckets + ((<usize>POINT) << (width - 1)) + 2 * POINT + (1 << (width - 1));
  split(digits, scalars, count, width, windows);
  setIdentity(result);
  for (let k = windows - 1; k >= 0; k--) {
    if (k != windows - 1) for (let j = 0; j < width; j++) double(result, result);
    const used = k < shortWindows ? count : long;
    addWindow(result, cached, digits + ((<usize>(k * count)) << 1), used, width, buckets);
  }
}

/** Bytes that `combine` needs as scratch. */
export function scratchBytes(count: i32, width: i32): usize {
  const buckets = ((<usize>POINT) << (width - 1)) + 2 * POINT + (1 << (width - 1));
  return buckets + 2 * <usize>count * (253 / width + 1);
}

/** result += Σ digit_i·cached_i: each point into the bucket of its digit, then the buckets. */
function addWindow(
  result: usize,
  cached: usize,
  digits: usize,
  count: i32,
  width: i32,
  buckets: usize,
): void {
  const size: i32 = 1 << (width - 1);
  const running = buckets + <usize>size * POINT;
  const total = running + POINT;
  const filled = total + POINT;
  memory.fill(filled, 0, size);
  for (let i = 0; i < count; i++) {
    const digit = <i32>load<i16>(digits + ((<usize>i) << 1));
    if (digit == 0) continue;
    const place = <usize>(abs(digit) - 1);
    const bucket = buckets + place * POINT;
    const point = cached + <usize>i * CACHED;
    if (load<u8>(filled + place) != 0) addCached(bucket, bucket, point, digit < 0);
    else {
      store<u8>(filled + place, 1);
      setCached(bucket, point, digit < 0);
    }
  }
  if (!foldBuckets(buckets, size)) return;
  addPoints(result, result, total);
}

/** The sum of (place + 1)·bucket, into the second point behind the buckets; false when all are empty. */
function foldBuckets(buckets: usize, size: i32): bool {
  const running = buckets + <usize>size * POINT;
  const total = running + POINT;
  const filled = total + POINT;
  let started = false;
  for (let i = size - 1; i >= 0; i--) {
    const bucket = buckets + <usize>i * POINT;
    const isFilled = load<u8>(filled + <usize>i) != 0;
    if (started) {
      if (isFilled) addPoints(running, running, bucket);
      addPoints(total, total, running);
    } else if (isFilled) {
      started = true;
      copyPoint(running, bucket);
      copyPoint(total, bucket);
    }
  }
  return started;
}
