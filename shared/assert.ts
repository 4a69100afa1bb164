/** Throws: reached only if the compiler was deceived about a closed union. */
export function unreachable(value: never): never {
  throw new Error(`Unreachable: ${JSON.stringify(value)}`);
}

/** The value, or a bug: for what an earlier line has already made certain. */
export function defined<T>(value: T | null | undefined, what = 'value'): T {
  if (value === null || value === undefined) throw new Error(`Bug: ${what} is missing`);
  return value;
}

/** Throws when a condition that must hold by construction does not. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`Bug: ${message}`);
}
