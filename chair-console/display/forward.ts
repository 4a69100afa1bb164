import { PHASES } from '#shared/meeting/state.ts';
import type { DisplayView } from '#shared/meeting/views.ts';

/** Phases go one way (design 2): what the hall has seen is never taken back by a late view. */
export class Forward {
  #shown: DisplayView | null = null;

  /** The view to show: `next`, unless it would take the same round back to an earlier phase. */
  newest(next: DisplayView | null): DisplayView | null {
    const before = this.#shown?.hall ?? null;
    const after = next?.hall ?? null;
    const goesBack =
      before?.round === after?.round &&
      before !== null &&
      after !== null &&
      PHASES.indexOf(after.phase) < PHASES.indexOf(before.phase);
    if (next !== null && !goesBack) this.#shown = next;
    return this.#shown;
  }
}
