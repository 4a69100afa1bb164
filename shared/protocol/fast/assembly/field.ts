/**
 * The field of 2^255 − 19 but for its products (`product.ts`). PUBLIC DATA ONLY: used to check
 * proofs; branches and memory accesses depend on the values. An element is 40 bytes, ten limbs.
 */
import { multiply, square, squareTimes } from './product';

/** Bytes of an element in memory. */
export const FIELD: usize = 40;

export const ONE: usize = memory.data<i32>([1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

/** h = f + g, not reduced. */
export function add(h: usize, f: usize, g: usize): void {
  for (let i: usize = 0; i < FIELD; i += 8) {
    store<i32>(h + i, load<i32>(f + i) + load<i32>(g + i));
    store<i32>(h + i, load<i32>(f + i, 4) + load<i32>(g + i, 4), 4);
  }
}

/** h = f − g, not reduced. */
export function subtract(h: usize, f: usize, g: usize): void {
  for (let i: usize = 0; i < FIELD; i += 8) {
    store<i32>(h + i, load<i32>(f + i) - load<i32>(g + i));
    store<i32>(h + i, load<i32>(f + i, 4) - load<i32>(g + i, 4), 4);
  }
}

/** h = −f. */
export function negate(h: usize, f: usize): void {
  for (let i: usize = 0; i < FIELD; i += 4) store<i32>(h + i, -load<i32>(f + i));
}

export function copy(h: usize, f: usize): void {
  memory.copy(h, f, FIELD);
}

/** h = a small number. */
export function set(h: usize, value: i32): void {
  memory.fill(h, 0, FIELD);
  store<i32>(h, value);
}

/** h = the number in 32 bytes, little-endian, its top bit ignored. */
export function fromBytes(h: usize, bytes: usize): void {
  const a = load<u64>(bytes);
  const b = load<u64>(bytes, 8);
  const c = load<u64>(bytes, 16);
  const d = load<u64>(bytes, 24);
  store<i32>(h, <i32>(a & 0x3ffffff));
  store<i32>(h, <i32>((a >> 26) & 0x1ffffff), 4);
  store<i32>(h, <i32>(((a >> 51) | (b << 13)) & 0x3ffffff), 8);
  store<i32>(h, <i32>((b >> 13) & 0x1ffffff), 12);
  store<i32>(h, <i32>((b >> 38) & 0x3ffffff), 16);
  store<i32>(h, <i32>(c & 0x1ffffff), 20);
  store<i32>(h, <i32>((c >> 25) & 0x3ffffff), 24);
  store<i32>(h, <i32>(((c >> 51) | (d << 13)) & 0x1ffffff), 28);
  store<i32>(h, <i32>((d >> 12) & 0x3ffffff), 32);
  store<i32>(h, <i32>((d >> 38) & 0x1ffffff), 36);
}

/**
 * h = f with its limbs brought back within the bounds of a product; f is the sum of a few products.
 */
export function reduce(h: usize, f: usize): void {
  let carry: i32 = 0;
  for (let i: usize = 0; i < FIELD; i += 8) {
    const even = load<i32>(f + i) + carry;
    carry = (even + (1 << 25)) >> 26;
    store<i32>(h + i, even - (carry << 26));
    const odd = load<i32>(f + i, 4) + carry;
    carry = (odd + (1 << 24)) >> 25;
    store<i32>(h + i, odd - (carry << 25), 4);
  }
  store<i32>(h, load<i32>(h) + 19 * carry);
}

/** The one encoding of f below p, 32 bytes; f is the sum of at most two reduced elements. */
export function toBytes(bytes: usize, f: usize): void {
  let h0: i64 = load<i32>(f);
  let h1: i64 = load<i32>(f, 4);
  let h2: i64 = load<i32>(f, 8);
  let h3: i64 = load<i32>(f, 12);
  let h4: i64 = load<i32>(f, 16);
  let h5: i64 = load<i32>(f, 20);
  let h6: i64 = load<i32>(f, 24);
  let h7: i64 = load<i32>(f, 28);
  let h8: i64 = load<i32>(f, 32);
  let h9: i64 = load<i32>(f, 36);
  // How often p is contained: the carry out of the top limb once 19 has been added.
  let q: i64 = (19 * h9 + (1 << 24)) >> 25;
  q = (h0 + q) >> 26;
  q = (h1 + q) >> 25;
  q = (h2 + q) >> 26;
  q = (h3 + q) >> 25;
  q = (h4 + q) >> 26;
  q = (h5 + q) >> 25;
  q = (h6 + q) >> 26;
  q = (h7 + q) >> 25;
  q = (h8 + q) >> 26;
  q = (h9 + q) >> 25;
  h0 += 19 * q;
  h1 += h0 >> 26;
  h0 &= 0x3ffffff;
  h2 += h1 >> 25;
  h1 &= 0x1ffffff;
  h3 += h2 >> 26;
  h2 &= 0x3ffffff;
  h4 += h3 >> 25;
  h3 &= 0x1ffffff;
  h5 += h4 >> 26;
  h4 &= 0x3ffffff;
  h6 += h5 >> 25;
  h5 &= 0x1ffffff;
  h7 += h6 >> 26;
  h6 &= 0x3ffffff;
  h8 += h7 >> 25;
  h7 &= 0x1ffffff;
  h9 += h8 >> 26;
  h8 &= 0x3ffffff;
  h9 &= 0x1ffffff;
  store<u64>(bytes, (<u64>h0) | ((<u64>h1) << 26) | ((<u64>h2) << 51));
  store<u64>(bytes, ((<u64>h2) >> 13) | ((<u64>h3) << 13) | ((<u64>h4) << 38), 8);
  store<u64>(bytes, (<u64>h5) | ((<u64>h6) << 25) | ((<u64>h7) << 51), 16);
  store<u64>(bytes, ((<u64>h7) >> 13) | ((<u64>h8) << 12) | ((<u64>h9) << 38), 24);
}

/** Equal content of two encodings of 32 bytes. */
export function sameBytes(a: usize, b: usize): bool {
  return (
    load<u64>(a) == load<u64>(b) &&
    load<u64>(a, 8) == load<u64>(b, 8) &&
    load<u64>(a, 16) == load<u64>(b, 16) &&
    load<u64>(a, 24) == load<u64>(b, 24)
  );
}

const encoded: usize = memory.data(32);
const zeros: usize = memory.data(32);

/** Is f odd in its one encoding: "negative" in RFC 9496? */
export function isNegative(f: usize): bool {
  toBytes(encoded, f);
  return (load<u8>(encoded) & 1) != 0;
}

export function isZero(f: usize): bool {
  toBytes(encoded, f);
  return sameBytes(encoded, zeros);
}

/** Are the 32 bytes the one encoding of an element, that is, a number below p? */
export function isCanonical(bytes: usize, element: usize): bool {
  toBytes(encoded, element);
  return sameBytes(encoded, bytes);
}

const power0: usize = memory.data(40);
const power1: usize = memory.data(40);
const power2: usize = memory.data(40);

/** h = f^((p − 5) / 8) = f^(2^252 − 3); h may be f. */
export function powerP58(h: usize, f: usize): void {
  square(power0, f);
  squareTimes(power1, power0, 2);
  multiply(power1, f, power1);
  multiply(power0, power0, power1);
  square(power0, power0);
  multiply(power0, power1, power0); // 2^5 − 1
  squareTimes(power1, power0, 5);
  multiply(power0, power1, power0); // 2^10 − 1
  squareTimes(power1, power0, 10);
  multiply(power1, power1, power0); // 2^20 − 1
  squareTimes(power2, power1, 20);
  multiply(power1, power2, power1); // 2^40 − 1
  squareTimes(power1, power1, 10);
  multiply(power0, power1, power0); // 2^50 − 1
  squareTimes(power1, power0, 50);
  multiply(power1, power1, power0); // 2^100 − 1
  squareTimes(power2, power1, 100);
  multiply(power1, power2, power1); // 2^200 − 1
  squareTimes(power1, power1, 50);
  multiply(power0, power1, power0); // 2^250 − 1
  squareTimes(power0, power0, 2);
  multiply(h, power0, f);
}
