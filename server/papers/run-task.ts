import { Worker } from 'node:worker_threads';
import type { LastWord, PaperTask, PaperWord } from './task.ts';

/** A task at work in a thread of its own, so that the event loop never stalls on a page. */
export interface RunningTask {
  /** Its last word; a thread that dies without one `failed`. */
  readonly done: Promise<LastWord>;
  stop(): Promise<void>;
}

/** Starts a task; the thread ends with it, since papers are made seldom and their fonts are large. */
export function runTask(
  task: PaperTask,
  progress: (done: number, total: number) => void,
): RunningTask {
  const worker = new Worker(new URL('./worker-entry.js', import.meta.url), { workerData: task });
  const done = new Promise<LastWord>((resolve) => {
    worker.on('message', (word: PaperWord) => {
      if (word.kind === 'progress') progress(word.done, word.total);
      else resolve(word);
    });
    worker.once('error', ({ stack, message }) => {
      resolve({ kind: 'failed', code: '', trace: stack ?? message });
    });
    worker.once('exit', () => {
      resolve({ kind: 'failed', code: '', trace: 'the papers’ thread ended without a word' });
    });
  });
  return {
    done,
    async stop() {
      await worker.terminate();
    },
  };
}
