import { describe, expect, test } from 'vitest';
import { sampleRound } from '#shared/protocol/sample-round.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';
import { random, sodium } from '../../support/sodium.ts';

describe('the sample vote', () => {
  test('a ballot sealed, stored, opened by the committee and verified gives its own marks', () => {
    expect(sampleRound(sodium, random)).toBeNull();
  });

  test('a machine whose arithmetic is wrong is found out', () => {
    let calls = 0;
    const broken: Sodium = {
      ...sodium,
      crypto_core_ristretto255_add: (p, q) => {
        calls += 1;
        const sum = sodium.crypto_core_ristretto255_add(p, q);
        return calls % 7 === 0 ? sodium.crypto_core_ristretto255_add(sum, p) : sum;
      },
    };
    expect(sampleRound(broken, random)).not.toBeNull();
    expect(calls).toBeGreaterThan(7);
  });

  test('a machine whose randomness stands still is found out', () => {
    function still(length: number): Uint8Array {
      return new Uint8Array(length).fill(7);
    }
    expect(sampleRound(sodium, still)).not.toBeNull();
  });
});
