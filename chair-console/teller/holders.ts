import type { TellerView } from '#shared/meeting/views.ts';

type Holder = TellerView['holders'][number];

const byName = new Intl.Collator('vi');

/** The members whose name holds every word typed, with or without Vietnamese marks, by name. */
export function matching(holders: readonly Holder[], typed: string): Holder[] {
  const words = plain(typed)
    .split(/\s+/)
    .filter((word) => word !== '');
  return holders
    .filter(({ name }) => words.every((word) => plain(name).includes(word)))
    .toSorted((one, other) => byName.compare(one.name, other.name));
}

/** Removing marks does not turn đ into d (experience.md 6): that is done by hand. */
function plain(text: string): string {
  return text.toLocaleLowerCase('vi').normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd');
}
