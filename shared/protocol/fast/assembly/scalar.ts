/**
 * Integers modulo q = 2^252 + 27742317777372353535851937790883648493, the order of ristretto255.
 * PUBLIC DATA ONLY. A scalar is 32 bytes, little-endian; a wide sum is sixteen words of 32 bits.
 */

/** Bytes of a scalar. */
export const SCALAR: usize = 32;

/** Bytes of a weight: half a scalar. */
export const WEIGHT: usize = 16;

/** Bytes of a wide sum. */
export const WIDE: usize = 64;

const Q: usize = memory.data<u32>([
  0x5cf5d3ed, 0x5812631a, 0xa2f79cd6, 0x14def9de, 0, 0, 0, 0x10000000,
]);

const Q_TIMES_3: usize = memory.data<u32>([
  0x16e17bc7, 0x0837294f, 0xe8e6d683, 0x3e9ced9b, 0, 0, 0, 0x30000000,
]);

/** q − 2^252, four words. */
const Q_REST: usize = memory.data<u32>([0x5cf5d3ed, 0x5812631a, 0xa2f79cd6, 0x14def9de]);

/** 2^256, 2^288, … 2^480 modulo q, eight words each. */
const HIGH_WORDS: usize = memory.data<u32>([
  0x8d98951d, 0xd6ec3174, 0x737dcf70, 0xc6ef5bf4, 0xfffffffe, 0xffffffff, 0xffffffff, 0x0fffffff,
  0x5cf5d3ed, 0x88b5244a, 0x21d16b30, 0xe5652c79, 0xb2106215, 0xfffffffe, 0xffffffff, 0x0fffffff,
  0x5cf5d3ed, 0x5812631a, 0xd39a5e06, 0x93b8c838, 0xd086329a, 0xb2106215, 0xfffffffe, 0x0fffffff,
  0x5cf5d3ed, 0x5812631a, 0xa2f79cd6, 0x4581bb0e, 0x7ed9ce5a, 0xd086329a, 0xb2106215, 0x0ffffffe,
  0xa02a6271, 0x39822129, 0x5e4fdd95, 0xb64a7f43, 0x30a2c131, 0x7ed9ce5a, 0xd086329a, 0x02106215,
  0x05d275e7, 0x8a1c1dcd, 0xcbf616bc, 0x7cdfa7ac, 0xb399411b, 0x30a2c131, 0x7ed9ce5a, 0x0086329a,
  0xa00acb65, 0x79daf520, 0x38d1d7a9, 0xe24babbe, 0x7c309a3d, 0xb399411b, 0x30a2c131, 0x0ed9ce5a,
  0x5b7b0f19, 0x4d8ee174, 0x34bfaaea, 0x18ca0c0a, 0xceec73d2, 0x7c309a3d, 0xb399411b, 0x00a2c131,
]);

/** Are the 32 bytes below q? */
export function isReduced(scalar: usize): bool {
  for (let i: i32 = 28; i >= 0; i -= 4) {
    const word = load<u32>(scalar + i);
    const limit = load<u32>(Q + i);
    if (word != limit) return word < limit;
  }
  return false;
}

/** sum += word·factor·2^(32·place), the factor of `words` words. The sum stays below 2^512. */
function addProduct(sum: usize, place: usize, word: u64, factor: usize, words: usize): void {
  let carry: u64 = 0;
  let at = sum + 4 * place;
  for (let i: usize = 0; i < words; i++) {
    carry += word * load<u32>(factor + 4 * i) + load<u32>(at);
    store<u32>(at, <u32>carry);
    carry >>= 32;
    at += 4;
  }
  for (; carry != 0; at += 4) {
    carry += load<u32>(at);
    store<u32>(at, <u32>carry);
    carry >>= 32;
  }
}

/** sum += weight·scalar. The sum stays below 2^512. */
export function addWeighted(sum: usize, weight: usize, scalar: usize): void {
  for (let i: usize = 0; i < 4; i++) addProduct(sum, i, load<u32>(weight + 4 * i), scalar, 8);
}

/** sum += value·2^bits, the value a scalar, bits below 32. */
export function addShifted(sum: usize, scalar: usize, bits: u32): void {
  addProduct(sum, 0, 1 << bits, scalar, 8);
}

/** rest = e − c0 − c1 − c2 modulo q, not reduced: below 2^255. All given are scalars. */
export function lastChallenge(rest: usize, e: usize, c: usize): void {
  let carry: i64 = 0;
  for (let i: usize = 0; i < SCALAR; i += 4) {
    carry += <i64>load<u32>(e + i) + <i64>load<u32>(Q_TIMES_3 + i);
    carry -= <i64>load<u32>(c + i);
    carry -= <i64>load<u32>(c + i, 32) + <i64>load<u32>(c + i, 64);
    store<u32>(rest + i, <u32>carry);
    carry >>= 32;
  }
}

const folded: usize = memory.data(64);

/** scalar = sum modulo q, in its one form below q. */
export function reduceWide(scalar: usize, sum: usize): void {
  memory.copy(folded, sum, 32);
  memory.fill(folded + 32, 0, 32);
  for (let i: usize = 0; i < 8; i++) {
    addProduct(folded, 0, load<u32>(sum + 4 * i, 32), HIGH_WORDS + 32 * i, 8);
  }
  // Now below 2^289: what stands above 2^252 is taken off once more, as 2^252 = −(q − 2^252).
  const top = load<u64>(folded, 32);
  const high: u64 = (top << 4) | (load<u32>(folded, 28) >> 28);
  store<u32>(folded, load<u32>(folded, 28) & 0x0fffffff, 28);
  memory.copy(scalar, folded, 32);
  memory.fill(folded, 0, 64);
  addProduct(folded, 0, high & 0xffffffff, Q_REST, 4);
  addProduct(folded, 1, high >> 32, Q_REST, 4);
  if (subtractFrom(scalar, folded)) addOrder(scalar);
}

/** scalar = −scalar modulo q, of one below q. */
export function negateScalar(scalar: usize): void {
  memory.copy(folded, scalar, 32);
  memory.copy(scalar, Q, 32);
  subtractFrom(scalar, folded);
  if (!isReduced(scalar)) memory.fill(scalar, 0, 32);
}

/** a −= b, eight words each; true when it went below zero. */
function subtractFrom(a: usize, b: usize): bool {
  let carry: i64 = 0;
  for (let i: usize = 0; i < SCALAR; i += 4) {
    carry += <i64>load<u32>(a + i) - <i64>load<u32>(b + i);
    store<u32>(a + i, <u32>carry);
    carry >>= 32;
  }
  return carry != 0;
}

function addOrder(a: usize): void {
  let carry: u64 = 0;
  for (let i: usize = 0; i < SCALAR; i += 4) {
    carry += <u64>load<u32>(a + i) + <u64>load<u32>(Q + i);
    store<u32>(a + i, <u32>carry);
    carry >>= 32;
  }
}
