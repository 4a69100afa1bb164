import { refusal } from '#shared/meeting/refusals.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import type { RandomBytes } from '#shared/protocol/sodium.ts';
import { err, ok } from '#shared/result.ts';
import type { WalkStep, WalkView } from '#shared/wire-readiness.ts';
import type { Answer } from '#shared/wire.ts';

const LASTS_MS = 60 * 60_000;
const MOST_WALKERS = 60;

interface Walker {
  readonly n: number;
  step: WalkStep;
  heardAt: number;
}

/**
 * Phones that are carried through the hall, each as a number and its figures: in memory alone, and
 * nothing of whose they are. The code of a walk is in its QR; without it nobody joins.
 */
export class WalkTest {
  readonly #random: RandomBytes;
  readonly #now: () => number;
  #code: string | null = null;
  #until = 0;
  readonly #walkers = new Map<string, Walker>();

  /** `now`: milliseconds of a clock that never jumps. */
  constructor(random: RandomBytes, now: () => number) {
    this.#random = random;
    this.#now = now;
  }

  /** A new walk for an hour; what was measured before is forgotten. */
  start(): void {
    this.#code = toBase64url(this.#random(9));
    this.#until = this.#now() + LASTS_MS;
    this.#walkers.clear();
  }

  /** Nobody is heard any more; what was measured stays. */
  stop(): void {
    this.#code = null;
  }

  /** What a phone measured so far; answered at once, with its number. */
  step(step: WalkStep): Answer<{ readonly n: number }> {
    if (step.code !== this.#openCode()) return err(refusal('walk-over'));
    const known = this.#walkers.get(step.page);
    if (known === undefined && this.#walkers.size >= MOST_WALKERS) {
      return err(refusal('too-many-requests'));
    }
    const n = known?.n ?? this.#walkers.size + 1;
    this.#walkers.set(step.page, { n, step, heardAt: this.#now() });
    return ok({ n });
  }

  view(urls: readonly string[]): WalkView {
    const code = this.#openCode();
    const now = this.#now();
    return {
      urls: code === null ? [] : urls.map((url) => `${url}/console/#walk=${code}`),
      walkers: [...this.#walkers.values()].map(({ n, step, heardAt }) => {
        const quiet = now - heardAt;
        const { worst, sent, lost } = step;
        const isOut = code !== null && quiet > 2_500;
        return {
          n,
          now: isOut ? null : step.now,
          worst,
          sent,
          lost,
          // A phone that is out of reach cannot say so itself.
          silence: Math.round(code === null ? step.silence : Math.max(step.silence, quiet)),
          heard: Math.round(quiet / 1000),
        };
      }),
    };
  }

  #openCode(): string | null {
    if (this.#code !== null && this.#now() > this.#until) this.#code = null;
    return this.#code;
  }
}
