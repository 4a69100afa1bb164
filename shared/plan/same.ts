import type { Problem } from './problem.ts';

/** A person as they are told apart: name, post and group in NFC, spaces and case folded (R5, F17). */
export function personKey(person: {
  readonly name: string;
  readonly post?: string;
  readonly group?: string;
}): string {
  return JSON.stringify([person.name, person.post ?? '', person.group ?? ''].map(fold));
}

function fold(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase();
}

/** A problem for every item whose key an earlier item has, naming the earlier one. */
export function repeats<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  pathOf: (index: number) => string,
  text: string,
): Problem[] {
  const firsts = new Map<string, number>();
  return items.flatMap((item, i) => {
    const key = keyOf(item);
    const first = firsts.get(key);
    if (first !== undefined) return [{ path: pathOf(i), text: `${text} ${pathOf(first)}` }];
    firsts.set(key, i);
    return [];
  });
}
