import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agreementQuorum, lagrange } from '#shared/protocol/opening.ts';
import { fourTimes, multiples, plainStepsOver } from '#shared/protocol/curve25519.ts';
import type { AffinePoint, Steps } from '#shared/protocol/curve25519.ts';
import { evaluatePolynomial, generatePolynomial } from '#shared/protocol/dkg.ts';
import {
  BASE,
  IDENTITY,
  multiplyBase,
  scalarAdd,
  scalarFromNumber,
  scalarMultiply,
} from '#shared/protocol/group.ts';
import { countsOf } from '#shared/protocol/logarithm.ts';
import { fast } from '../../support/fast.ts';
import { random, sodium } from '../../support/sodium.ts';

interface Marks {
  high: number;
  confidence: number;
  low: number;
}

const MANY = { high: 700, confidence: 600, low: 500 };

function stepsOver(all: readonly AffinePoint[]): (p: AffinePoint) => Steps {
  return fast.stepsOver(all);
}

function pointOf({ high, confidence, low }: Marks): Uint8Array {
  return multiplyBase(sodium, scalarFromNumber(high + 2048 * confidence + 2048 ** 2 * low));
}

/** Marks of at most N ballots, corners included. */
function marksOf(N: number): fc.Arbitrary<Marks> {
  return fc
    .tuple(fc.nat(N), fc.nat(N), fc.nat(N))
    .filter(([high, confidence, low]) => high + confidence + low <= N)
    .map(([high, confidence, low]) => ({ high, confidence, low }));
}

describe('[P 4.7.6] the counts behind an opened total', () => {
  test('are found for every N up to 40 and every corner', () => {
    const law = fc.property(
      fc.integer({ min: 1, max: 40 }).chain((N) => {
        return fc.tuple(fc.constant(N), fc.array(marksOf(N), { minLength: 1, maxLength: 4 }));
      }),
      ([N, lines]) => {
        expect(countsOf(sodium, lines.map(pointOf), N)).toEqual(lines);
        expect(countsOf(sodium, lines.map(pointOf), N, stepsOver)).toEqual(lines);
      },
    );
    fc.assert(law, { numRuns: 15 });
  });

  test('are found at the limit of the radix', () => {
    const N = 2047;
    const lines = [
      { high: N, confidence: 0, low: 0 },
      { high: 0, confidence: N, low: 0 },
      { high: 0, confidence: 0, low: N },
      { high: 682, confidence: 682, low: 683 },
      { high: 0, confidence: 0, low: 0 },
    ];
    expect(countsOf(sodium, lines.map(pointOf), N)).toEqual(lines);
    expect(countsOf(sodium, lines.map(pointOf), N, stepsOver)).toEqual(lines);
  });

  test('the fast inner loop gives the very keys of the plain one, and knows p = ±q', () => {
    const points = multiples(fourTimes(BASE), 40);
    const minus = points.map(({ u, v }) => ({ u, v: 2n ** 255n - 19n - v }));
    for (const p of [...points.slice(0, 12), minus[3]!, fourTimes(pointOf(MANY))]) {
      expect(fast.stepsOver([...points, ...minus])(p)).toEqual(
        plainStepsOver([...points, ...minus])(p),
      );
    }
  });

  test('are none for more marks than ballots, or a point of no count', () => {
    const points = [
      pointOf({ high: 6, confidence: 5, low: 0 }),
      multiplyBase(sodium, generatePolynomial(sodium, random, 1)[0]!),
      IDENTITY,
    ];
    const blank = { high: 0, confidence: 0, low: 0 };
    expect(countsOf(sodium, points, 10)).toEqual([null, null, blank]);
    expect(countsOf(sodium, points, 10, stepsOver)).toEqual([null, null, blank]);
  });
});

describe('[P 4.7.5, 4.7.6] thresholds', () => {
  test('Σ λ_i f(i) = f(0) for any t of n', () => {
    const choice = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 6 });
    const law = fc.property(choice, (from) => {
      const coefficients = generatePolynomial(sodium, random, from.length);
      const sum = from
        .map((i) => {
          const weight = lagrange(sodium, i, from);
          return scalarMultiply(sodium, weight, evaluatePolynomial(sodium, coefficients, i));
        })
        .reduce((one, other) => scalarAdd(sodium, one, other));
      expect(sum).toEqual(coefficients[0]);
    });
    fc.assert(law, { numRuns: 30 });
  });

  test('two agreement quorums always share at least t members', () => {
    const sizes = fc.integer({ min: 3, max: 99 }).chain((n) => {
      return fc.tuple(fc.constant(n), fc.integer({ min: Math.floor(n / 2) + 1, max: n }));
    });
    const law = fc.property(sizes, ([n, t]) => {
      const quorum = agreementQuorum(n, t);
      expect(2 * quorum - n).toBeGreaterThanOrEqual(t);
      expect(quorum).toBeLessThanOrEqual(n);
    });
    fc.assert(law);
  });
});
