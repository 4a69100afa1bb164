import { setTimeout as sleep } from 'node:timers/promises';
import { Manager, type Socket } from 'socket.io-client';
import { frame } from '#shared/protocol/hash.ts';
import { fromBase64url, toBase64url, utf8 } from '#shared/protocol/bytes.ts';
import type { SodiumKeyPair } from '#shared/protocol/sodium.ts';
import { err, type Result } from '#shared/result.ts';
import { NAMESPACES, type DeviceProof } from '#shared/wire.ts';
import { sodium } from '../clients/sodium.ts';

/** The refusal as far as a device looks at it; `no-answer` when none came. */
export interface Coded {
  readonly code: string;
}

/** What every line tells the ledger: a message that was answered with success, and the answer. */
export type Acknowledged = (namespace: string, message: unknown, value: unknown) => void;

const ANSWER_MS = 4000;
const REJOIN_MS = 100;
/**
 * As `shared/ui/connection.ts`, but ten times as fast, so that a death costs no minute. `timeout`: a
 * server that dies between the upgrade and its first word leaves socket.io waiting for so long.
 */
const OPTIONS = {
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
  reconnectionDelay: 50,
  reconnectionDelayMax: 400,
  timeout: 2000,
  randomizationFactor: 0.7,
};

function connection(url: string, reconnection: boolean): Manager {
  const extraHeaders = { origin: new URL(url).origin };
  return new Manager(url, { ...OPTIONS, reconnection, extraHeaders });
}

/** One role's line to a server that dies and comes back, as `shared/ui/link.svelte.ts` keeps it. */
export class Line<View> {
  readonly socket: Socket;
  /** Counts views: a device that is back has had another one. */
  views = 0;
  view: View | null = null;
  readonly #namespace: string;
  readonly #acknowledged: Acknowledged;
  #attempt = 0;

  constructor(
    url: string,
    namespace: string,
    key: SodiumKeyPair | null,
    acknowledged: Acknowledged,
  ) {
    this.#namespace = namespace;
    this.#acknowledged = acknowledged;
    const manager = connection(url, true);
    const door = manager.socket(NAMESPACES.door);
    const auth = (give: (proof: DeviceProof) => void): void => {
      if (key !== null) void this.#prove(door, key, give);
    };
    this.socket = key === null ? manager.socket(namespace) : manager.socket(namespace, { auth });
    this.socket.on('view', (view: View) => {
      this.view = view;
      this.views += 1;
    });
    this.socket.on('disconnect', () => {
      this.#rejoinSoon();
    });
    this.socket.on('connect_error', () => {
      this.#rejoinSoon();
    });
  }

  /** Sends one message; a success is entered in the ledger before anyone acts on it. */
  async ask<T>(event: string, message: unknown): Promise<Result<T, Coded>> {
    const answer = await answered<T>(this.socket, event, message);
    if (answer.ok) this.#acknowledged(this.#namespace, message, answer.value);
    return answer;
  }

  close(): void {
    this.#attempt = -1;
    this.socket.io._close();
  }

  async #prove(
    door: Socket,
    key: SodiumKeyPair,
    give: (proof: DeviceProof) => void,
  ): Promise<void> {
    const attempt = ++this.#attempt;
    while (attempt === this.#attempt) {
      const challenge = await answered<{ nonce: string }>(door, 'challenge', undefined);
      if (!challenge.ok) await sleep(REJOIN_MS);
      else if (attempt === this.#attempt) {
        give(proofOf(key, this.#namespace, challenge.value.nonce));
        return;
      }
    }
  }

  /** socket.io does not come back by itself where the server ended or refused the namespace. */
  #rejoinSoon(): void {
    if (this.socket.active || this.#attempt < 0) return;
    setTimeout(() => {
      if (this.#attempt >= 0 && !this.socket.active) this.socket.connect();
    }, REJOIN_MS);
  }
}

/** Sends one message over a connection of its own, ended after the answer. */
export async function askAlone<T>(
  url: string,
  namespace: string,
  event: string,
  message: unknown,
): Promise<Result<T, Coded>> {
  const socket = connection(url, false).socket(namespace);
  try {
    return await answered<T>(socket, event, message);
  } finally {
    socket.io._close();
  }
}

async function answered<T>(
  socket: Socket,
  event: string,
  message: unknown,
): Promise<Result<T, Coded>> {
  const given = message === undefined ? [] : [message];
  try {
    const answer: unknown = await socket.timeout(ANSWER_MS).emitWithAck(event, ...given);
    return answer as Result<T, Coded>;
  } catch {
    return err({ code: 'no-answer' });
  }
}

function proofOf(key: SodiumKeyPair, namespace: string, nonce: string): DeviceProof {
  const bytes = fromBase64url(nonce);
  const signed = frame('device', utf8(namespace), bytes.ok ? bytes.value : new Uint8Array(0));
  return {
    device: toBase64url(key.publicKey),
    nonce,
    sig: toBase64url(sodium.crypto_sign_detached(signed, key.privateKey)),
  };
}
