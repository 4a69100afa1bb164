import { spreadOf } from './figures.ts';

/**
 * Milliseconds of one run: by the clock (median), and the least of all runs: of processor time, or
 * by the clock where nobody tells that (a browser). On a machine that does other things as well,
 * the least is the one to compare.
 */
export interface Cost {
  readonly wall: number;
  readonly least: number;
}

/** The processor time this process has used, in milliseconds. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The cost of `work`, divided by `units` of it, over `times` runs after one that warms up. */
export function costOf(
  times: number,
  work: () => unknown,
  units = 1,
  processor: (() => number) | null = null,
): Cost {
  work();
  const runs = Array.from({ length: times }, () => runOnce(work, processor));
  const wall = spreadOf(runs.map((run) => run.wall))?.p50 ?? 0;
  const least = Math.min(...runs.map((run) => run.least));
  return { wall: wall / units, least: least / units };
}

function runOnce(work: () => unknown, processor: (() => number) | null): Cost {
  const before = processor?.() ?? 0;
  const start = performance.now();
  work();
  const wall = performance.now() - start;
  return { wall, least: processor === null ? wall : processor() - before };
}
