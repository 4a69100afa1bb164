import type { Turnout } from '#shared/meeting/views.ts';

/**
 * The turnout as a screen may show it: ballots collected never go down within a round, whatever
 * order two views or a late push arrive in (experience.md 2).
 */
export class TurnoutMemory {
  #round = '';
  #collected = 0;

  /** The newest figures of `round`, with the highest `collected` seen in it. */
  newest(round: string, turnout: Turnout): Turnout {
    if (round !== this.#round) {
      this.#round = round;
      this.#collected = 0;
    }
    this.#collected = Math.max(this.#collected, turnout.collected);
    const issued = Math.max(turnout.issued, this.#collected);
    return { issued, collected: this.#collected, outstanding: issued - this.#collected };
  }
}
