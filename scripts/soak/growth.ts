/** Whether a server that lives on holds more and more: what was sampled, as a slope and a verdict. */

/** One measured value at a moment, in milliseconds. */
export interface Point {
  readonly at: number;
  readonly value: number;
}

/** How fast a value may grow; `slack` is what a run of any length may waver. */
export interface Bound {
  readonly perHour: number;
  readonly slack: number;
}

const HOUR_MS = 3_600_000;

/**
 * Growth per hour: the median of the slopes between all pairs (Theil and Sen), so that single
 * outliers count for nothing. 0 with fewer than two moments.
 */
export function growthPerHour(points: readonly Point[]): number {
  const slopes = points.flatMap((one, i) =>
    points
      .slice(i + 1)
      .filter(({ at }) => at > one.at)
      .map(({ at, value }) => (value - one.value) / (at - one.at)),
  );
  if (slopes.length === 0) return 0;
  const sorted = slopes.sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1] ?? 0, sorted[sorted.length >> 1] ?? 0];
  return ((low + high) / 2) * HOUR_MS;
}

/** The points after the first 30 % of the run, a quarter of an hour at most: until caches are warm. */
export function afterWarmUp<T extends { readonly at: number }>(points: readonly T[]): readonly T[] {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return [];
  const warm = first.at + Math.min(0.3 * (last.at - first.at), HOUR_MS / 4);
  return points.filter(({ at }) => at >= warm);
}

/** From the first point to the last. */
export function hoursOf(points: readonly Point[]): number {
  const [first, last] = [points[0], points.at(-1)];
  return first === undefined || last === undefined ? 0 : (last.at - first.at) / HOUR_MS;
}

/** Whether the growth over the time seen stays within the bound. */
export function isWithin(points: readonly Point[], { perHour, slack }: Bound): boolean {
  const hours = hoursOf(points);
  return growthPerHour(points) * hours <= slack + perHour * hours;
}
