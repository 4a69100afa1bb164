import { randomFillSync } from 'node:crypto';
import libsodium from 'libsodium-wrappers-sumo';
import type { Sodium } from '#shared/protocol/sodium.ts';

/** libsodium, ready for use. The sumo build alone has ristretto255; it never goes with the plain one. */
export async function loadSodium(): Promise<Sodium> {
  await libsodium.ready;
  return libsodium;
}

/** Bytes from the system's CSPRNG. */
export function random(length: number): Uint8Array {
  return randomFillSync(new Uint8Array(length));
}
