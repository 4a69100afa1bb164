import { randomFill } from 'node:crypto';
import { open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isCode } from './error-code.ts';

/** The ballast's name in the data folder; it is of no use anywhere else, so no copy has it. */
export const BALLAST = 'ballast.bin';
/** Enough to close, count and announce the largest round many times over (reliability 1.5). */
export const BALLAST_BYTES = 64_000_000;
/** The ballast is written only where the disk has this much: it must not itself stop an opening. */
export const BALLAST_FROM_BYTES = 200_000_000;

const STEP_BYTES = 2_000_000;

const fillRandomly: (bytes: Uint8Array) => Promise<unknown> = promisify(randomFill);

/**
 * 64 MB of written bytes that the server gives up by itself, so that a round under way can be
 * finished on a full disk (reliability 1.5). Random bytes, since a disk may store zeros as nothing.
 */
export class Ballast {
  readonly #path: string;
  readonly #step: number;
  #spent = false;
  #whole = false;

  /** `data` exists by the time of the first call; `step`: bytes written by one `tend`. */
  constructor(data: string, step = STEP_BYTES) {
    this.#path = join(data, BALLAST);
    this.#step = step;
  }

  /** It was given up and has not begun to be written again. */
  get spent(): boolean {
    return this.#spent;
  }

  /** Gives the space back to the disk; false when there was nothing to give. */
  async release(): Promise<boolean> {
    const size = await this.#size();
    if (size === 0) return false;
    await rm(this.#path, { force: true });
    this.#spent = true;
    this.#whole = false;
    return true;
  }

  /**
   * Writes a little more of it where `free` bytes allow, so that no sync of a record waits for 64 MB.
   * A fault here concerns no record: it is tried again at the next call.
   */
  async tend(free: number): Promise<void> {
    if (this.#whole || free < BALLAST_FROM_BYTES) return;
    this.#spent = false;
    const size = await this.#size();
    this.#whole = size >= BALLAST_BYTES;
    if (this.#whole) return;
    const bytes = Buffer.alloc(Math.min(this.#step, BALLAST_BYTES - size));
    await fillRandomly(bytes);
    const file = await open(this.#path, 'a', 0o600);
    try {
      await file.writeFile(bytes);
      await file.datasync();
    } finally {
      await file.close();
    }
  }

  async #size(): Promise<number> {
    try {
      return (await stat(this.#path)).size;
    } catch (error) {
      if (isCode(error, 'ENOENT')) return 0;
      throw error;
    }
  }
}
