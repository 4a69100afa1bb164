import { setTimeout as sleep } from 'node:timers/promises';
import type { ManagerOptions, Socket } from 'socket.io-client';
import { frame } from '#shared/protocol/hash.ts';
import { fromBase64url, toBase64url, utf8 } from '#shared/protocol/bytes.ts';
import type { SodiumKeyPair } from '#shared/protocol/sodium.ts';
import { err, type Result } from '#shared/result.ts';
import { giveUp } from '#shared/ui/connection.ts';
import { LiveManager } from '#shared/ui/live-manager.ts';
import { NAMESPACES, type DeviceProof } from '#shared/wire.ts';
import { sodium } from '../clients/sodium.ts';

/** The refusal as far as a device looks at it; `no-answer` when none came. */
export interface Coded {
  readonly code: string;
}

/** What every line tells the ledger: a message that was answered with success, and the view it was sent on. */
export type Acknowledged = (namespace: string, message: unknown, seen: unknown) => void;

interface Times {
  readonly options: Partial<ManagerOptions>;
  /** How long a line waits for an answer, on a connection of its own with the connecting. */
  readonly answer: number;
  readonly alone: number;
  readonly rejoin: number;
}

/** As the pages, but ten times as fast, so that a death costs no minute. */
const QUICK: Times = {
  options: {
    reconnectionDelay: 50,
    reconnectionDelayMax: 400,
    randomizationFactor: 0.7,
    timeout: 2000,
  },
  answer: 4000,
  alone: 4000,
  rejoin: 100,
};

/** As `shared/ui/connection.ts` and `link.svelte.ts` have them. */
const PAGE: Times = { options: {}, answer: 8000, alone: 25_000, rejoin: 2000 };

let times = QUICK;

/** From now on every line of this process waits as long as a page does: for slow networks. */
export function waitLikePages(): void {
  times = PAGE;
}

function connection(url: string, reconnection: boolean): LiveManager {
  const extraHeaders = { origin: new URL(url).origin };
  return new LiveManager(url, { ...times.options, reconnection, extraHeaders });
}

/** One role's line to a server that dies and comes back, as `shared/ui/link.svelte.ts` keeps it. */
export class Line<View> {
  readonly socket: Socket;
  /** Counts views: a device that is back has had another one. */
  views = 0;
  view: View | null = null;
  /** The newest view is of this connection. */
  isCurrent = false;
  readonly #namespace: string;
  readonly #door: Socket;
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
    this.#door = door;
    if (key !== null) door.connect();
    const auth = (give: (proof: DeviceProof) => void): void => {
      if (key !== null) void this.#prove(door, key, give);
    };
    this.socket = key === null ? manager.socket(namespace) : manager.socket(namespace, { auth });
    this.socket.on('view', (view: View) => {
      this.view = view;
      this.views += 1;
      this.isCurrent = true;
    });
    this.socket.on('disconnect', () => {
      this.isCurrent = false;
      this.#rejoinSoon();
    });
    this.socket.on('connect_error', () => {
      this.#rejoinSoon();
    });
    this.socket.connect();
  }

  /** Sends one message; a success is entered in the ledger before anyone acts on it. */
  async ask<T>(event: string, message: unknown): Promise<Result<T, Coded>> {
    const seen = this.view;
    const answer = await answered<T>(this.socket, event, message, times.answer);
    if (answer.ok) this.#acknowledged(this.#namespace, message, seen);
    return answer;
  }

  /** Whether a message goes there and comes back now; it changes nothing. */
  async probe(limit: number): Promise<boolean> {
    if (!this.socket.connected) return false;
    const [socket, event] =
      this.#namespace === NAMESPACES.voter ? [this.socket, 'find'] : [this.#door, 'challenge'];
    const given = event === 'find' ? [{ id: 'A'.repeat(43) }] : [];
    const answer = socket.timeout(limit).emitWithAck(event, ...given) as Promise<unknown>;
    return answer.then(
      () => true,
      () => false,
    );
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
      // A device that is paired anew was cut off altogether.
      if (!door.active) door.connect();
      const challenge = await answered<{ nonce: string }>(
        door,
        'challenge',
        undefined,
        times.answer,
      );
      if (!challenge.ok) await sleep(times.rejoin);
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
    }, times.rejoin);
  }
}

/** Sends one message over a connection of its own, ended after the answer. */
export async function askAlone<T>(
  url: string,
  namespace: string,
  event: string,
  message: unknown,
): Promise<Result<T, Coded>> {
  const socket = connection(url, false).socket(namespace).connect();
  try {
    return await answered<T>(socket, event, message, times.alone);
  } finally {
    socket.io._close();
  }
}

async function answered<T>(
  socket: Socket,
  event: string,
  message: unknown,
  limit: number,
): Promise<Result<T, Coded>> {
  const given = message === undefined ? [] : [message];
  try {
    const answer: unknown = await socket.timeout(limit).emitWithAck(event, ...given);
    return answer as Result<T, Coded>;
  } catch {
    giveUp(socket);
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
