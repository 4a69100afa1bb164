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
 * The history holds places only, never a mark. On a tablet that many voters share it holds only the
 * present one, for a reload: the way back is kept in the page and goes with the ballot.
 */
export class BallotPlace {
  #now = $state.raw<Place>({ introduced: false, at: 0, reviewing: false });
  readonly #moved: () => void;
  readonly #trail: Place[] | null;

  /** `moved` runs after every step, forward or back. */
  constructor(start: Place, lines: number, shared: boolean, moved: () => void) {
    this.#trail = shared ? [] : null;
    this.#now = placeIn(history.state, lines) ?? start;
    this.#moved = moved;
    history.replaceState({ ballot: this.#now }, '');
  }

  get now(): Place {
    return this.#now;
  }

  /** Goes on to another place of the ballot. */
  to(place: Partial<Place>): void {
    this.#trail?.push(this.#now);
    this.#now = { ...this.#now, ...place };
    if (this.#trail === null) history.pushState({ ballot: this.#now }, '');
    else history.replaceState({ ballot: this.#now }, '');
    this.#moved();
  }

  /** Listens to the back button; the answer ends it and forgets the place. */
  follow(lines: number): () => void {
    const back = (event: PopStateEvent): void => {
      const place = this.#trail === null ? placeIn(event.state, lines) : this.#trail.pop();
      this.#keep(place ?? this.#now);
      // An entry of something that lay over the page says where the page stood: it has not moved.
      if (place === null || place === undefined || isSame(place, this.#now)) return;
      this.#now = place;
      this.#moved();
    };
    addEventListener('popstate', back);
    return () => {
      removeEventListener('popstate', back);
      history.replaceState(null, '');
    };
  }

  /** A shared tablet's lock has put a new entry in front of the page (tablet/lock.ts). */
  #keep(place: Place): void {
    if (this.#trail !== null) history.replaceState({ ballot: place }, '');
  }
}

function isSame(one: Place, other: Place): boolean {
  return (
    one.introduced === other.introduced && one.at === other.at && one.reviewing === other.reviewing
  );
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
