import { loadSodium, random } from '#shared/ui/sodium.ts';
import { doIssuerTask } from './issuer-work.ts';
import type { IssuerDone, IssuerTask, IssuerWork } from './issuer-work.ts';

interface Waiting {
  readonly resolve: (done: IssuerDone) => void;
  readonly reject: () => void;
}

/** A co-issuer's work in a worker, so that the page stays smooth while codes are scanned. */
export class IssuerWorker implements IssuerWork {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #last = 0;

  async evaluate(...[key, Bs]: Parameters<IssuerWork['evaluate']>) {
    const done = await this.#do({ kind: 'evaluate', key, Bs });
    return done.kind === 'evaluate' ? done.evaluated : [];
  }

  async made(...[k, eid, i, ballots]: Parameters<IssuerWork['made']>) {
    const bearers = ballots.map(({ n, ballot: { vk, tokens } }) => ({ n, ballot: { vk, tokens } }));
    const done = await this.#do({ kind: 'made', k, eid, i, ballots: bearers });
    return done.kind === 'made' ? done.made : [];
  }

  close(): void {
    this.#worker?.terminate();
  }

  /** A browser that cannot start the worker does the same on the page, if less smoothly. */
  async #do(task: IssuerTask): Promise<IssuerDone> {
    try {
      return await this.#send(task);
    } catch {
      return doIssuerTask(await loadSodium(), random, task);
    }
  }

  #send(task: IssuerTask): Promise<IssuerDone> {
    this.#worker ??= this.#open();
    const worker = this.#worker;
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage({ id, task });
    });
  }

  #open(): Worker {
    const worker = new Worker(new URL('./issuer-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<{ readonly id: number; readonly done: IssuerDone }>) => {
        this.#waiting.get(data.id)?.resolve(data.done);
        this.#waiting.delete(data.id);
      },
    );
    worker.addEventListener('error', () => {
      for (const { reject } of this.#waiting.values()) reject();
      this.#waiting.clear();
    });
    return worker;
  }
}
