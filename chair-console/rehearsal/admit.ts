import { fromBase64url, toBase64url } from '#shared/protocol/bytes.ts';
import type { SodiumKeyPair } from '#shared/protocol/sodium.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import type { AnyRefusal } from '#shared/ui/refusal-text.ts';
import type { PairingWish } from '../chair/chair-api.ts';
import { politely } from './polite.ts';
import type { RehearsalWorld } from './world.ts';

/** The key of the device this page plays at `place` (`desk`, `teller/2`), or null when it plays none. */
export async function keyAt(
  { sodium, memory }: Pick<RehearsalWorld, 'sodium' | 'memory'>,
  place: string,
): Promise<SodiumKeyPair | null> {
  const stored = await memory.get(`key/${place}`);
  const seed = fromBase64url(stored, 32);
  return seed.ok ? sodium.crypto_sign_seed_keypair(seed.value) : null;
}

/** The server's name of the device with this key. */
export function deviceId({ publicKey }: SodiumKeyPair): string {
  return toBase64url(publicKey);
}

/**
 * The key of a device paired at `place`: the one this page played there before a reload if it is
 * still among the `paired`, else a fresh one, paired by a code that the chair asks for.
 */
export async function admit(
  world: RehearsalWorld,
  place: string,
  wish: PairingWish,
  paired: readonly string[],
): Promise<Result<SodiumKeyPair, AnyRefusal>> {
  const kept = await keyAt(world, place);
  if (kept !== null && paired.includes(deviceId(kept))) return ok(kept);
  const seed = world.random(32);
  const key = world.sodium.crypto_sign_seed_keypair(seed);
  // On this device's disk first: a reload after the pairing finds it.
  await world.memory.set(`key/${place}`, toBase64url(seed));
  const offer = await politely(world.wait, () =>
    world.chair.hall({ type: 'create-pairing', ...wish }),
  );
  if (!offer.ok) return offer;
  if (offer.value === null) return err({ code: 'malformed' });
  const { code } = offer.value;
  const paid = await politely(world.wait, () => world.redeem(code, key));
  return paid.ok ? ok(key) : paid;
}

/** Ends the pairing of the device played at `place`, if there is one. */
export async function dismiss(world: RehearsalWorld, place: string): Promise<void> {
  const key = await keyAt(world, place);
  if (key === null) return;
  const device = deviceId(key);
  const answer = await politely(world.wait, () =>
    world.chair.hall({ type: 'revoke-device', device }),
  );
  if (answer.ok || answer.error.code === 'no-such-device')
    await world.memory.delete(`key/${place}`);
}
