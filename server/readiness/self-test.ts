import { Worker } from 'node:worker_threads';

/** What the laptop found of itself: a sample vote, and the papers' fonts. */
export interface SelfTest {
  readonly sample: { readonly ms: number; readonly failed: string | null };
  readonly missingLetters: string;
}

/**
 * Tries them in a thread of their own, which ends with them: nothing of the sample's keys stays in
 * this process. A thread that dies is a sample that failed.
 */
export function selfTest(): Promise<SelfTest> {
  const worker = new Worker(new URL('./self-test-entry.js', import.meta.url));
  worker.unref();
  return new Promise((resolve) => {
    function died(): void {
      resolve({ sample: { ms: 0, failed: 'E_WORKER' }, missingLetters: '?' });
    }
    worker.once('message', resolve);
    worker.once('error', died);
    worker.once('exit', died);
  });
}
