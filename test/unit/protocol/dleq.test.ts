import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex, u32 } from '#shared/protocol/bytes.ts';
import { pointAt } from '#shared/protocol/ballot.ts';
import { proveDleq, proveDleqWithNonce, verifyDleq } from '#shared/protocol/dleq.ts';
import {
  add,
  BASE,
  generateScalar,
  IDENTITY,
  multiply,
  multiplyBase,
  subtract,
} from '#shared/protocol/group.ts';
import { h32 } from '#shared/protocol/hash.ts';
import { random, sodium } from '../../support/sodium.ts';
import { known, label32, labelScalar, vectors } from '../../support/vectors.ts';

const context = label32('context');

function statement(pairs: number) {
  const k = generateScalar(sodium, random);
  const C = Array.from({ length: pairs }, () =>
    multiplyBase(sodium, generateScalar(sodium, random)),
  );
  const D = C.map((point) => multiply(sodium, k, point));
  return { k, B: multiplyBase(sodium, k), C, D };
}

describe('opening proofs (SPEC O5; RFC 9497, 2.2)', () => {
  const eid = known('eid');
  const openingContext = h32(sodium, 'opening', eid, label32('tally'), u32(2));
  const C = [0, 1, 2, 3].map((line) => pointAt(known('body'), line, 0));
  const D = C.map((alpha) => multiply(sodium, known('x'), alpha));

  test('O5: the known context, elements and proof', () => {
    expect(toHex(openingContext)).toBe(vectors.openingCtx);
    expect(D.map(toHex)).toEqual(vectors.openingD);
    const proof = proveDleqWithNonce(sodium, labelScalar('proof'), known('x'), {
      context: openingContext,
      A: BASE,
      B: known('Y'),
      C,
      D,
    });
    expect(toHex(proof)).toBe(vectors.openingProof);
    expect(verifyDleq(sodium, openingContext, BASE, known('Y'), C, D, proof)).toBe(true);
  });
});

describe('batched DLEQ (RFC 9497, 2.2)', () => {
  test('2.2: a proof holds for 1 … 5 pairs, with identities among them', () => {
    for (let pairs = 1; pairs <= 5; pairs++) {
      const { k, B, C, D } = statement(pairs);
      if (pairs > 3) C[1] = D[1] = IDENTITY;
      const proof = proveDleq(sodium, random, context, k, BASE, B, C, D);
      expect(verifyDleq(sodium, context, BASE, B, C, D, proof)).toBe(true);
    }
  });

  test('2.2: the base may be any point', () => {
    const { k, C, D } = statement(2);
    const A = multiplyBase(sodium, generateScalar(sodium, random));
    const B = multiply(sodium, k, A);
    const proof = proveDleq(sodium, random, context, k, A, B, C, D);
    expect(verifyDleq(sodium, context, A, B, C, D, proof)).toBe(true);
    expect(verifyDleq(sodium, context, BASE, B, C, D, proof)).toBe(false);
  });

  test('2.2: one flipped bit of the proof is refused', () => {
    const { k, B, C, D } = statement(2);
    const proof = proveDleq(sodium, random, context, k, BASE, B, C, D);
    fc.assert(
      fc.property(fc.nat(63), fc.nat(7), (at, bit) => {
        const changed = proof.map((byte, i) => (i === at ? byte ^ (1 << bit) : byte));
        expect(verifyDleq(sodium, context, BASE, B, C, D, changed)).toBe(false);
      }),
    );
  });

  test('2.2: another context, key, order or image is refused; two wrongs do not cancel', () => {
    const { k, B, C, D } = statement(3);
    const proof = proveDleq(sodium, random, context, k, BASE, B, C, D);
    const shift = multiplyBase(sodium, generateScalar(sodium, random));
    const cancelling = [add(sodium, D[0]!, shift), subtract(sodium, D[1]!, shift), D[2]!];
    expect(verifyDleq(sodium, label32('other'), BASE, B, C, D, proof)).toBe(false);
    expect(verifyDleq(sodium, context, BASE, shift, C, D, proof)).toBe(false);
    expect(verifyDleq(sodium, context, BASE, B, C, cancelling, proof)).toBe(false);
    function reordered(points: Uint8Array[]): Uint8Array[] {
      return [1, 0, 2].map((i) => points[i]!);
    }
    expect(verifyDleq(sodium, context, BASE, B, reordered(C), reordered(D), proof)).toBe(false);
    expect(verifyDleq(sodium, context, BASE, B, C.slice(1), D.slice(1), proof)).toBe(false);
    const forged = proveDleq(sodium, random, context, k, BASE, B, C, cancelling);
    expect(verifyDleq(sodium, context, BASE, B, C, cancelling, forged)).toBe(false);
  });

  test('C8: an unreduced scalar or another length makes the proof wrong, not an exception', () => {
    const { k, B, C, D } = statement(1);
    const proof = proveDleq(sodium, random, context, k, BASE, B, C, D);
    const order = fromHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010');
    for (const at of [0, 32]) {
      const unreduced = proof.slice();
      let carry = 0;
      for (let i = 0; i < 32; i++) {
        const sum = unreduced[at + i]! + order[i]! + carry;
        unreduced[at + i] = sum & 255;
        carry = sum >> 8;
      }
      expect(verifyDleq(sodium, context, BASE, B, C, D, unreduced)).toBe(false);
    }
    expect(verifyDleq(sodium, context, BASE, B, C, D, proof.subarray(1))).toBe(false);
    expect(verifyDleq(sodium, context, BASE, B, C, D, new Uint8Array(64))).toBe(false);
  });

  test('2.2: a zero secret is only a number (C3)', () => {
    const zero = new Uint8Array(32);
    const { C } = statement(2);
    const D = [IDENTITY, IDENTITY];
    const proof = proveDleq(sodium, random, context, zero, BASE, IDENTITY, C, D);
    expect(verifyDleq(sodium, context, BASE, IDENTITY, C, D, proof)).toBe(true);
  });
});
