import { describe, expect, it } from 'vitest';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { CoIssuing } from '../../../server/round/co-issuing.ts';
import { random, sodium } from '../../support/sodium.ts';

describe('a co-issuer that answers without end (P 4.6.3, S15)', () => {
  it('has one answer looked at for each question, so that nobody else waits for its checks', async () => {
    let asked = 0;
    let checks = 0;
    const counting: typeof sodium = Object.create(sodium, {
      crypto_core_ristretto255_is_valid_point: {
        value: (point: Uint8Array) => {
          checks += 1;
          return sodium.crypto_core_ristretto255_is_valid_point(point);
        },
      },
    }) as typeof sodium;
    const secret = sodium.crypto_core_ristretto255_scalar_reduce(random(64));
    const key = toBase64url(sodium.crypto_scalarmult_ristretto255_base(secret));
    const seat = { i: 2, teller: 1, name: 'Một', pk: key };
    const issuing = new CoIssuing({
      sodium: counting,
      now: () => performance.now(),
      isOnline: () => true,
      ask: () => (asked += 1),
      complete: () => Promise.resolve(),
      onChange: () => undefined,
    });
    const claim = toBase64url(random(32));
    const wrong = { claim, E: key, proof: toBase64url(random(64)) };
    void issuing.want([seat], { claim, B: key });
    await expect.poll(() => asked).toBe(1);
    await issuing.take(seat, [wrong]);
    const once = checks;
    expect(once).toBeGreaterThan(0);
    expect(issuing.trouble([seat]).wrong).toEqual(['Một']);
    await issuing.take(
      seat,
      Array.from({ length: 200 }, () => wrong),
    );
    expect(checks).toBe(once);
    // It is asked again, and then heard again.
    await expect.poll(() => asked, { timeout: 5_000 }).toBe(2);
    await issuing.take(seat, [wrong, wrong, wrong]);
    expect(checks).toBe(2 * once);
    issuing.stop();
  });
});
