const WAIT_MS = 60_000;

interface Waiting<T> {
  readonly what: string;
  readonly holds: (value: T) => boolean;
  readonly done: (value: T) => void;
}

/** The newest of a stream of whole values (views), and waiting until one of them is as needed. */
export class Newest<T> {
  readonly #of: string;
  readonly #waiting = new Set<Waiting<T>>();
  #value: T | null = null;

  /** `of` names the stream in errors. */
  constructor(of: string) {
    this.#of = of;
  }

  get value(): T | null {
    return this.#value;
  }

  push(value: T): void {
    this.#value = value;
    for (const waiting of this.#waiting) if (waiting.holds(value)) waiting.done(value);
  }

  /** The first value, now or later, for which `holds`; throws after `limit` ms, naming `what`. */
  until(holds: (value: T) => boolean, what: string, limit = WAIT_MS): Promise<T> {
    const now = this.#value;
    if (now !== null && holds(now)) return Promise.resolve(now);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(waiting);
        reject(new Error(`${this.#of}: waited ${limit / 1000} s in vain until ${what}`));
      }, limit);
      timer.unref();
      const waiting: Waiting<T> = {
        what,
        holds,
        done: (value) => {
          clearTimeout(timer);
          this.#waiting.delete(waiting);
          resolve(value);
        },
      };
      this.#waiting.add(waiting);
    });
  }
}
