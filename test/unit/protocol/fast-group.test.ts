/** The fast verifier's arithmetic against libsodium and BigInt. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, fromHex, toHex } from '#shared/protocol/bytes.ts';
import { Arena } from '#shared/protocol/fast/arena.ts';
import { CACHED_BYTES, POINT_BYTES, SCALAR_BYTES } from '#shared/protocol/fast/wasm-exports.ts';
import { windowWidth } from '#shared/protocol/fast/window-width.ts';
import {
  add,
  BASE,
  IDENTITY,
  multiply,
  multiplyBase,
  scalarNegate,
  sumPoints,
} from '#shared/protocol/group.ts';
import { fromLittleEndian, ORDER } from '../../support/edwards.ts';
import { wasm } from '../../support/fast.ts';
import { random, sodium } from '../../support/sodium.ts';

/** RFC 9496, appendix A.3: encodings that must be refused. */
const BAD_ENCODINGS = [
  '00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'f3ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'ed57ffd8c914fb201471d1c3d245ce3c746fcbe63a3679d51b6a516ebebe0e20',
  'c34c4e1826e5d403b78e246e88aa051c36ccf0aafebffe137d148a2bf9104562',
  'c940e5a4404157cfb1628b108db051a8d439e1a421394ec4ebccb9ec92a8ac78',
  '47cfc5497c53dc8e61c91d17fd626ffb1c49e2bca94eed052281b510b1117a24',
  'f1c6165d33367351b0da8f6e4511010c68174a03b6581212c71c0e1d026c3c72',
  '87260f7a2f12495118360f02c26a470f450dadf34a413d21042b43b9d93e1309',
  '26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371',
  '4eac077a713c57b4f4397629a4145982c661f48044dd3f96427d40b147d9742f',
  'de6a7b00deadc788eb6b6c8d20c0ae96c2f2019078fa604fee5b87d6e989ad7b',
  'bcab477be20861e01e4a0e295284146a510150d9817763caf1a6f4b422d67042',
  '2a292df7e32cababbd9de088d1d1abec9fc0440f637ed2fba145094dc14bea08',
  'f4a9e534fc0d216c44b218fa0c42d99635a0127ee2e53c712f70609649fdff22',
  '8268436f8c4126196cf64b3c7ddbda90746a378625f9813dd9b8457077256731',
  '2810e5cbc2cc4d4eece54f61c6f69758e289aa7ab440b3cbeaa21995c2f4232b',
  '3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e',
  'a45fdc55c76448c049a1ab33f17023edfb2be3581e9c7aade8a6125215e04220',
  'd483fe813c6ba647ebbfd3ec41adca1c6130c2beeee9d9bf065c8d151c5f396e',
  '8a2e1d30050198c65a54483123960ccc38aef6848e1ec8f5f780e8523769ba32',
  '32888462f8b486c68ad7dd9610be5192bbeaf3b443951ac1a8118419d9fa097b',
  '227142501b9d4355ccba290404bde41575b037693cef1f438c47f8fbf35d1165',
  '5c37cc491da847cfeb9281d407efc41e15144c876e0170b499a96a22ed31e01e',
  '445425117cb8c90edcbc7c1cc0e74f747f2c1efa5630a967c64f287792a48a4b',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
];

/** Does the module take these bytes as an element, and if so, does it write them back as they are? */
function decodes(bytes: Uint8Array): boolean {
  const arena = new Arena(wasm);
  const cached = arena.reserve(CACHED_BYTES);
  if (wasm.decodeAll(cached, arena.place(bytes), 1) >= 0) return false;
  expect(combined([{ point: bytes, scalar: one }])).toEqual(toHex(bytes));
  return true;
}

interface Term {
  readonly point: Uint8Array;
  readonly scalar: Uint8Array;
}

const one = Uint8Array.of(1, ...new Uint8Array(31));

/** The encoding of Σ scalar·point by the module; the first `long` scalars are of full length. */
function combined(terms: readonly Term[], long = terms.length, width = 0): string {
  const arena = new Arena(wasm);
  const cached = arena.reserve(terms.length * CACHED_BYTES);
  const bytes = arena.place(concat(...terms.map(({ point }) => point)));
  expect(wasm.decodeAll(cached, bytes, terms.length)).toBe(-1);
  const scalars = arena.place(concat(...terms.map(({ scalar }) => scalar)));
  const bits = width === 0 ? windowWidth(long, terms.length - long) : width;
  const scratch = arena.reserve(wasm.scratchBytes(terms.length, bits));
  const result = arena.reserve(POINT_BYTES);
  wasm.combine(result, cached, scalars, terms.length, long, bits, scratch);
  const encoded = arena.reserve(SCALAR_BYTES);
  wasm.encodeAll(encoded, result, 1);
  const hex = toHex(arena.read(encoded, SCALAR_BYTES));
  expect(wasm.isIdentity(result) !== 0).toBe(hex === toHex(IDENTITY));
  return hex;
}

/** The same sum by libsodium. */
function expected(terms: readonly Term[]): string {
  return toHex(
    sumPoints(
      sodium,
      terms.map((term) => multiply(sodium, term.scalar, term.point)),
    ),
  );
}

function bytesOf(n: bigint): Uint8Array {
  return fromHex(n.toString(16).padStart(64, '0')).reverse();
}

const scalar = fc
  .oneof(
    fc.bigInt({ min: 0n, max: ORDER - 1n }),
    fc.constantFrom(0n, 1n, ORDER - 1n, 2n ** 252n, 2n ** 252n - 1n, 2n ** 128n - 1n),
  )
  .map(bytesOf);
const weight = fc
  .oneof(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), fc.constantFrom(0n, 2n ** 128n - 1n))
  .map(bytesOf);
const point = fc.oneof(
  { weight: 8, arbitrary: fc.uint8Array({ minLength: 64, maxLength: 64 }).map(fromHash) },
  fc.constantFrom(BASE, IDENTITY),
);

function fromHash(bytes: Uint8Array): Uint8Array {
  return sodium.crypto_core_ristretto255_from_hash(bytes);
}

describe('decoding (SPEC C2, RFC 9496)', () => {
  test.each(BAD_ENCODINGS)('RFC 9496 A.3: %s is refused, as libsodium does', (hex) => {
    const bytes = fromHex(hex);
    expect(sodium.crypto_core_ristretto255_is_valid_point(bytes)).toBe(false);
    expect(decodes(bytes)).toBe(false);
  });

  test('RFC 9496 A.1: the multiples of the generator, the identity too', () => {
    for (let n = 0; n < 16; n++) {
      expect(decodes(n === 0 ? IDENTITY : multiplyBase(sodium, bytesOf(BigInt(n))))).toBe(true);
    }
  });

  test('4,000 random strings: accepted exactly when libsodium accepts them', () => {
    let accepted = 0;
    for (let i = 0; i < 4_000; i++) {
      const bytes = random(32);
      // Half of them even and below 2^255: then one in eight is an element.
      if (i % 2 === 0) {
        bytes[0]! &= 254;
        bytes[31]! &= 127;
      }
      const valid = sodium.crypto_core_ristretto255_is_valid_point(bytes);
      expect(decodes(bytes), toHex(bytes)).toBe(valid);
      if (valid) accepted++;
    }
    expect(accepted).toBeGreaterThan(200);
  });

  test('strings near the prime and near zero, and elements with one bit flipped', () => {
    const near = Array.from({ length: 64 }, (_, i) => [
      bytesOf(2n ** 255n - 51n + BigInt(i)),
      bytesOf(BigInt(i)),
    ]).flat();
    const element = multiplyBase(sodium, bytesOf(7n));
    const flipped = Array.from({ length: 256 }, (_, bit) =>
      element.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)),
    );
    for (const bytes of [...near, ...flipped]) {
      const valid = sodium.crypto_core_ristretto255_is_valid_point(bytes);
      expect(decodes(bytes), toHex(bytes)).toBe(valid);
    }
  });
});

describe('multi-scalar multiplication', () => {
  test('Σ scalar·point as libsodium has it, for any mixture of long and short scalars', () => {
    const long = fc.array(fc.record({ point, scalar }), { minLength: 1, maxLength: 12 });
    const short = fc.array(fc.record({ point, scalar: weight }), { maxLength: 12 });
    fc.assert(
      fc.property(long, short, fc.integer({ min: 3, max: 12 }), (full, half, width) => {
        const terms = [...full, ...half];
        expect(combined(terms, full.length, width)).toBe(expected(terms));
      }),
      { numRuns: 60 },
    );
  });

  test('what cancels is the identity, and one unit more is not', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ point, scalar }), { minLength: 1, maxLength: 8 }),
        (terms) => {
          const back = terms.map((term) => ({
            ...term,
            scalar: scalarNegate(sodium, term.scalar),
          }));
          expect(combined([...terms, ...back])).toBe(toHex(IDENTITY));
          expect(combined([...terms, ...back, { point: BASE, scalar: one }])).toBe(toHex(BASE));
        },
      ),
      { numRuns: 40 },
    );
  });

  test('a sum of 700 points: every bucket of a wide window is used', () => {
    const terms = Array.from({ length: 700 }, (_, i) => ({
      point: fromHash(random(64)),
      scalar: i < 200 ? reduced(random(64)) : concat(random(16), new Uint8Array(16)),
    }));
    const right = expected(terms);
    for (const width of [4, 7, windowWidth(200, 500)]) {
      expect(combined(terms, 200, width), `width ${width}`).toBe(right);
    }
  });
});

describe('scalars modulo q', () => {
  test('512 bits are reduced as BigInt reduces them', () => {
    const words = fc.oneof(
      fc.uint8Array({ minLength: 64, maxLength: 64 }),
      fc.bigInt({ min: 0n, max: 2n ** 200n }).map((k) => wide(k * ORDER)),
      fc.bigInt({ min: 1n, max: 2n ** 200n }).map((k) => wide(k * ORDER - 1n)),
      fc.constantFrom(wide(0n), wide(2n ** 512n - 1n), wide(2n ** 252n), wide(2n ** 256n)),
    );
    fc.assert(
      fc.property(words, (bytes) => {
        const arena = new Arena(wasm);
        const at = arena.reserve(SCALAR_BYTES);
        wasm.reduceWide(at, arena.place(bytes));
        const got = fromLittleEndian(arena.read(at, SCALAR_BYTES));
        expect(got).toBe(fromLittleEndian(bytes) % ORDER);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('windows', () => {
  test('grow with the number of points and stay within the module’s digits of 16 bits', () => {
    const widths = [2, 50, 240, 1_000, 8_000, 40_000].map((n) => windowWidth(n / 5, (4 * n) / 5));
    expect(widths).toEqual([...widths].sort((a, b) => a - b));
    expect(Math.min(...widths)).toBeGreaterThanOrEqual(3);
    expect(Math.max(...widths)).toBeLessThanOrEqual(12);
  });

  test('a sum of two points is what libsodium adds', () => {
    const [a, b] = [fromHash(random(64)), fromHash(random(64))];
    const terms = [a, b].map((each) => ({ point: each, scalar: one }));
    expect(combined(terms)).toBe(toHex(add(sodium, a, b)));
  });
});

function wide(n: bigint): Uint8Array {
  return fromHex((n % 2n ** 512n).toString(16).padStart(128, '0')).reverse();
}

function reduced(bytes: Uint8Array): Uint8Array {
  return sodium.crypto_core_ristretto255_scalar_reduce(bytes);
}
