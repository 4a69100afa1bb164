/** Where on the ballot the voter is. */
export interface Place {
  readonly introduced: boolean;
  /** The line shown where one person is shown at a time, from 0. */
  readonly at: number;
  readonly reviewing: boolean;
}

/**
 * The voter's place on the ballot. Each step is an entry of the browser's history: the phone's back
 * button goes one step back on the ballot instead of leaving it, and a reload stays where it was.
 * The history holds places only, never a mark.
 */
export class BallotPlace {
  #now = $state.raw<Place>({ introduced: false, at: 0, reviewing: false });
  readonly #moved: () => void;

  /** `moved` runs after every step, forward or back. */
  constructor(start: Place, lines: number, moved: () => void) {
    this.#now = placeIn(history.state, lines) ?? start;
    this.#moved = moved;
    history.replaceState({ ballot: this.#now }, '');
  }

  get now(): Place {
    return this.#now;
  }

  /** Goes on to another place of the ballot. */
  to(place: Partial<Place>): void {
    this.#now = { ...this.#now, ...place };
    history.pushState({ ballot: this.#now }, '');
    this.#moved();
  }

  /** Listens to the back button; the answer ends it and forgets the place. */
  follow(lines: number): () => void {
    const back = (event: PopStateEvent): void => {
      const place = placeIn(event.state, lines);
      if (place === null) return;
      this.#now = place;
      this.#moved();
    };
    addEventListener('popstate', back);
    return () => {
      removeEventListener('popstate', back);
      history.replaceState(null, '');
    };
  }
}

/** The place an entry of the history holds; null for any other entry and for another ballot's. */
function placeIn(state: unknown, lines: number): Place | null {
  if (typeof state !== 'object' || state === null || !('ballot' in state)) return null;
  const { ballot } = state;
  if (typeof ballot !== 'object' || ballot === null) return null;
  const { introduced, at, reviewing } = ballot as Record<keyof Place, unknown>;
  if (typeof at !== 'number' || !Number.isInteger(at) || at < 0 || at >= lines) return null;
  return { introduced: introduced === true, at, reviewing: reviewing === true };
}
