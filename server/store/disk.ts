import { statfs } from 'node:fs/promises';
import type { Blocker } from '#shared/meeting/views.ts';
import type { Ballast } from './ballast.ts';

export const MEGABYTE = 1_000_000;
/** Below this the chair is warned (reliability 1.5). */
export const WARNING_BYTES = 500 * MEGABYTE;
/** Below this no polls are opened, and a disk that was full stays so (design 7, Disk). */
export const OPENING_BYTES = 100 * MEGABYTE;

const PERIOD_MS = 2_000;

/** Bytes this user may still write on the disk that holds `dir` (warn under 500 MB, refuse to open under 100 MB). */
export async function freeBytes(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize;
}

/**
 * Watches the free space of the data folder. Once a record found no room the disk counts as full,
 * and ballots are refused without trying, until 100 MB are free again (design 7, Disk). What ends a
 * round already closed is not refused: the ballast is given up for it.
 */
export class DiskWatch {
  readonly #free: () => Promise<number>;
  readonly #ballast: Ballast | null;
  readonly #listeners = new Set<(recovered: boolean) => void>();
  #timer: NodeJS.Timeout | null = null;
  #tending: Promise<void> | null = null;
  #bytes = Infinity;
  #full = false;

  constructor(free: () => Promise<number>, ballast: Ballast | null = null) {
    this.#free = free;
    this.#ballast = ballast;
  }

  /** Nothing more is accepted until there is room. */
  get full(): boolean {
    return this.#full;
  }

  get alarms(): Blocker[] {
    const full = this.#full ? [{ code: 'disk-full' }] : [];
    if (this.#ballast?.spent === true) return [...full, { code: 'disk-reserve' }];
    if (this.#full) return full;
    if (this.#bytes >= WARNING_BYTES) return [];
    return [{ code: 'disk-low', detail: { mb: Math.floor(this.#bytes / MEGABYTE) } }];
  }

  /** Called after a change of the alarms; `recovered`: the disk was full and has room again. */
  onChange(listener: (recovered: boolean) => void): void {
    this.#listeners.add(listener);
  }

  /**
   * A record found no room. `finishing`: it ends a round, and the ballast may go for it; true when
   * that made room, so that the record may be tried once more.
   */
  async noRoom(finishing: boolean): Promise<boolean> {
    const wasFull = this.#full;
    this.#full = true;
    const released = finishing && ((await this.#ballast?.release()) ?? false);
    if (!wasFull || released) this.#tell(false);
    return released;
  }

  /** Whether there is room for a round's polls, asked of the disk now. */
  async mayOpen(): Promise<boolean> {
    await this.check();
    return !this.#full && this.#bytes >= OPENING_BYTES;
  }

  /** Looks now, and from `start` on every two seconds. */
  async check(): Promise<void> {
    const before = JSON.stringify(this.alarms);
    // A disk that cannot be asked will be told by its records.
    this.#bytes = await this.#free().catch(() => this.#bytes);
    const recovered = this.#full && this.#bytes >= OPENING_BYTES;
    if (recovered) this.#full = false;
    if (JSON.stringify(this.alarms) !== before) this.#tell(recovered);
  }

  async start(): Promise<void> {
    await this.check();
    this.#timer = setInterval(() => {
      this.#tending ??= this.#look().finally(() => {
        this.#tending = null;
      });
    }, PERIOD_MS).unref();
  }

  /** Ends the watch; nothing of it writes any more once this resolves. */
  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#tending;
  }

  async #look(): Promise<void> {
    await this.check();
    const before = JSON.stringify(this.alarms);
    await this.#ballast?.tend(this.#bytes).catch(() => undefined);
    if (JSON.stringify(this.alarms) !== before) this.#tell(false);
  }

  #tell(recovered: boolean): void {
    for (const listener of this.#listeners) listener(recovered);
  }
}
