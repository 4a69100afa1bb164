import { statfs } from 'node:fs/promises';
import type { Blocker } from '#shared/meeting/views.ts';

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
 * and ballots are refused without trying, until 100 MB are free again (design 7, Disk).
 */
export class DiskWatch {
  readonly #free: () => Promise<number>;
  readonly #listeners = new Set<(recovered: boolean) => void>();
  #timer: NodeJS.Timeout | null = null;
  #bytes = Infinity;
  #full = false;

  constructor(free: () => Promise<number>) {
    this.#free = free;
  }

  /** Nothing more is accepted until there is room. */
  get full(): boolean {
    return this.#full;
  }

  get alarms(): Blocker[] {
    if (this.#full) return [{ code: 'disk-full' }];
    if (this.#bytes >= WARNING_BYTES) return [];
    return [{ code: 'disk-low', detail: { mb: Math.floor(this.#bytes / MEGABYTE) } }];
  }

  /** Called after a change of the alarms; `recovered`: the disk was full and has room again. */
  onChange(listener: (recovered: boolean) => void): void {
    this.#listeners.add(listener);
  }

  /** A record found no room. */
  noRoom(): void {
    if (this.#full) return;
    this.#full = true;
    this.#tell(false);
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
    this.#timer = setInterval(() => void this.check(), PERIOD_MS).unref();
  }

  close(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  #tell(recovered: boolean): void {
    for (const listener of this.#listeners) listener(recovered);
  }
}
