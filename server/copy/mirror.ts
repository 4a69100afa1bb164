import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { CopyView } from '#shared/meeting/views.ts';
import { isCode } from '../store/error-code.ts';
import { applyChanges, finishCopy } from './delta.ts';
import { isPlaceOf } from './place.ts';
import { CopyDiffers, emptyKnown, nextStep } from './source.ts';
import type { CopyUnit, Known } from './source.ts';

/** What is copied, and how fast things happen; `units` names the active round first. */
export interface MirrorOptions {
  readonly data: string;
  readonly id: string;
  readonly path: string;
  readonly units: () => readonly CopyUnit[];
  /** Milliseconds of a clock that never jumps. */
  readonly now: () => number;
  /** Called when what `status` says has changed. */
  readonly changed: () => void;
  /** Called after the first pass, and after every pass that ended otherwise than the one before. */
  readonly passed: (failed: CopyView['failed']) => void;
}

const PAUSE_MS = 300;
const RETRY_MS = 2_000;
const TICK_MS = 1_000;
const FAREWELL_MS = 5_000;

/**
 * Follows the data folder in a second place, step after step, without ever delaying it: only what
 * is synced is read, three times a second, one file operation at a time. Each step is one moment of one round (design 7,
 * Copy). A place that is gone or broken is tried again every two seconds, and compared from the
 * beginning; a place that has gone its own way is never overwritten.
 */
export class Mirror {
  readonly #options: MirrorOptions;
  /** What the place has; after a failure, what it had when it was last seen. */
  #known: Known = emptyKnown();
  #isAttached = false;
  #asOf: number;
  #failed: CopyView['failed'] = null;
  /** How the last pass ended; undefined before the first. */
  #outcome: CopyView['failed'] | undefined;
  #shown: CopyView;
  #pass: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  readonly #ticker: NodeJS.Timeout;
  #closed = false;

  constructor(options: MirrorOptions) {
    this.#options = options;
    this.#asOf = options.now();
    this.#shown = this.#current();
    this.#ticker = setInterval(() => {
      this.#show();
    }, TICK_MS).unref();
    this.#begin();
  }

  /** How the copy stands now. Whoever showed it is told within a second when it has changed. */
  get status(): CopyView {
    this.#shown = this.#current();
    return this.#shown;
  }

  /** Copies what is left, but waits no longer than five seconds for a place that does not answer. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#ticker);
    if (this.#timer !== null) clearTimeout(this.#timer);
    await Promise.race([
      this.#farewell(),
      new Promise((go) => setTimeout(go, FAREWELL_MS).unref()),
    ]);
  }

  async #farewell(): Promise<void> {
    await this.#pass;
    if (this.#failed === null) await this.#tryPass();
  }

  #begin(): void {
    this.#pass = this.#tryPass().then(() => {
      this.#pass = null;
      if (this.#closed) return;
      const pause = this.#failed === null ? PAUSE_MS : RETRY_MS;
      this.#timer = setTimeout(() => {
        this.#begin();
      }, pause).unref();
    });
  }

  async #tryPass(): Promise<void> {
    const before = this.#failed;
    try {
      const at = this.#options.now();
      if (await this.#copyAll()) this.#asOf = at;
      this.#failed = null;
    } catch (error) {
      this.#isAttached = false;
      this.#failed = failureOf(error);
    }
    if (this.#failed !== before) this.#show();
    if (this.#failed !== this.#outcome) this.#options.passed(this.#failed);
    this.#outcome = this.#failed;
  }

  /** Every unit once; false when one of them would not hold still. */
  async #copyAll(): Promise<boolean> {
    const { path, id, units } = this.#options;
    if (!(await isPlaceOf(path, id))) throw new PlaceGone();
    if (!this.#isAttached) {
      await finishCopy(path);
      this.#known = emptyKnown();
      this.#isAttached = true;
    }
    let isWhole = true;
    for (const { folder } of units()) isWhole = (await this.#copyUnit(folder)) && isWhole;
    return isWhole;
  }

  async #copyUnit(folder: string): Promise<boolean> {
    const { data, path, units } = this.#options;
    const known = this.#known;
    function unit(): CopyUnit {
      return units().find((each) => each.folder === folder) ?? { folder, synced: [] };
    }
    const step = await nextStep(data, path, unit, known);
    if (step === null) return false;
    if (step.changes.length > 0) {
      await applyChanges(path, step.changes);
      await levelTimes(path, folder, unit());
    }
    for (const [name, file] of step.known.synced) known.synced.set(name, file);
    for (const [name, version] of step.known.plain) known.plain.set(name, version);
    return true;
  }

  #current(): CopyView {
    const { path, units, now } = this.#options;
    const behind = units().flatMap(({ folder, synced }) =>
      synced.map(({ name, entries, life }) => {
        const known = this.#known.synced.get(`${folder}/${name}`);
        return known?.life === life ? Math.max(0, entries - known.entries) : entries;
      }),
    );
    const entriesBehind = behind.reduce((sum, each) => sum + each, 0);
    const isBehind = entriesBehind > 0 || this.#failed !== null;
    const lagSeconds = isBehind ? Math.floor((now() - this.#asOf) / 1000) : 0;
    return { path, lagSeconds, entriesBehind, failed: this.#failed };
  }

  #show(): void {
    const before = JSON.stringify(this.#shown);
    if (JSON.stringify(this.status) !== before) this.#options.changed();
  }
}

/** The folder is not there, or is not this copy: a stick pulled out leaves an empty folder behind. */
class PlaceGone extends Error {
  override readonly name = 'PlaceGone';
}

function failureOf(error: unknown): NonNullable<CopyView['failed']> {
  if (error instanceof CopyDiffers) return 'differs';
  return isCode(error, 'ENOSPC', 'EDQUOT') ? 'full' : 'lost';
}

/** File times would say when the last token was exchanged: in the copy they are always equal. */
async function levelTimes(path: string, folder: string, { synced }: CopyUnit): Promise<void> {
  const at = new Date();
  for (const { name } of synced) {
    await utimes(join(path, folder, name), at, at).catch(() => undefined);
  }
}
