import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromBase64url } from '#shared/protocol/bytes.ts';
import { claimOf, parseBallotCode } from '#shared/protocol/code.ts';
import {
  ballotUrl,
  claimText,
  generateShuffled,
  generateSlips,
  inRuns,
} from '../../../chair-console/desk/ballot-codes.ts';
import { random, sodium } from '../../support/sodium.ts';

describe('codes made at the desk (P 4.6.1)', () => {
  test('the claim is that of the code the voter’s device reads back from the address', () => {
    const [slip] = generateSlips(sodium, random, 1);
    const url = ballotUrl('http://192.168.10.2:8080', slip!.code);
    const read = parseBallotCode(new URL(url).hash.slice(1));
    expect(read).toBe(slip!.code);
    const claim = fromBase64url(slip!.claim, 32);
    expect(claim.ok && claim.value).toEqual(claimOf(sodium, read!));
    expect(claimText(sodium, slip!.code)).toBe(slip!.claim);
  });

  test('every slip has a code and a serial of its own', () => {
    const slips = generateSlips(sodium, random, 300);
    expect(new Set(slips.map(({ code }) => code)).size).toBe(300);
    expect(new Set(slips.map(({ serial }) => serial)).size).toBe(300);
    for (const { serial } of slips) expect(serial).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/u);
  });

  test('law: shuffling keeps every slip exactly once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 60 }), (items) => {
        const shuffled = generateShuffled(random, items);
        expect(shuffled.toSorted((a, b) => a - b)).toEqual(items.toSorted((a, b) => a - b));
      }),
    );
  });

  test('every order of three is about equally likely, so printing tells nothing of registering', () => {
    const seen = new Map<string, number>();
    for (let i = 0; i < 6000; i += 1) {
      const order = generateShuffled(random, ['a', 'b', 'c']).join('');
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect(seen.size).toBe(6);
    // 1000 expected, σ ≈ 29: outside 6 σ less than once in 10⁸ runs.
    for (const times of seen.values()) expect(Math.abs(times - 1000)).toBeLessThan(174);
  });

  test('law: runs are full but the last and lose nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { maxLength: 50 }),
        fc.integer({ min: 1, max: 9 }),
        (items, size) => {
          const runs = inRuns(items, size);
          expect(runs.flat()).toEqual(items);
          expect(runs.every((run, i) => run.length === size || i === runs.length - 1)).toBe(true);
          expect(runs.every((run) => run.length > 0)).toBe(true);
        },
      ),
    );
  });
});
