/**
 * Products and squares modulo p = 2^255 − 19, unrolled: all the time of the fast verifier goes by
 * here. PUBLIC DATA ONLY. Ten signed limbs of 26 and 25 bits in turn (the layout of ref10), each an
 * i32 in memory. A factor may be the sum or difference of up to four reduced elements: the largest
 * column then stays below 2^62. The result is reduced: even limbs within ±1.01·2^25, odd ±1.01·2^24.
 */

const HALF_26: i64 = 1 << 25;
const HALF_25: i64 = 1 << 24;

/** h = f·g; h may be f or g. */
export function multiply(h: usize, f: usize, g: usize): void {
  const f0: i64 = load<i32>(f, 0);
  const f1: i64 = load<i32>(f, 4);
  const f2: i64 = load<i32>(f, 8);
  const f3: i64 = load<i32>(f, 12);
  const f4: i64 = load<i32>(f, 16);
  const f5: i64 = load<i32>(f, 20);
  const f6: i64 = load<i32>(f, 24);
  const f7: i64 = load<i32>(f, 28);
  const f8: i64 = load<i32>(f, 32);
  const f9: i64 = load<i32>(f, 36);
  const g0: i64 = load<i32>(g, 0);
  const g1: i64 = load<i32>(g, 4);
  const g2: i64 = load<i32>(g, 8);
  const g3: i64 = load<i32>(g, 12);
  const g4: i64 = load<i32>(g, 16);
  const g5: i64 = load<i32>(g, 20);
  const g6: i64 = load<i32>(g, 24);
  const g7: i64 = load<i32>(g, 28);
  const g8: i64 = load<i32>(g, 32);
  const g9: i64 = load<i32>(g, 36);
  const g1x19: i64 = 19 * g1;
  const g2x19: i64 = 19 * g2;
  const g3x19: i64 = 19 * g3;
  const g4x19: i64 = 19 * g4;
  const g5x19: i64 = 19 * g5;
  const g6x19: i64 = 19 * g6;
  const g7x19: i64 = 19 * g7;
  const g8x19: i64 = 19 * g8;
  const g9x19: i64 = 19 * g9;
  const f1x2: i64 = 2 * f1;
  const f3x2: i64 = 2 * f3;
  const f5x2: i64 = 2 * f5;
  const f7x2: i64 = 2 * f7;
  const f9x2: i64 = 2 * f9;
  let h0: i64 =
    f0 * g0 +
    f1x2 * g9x19 +
    f2 * g8x19 +
    f3x2 * g7x19 +
    f4 * g6x19 +
    f5x2 * g5x19 +
    f6 * g4x19 +
    f7x2 * g3x19 +
    f8 * g2x19 +
    f9x2 * g1x19;
  let h1: i64 =
    f0 * g1 +
    f1 * g0 +
    f2 * g9x19 +
    f3 * g8x19 +
    f4 * g7x19 +
    f5 * g6x19 +
    f6 * g5x19 +
    f7 * g4x19 +
    f8 * g3x19 +
    f9 * g2x19;
  let h2: i64 =
    f0 * g2 +
    f1x2 * g1 +
    f2 * g0 +
    f3x2 * g9x19 +
    f4 * g8x19 +
    f5x2 * g7x19 +
    f6 * g6x19 +
    f7x2 * g5x19 +
    f8 * g4x19 +
    f9x2 * g3x19;
  let h3: i64 =
    f0 * g3 +
    f1 * g2 +
    f2 * g1 +
    f3 * g0 +
    f4 * g9x19 +
    f5 * g8x19 +
    f6 * g7x19 +
    f7 * g6x19 +
    f8 * g5x19 +
    f9 * g4x19;
  let h4: i64 =
    f0 * g4 +
    f1x2 * g3 +
    f2 * g2 +
    f3x2 * g1 +
    f4 * g0 +
    f5x2 * g9x19 +
    f6 * g8x19 +
    f7x2 * g7x19 +
    f8 * g6x19 +
    f9x2 * g5x19;
  let h5: i64 =
    f0 * g5 +
    f1 * g4 +
    f2 * g3 +
    f3 * g2 +
    f4 * g1 +
    f5 * g0 +
    f6 * g9x19 +
    f7 * g8x19 +
    f8 * g7x19 +
    f9 * g6x19;
  let h6: i64 =
    f0 * g6 +
    f1x2 * g5 +
    f2 * g4 +
    f3x2 * g3 +
    f4 * g2 +
    f5x2 * g1 +
    f6 * g0 +
    f7x2 * g9x19 +
    f8 * g8x19 +
    f9x2 * g7x19;
  let h7: i64 =
    f0 * g7 +
    f1 * g6 +
    f2 * g5 +
    f3 * g4 +
    f4 * g3 +
    f5 * g2 +
    f6 * g1 +
    f7 * g0 +
    f8 * g9x19 +
    f9 * g8x19;
  let h8: i64 =
    f0 * g8 +
    f1x2 * g7 +
    f2 * g6 +
    f3x2 * g5 +
    f4 * g4 +
    f5x2 * g3 +
    f6 * g2 +
    f7x2 * g1 +
    f8 * g0 +
    f9x2 * g9x19;
  let h9: i64 =
    f0 * g9 +
    f1 * g8 +
    f2 * g7 +
    f3 * g6 +
    f4 * g5 +
    f5 * g4 +
    f6 * g3 +
    f7 * g2 +
    f8 * g1 +
    f9 * g0;
  let c: i64 = (h0 + HALF_26) >> 26;
  h1 += c;
  h0 -= c << 26;
  c = (h4 + HALF_26) >> 26;
  h5 += c;
  h4 -= c << 26;
  c = (h1 + HALF_25) >> 25;
  h2 += c;
  h1 -= c << 25;
  c = (h5 + HALF_25) >> 25;
  h6 += c;
  h5 -= c << 25;
  c = (h2 + HALF_26) >> 26;
  h3 += c;
  h2 -= c << 26;
  c = (h6 + HALF_26) >> 26;
  h7 += c;
  h6 -= c << 26;
  c = (h3 + HALF_25) >> 25;
  h4 += c;
  h3 -= c << 25;
  c = (h7 + HALF_25) >> 25;
  h8 += c;
  h7 -= c << 25;
  c = (h4 + HALF_26) >> 26;
  h5 += c;
  h4 -= c << 26;
  c = (h8 + HALF_26) >> 26;
  h9 += c;
  h8 -= c << 26;
  c = (h9 + HALF_25) >> 25;
  h0 += c * 19;
  h9 -= c << 25;
  c = (h0 + HALF_26) >> 26;
  h1 += c;
  h0 -= c << 26;
  store<i32>(h, <i32>h0, 0);
  store<i32>(h, <i32>h1, 4);
  store<i32>(h, <i32>h2, 8);
  store<i32>(h, <i32>h3, 12);
  store<i32>(h, <i32>h4, 16);
  store<i32>(h, <i32>h5, 20);
  store<i32>(h, <i32>h6, 24);
  store<i32>(h, <i32>h7, 28);
  store<i32>(h, <i32>h8, 32);
  store<i32>(h, <i32>h9, 36);
}

/** h = f squared `times` times, at least once; h may be f. The limbs stay out of memory meanwhile. */
export function squareTimes(h: usize, f: usize, times: i32): void {
  let f0: i64 = load<i32>(f, 0);
  let f1: i64 = load<i32>(f, 4);
  let f2: i64 = load<i32>(f, 8);
  let f3: i64 = load<i32>(f, 12);
  let f4: i64 = load<i32>(f, 16);
  let f5: i64 = load<i32>(f, 20);
  let f6: i64 = load<i32>(f, 24);
  let f7: i64 = load<i32>(f, 28);
  let f8: i64 = load<i32>(f, 32);
  let f9: i64 = load<i32>(f, 36);
  for (;;) {
    const f0x2: i64 = 2 * f0;
    const f1x2: i64 = 2 * f1;
    const f1x4: i64 = 4 * f1;
    const f2x2: i64 = 2 * f2;
    const f3x2: i64 = 2 * f3;
    const f3x4: i64 = 4 * f3;
    const f4x2: i64 = 2 * f4;
    const f5x19: i64 = 19 * f5;
    const f5x2: i64 = 2 * f5;
    const f5x4: i64 = 4 * f5;
    const f6x19: i64 = 19 * f6;
    const f6x2: i64 = 2 * f6;
    const f7x19: i64 = 19 * f7;
    const f7x2: i64 = 2 * f7;
    const f7x4: i64 = 4 * f7;
    const f8x19: i64 = 19 * f8;
    const f8x2: i64 = 2 * f8;
    const f9x19: i64 = 19 * f9;
    const f9x2: i64 = 2 * f9;
    let h0: i64 =
      f0 * f0 + f1x4 * f9x19 + f2x2 * f8x19 + f3x4 * f7x19 + f4x2 * f6x19 + f5x2 * f5x19;
    let h1: i64 = f0x2 * f1 + f2x2 * f9x19 + f3x2 * f8x19 + f4x2 * f7x19 + f5x2 * f6x19;
    let h2: i64 = f0x2 * f2 + f1x2 * f1 + f3x4 * f9x19 + f4x2 * f8x19 + f5x4 * f7x19 + f6 * f6x19;
    let h3: i64 = f0x2 * f3 + f1x2 * f2 + f4x2 * f9x19 + f5x2 * f8x19 + f6x2 * f7x19;
    let h4: i64 = f0x2 * f4 + f1x4 * f3 + f2 * f2 + f5x4 * f9x19 + f6x2 * f8x19 + f7x2 * f7x19;
    let h5: i64 = f0x2 * f5 + f1x2 * f4 + f2x2 * f3 + f6x2 * f9x19 + f7x2 * f8x19;
    let h6: i64 = f0x2 * f6 + f1x4 * f5 + f2x2 * f4 + f3x2 * f3 + f7x4 * f9x19 + f8 * f8x19;
    let h7: i64 = f0x2 * f7 + f1x2 * f6 + f2x2 * f5 + f3x2 * f4 + f8x2 * f9x19;
    let h8: i64 = f0x2 * f8 + f1x4 * f7 + f2x2 * f6 + f3x4 * f5 + f4 * f4 + f9x2 * f9x19;
    let h9: i64 = f0x2 * f9 + f1x2 * f8 + f2x2 * f7 + f3x2 * f6 + f4x2 * f5;
    let c: i64 = (h0 + HALF_26) >> 26;
    h1 += c;
    h0 -= c << 26;
    c = (h4 + HALF_26) >> 26;
    h5 += c;
    h4 -= c << 26;
    c = (h1 + HALF_25) >> 25;
    h2 += c;
    h1 -= c << 25;
    c = (h5 + HALF_25) >> 25;
    h6 += c;
    h5 -= c << 25;
    c = (h2 + HALF_26) >> 26;
    h3 += c;
    h2 -= c << 26;
    c = (h6 + HALF_26) >> 26;
    h7 += c;
    h6 -= c << 26;
    c = (h3 + HALF_25) >> 25;
    h4 += c;
    h3 -= c << 25;
    c = (h7 + HALF_25) >> 25;
    h8 += c;
    h7 -= c << 25;
    c = (h4 + HALF_26) >> 26;
    h5 += c;
    h4 -= c << 26;
    c = (h8 + HALF_26) >> 26;
    h9 += c;
    h8 -= c << 26;
    c = (h9 + HALF_25) >> 25;
    h0 += c * 19;
    h9 -= c << 25;
    c = (h0 + HALF_26) >> 26;
    h1 += c;
    h0 -= c << 26;
    times -= 1;
    if (times == 0) {
      store<i32>(h, <i32>h0, 0);
      store<i32>(h, <i32>h1, 4);
      store<i32>(h, <i32>h2, 8);
      store<i32>(h, <i32>h3, 12);
      store<i32>(h, <i32>h4, 16);
      store<i32>(h, <i32>h5, 20);
      store<i32>(h, <i32>h6, 24);
      store<i32>(h, <i32>h7, 28);
      store<i32>(h, <i32>h8, 32);
      store<i32>(h, <i32>h9, 36);
      return;
    }
    f0 = h0;
    f1 = h1;
    f2 = h2;
    f3 = h3;
    f4 = h4;
    f5 = h5;
    f6 = h6;
    f7 = h7;
    f8 = h8;
    f9 = h9;
  }
}

/** h = f²; h may be f. */
export function square(h: usize, f: usize): void {
  squareTimes(h, f, 1);
}
