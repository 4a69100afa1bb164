import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Milliseconds of the machine's monotonic clock: the same in every process. */
export function clock(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** How late this process's event loop ran, in milliseconds. */
export interface Lag {
  readonly p99: number;
  readonly max: number;
}

const RESOLUTION_MS = 10;

/** Watches this process's event loop from now until the returned function is called. */
export function watchLag(): () => Lag {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  return () => {
    histogram.disable();
    // Node counts the pause between two samples as part of the delay.
    const [p99, max] = [histogram.percentile(99), histogram.max].map((ns) =>
      Math.max(0, ns / 1e6 - RESOLUTION_MS),
    );
    return { p99: p99 ?? 0, max: max ?? 0 };
  };
}
