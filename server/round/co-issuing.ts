import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CoIssuerSeat } from '#shared/meeting/co-issuers.ts';
import type { ExchangeMessage } from '#shared/meeting/exchanging.ts';
import { fromBase64url } from '#shared/protocol/bytes.ts';
import type { Evaluation } from '#shared/protocol/entries.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';
import { checkEvaluation } from '#shared/protocol/token.ts';
import type { CoIssuerAnswer } from '#shared/wire.ts';
import { handleFault } from '../faults.ts';

/** Requests in one message: 50 are under 10 KB, and a slow device answers them within a second. */
const AT_A_TIME = 50;
/** Requests that come within this time travel together. */
const GATHER_MS = 20;
/** What was not answered is asked again: a message may have been lost with its connection. */
const REPEAT_MS = 2000;
/** A co-issuer who owes an answer for longer is shown to the chair. */
const SILENT_MS = 4000;
/** Checks between two pauses, so that the event loop goes on: each takes about 0.7 ms. */
const CHECKS_AT_A_TIME = 8;

/** The outside of a round's co-issuing. */
export interface CoIssuingWorld {
  readonly sodium: Sodium;
  /** Milliseconds that never go back. */
  readonly now: () => number;
  isOnline(teller: number): boolean;
  ask(teller: number, requests: readonly ExchangeMessage[]): void;
  /** All co-issuers have evaluated: enters the register's line; afterwards the exchange is over. */
  complete(message: ExchangeMessage, others: ReadonlyMap<number, Evaluation>): Promise<void>;
  onChange(): void;
}

/** What is wrong with co-issuers, by their names. */
export interface CoIssuerTrouble {
  readonly offline: readonly string[];
  readonly silent: readonly string[];
  /** Sent an evaluation that its own key does not bear out: not written. */
  readonly wrong: readonly string[];
  /** Has answered the same code for another blinded key before, and refuses. */
  readonly refusing: readonly string[];
}

interface Pending extends ExchangeMessage {
  readonly B: string;
  readonly evals: Map<number, Evaluation>;
  readonly over: Promise<void>;
  readonly finish: () => void;
  completing: boolean;
  /** When the co-issuers were first asked; null while one of them is away. */
  askedAt: number | null;
  /**
   * Whose answer is looked at: each question of ours is answered once. Otherwise one device could
   * have us check wrong answers without end, while every ballot waits.
   */
  readonly owing: Set<number>;
}

/**
 * The exchanges that wait for co-issuers (P 4.6.3). Nothing here is on disk: a code that is scanned
 * again is asked for again, and a co-issuer answers the same claim and B from its own list. Nobody is
 * asked while one of them is away, so that no device signs what may never be entered.
 */
export class CoIssuing {
  readonly #world: CoIssuingWorld;
  readonly #pending = new Map<string, Pending>();
  #seats: readonly CoIssuerSeat[] = [];
  readonly #wrong = new Set<number>();
  readonly #refusing = new Set<number>();
  #gathering: NodeJS.Timeout | null = null;
  #repeating: NodeJS.Timeout | null = null;
  #shown = '';

  constructor(world: CoIssuingWorld) {
    this.#world = world;
  }

  /**
   * Has the co-issuers evaluate; resolves when the exchange is over, whatever came of it. Another B
   * for a claim that is under way: null.
   */
  want(seats: readonly CoIssuerSeat[], message: ExchangeMessage): Promise<void> | null {
    this.#seats = seats;
    const known = this.#pending.get(message.claim);
    if (known !== undefined) return known.B === message.B ? known.over : null;
    let finish = nothing;
    const over = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const fresh = { evals: new Map<number, Evaluation>(), completing: false, askedAt: null };
    const owing = new Set<number>();
    this.#pending.set(message.claim, { ...message, ...fresh, owing, over, finish });
    this.#gather();
    this.#repeating ??= setInterval(() => {
      this.#repeat();
    }, REPEAT_MS);
    return over;
  }

  /** A co-issuer's answers: each is checked under its key before it counts for anything. */
  async take(seat: CoIssuerSeat, answers: readonly CoIssuerAnswer[]): Promise<void> {
    let checks = 0;
    for (const answer of answers) {
      const pending = this.#pending.get(answer.claim);
      if (pending?.owing.delete(seat.i) !== true) continue;
      if ('refused' in answer) this.#refusing.add(seat.i);
      else if (this.#isRight(seat, pending.B, answer)) {
        pending.evals.set(seat.i, { i: seat.i, E: answer.E, proof: answer.proof });
      } else this.#wrong.add(seat.i);
      this.#completeIfAll(pending);
      if (++checks % CHECKS_AT_A_TIME === 0) await nextTurn();
    }
    this.#show();
  }

  /** A co-issuer came or went: who came back is asked at once. */
  linesChanged(): void {
    if (this.#pending.size > 0) this.#repeat();
    this.#show();
  }

  /** Ends every exchange under way: the polls are closed, or the server stops. */
  stop(): void {
    for (const { finish } of this.#pending.values()) finish();
    this.#pending.clear();
    this.#rest();
  }

  /** What is wrong now; `seats` are the round's co-issuers. */
  trouble(seats: readonly CoIssuerSeat[]): CoIssuerTrouble {
    const late = this.#late();
    function names(of: (seat: CoIssuerSeat) => boolean): string[] {
      return seats.filter(of).map(({ name }) => name);
    }
    return {
      offline: names(({ teller }) => !this.#world.isOnline(teller)),
      silent: names(({ i, teller }) => late.has(i) && this.#world.isOnline(teller)),
      wrong: names(({ i }) => this.#wrong.has(i)),
      refusing: names(({ i }) => this.#refusing.has(i)),
    };
  }

  #isRight({ pk }: CoIssuerSeat, B: string, answer: { E: string; proof: string }): boolean {
    const [key, blinded, E] = [pk, B, answer.E].map((text) => fromBase64url(text, 32));
    const proof = fromBase64url(answer.proof, 64);
    if (!key?.ok || !blinded?.ok || !E?.ok || !proof.ok) return false;
    return checkEvaluation(this.#world.sodium, key.value, blinded.value, E.value, proof.value);
  }

  #completeIfAll(pending: Pending): void {
    if (pending.completing || pending.evals.size < this.#seats.length) return;
    pending.completing = true;
    this.#world
      .complete(pending, pending.evals)
      .catch(handleFault)
      .finally(() => {
        this.#pending.delete(pending.claim);
        pending.finish();
        if (this.#pending.size === 0) this.#rest();
      });
  }

  #gather(): void {
    this.#gathering ??= setTimeout(() => {
      this.#gathering = null;
      this.#ask(({ askedAt }) => askedAt === null);
    }, GATHER_MS);
  }

  #repeat(): void {
    this.#ask(() => true);
    this.#show();
  }

  /** Asks each co-issuer for what it has not answered, of the exchanges `which` holds for. */
  #ask(which: (pending: Pending) => boolean): void {
    if (!this.#seats.every(({ teller }) => this.#world.isOnline(teller))) return;
    const due = [...this.#pending.values()].filter(which);
    for (const pending of due) pending.askedAt ??= this.#world.now();
    for (const { i, teller } of this.#seats) {
      const missing = due.filter(({ evals }) => !evals.has(i));
      for (const { owing } of missing) owing.add(i);
      for (let from = 0; from < missing.length; from += AT_A_TIME) {
        const part = missing.slice(from, from + AT_A_TIME);
        this.#world.ask(
          teller,
          part.map(({ claim, B }) => ({ claim, B })),
        );
      }
    }
  }

  /** The issuers who have owed an answer for too long. */
  #late(): ReadonlySet<number> {
    const before = this.#world.now() - SILENT_MS;
    const late = new Set<number>();
    for (const { askedAt, evals, completing } of this.#pending.values()) {
      if (askedAt === null || askedAt > before || completing) continue;
      for (const { i } of this.#seats) if (!evals.has(i)) late.add(i);
    }
    return late;
  }

  /** Tells of a change of what is wrong, and only of a change. */
  #show(): void {
    const now = JSON.stringify(this.trouble(this.#seats));
    if (now === this.#shown) return;
    this.#shown = now;
    this.#world.onChange();
  }

  #rest(): void {
    if (this.#repeating !== null) clearInterval(this.#repeating);
    if (this.#gathering !== null) clearTimeout(this.#gathering);
    this.#repeating = this.#gathering = null;
    this.#show();
  }
}

function nothing(): void {
  // Until the promise has its resolver.
}
