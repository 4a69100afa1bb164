import type { Socket } from 'socket.io-client';
import type { PairedRole } from '#shared/meeting/views.ts';
import { fromBase64url, toBase64url, utf8 } from '#shared/protocol/bytes.ts';
import { frame } from '#shared/protocol/hash.ts';
import type { SodiumKeyPair } from '#shared/protocol/sodium.ts';
import { err, type Result } from '#shared/result.ts';
import { NAMESPACES, type Answer, type DeviceProof, type Pairing } from '#shared/wire.ts';
import { openNamespace } from './connection.ts';
import type { AnyRefusal } from './refusal-text.ts';
import { loadSodium, random } from './sodium.ts';
import * as store from './store.ts';

/** What a device keeps of one role: the seed of its Ed25519 key and how it was paired. */
interface StoredDevice {
  readonly seed: string;
  readonly pairing: Pairing | null;
  /** The code this key was offered for, while the answer is not here. */
  readonly code: string | null;
}

const ROLES: readonly PairedRole[] = ['chair', 'desk', 'teller', 'supervisor', 'display', 'kiosk'];
const PENDING = 'device/pending';
const ANSWER_MS = 8000;

let door: Socket | null = null;

/** The key of this device in a role, generated once and kept (Ed25519). */
export async function deviceKey(role: PairedRole): Promise<SodiumKeyPair> {
  const kept = await read(`device/${role}`);
  const device = kept ?? fresh(null);
  if (kept === null) await store.set(`device/${role}`, device);
  return keyOf(device);
}

/**
 * Redeems a pairing code with a key of its own and stores the role it gave. The key is stored
 * before it is sent, so that the same code may be tried again after a lost answer.
 */
export async function pair(code: string, label?: string): Promise<Result<Pairing, AnyRefusal>> {
  const pending = await read(PENDING);
  const device = pending?.code === code ? pending : fresh(code);
  await store.set(PENDING, device);
  const answer = await redeem(code, await keyOf(device), label);
  const known = answer.ok || pending?.code !== code ? answer : await whoami(device);
  if (known.ok) {
    await store.set(`device/${known.value.role}`, { ...device, pairing: known.value, code: null });
    await store.remove(PENDING);
  }
  return known;
}

/** Offers a key for a pairing code; nothing is stored on this device. */
export function redeem(
  code: string,
  { publicKey }: SodiumKeyPair,
  label?: string,
): Promise<Result<Pairing, AnyRefusal>> {
  const named = label === undefined ? {} : { label };
  return ask<Pairing>('pair', { code, device: toBase64url(publicKey), ...named });
}

/** Every role this browser holds. */
export async function pairings(): Promise<Pairing[]> {
  const devices = await Promise.all(ROLES.map((role) => read(`device/${role}`)));
  return devices.flatMap((device) => (device?.pairing ? [device.pairing] : []));
}

/** Gives up a role on this device. */
export async function forget(role: PairedRole): Promise<void> {
  await store.remove(`device/${role}`);
}

/** Proof of the role's key over a fresh nonce of the door, for `namespace`; null without an answer. */
export async function proofFor(namespace: string, role: PairedRole): Promise<DeviceProof | null> {
  return proofWith(namespace, await deviceKey(role));
}

/** Proof of a key over a fresh nonce of the door, for `namespace`; null without an answer. */
export async function proofWith(
  namespace: string,
  key: SodiumKeyPair,
): Promise<DeviceProof | null> {
  const challenge = await ask<{ readonly nonce: string }>('challenge');
  if (!challenge.ok) return null;
  const nonce = fromBase64url(challenge.value.nonce);
  if (!nonce.ok) return null;
  const sodium = await loadSodium();
  const signed = frame('device', utf8(namespace), nonce.value);
  return {
    device: toBase64url(key.publicKey),
    nonce: challenge.value.nonce,
    sig: toBase64url(sodium.crypto_sign_detached(signed, key.privateKey)),
  };
}

async function whoami(device: StoredDevice): Promise<Result<Pairing, AnyRefusal>> {
  const proof = await proofWith(NAMESPACES.door, await keyOf(device));
  return proof === null ? err({ code: 'no-answer' }) : ask<Pairing>('whoami', proof);
}

async function ask<T>(event: string, message?: unknown): Promise<Result<T, AnyRefusal>> {
  door ??= openNamespace(NAMESPACES.door);
  if (!door.active) door.connect();
  try {
    const socket = door.timeout(ANSWER_MS);
    const answer: unknown = await (message === undefined
      ? socket.emitWithAck(event)
      : socket.emitWithAck(event, message));
    return answer as Answer<T>;
  } catch {
    return err({ code: 'no-answer' });
  }
}

function fresh(code: string | null): StoredDevice {
  return { seed: toBase64url(random(32)), pairing: null, code };
}

async function keyOf(device: StoredDevice): Promise<SodiumKeyPair> {
  const seed = fromBase64url(device.seed, 32);
  if (!seed.ok) throw new Error('The stored device key cannot be read');
  return (await loadSodium()).crypto_sign_seed_keypair(seed.value);
}

async function read(key: string): Promise<StoredDevice | null> {
  const value = await store.get(key);
  return typeof value === 'object' && value !== null && 'seed' in value
    ? (value as StoredDevice)
    : null;
}
