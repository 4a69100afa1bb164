import type { Sodium } from '#shared/protocol/sodium.ts';

let loading: Promise<Sodium> | null = null;

/** libsodium (sumo), fetched once and only by pages that compute with it. */
export function loadSodium(): Promise<Sodium> {
  loading ??= load().catch((error: unknown) => {
    // Over a crowded Wi-Fi the first try may fail: the next call asks again.
    loading = null;
    throw error;
  });
  return loading;
}

async function load(): Promise<Sodium> {
  const { default: sodium } = await import('libsodium-wrappers-sumo');
  await sodium.ready;
  return sodium;
}

/** `length` bytes of the browser's CSPRNG in one call (P 4.1). */
export function random(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}
