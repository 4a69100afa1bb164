import { Worker } from 'node:worker_threads';
import type { Answer, AnswerTo, Task } from './task.ts';

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * One worker thread. A worker that fails is replaced, and what it had is rejected: nothing was
 * stored, the device sends again.
 */
export class Lane {
  #worker = this.#start();
  readonly #waiting = new Map<number, Waiting>();
  #next = 0;
  #life = 0;
  #closed = false;

  /** Tasks it has not answered. */
  get busy(): number {
    return this.#waiting.size;
  }

  /** Counts the workers that failed: the present one knows nothing of what an earlier one was told. */
  get life(): number {
    return this.#life;
  }

  run<T extends Task>(task: T): Promise<AnswerTo<T>> {
    const id = (this.#next += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
      this.#worker.postMessage({ id, task });
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#worker.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL('./worker-entry.js', import.meta.url));
    worker.on('message', ({ id, answer }: { id: number; answer: Answer }) => {
      this.#waiting.get(id)?.resolve(answer);
      this.#waiting.delete(id);
    });
    worker.on('error', (error) => {
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
      this.#life += 1;
      if (!this.#closed) this.#worker = this.#start();
    });
    return worker;
  }
}
