/** Does one piece of work after the other; each call's promise is that of its own work. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** A queue of its own: work that failed holds up nothing behind it. */
export function turns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}
