/**
 * The heads the server signed and this device heard: each is checked, held against the board as
 * read, and kept, so that a server that signs two pasts has given the evidence itself (SPEC L11).
 */
import type { SignedHead } from '#shared/protocol/entries.ts';
import type { BoardFold } from './board-fold.ts';
import { MOST_HEADS } from './board-seen.ts';
import type { BoardAlarm } from './board-seen.ts';

export class HeadKeeper {
  /** Heard, but their signature is not known to be good: the key is in entry 0. */
  #heard: SignedHead[] = [];
  /** Well signed, in the order in which they were heard. */
  #kept: SignedHead[] = [];
  /** Of the kept ones, those whose entry has not been read yet, or is another one. */
  #open: SignedHead[] = [];
  #changed = false;

  /** The kept heads, oldest first. */
  get kept(): readonly SignedHead[] {
    return this.#kept;
  }

  /** All that might be evidence, those of unknown signature last. */
  get all(): readonly SignedHead[] {
    return [...this.#kept, ...this.#heard];
  }

  /** Some head's entry has not been read yet. */
  get isWaiting(): boolean {
    return this.#open.length > 0 || this.#heard.length > 0;
  }

  /** True once after heads were added or forgotten. */
  takeChanged(): boolean {
    const changed = this.#changed;
    this.#changed = false;
    return changed;
  }

  /** Heads that this device kept before a reload: checked then, compared anew. */
  recall(heads: readonly SignedHead[]): void {
    this.#kept = [...heads];
    this.#open = [...heads];
  }

  hear(head: SignedHead | null): void {
    if (head === null || this.all.some((known) => isSame(known, head))) return;
    this.#heard.push(head);
  }

  /** The heads are of another board, which was given up lawfully; newer ones are told again. */
  forget(): void {
    this.#heard = [];
    this.#kept = [];
    this.#open = [];
    this.#changed = true;
  }

  /**
   * What is wrong with a head that was heard: its signature (`head`), or it names another entry
   * than the one read, or than another head does (`rewritten`). Found again when asked again.
   */
  fault(fold: BoardFold): BoardAlarm | null {
    if (fold.state.setup === null) return null;
    for (let head = this.#heard[0]; head !== undefined; head = this.#heard[0]) {
      if (!fold.isSigned(head)) {
        return { kind: 'head', entry: head.n, code: `E_HEADSIG(${head.n})` };
      }
      this.#keep(head);
      this.#heard.shift();
    }
    this.#open = this.#open.filter(({ n, h }) => fold.hashOf(n) !== h);
    const wrong = this.#open.find((head) => {
      return fold.hashOf(head.n) !== null || this.#open.some((other) => differ(head, other));
    });
    if (wrong === undefined) return null;
    return { kind: 'rewritten', entry: wrong.n, code: `E_CHAIN(${wrong.n})` };
  }

  #keep(head: SignedHead): void {
    this.#kept = [...this.#kept, head].slice(-MOST_HEADS);
    this.#open.push(head);
    this.#changed = true;
  }
}

function isSame(one: SignedHead, other: SignedHead): boolean {
  return one.n === other.n && one.h === other.h && one.sig === other.sig;
}

function differ(one: SignedHead, other: SignedHead): boolean {
  return one.n === other.n && one.h !== other.h;
}
