import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lowBand } from '#shared/result/band.ts';
import { percentText, percentTrimmed } from '#shared/result/percent.ts';
import { hasQuorum, missingForQuorum, quorumNeeded } from '#shared/result/quorum.ts';

const base = fc.integer({ min: 1, max: 5000 });
const countOfBase = base.chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of)));

test('F15: two thirds of 31 needs 21', () => {
  expect([hasQuorum(20, 31), hasQuorum(21, 31), quorumNeeded(31)]).toEqual([false, true, 21]);
  expect([missingForQuorum(0, 31), missingForQuorum(20, 31), missingForQuorum(30, 31)]).toEqual([
    21, 1, 0,
  ]);
});

test('R15, R16: the number needed is the smallest quorum', () => {
  fc.assert(
    fc.property(base, (of) => {
      const needed = quorumNeeded(of);
      expect([hasQuorum(needed - 1, of), hasQuorum(needed, of)]).toEqual([false, true]);
      expect(hasQuorum(needed - 1 + missingForQuorum(needed - 1, of), of)).toBe(true);
    }),
  );
});

/** Long division by hand, one digit more than asked for, then rounded on the digits. */
function longDivision(count: number, of: number, decimals: number): string {
  let digits = Math.trunc((count * 100) / of).toString();
  let rest = (count * 100) % of;
  for (let i = 0; i < decimals; i++) {
    digits += Math.trunc((rest * 10) / of).toString();
    rest = (rest * 10) % of;
  }
  const rounded = (Number(digits) + (rest * 2 >= of ? 1 : 0))
    .toString()
    .padStart(decimals + 1, '0');
  return decimals === 0 ? rounded : `${rounded.slice(0, -decimals)},${rounded.slice(-decimals)}`;
}

test('R34: a percentage is the exact quotient, half up', () => {
  fc.assert(
    fc.property(countOfBase, fc.integer({ min: 0, max: 3 }), ([count, of], decimals) => {
      expect(percentText(count, of, decimals)).toBe(longDivision(count, of, decimals));
    }),
    { numRuns: 2000 },
  );
});

test.each([
  [25, 47, '53,19'],
  [29, 47, '61,70'],
  [1, 800, '0,13'],
  [47, 47, '100,00'],
  [0, 47, '0,00'],
  [1, 32, '3,13'],
  [0, 0, '–'],
])('B5, F23: %i of %i prints %s', (count, of, text) => {
  expect(percentText(count, of)).toBe(text);
});

test.each([
  [78, 80, '97,5'],
  [4, 10, '40'],
  [0, 47, '0'],
  [10, 10, '100'],
  [0, 0, '–'],
])('B5: %i of %i trimmed prints %s', (count, of, text) => {
  expect(percentTrimmed(count, of)).toBe(text);
});

test.each([
  [20, 30, 'twoThirds'],
  [19, 30, 'overHalf'],
  [16, 30, 'overHalf'],
  [15, 30, 'none'],
  [25, 47, 'overHalf'],
  [0, 0, 'none'],
])('R45, R46, F12, F23: %i low of %i is %s', (low, of, band) => {
  expect(lowBand(low, of)).toBe(band);
});

test('R45, R46: bands follow the fractions exactly, never the rounded percentage', () => {
  fc.assert(
    fc.property(countOfBase, ([low, of]) => {
      const exact = [BigInt(low) * 6n, BigInt(of)] as const;
      const band =
        exact[0] >= 4n * exact[1] ? 'twoThirds' : exact[0] > 3n * exact[1] ? 'overHalf' : 'none';
      expect(lowBand(low, of)).toBe(band);
    }),
  );
});
