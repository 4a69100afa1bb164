import { spreadOf } from './figures.ts';

/** Milliseconds of one run: by the clock (median), and of processor time (least), where it is known. */
export interface Cost {
  readonly wall: number;
  readonly processor: number | null;
}

/** The processor time this process has used, in milliseconds. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * The cost of `work`, divided by `units` of it, over `times` runs after one that warms up. On a
 * machine that does other things as well, the processor's time is the one to compare; a browser
 * tells nobody of it (`processor` null).
 */
export function costOf(
  times: number,
  work: () => unknown,
  units = 1,
  processor: (() => number) | null = null,
): Cost {
  work();
  const runs = Array.from({ length: times }, () => runOnce(work, processor));
  const wall = spreadOf(runs.map((run) => run.wall))?.p50 ?? 0;
  const least = Math.min(...runs.map((run) => run.processor ?? 0));
  return { wall: wall / units, processor: processor === null ? null : least / units };
}

function runOnce(work: () => unknown, processor: (() => number) | null): Cost {
  const before = processor?.() ?? 0;
  const start = performance.now();
  work();
  const wall = performance.now() - start;
  return { wall, processor: processor === null ? null : processor() - before };
}
