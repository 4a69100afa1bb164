/**
 * The answer to an operation that may be refused, as plain data: the domain's answer is the
 * wire's answer. Expected failures are `ok: false`; exceptions are for bugs only.
 */
export type Result<T, E> = Ok<T> | Failed<E>;

interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

interface Failed<E> {
  readonly ok: false;
  readonly error: E;
}

/** A successful `Result` holding `value`. */
export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

/** A refused `Result` holding the reason. */
export function err<E>(error: E): Failed<E> {
  return { ok: false, error };
}
