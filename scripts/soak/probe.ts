import { readdirSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/**
 * Preloaded into the server that is measured (`node --import`): answers each `sample` of its parent
 * with what the process holds after a full collection. The server's own code knows nothing of it.
 */

/** What the server held at one moment; sizes in bytes, delays in milliseconds since the last sample. */
export interface Sample {
  readonly rss: number;
  readonly heap: number;
  /** Buffers outside the heap. */
  readonly external: number;
  /** Open files and sockets; null where the system has no `/proc`. */
  readonly files: number | null;
  readonly delayP99: number;
  readonly delayMax: number;
}

const RESOLUTION_MS = 10;

answerSamples();

function answerSamples(): void {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  process.on('message', (word) => {
    if (word !== 'sample') return;
    const delayP99 = late(delays.percentile(99));
    const delayMax = late(delays.max);
    collect(() => {
      process.send?.({ ...held(), delayP99, delayMax });
      delays.reset();
    });
  });
  // The parent's ear must not keep a server alive that was told to stop.
  process.channel?.unref();
}

/** Twice, with a turn between: what the first collection finalises, the second frees. */
function collect(then: () => void): void {
  globalThis.gc?.();
  setImmediate(() => {
    globalThis.gc?.();
    then();
  });
}

function held(): Pick<Sample, 'rss' | 'heap' | 'external' | 'files'> {
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, heap: heapUsed, external, files: openFiles() };
}

function openFiles(): number | null {
  try {
    // The folder being read is one of them.
    return readdirSync('/proc/self/fd').length - 1;
  } catch {
    return null;
  }
}

/** Node counts the pause between two looks as part of the delay. */
function late(nanoseconds: number): number {
  return Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
}
