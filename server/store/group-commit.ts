import { ZERO_HASH } from '#shared/protocol/chain.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';
import { invariant } from '#shared/assert.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { chainEntry } from './chain-file.ts';
import type { ChainEntry, JournalKind } from './chain-file.ts';
import { isCode } from './error-code.ts';
import type { JournalFile } from './journal-fs.ts';

/** An entry before it has a place in the chain: its type and its body, a JSON object. */
export interface NewEntry {
  readonly t: string;
  readonly b: unknown;
}

/** An append-only chained file (P 4.2). Its properties describe what is synced, nothing else. */
export interface Journal {
  /** How many entries are on the disk. */
  readonly n: number;
  /** The hash of the last of them; 32 zero bytes when there is none. */
  readonly head: Uint8Array;
  /** The length of the file in bytes. */
  readonly size: number;
  /**
   * Appends the entries in order, next to one another, and resolves once they are synced. Calls made
   * meanwhile share the next write and sync, in the order of the calls. `E_DISK_FULL`: there was no
   * room, nothing of it is in the file, and a later call may succeed. Rejects with `JournalBroken`
   * after any other fault of the disk, for this and every later call: then the process must stop
   * (design 7, Disk). A crash before the answer may leave none, some or all of the entries.
   */
  append(entries: readonly NewEntry[]): Promise<Result<ChainEntry[], 'E_DISK_FULL'>>;
  /** Waits for what was appended, then closes the file. Appending after it is a bug and throws. */
  close(): Promise<void>;
}

/** The disk failed in a way nobody can repair while running; nothing more is accepted (reliability 0.8). */
export class JournalBroken extends Error {
  override readonly name = 'JournalBroken';
  readonly file: string;

  constructor(file: string, cause: unknown) {
    super(`The journal ${file} cannot be written`, { cause });
    this.file = file;
  }
}

/** An open file whose first `length` bytes are synced and end with the entry `last`. */
export interface JournalStart {
  readonly sodium: Sodium;
  readonly path: string;
  readonly kind: JournalKind;
  readonly file: JournalFile;
  readonly length: number;
  readonly last: ChainEntry | undefined;
}

/** The journal that appends after `start`; it owns the file from here on. */
export function startJournal(start: JournalStart): Journal {
  return new GroupCommit(start);
}

interface Waiting {
  readonly entries: readonly NewEntry[];
  readonly resolve: (answer: Result<ChainEntry[], 'E_DISK_FULL'>) => void;
  readonly reject: (error: Error) => void;
}

interface Chained {
  readonly waiting: Waiting;
  readonly entries: ChainEntry[];
}

class GroupCommit implements Journal {
  readonly #start: JournalStart;
  #last: ChainEntry | undefined;
  #size: number;
  #queue: Waiting[] = [];
  #running: Promise<void> | null = null;
  #broken: JournalBroken | null = null;
  #closing: Promise<void> | null = null;

  constructor(start: JournalStart) {
    this.#start = start;
    this.#last = start.last;
    this.#size = start.length;
  }

  get n(): number {
    return this.#last === undefined ? 0 : this.#last.n + 1;
  }

  get head(): Uint8Array {
    return this.#last?.hash ?? ZERO_HASH;
  }

  get size(): number {
    return this.#size;
  }

  append(entries: readonly NewEntry[]): Promise<Result<ChainEntry[], 'E_DISK_FULL'>> {
    if (this.#broken !== null) return Promise.reject(this.#broken);
    invariant(this.#closing === null, 'append after close');
    return new Promise((resolve, reject) => {
      this.#queue.push({ entries, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  close(): Promise<void> {
    this.#closing ??= this.#finish();
    return this.#closing;
  }

  async #finish(): Promise<void> {
    await this.#running;
    await this.#start.file.close();
  }

  async #run(): Promise<void> {
    // The calls of one turn of the event loop share the first write already.
    await Promise.resolve();
    while (this.#queue.length > 0) {
      const batch = this.#queue;
      this.#queue = [];
      await this.#commit(this.#chain(batch));
    }
    this.#running = null;
  }

  /** Gives every entry its place. A body that JSON cannot hold rejects its own call only. */
  #chain(batch: readonly Waiting[]): Chained[] {
    const { sodium, kind } = this.#start;
    const chained: Chained[] = [];
    let { n, head } = this;
    for (const waiting of batch) {
      try {
        const entries: ChainEntry[] = [];
        for (const entry of waiting.entries) {
          invariant(typeof entry.b === 'object' && entry.b !== null, 'a body that is no object');
          const previous = entries.at(-1)?.hash ?? head;
          entries.push(chainEntry(sodium, kind, n + entries.length, previous, entry));
        }
        n += entries.length;
        head = entries.at(-1)?.hash ?? head;
        chained.push({ waiting, entries });
      } catch (error) {
        waiting.reject(error instanceof Error ? error : new Error('not JSON', { cause: error }));
      }
    }
    return chained;
  }

  async #commit(batch: readonly Chained[]): Promise<void> {
    const entries = batch.flatMap((chained) => chained.entries);
    const bytes = Buffer.from(entries.map(({ line }) => `${line}\n`).join(''));
    try {
      const isFull = bytes.length > 0 && !(await this.#write(bytes));
      if (isFull) {
        await this.#undo();
        for (const { waiting } of batch) waiting.resolve(err('E_DISK_FULL'));
        return;
      }
      if (bytes.length > 0) await this.#start.file.datasync();
    } catch (cause) {
      await this.#break(cause, batch);
      return;
    }
    this.#size += bytes.length;
    this.#last = entries.at(-1) ?? this.#last;
    for (const chained of batch) chained.waiting.resolve(ok(chained.entries));
  }

  /** Whether all of it was taken. A short write is a full disk (design 7, Disk). */
  async #write(bytes: Uint8Array): Promise<boolean> {
    try {
      return (await this.#start.file.write(bytes, this.#size)) === bytes.length;
    } catch (error) {
      if (isCode(error, 'ENOSPC', 'EDQUOT')) return false;
      throw error;
    }
  }

  async #undo(): Promise<void> {
    await this.#start.file.truncate(this.#size);
    await this.#start.file.sync();
  }

  async #break(cause: unknown, batch: readonly Chained[]): Promise<void> {
    this.#broken = new JournalBroken(this.#start.path, cause);
    const refused = [...batch.map(({ waiting }) => waiting), ...this.#queue];
    this.#queue = [];
    // After a failed sync the cache may show lines the disk never got: do not leave them to be read
    // at the next start. No sync is tried again.
    await this.#start.file.truncate(this.#size).catch(() => undefined);
    for (const waiting of refused) waiting.reject(this.#broken);
  }
}
