/** The real libsodium and the platform's randomness, as a device of the hall has them. */
import { webcrypto } from 'node:crypto';
import wrappers from 'libsodium-wrappers-sumo';
import type { Sodium } from '#shared/protocol/sodium.ts';

await wrappers.ready;

/** libsodium, ready. */
export const sodium: Sodium = wrappers;

/** `length` fresh bytes: a `RandomBytes`. */
export function random(length: number): Uint8Array {
  return webcrypto.getRandomValues(new Uint8Array(length));
}
