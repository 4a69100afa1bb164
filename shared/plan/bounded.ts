/** Far more than any file of this product has, in one list and in all. */
const LONGEST_LIST = 20_000;
const MOST_VALUES = 1_000_000;
const DEEPEST = 20;

/** True unless a value of JSON nests deeper, or holds more, than any file that a person has. */
export function isBounded(input: unknown): boolean {
  let level: unknown[] = [input];
  let left = MOST_VALUES;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return false;
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      const within = Object.values(value);
      left -= within.length;
      if (within.length > LONGEST_LIST || left < 0) return false;
      for (const each of within) next.push(each);
    }
    level = next;
  }
  return true;
}
