import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '#shared/protocol/bytes.ts';
import {
  add,
  BASE,
  generateScalar,
  IDENTITY,
  isPoint,
  isScalar,
  multiply,
  multiplyAny,
  multiplyBase,
  scalarAdd,
  scalarFromNumber,
  scalarInvert,
  scalarMultiply,
  scalarNegate,
  scalarSubtract,
  subtract,
  sumPoints,
} from '#shared/protocol/group.ts';
import { random, sodium } from '../../support/sodium.ts';
import { known, vectors } from '../../support/vectors.ts';

const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

function encode(n: bigint): Uint8Array {
  return fromHex(n.toString(16).padStart(64, '0')).reverse();
}

const scalar = fc.bigInt({ min: 0n, max: ORDER - 1n }).map((n) => ({ n, bytes: encode(n) }));
const zero = { n: 0n, bytes: encode(0n) };
const anyScalar = fc.oneof({ weight: 5, arbitrary: scalar }, fc.constant(zero));

describe('encodings (SPEC C2)', () => {
  test('C2: scalars are below the order; libsodium itself would ignore the top bits', () => {
    for (const good of [0n, 1n, ORDER - 1n]) expect(isScalar(encode(good))).toBe(true);
    for (const bad of [ORDER, ORDER + 1n, 2n ** 253n, 2n ** 255n + 5n, 2n ** 256n - 1n])
      expect(isScalar(encode(bad))).toBe(false);
    expect(isScalar(new Uint8Array(31))).toBe(false);
    expect(isScalar(new Uint8Array(33))).toBe(false);
    const top = multiplyBase(sodium, encode(5n + 2n ** 255n));
    expect(toHex(top), 'the trap itself').toBe(toHex(multiplyBase(sodium, encode(5n))));
  });

  test('C2: the identity is no point of the wire, though libsodium calls it valid', () => {
    expect(sodium.crypto_core_ristretto255_is_valid_point(IDENTITY), 'the trap itself').toBe(true);
    expect(isPoint(sodium, IDENTITY)).toBe(false);
    expect(isPoint(sodium, BASE)).toBe(true);
    expect(isPoint(sodium, BASE.subarray(1))).toBe(false);
  });

  // The kinds of bad encodings of RFC 9496, appendix A.3.
  test.each([
    [
      'non-canonical field element',
      '00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
    ],
    [
      'non-canonical field element',
      'f3ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    ],
    ['negative field element', '0100000000000000000000000000000000000000000000000000000000000000'],
    ['negative field element', '01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'],
    ['non-square', '26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371'],
    ['negative product', '3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e'],
    ['y = 0', 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'],
  ])('C2: refuses a %s', (_why, hex) => {
    expect(isPoint(sodium, fromHex(hex))).toBe(false);
  });

  test('RFC 9496 A.1: small multiples of the generator', () => {
    expect(toHex(multiplyBase(sodium, scalarFromNumber(1)))).toBe(toHex(BASE));
    expect(toHex(multiplyBase(sodium, scalarFromNumber(2)))).toBe(
      '6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919',
    );
  });

  test('vectors.json: Y = x·G and the issuer’s key', () => {
    expect(toHex(multiplyBase(sodium, known('x')))).toBe(vectors.Y);
    expect(toHex(multiplyBase(sodium, known('issuerSk')))).toBe(vectors.issuerPk);
  });
});

describe('total arithmetic (SPEC C3)', () => {
  test('C3: libsodium throws where the group has an answer; ours does not', () => {
    const none = new Uint8Array(32);
    expect(() => sodium.crypto_scalarmult_ristretto255(none, BASE), 'the trap').toThrow();
    expect(() => sodium.crypto_scalarmult_ristretto255_base(none), 'the trap').toThrow();
    expect(multiply(sodium, none, BASE)).toEqual(IDENTITY);
    expect(multiply(sodium, scalarFromNumber(3), IDENTITY)).toEqual(IDENTITY);
    expect(multiplyBase(sodium, none)).toEqual(IDENTITY);
    expect(subtract(sodium, BASE, BASE)).toEqual(IDENTITY);
    expect(add(sodium, IDENTITY, BASE)).toEqual(BASE);
    expect(sumPoints(sodium, [])).toEqual(IDENTITY);
  });

  test('C3: G·(a + b) = G·a + G·b, with zeros, by either multiplication', () => {
    fc.assert(
      fc.property(anyScalar, anyScalar, (a, b) => {
        const left = multiplyBase(sodium, scalarAdd(sodium, a.bytes, b.bytes));
        const right = add(
          sodium,
          multiply(sodium, a.bytes, BASE),
          multiplyAny(sodium, b.bytes, BASE),
        );
        expect(left).toEqual(right);
        expect(subtract(sodium, left, right)).toEqual(IDENTITY);
        expect(sumPoints(sodium, [right, IDENTITY, left])).toEqual(add(sodium, left, right));
      }),
    );
  });

  test('C3: scalars are the integers modulo the order', () => {
    fc.assert(
      fc.property(anyScalar, scalar, (a, b) => {
        expect(scalarAdd(sodium, a.bytes, b.bytes)).toEqual(reduced(a.n + b.n));
        expect(scalarSubtract(sodium, a.bytes, b.bytes)).toEqual(reduced(a.n - b.n));
        expect(scalarMultiply(sodium, a.bytes, b.bytes)).toEqual(reduced(a.n * b.n));
        expect(scalarNegate(sodium, a.bytes)).toEqual(reduced(-a.n));
        if (b.n !== 0n)
          expect(scalarMultiply(sodium, b.bytes, scalarInvert(sodium, b.bytes))).toEqual(
            encode(1n),
          );
      }),
    );
  });

  test('numbers up to 2^53 − 1 become scalars; others, and 1/0, are bugs', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (n) => {
        expect(scalarFromNumber(n)).toEqual(encode(BigInt(n)));
      }),
    );
    for (const n of [-1, 2 ** 53, 0.5]) expect(() => scalarFromNumber(n)).toThrow();
    expect(() => scalarInvert(sodium, new Uint8Array(32))).toThrow();
  });
});

describe('randomness (SPEC C7)', () => {
  test('C7: one draw of 64 bytes, reduced; zero is drawn again', () => {
    const draws = [new Uint8Array(64), wide(ORDER), wide(ORDER + 7n)];
    const lengths: number[] = [];
    const drawn = generateScalar(sodium, (length) => {
      lengths.push(length);
      return draws[lengths.length - 1]!;
    });
    expect(drawn).toEqual(encode(7n));
    expect(lengths).toEqual([64, 64, 64]);
    expect(isScalar(generateScalar(sodium, random))).toBe(true);
  });
});

function reduced(n: bigint): Uint8Array {
  return encode(((n % ORDER) + ORDER) % ORDER);
}

function wide(n: bigint): Uint8Array {
  return fromHex(n.toString(16).padStart(128, '0')).reverse();
}
