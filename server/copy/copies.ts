import { randomUUID } from 'node:crypto';
import { refusal } from '#shared/meeting/refusals.ts';
import type { Blocker, CopyView } from '#shared/meeting/views.ts';
import { err, ok } from '#shared/result.ts';
import type { Answer } from '#shared/wire.ts';
import type { DurableValue } from '../store/durable-json.ts';
import { turns } from '../in-turn.ts';
import { Mirror } from './mirror.ts';
import { isNetworkPath, liesOnNetwork } from './network-place.ts';
import { isSamePlace, preparePlace } from './place.ts';
import type { CopyUnit } from './source.ts';

/** Where the copy is kept: `id` names this data folder for good, `path` is null without a copy. */
export interface CopySetting {
  readonly id: string;
  readonly path: string | null;
}

export interface CopiesOptions<S extends { readonly copy: CopySetting | null }> {
  readonly data: string;
  readonly settings: DurableValue<S>;
  readonly units: () => readonly CopyUnit[];
  readonly changed: () => void;
  /** The copy was lost, and why, or is written again (null): for the log. */
  readonly passed: (failed: CopyView['failed']) => void;
}

/** From how many seconds on a lag is an alarm: a slow stick needs two for a step. */
const LAG_ALARM_S = 10;

/** The second copy of the data folder: where it is, and that it follows (design 7, Copy). */
export class Copies<S extends { readonly copy: CopySetting | null }> {
  readonly #options: CopiesOptions<S>;
  #mirror: Mirror | null = null;
  readonly #inTurn = turns();

  constructor(options: CopiesOptions<S>) {
    this.#options = options;
  }

  /**
   * Goes on with the copy of the settings. A data folder that is itself the copy, since the meeting
   * was moved to it, has none.
   */
  async open(): Promise<void> {
    const { data, settings } = this.#options;
    const { copy } = settings.value;
    if (copy?.path === null || copy === null) return;
    // A place on another machine that was chosen before there was this rule is left.
    const isElsewhere = isNetworkPath(copy.path) || (await liesOnNetwork(copy.path));
    if (isElsewhere || (await isSamePlace(data, copy.path)))
      await this.#store({ ...copy, path: null });
    else this.#start(copy.id, copy.path);
  }

  /** Begins a copy in `path`, after checking it, or ends it with null; what was copied stays. */
  choose(path: string | null): Promise<Answer<null>> {
    return this.#inTurn(() => this.#choose(path));
  }

  async #choose(path: string | null): Promise<Answer<null>> {
    const { data, settings } = this.#options;
    const id = settings.value.copy?.id ?? randomUUID();
    if (path === null) {
      await this.#store({ id, path: null });
      await this.#stop();
      return ok(null);
    }
    if (path.trim() === '') return err(refusal('copy-unusable'));
    const place = await preparePlace(data, id, path.trim());
    if (!place.ok) return place;
    await this.#store({ id, path: place.value });
    await this.#stop();
    this.#start(id, place.value);
    return ok(null);
  }

  get view(): CopyView | null {
    return this.#mirror?.status ?? null;
  }

  /** What is wrong with the copy; a rehearsal may do without one. */
  alarms(needed: boolean): Blocker[] {
    const { view } = this;
    if (view === null) return needed ? [{ code: 'no-copy' }] : [];
    const isLate = view.lagSeconds >= LAG_ALARM_S;
    return [
      ...(view.failed === null ? [] : [{ code: `copy-${view.failed}` }]),
      ...(isLate ? [{ code: 'copy-lag', detail: { seconds: view.lagSeconds } }] : []),
    ];
  }

  close(): Promise<void> {
    return this.#stop();
  }

  #start(id: string, path: string): void {
    const { data, units, changed, passed } = this.#options;
    const now = performance.now.bind(performance);
    this.#mirror = new Mirror({ data, id, path, units, changed, passed, now });
    changed();
  }

  async #stop(): Promise<void> {
    const mirror = this.#mirror;
    this.#mirror = null;
    await mirror?.close();
    if (mirror !== null) this.#options.changed();
  }

  #store(copy: CopySetting): Promise<void> {
    return this.#options.settings.update((settings) => ({ ...settings, copy }));
  }
}
