import type { Blocker } from '#shared/meeting/views.ts';

/** So many wrong codes within so long are no slips of the finger. */
const MANY = 10;
const WITHIN_MS = 10 * 60_000;

/**
 * Wrong pairing codes of the whole hall, as moments in memory and nothing of whose they were: who
 * tries many is not let in anyway (`Gate`), but the chair should know that somebody tries.
 */
export class PairingGuesses {
  readonly #now: () => number;
  readonly #changed: () => void;
  #moments: number[] = [];

  /** `now`: milliseconds of a clock that never jumps; `changed` when the alarm begins. */
  constructor(now: () => number, changed: () => void) {
    this.#now = now;
    this.#changed = changed;
  }

  /** One more wrong code. */
  note(): void {
    this.#moments = [...this.#moments.slice(1 - MANY), this.#now()];
    if (this.alarms.length > 0) this.#changed();
  }

  /** Quiet: it is over ten minutes after the last of many. */
  get alarms(): Blocker[] {
    const since = this.#now() - WITHIN_MS;
    const recent = this.#moments.filter((moment) => moment > since).length;
    return recent < MANY ? [] : [{ code: 'pairing-guesses' }];
  }
}
