import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Answer, Task } from './task.ts';

interface Running {
  readonly worker: Worker;
  readonly waiting: Map<number, { resolve: (answer: Answer) => void; reject: (e: Error) => void }>;
}

/**
 * Worker threads for verification, so that the event loop never stalls on a proof. Tasks are
 * independent; the least busy worker takes the next.
 */
export class ProofPool {
  readonly #workers: Running[];
  #next = 0;

  constructor(size = Math.max(1, Math.min(4, availableParallelism() - 1))) {
    this.#workers = Array.from({ length: size }, startWorker);
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
    await Promise.all(this.#workers.map(({ worker }) => worker.terminate()));
  }

  #run(task: Task): Promise<Answer> {
    const id = (this.#next += 1);
    const running = this.#workers.reduce((least, each) =>
      each.waiting.size < least.waiting.size ? each : least,
    );
    return new Promise((resolve, reject) => {
      running.waiting.set(id, { resolve, reject });
      running.worker.postMessage({ id, task });
    });
  }
}

function startWorker(): Running {
  // The worker is TypeScript: it needs the loader the server itself runs under.
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    execArgv: ['--import', import.meta.resolve('tsx')],
  });
  const waiting: Running['waiting'] = new Map();
  worker.on('message', ({ id, answer }: { id: number; answer: Answer }) => {
    waiting.get(id)?.resolve(answer);
    waiting.delete(id);
  });
  worker.on('error', (error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  return { worker, waiting };
}
