import { spreadOf } from './figures.ts';

/** Milliseconds of one run: by the clock (median), and of processor time (least). */
export interface Cost {
  readonly wall: number;
  readonly processor: number;
}

/**
 * The cost of `work`, divided by `units` of it, over `times` runs after one that warms up. On a
 * machine that does other things as well, the processor's time is the one to compare.
 */
export function costOf(times: number, work: () => unknown, units = 1): Cost {
  work();
  const runs = Array.from({ length: times }, () => runOnce(work));
  const wall = spreadOf(runs.map((run) => run.wall))?.p50 ?? 0;
  const processor = Math.min(...runs.map((run) => run.processor));
  return { wall: wall / units, processor: processor / units };
}

function runOnce(work: () => unknown): Cost {
  const before = process.cpuUsage();
  const start = performance.now();
  work();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { wall, processor: (user + system) / 1000 };
}
