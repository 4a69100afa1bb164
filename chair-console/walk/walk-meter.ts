import type { WalkStep } from '#shared/wire-readiness.ts';

/** Quicker answers are good; slower ones are felt. */
export const GOOD_MS = 300;
/** No answer for so long: the phone is out of reach. */
export const OUT_MS = 1_500;

export type WalkState = 'connecting' | 'good' | 'slow' | 'out';

/** What one phone measures on its walk; milliseconds of a clock that never jumps. */
export class WalkMeter {
  #sent = 0;
  #lost = 0;
  #worst = 0;
  #silence = 0;
  #last: number | null = null;
  /** When the last answer came. */
  #heard: number | null = null;

  /** An answer came at `now`, `ms` after its question. */
  answered(now: number, ms: number): void {
    this.#sent += 1;
    this.#last = Math.round(ms);
    this.#worst = Math.max(this.#worst, this.#last);
    this.#silence = this.silence(now);
    this.#heard = now;
  }

  /** A question had no answer; before the first answer the phone has not arrived yet. */
  lost(): void {
    if (this.#heard === null) return;
    this.#sent += 1;
    this.#lost += 1;
    this.#last = null;
  }

  /** The longest time without an answer so far, the present one included. */
  silence(now: number): number {
    return this.#heard === null ? 0 : Math.max(this.#silence, Math.round(now - this.#heard));
  }

  state(now: number): WalkState {
    if (this.#heard === null) return 'connecting';
    if (this.#last === null || now - this.#heard > OUT_MS) return 'out';
    return this.#last > GOOD_MS ? 'slow' : 'good';
  }

  /** The figures as they travel. */
  figures(now: number): Omit<WalkStep, 'code' | 'page'> {
    return {
      now: this.#last,
      worst: this.#worst,
      sent: this.#sent,
      lost: this.#lost,
      silence: this.silence(now),
    };
  }
}
