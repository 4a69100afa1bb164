import type { Socket } from 'socket.io-client';
import type { PairedRole } from '#shared/meeting/views.ts';
import { err, type Result } from '#shared/result.ts';
import { giveUp, onWake, openNamespace, rouse } from './connection.ts';
import { proofFor } from './device.ts';
import type { AnyRefusal } from './refusal-text.ts';

export type LinkStatus = 'connecting' | 'live' | 'lost' | 'refused';

/** The events of a namespace as `shared/wire.ts` types them. */
type AnyEvents = Record<
  string,
  (message: unknown, reply: (answer: Result<unknown, AnyRefusal>) => void) => void
>;

type MessageOf<E> = E extends (message: infer M, reply: never) => void ? M : never;
type ValueOf<E> = E extends (
  message: never,
  reply: (answer: Result<infer T, infer _Refused>) => void,
) => void
  ? T
  : unknown;

const ANSWER_MS = 8000;
const REJOIN_MS = 2000;

/**
 * One role's live line to the server: the newest whole view, and messages answered with a
 * `Result`. It reconnects by itself; after every reconnection the server sends the view again.
 */
export class Link<View, Events extends object = AnyEvents> {
  view = $state.raw<View | null>(null);
  status = $state<LinkStatus>('connecting');
  readonly #socket: Socket;
  readonly #stopWaking: () => void;
  #attempt = 0;

  /** `role` null: a namespace open to everyone (`/voter`), without a device key. */
  constructor(namespace: string, role: PairedRole | null) {
    this.#socket =
      role === null
        ? openNamespace(namespace)
        : openNamespace(namespace, (give) => void this.#authenticate(namespace, role, give));
    this.#socket.on('view', (view: View) => {
      this.view = view;
    });
    this.#socket.on('connect', () => {
      this.status = 'live';
    });
    this.#socket.on('disconnect', () => {
      this.status = 'lost';
      this.#rejoinSoon();
    });
    this.#socket.on('connect_error', (error) => {
      this.status = error.message === 'not-paired' ? 'refused' : 'lost';
      if (this.status === 'lost') this.#rejoinSoon();
    });
    this.#stopWaking = onWake(() => {
      rouse(this.#socket);
    });
    this.#socket.connect();
  }

  /**
   * Sends one message; without an answer in 8 s (or, with `retry`, after one more attempt) the
   * error is `no-answer`. `waitMs` where the answer takes longer to make. Ask for `retry` only where a repetition does no harm.
   */
  async send<E extends keyof Events & string>(
    event: E,
    message: MessageOf<Events[E]>,
    options: { readonly retry?: boolean; readonly waitMs?: number } = {},
  ): Promise<Result<ValueOf<Events[E]>, AnyRefusal>> {
    for (let attempts = options.retry === true ? 2 : 1; attempts > 0; attempts--) {
      try {
        const answer: unknown = await this.#socket
          .timeout(options.waitMs ?? ANSWER_MS)
          .emitWithAck(event, message);
        return answer as Result<ValueOf<Events[E]>, AnyRefusal>;
      } catch {
        // Lost on the way there or back: the loop decides.
        giveUp(this.#socket);
      }
    }
    return err({ code: 'no-answer' });
  }

  /** Listens to a push other than `view`. */
  on(event: string, listener: (message: never) => void): void {
    this.#socket.on(event, listener as (...messages: unknown[]) => void);
  }

  /** Joins again after a refusal, for a device that has just been paired. */
  retry(): void {
    this.status = 'connecting';
    this.#socket.connect();
  }

  /** Ends the line for good. */
  close(): void {
    this.#stopWaking();
    this.#attempt = -1;
    this.#socket.removeAllListeners();
    this.#socket.disconnect();
  }

  async #authenticate(
    namespace: string,
    role: PairedRole,
    give: (data: Record<string, unknown>) => void,
  ): Promise<void> {
    const attempt = ++this.#attempt;
    let proof = null;
    while (proof === null && attempt === this.#attempt) proof = await proofFor(namespace, role);
    // A later attempt has begun meanwhile: this nonce belongs to a connection that is gone.
    if (proof !== null && attempt === this.#attempt) give({ ...proof });
  }

  /** socket.io does not come back by itself where the server ended or refused the namespace. */
  #rejoinSoon(): void {
    if (this.#socket.active || this.#attempt < 0) return;
    setTimeout(() => {
      if (this.#attempt >= 0 && !this.#socket.active) this.#socket.connect();
    }, REJOIN_MS);
  }
}
