import { setTimeout as sleep } from 'node:timers/promises';
import type { PairedRole } from '#shared/meeting/views.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { NAMESPACES, type Pairing } from '#shared/wire.ts';
import { random, sodium } from '../clients/sodium.ts';
import type { Ledger } from './ledger.ts';
import { askAlone, Line } from './line.ts';

/** What every device of the hall is given. */
export interface Hall {
  readonly url: string;
  readonly ledger: Ledger;
  /** Numbers from 0 to below 1 that follow from the seed. */
  readonly chance: () => number;
  /** What a device found wrong. */
  readonly alarm: (sentence: string) => void;
}

const PACE_MS = 80;

/**
 * A paired device with its person in front of it: every moment they look at the newest view and do
 * what it asks for, so after a death they go on from what the server says, knowing nothing of it.
 */
export abstract class PairedDevice<View> {
  readonly role: PairedRole;
  readonly label: string;
  protected readonly hall: Hall;
  readonly #key = sodium.crypto_sign_seed_keypair(random(32));
  #line: Line<View> | null = null;
  #stopped = false;

  constructor(hall: Hall, role: PairedRole, label: string) {
    this.hall = hall;
    this.role = role;
    this.label = label;
  }

  /** Null until it was paired. */
  get line(): Line<View> | null {
    return this.#line;
  }

  /** Redeems a code with this device's one key; after a lost answer with the next code. */
  async pair(code: string): Promise<boolean> {
    const message = { code, device: toBase64url(this.#key.publicKey), label: this.label };
    const { url, ledger } = this.hall;
    const answer = await askAlone<Pairing>(url, NAMESPACES.door, 'pair', message);
    if (!answer.ok) return false;
    this.#line = new Line<View>(url, NAMESPACES[this.role], this.#key, (namespace, said) => {
      ledger.acknowledged(namespace, said);
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
    while (!this.#stopped) {
      try {
        // Who is cut off sees an old screen: nobody acts on it.
        if (line.view !== null && line.socket.connected) await this.act(line, line.view);
      } catch (error) {
        this.hall.alarm(`${this.role} ${this.label}: ${String(error)}`);
        return;
      }
      await sleep(PACE_MS);
    }
  }
}
