import { setTimeout as sleep } from 'node:timers/promises';
import type { PairedRole } from '#shared/meeting/views.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { NAMESPACES, type Pairing } from '#shared/wire.ts';
import { random, sodium } from '../clients/sodium.ts';
import { roundOf, type Ledger } from './ledger.ts';
import { askAlone, Line } from './line.ts';

/** What every device of the hall is given. */
export interface Hall {
  readonly url: string;
  readonly ledger: Ledger;
  /** What members ask of the head of the committee. */
  readonly spoiled: Spoiled;
  /** Numbers from 0 to below 1 that follow from the seed. */
  readonly chance: () => number;
  /** What a device found wrong. */
  readonly alarm: (sentence: string) => void;
}

/**
 * Ballots to be voided and replaced (F18), by member: as the desk asks, until the desk sees that the
 * member holds none any more. A slip is named by the serial that is printed on it.
 */
export type Spoiled = Map<string, { readonly serial: string | null }>;

const PACE_MS = 80;

/**
 * A paired device with its person in front of it: every moment they look at the newest view and do
 * what it asks for, so after a death they go on from what the server says, knowing nothing of it.
 */
export abstract class PairedDevice<View> {
  readonly role: PairedRole;
  readonly label: string;
  protected readonly hall: Hall;
  #key = sodium.crypto_sign_seed_keypair(random(32));
  #line: Line<View> | null = null;
  #stopped = false;
  #isUnsure = false;

  constructor(hall: Hall, role: PairedRole, label: string) {
    this.hall = hall;
    this.role = role;
    this.label = label;
  }

  /** Null until it was paired. */
  get line(): Line<View> | null {
    return this.#line;
  }

  /**
   * Redeems a code with a key of its own, as a page does, also when it is paired again as a teller
   * for another round; after a lost answer with the same key and the next code.
   */
  async pair(code: string): Promise<boolean> {
    if (this.#line !== null && !this.#isUnsure) {
      this.#key = sodium.crypto_sign_seed_keypair(random(32));
    }
    const message = { code, device: toBase64url(this.#key.publicKey), label: this.label };
    const { url, ledger } = this.hall;
    const answer = await askAlone<Pairing>(url, NAMESPACES.door, 'pair', message);
    // A code is good once, and a key for one pairing: refused after an answer that was lost, they
    // have done their work.
    const isUsed =
      !answer.ok && this.#isUnsure && ['pairing-code', 'malformed'].includes(answer.error.code);
    this.#isUnsure = !answer.ok && answer.error.code === 'no-answer';
    if (!answer.ok && !isUsed) return false;
    this.#line?.close();
    this.#line = new Line<View>(url, NAMESPACES[this.role], this.#key, (namespace, said, seen) => {
      ledger.acknowledged(namespace, said, roundOf(seen));
    });
    this.began(this.#line);
    void this.#live(this.#line);
    return true;
  }

  close(): void {
    this.#stopped = true;
    this.#line?.close();
  }

  /** The line is there: listen to its pushes. */
  protected began(_line: Line<View>): void {
    // Most devices look at views only.
  }

  /** Looks at the newest view once and does what it asks for. */
  protected abstract act(line: Line<View>, view: View): Promise<unknown>;

  async #live(line: Line<View>): Promise<void> {
    while (!this.#stopped && line === this.#line) {
      try {
        // Who is cut off sees an old screen: nobody acts on it.
        if (line.view !== null && line.isCurrent) await this.act(line, line.view);
      } catch (error) {
        this.hall.alarm(`${this.role} ${this.label}: ${String(error)}`);
        return;
      }
      await sleep(PACE_MS);
    }
  }
}
