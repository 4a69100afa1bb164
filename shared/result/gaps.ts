/** What keeps a count from balancing without a word said (design 7, Announcing). */
export const GAPS = ['excluded', 'rejected', 'outstanding'] as const;
export type Gap = (typeof GAPS)[number];

/** How many ballots stand behind each possible gap. */
export type GapFacts = Readonly<Record<Gap, number>>;

/** The gaps that need one recorded reason each before the result is announced. */
export function gapsOf(facts: GapFacts): Gap[] {
  return GAPS.filter((gap) => facts[gap] > 0);
}
