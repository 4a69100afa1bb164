/**
 * A device of another role living in this page: a connection of its own with its own proof, the
 * same namespace and the same commands as any other device of that role.
 */
import { io, type Socket } from 'socket.io-client';
import type { DeskCommand, TellerCommand } from '#shared/meeting/commands.ts';
import type { DeskView, TellerView, VoterView } from '#shared/meeting/views.ts';
import type { SignedHead } from '#shared/protocol/entries.ts';
import type { SodiumKeyPair } from '#shared/protocol/sodium.ts';
import { err } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import type { BoardChunk } from '#shared/ui/board-follower.ts';
import { openAlone, type AuthProvider } from '#shared/ui/connection.ts';
import { proofWith } from '#shared/ui/device.ts';
import type { AnyRefusal } from '#shared/ui/refusal-text.ts';
import { NAMESPACES } from '#shared/wire.ts';
import type { TellerPushes } from '#shared/wire.ts';
import { Newest } from './newest.ts';
import { politely } from './polite.ts';
import type { DeskLine, Line, Sent, TellerLine, VoterLine } from './world.ts';

const ANSWER_MS = 8000;
const REJOIN_MS = 2000;
const TRANSPORTS = { transports: ['websocket', 'polling'], tryAllTransports: true };

/** Lets a pause pass. */
export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

class Guest<View, Command> implements Line<View, Command> {
  protected readonly socket: Socket;
  readonly #views = new Newest<View>();
  #closed = false;

  constructor(namespace: string, key: SodiumKeyPair | null) {
    const auth = key === null ? {} : { auth: proving(namespace, key, () => this.#closed) };
    // A connection of its own, as on a device of its own: nothing joins it to the chair's.
    this.socket = io(namespace, { ...TRANSPORTS, forceNew: true, ...auth });
    this.socket.on('view', (view: View) => {
      this.#views.push(view);
    });
    this.socket.on('disconnect', () => {
      this.#rejoinSoon();
    });
    this.socket.on('connect_error', ({ message }) => {
      if (message === 'not-paired') this.close();
      else this.#rejoinSoon();
    });
  }

  get view(): View | null {
    return this.#views.value;
  }

  until(holds: (view: View) => boolean): Promise<View | null> {
    return this.#views.until(holds);
  }

  command(command: Command): Promise<Sent> {
    return this.ask<null>('command', command);
  }

  close(): void {
    this.#closed = true;
    this.#views.end();
    this.socket.disconnect();
  }

  /** One message with its answer. */
  protected ask<T>(event: string, message: unknown): Promise<Result<T, AnyRefusal>> {
    return politely(wait, () => answered<T>(this.socket, event, message));
  }

  /** socket.io does not come back by itself where the server ended or refused the namespace. */
  #rejoinSoon(): void {
    if (this.#closed || this.socket.active) return;
    setTimeout(() => {
      if (!this.#closed && !this.socket.active) this.socket.connect();
    }, REJOIN_MS);
  }
}

/** A desk (bàn điểm danh, phát phiếu) with this key. */
export function openDesk(key: SodiumKeyPair): DeskLine {
  return new Guest<DeskView, DeskCommand>(NAMESPACES.desk, key);
}

class TellerGuestLine extends Guest<TellerView, TellerCommand> implements TellerLine {
  async board(from: number): Promise<BoardChunk | null> {
    const answer = await this.ask<BoardChunk>('board', { from });
    return answer.ok ? answer.value : null;
  }

  async register(from: number): Promise<readonly string[] | null> {
    const answer = await this.ask<{ readonly lines: readonly string[] }>('register', { from });
    return answer.ok ? answer.value.lines : null;
  }

  evaluations(answers: Parameters<TellerLine['evaluations']>[0]): Promise<unknown> {
    return this.ask('evaluations', { answers });
  }

  onEvaluate(listener: Parameters<TellerLine['onEvaluate']>[0]): void {
    this.socket.on('evaluate', ({ requests }: Parameters<TellerPushes['evaluate']>[0]) => {
      listener(requests);
    });
  }

  onView(listener: () => void): void {
    this.socket.on('view', listener);
  }

  onGrew(listener: (head: SignedHead | null) => void): void {
    this.socket.on('grew', ({ head }: { readonly head: SignedHead | null }) => {
      listener(head);
    });
    this.socket.on('connect', () => {
      listener(null);
    });
  }
}

/** The device of a member of the counting committee with this key. */
export function openTeller(key: SodiumKeyPair): TellerLine {
  return new TellerGuestLine(NAMESPACES.teller, key);
}

class VoterGuestLine extends Guest<VoterView, never> implements VoterLine {
  exchange(message: Parameters<VoterLine['exchange']>[0]): ReturnType<VoterLine['exchange']> {
    return this.ask('exchange', message);
  }

  async cast(message: Parameters<VoterLine['cast']>[0]): ReturnType<VoterLine['cast']> {
    const socket = openAlone(NAMESPACES.ballot);
    try {
      return await answered(socket, 'cast', message);
    } finally {
      socket.disconnect();
    }
  }
}

/** A voter's page. */
export function openVoter(): VoterLine {
  return new VoterGuestLine(NAMESPACES.voter, null);
}

async function answered<T>(
  socket: Socket,
  event: string,
  message: unknown,
): Promise<Result<T, AnyRefusal>> {
  try {
    const answer: unknown = await socket.timeout(ANSWER_MS).emitWithAck(event, message);
    return answer as Result<T, AnyRefusal>;
  } catch {
    return err({ code: 'no-answer' });
  }
}

/** A fresh proof of the key at every connection; asked for until the door answers. */
function proving(namespace: string, key: SodiumKeyPair, isClosed: () => boolean): AuthProvider {
  async function prove(give: (data: Record<string, unknown>) => void): Promise<void> {
    while (!isClosed()) {
      const proof = await proofWith(namespace, key);
      if (proof === null) continue;
      give({ ...proof });
      return;
    }
  }
  return (give) => void prove(give);
}
