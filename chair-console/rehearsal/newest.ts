interface Waiting<V> {
  readonly holds: (value: V) => boolean;
  readonly resolve: (value: V | null) => void;
}

/** The newest of a stream of whole values, and a way to wait for one that fits. */
export class Newest<V> {
  #value: V | null = null;
  #ended = false;
  readonly #waiting = new Set<Waiting<V>>();

  /** The newest value; null before the first. */
  get value(): V | null {
    return this.#value;
  }

  /** A newer value has come. */
  push(value: V): void {
    this.#value = value;
    this.poke();
  }

  /** Looks again: something outside the value, on which a waiter's question depends, has changed. */
  poke(): void {
    const value = this.#value;
    if (value === null) return;
    for (const waiting of this.#waiting) {
      if (!waiting.holds(value)) continue;
      this.#waiting.delete(waiting);
      waiting.resolve(value);
    }
  }

  /** Nothing more will come: everyone who waits, now or later, gets null. */
  end(): void {
    this.#ended = true;
    for (const { resolve } of this.#waiting) resolve(null);
    this.#waiting.clear();
  }

  /** The first value, the present one included, for which `holds`; null when the stream ends. */
  until(holds: (value: V) => boolean): Promise<V | null> {
    if (this.#ended) return Promise.resolve(null);
    if (this.#value !== null && holds(this.#value)) return Promise.resolve(this.#value);
    return new Promise((resolve) => {
      this.#waiting.add({ holds, resolve });
    });
  }
}
