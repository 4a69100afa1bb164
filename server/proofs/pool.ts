import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Answer, Task } from './task.ts';

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Worker threads for verification, so that the event loop never stalls on a proof. Tasks are
 * independent; the least busy worker takes the next. A worker that fails is replaced, and what it
 * had is rejected: nothing was stored, the device sends again.
 */
export class ProofPool {
  readonly #lanes: Lane[];

  constructor(size = Math.max(1, Math.min(4, availableParallelism() - 1))) {
    this.#lanes = Array.from({ length: size }, () => new Lane());
  }

  /** The protocol's code against a ballot's proof, or null when it holds (P 4.5.3). */
  async ballot(task: Omit<Extract<Task, { kind: 'ballot' }>, 'kind'>): Promise<string | null> {
    const answer = await this.#run({ kind: 'ballot', ...task });
    return answer.code;
  }

  /** The digest of a recount from the board's bytes, or the code that makes the board invalid. */
  async recount(
    task: Omit<Extract<Task, { kind: 'recount' }>, 'kind'>,
  ): Promise<{ digest: string | null; code: string | null }> {
    const answer = await this.#run({ kind: 'recount', ...task });
    return answer.kind === 'recount' ? answer : { digest: null, code: answer.code };
  }

  async close(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.close()));
  }

  #run(task: Task): Promise<Answer> {
    return this.#lanes.reduce((least, each) => (each.busy < least.busy ? each : least)).run(task);
  }
}

class Lane {
  #worker = this.#start();
  readonly #waiting = new Map<number, Waiting>();
  #next = 0;
  #closed = false;

  get busy(): number {
    return this.#waiting.size;
  }

  run(task: Task): Promise<Answer> {
    const id = (this.#next += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
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
      if (!this.#closed) this.#worker = this.#start();
    });
    return worker;
  }
}
