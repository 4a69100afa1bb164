/** How long something took each time, in milliseconds. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/**
 * The smallest of `sorted` (ascending, not empty) that at least `percent` of them do not exceed
 * (nearest rank): always a value that was measured.
 */
export function percentile(sorted: readonly number[], percent: number): number {
  const rank = Math.max(1, Math.ceil((percent * sorted.length) / 100));
  return sorted[rank - 1] ?? Number.NaN;
}

/** The percentiles of some durations in any order; null for none. */
export function spreadOf(durations: readonly number[]): Spread | null {
  if (durations.length === 0) return null;
  const sorted = [...durations].sort((a, b) => a - b);
  const [p50, p95, p99, max] = [50, 95, 99, 100].map((percent) => percentile(sorted, percent));
  return { p50: p50 ?? 0, p95: p95 ?? 0, p99: p99 ?? 0, max: max ?? 0 };
}

const NOTICEABLE_MS = 20;

/**
 * Whether the generator's own delay may be what was measured: more than `NOTICEABLE_MS`, and more
 * than a quarter of the latency, both at p99, in milliseconds.
 */
export function isBottleneck(generator: number, latency: number): boolean {
  return generator > NOTICEABLE_MS && generator > latency / 4;
}
