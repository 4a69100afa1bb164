/** The bands of low confidence, as they are written in a result (design 4). */
export const LOW_BANDS = ['none', 'overHalf', 'twoThirds'] as const;
export type LowBand = (typeof LOW_BANDS)[number];

/**
 * The band of `low` of `base` on exact integers: over a half and under two thirds (R45), two thirds
 * and over (R46). Exactly a half is none; exactly two thirds the upper band (F12); base 0 none
 * (F23). It only flags: the competent authority decides (R47).
 */
export function lowBand(low: number, base: number): LowBand {
  if (base === 0) return 'none';
  if (3 * low >= 2 * base) return 'twoThirds';
  return 2 * low > base ? 'overHalf' : 'none';
}
