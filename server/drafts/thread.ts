import { Worker } from 'node:worker_threads';
import { turns } from '../in-turn.ts';
import type { DraftTask, DraftWord } from './task.ts';

/** A page that is written on saves every few seconds; after that the thread's memory is given back. */
const IDLE_MS = 60_000;

/**
 * The thread in which drafts are read and checked, one after the other: the loop that takes the
 * ballots never waits for a draft (issue 6.1). It begins with the first draft and ends by itself.
 */
export class DraftThread {
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | null = null;
  readonly #inTurn = turns();

  /** The answer to one task; rejects where the thread died of it. */
  run(task: DraftTask): Promise<DraftWord> {
    return this.#inTurn(() => this.#ask(task));
  }

  async close(): Promise<void> {
    if (this.#idle !== null) clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  async #ask(task: DraftTask): Promise<DraftWord> {
    if (this.#idle !== null) clearTimeout(this.#idle);
    const worker = (this.#worker ??= started());
    try {
      return await answerOf(worker, task);
    } catch (error) {
      this.#worker = null;
      throw error;
    } finally {
      this.#idle = setTimeout(() => {
        void this.close();
      }, IDLE_MS).unref();
    }
  }
}

function started(): Worker {
  const worker = new Worker(new URL('./worker-entry.js', import.meta.url));
  worker.unref();
  return worker;
}

function answerOf(worker: Worker, task: DraftTask): Promise<DraftWord> {
  return new Promise<DraftWord>((resolve, reject) => {
    function died(): void {
      reject(new Error('the thread of drafts ended without a word'));
    }
    worker.once('error', reject);
    worker.once('exit', died);
    worker.once('message', (word: DraftWord) => {
      worker.off('error', reject);
      worker.off('exit', died);
      resolve(word);
    });
    worker.postMessage(task);
  });
}
