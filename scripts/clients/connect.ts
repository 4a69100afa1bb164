import { readFileSync } from 'node:fs';
import type { Socket } from 'socket.io-client';
import { defined } from '#shared/assert.ts';
import { frame } from '#shared/protocol/hash.ts';
import { fromBase64url, toBase64url, utf8 } from '#shared/protocol/bytes.ts';
import type { SodiumKeyPair } from '#shared/protocol/sodium.ts';
import { LiveManager } from '#shared/ui/live-manager.ts';
import {
  NAMESPACES,
  type Answer,
  type DeviceProof,
  type DoorEvents,
  type Pairing,
} from '#shared/wire.ts';
import { ANSWER_MS, granted } from './answers.ts';
import { random, sodium } from './sodium.ts';

/** Events of a socket: names and their listeners. */
type Events<T> = { [K in keyof T]: T[K] };
export type ClientSocket<Down, Up> = Socket<Events<Down>, Events<Up>>;

/** A device that was paired: where the server is, its key, what it is there. */
export interface Device {
  readonly url: string;
  readonly key: SodiumKeyPair;
  readonly pairing: Pairing;
}

/** The authority of a server over TLS, where it is no public one: `HOM_PHIEU_CA`, a PEM file. */
function trust(): { ca?: string } {
  const path = process.env['HOM_PHIEU_CA'];
  return path === undefined ? {} : { ca: readFileSync(path, 'utf8') };
}

/** One connection to the server, as a page of the same origin makes it; it may hold namespaces. */
function manager(url: string): LiveManager {
  return new LiveManager(url, { extraHeaders: { origin: new URL(url).origin }, ...trust() });
}

/** A socket without a device's proof: the door, the voter's two namespaces. */
export function connectOpen<Down, Up>(url: string, namespace: string): ClientSocket<Down, Up> {
  return manager(url).socket(namespace).connect();
}

/** The socket of a paired device, which proves its key at every connection (wire: DeviceProof). */
export function connectDevice<Down, Up>(
  { url, key }: Pick<Device, 'url' | 'key'>,
  namespace: string,
): ClientSocket<Down, Up> {
  const connection = manager(url);
  const door: ClientSocket<object, DoorEvents> = connection.socket(NAMESPACES.door).connect();
  const socket = connection.socket(namespace, {
    auth: (give: (proof: DeviceProof) => void) => {
      door.emitWithAck('challenge').then(
        (answer) => {
          if (answer.ok) give(proofOf(key, namespace, answer.value.nonce));
        },
        // Cut off before the answer: the next connection asks again.
        () => undefined,
      );
    },
  });
  return socket.connect();
}

function proofOf(key: SodiumKeyPair, namespace: string, nonce: string): DeviceProof {
  const challenge = fromBase64url(nonce);
  const signed = frame('device', utf8(namespace), defined(challenge.ok ? challenge.value : null));
  return {
    device: toBase64url(key.publicKey),
    nonce,
    sig: toBase64url(sodium.crypto_sign_detached(signed, key.privateKey)),
  };
}

/** Redeems a pairing code for a fresh device key. Throws `RefusedError` when it is refused. */
export async function pairDevice(url: string, code: string, label: string): Promise<Device> {
  const key = sodium.crypto_sign_seed_keypair(random(32));
  const door = connectOpen<object, DoorEvents>(url, NAMESPACES.door);
  try {
    const message = { code, device: toBase64url(key.publicKey), label };
    const answer = (await door.timeout(ANSWER_MS).emitWithAck('pair', message)) as Answer<Pairing>;
    return { url, key, pairing: granted(`pairing as ${label}`, answer) };
  } finally {
    disconnect(door);
  }
}

/** Closes the whole connection, without another attempt. */
export function disconnect(socket: { readonly io: { _close(): void } }): void {
  socket.io._close();
}
