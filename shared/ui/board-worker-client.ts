import { defined } from '#shared/assert.ts';
import type { ProtocolCode } from '#shared/protocol/protocol-code.ts';
import type {
  BallotTask,
  BoardTask,
  RecountTask,
  TallyTask,
  WorkerReply,
  WorkerRequest,
} from './board-work.ts';
import type { RecountOutcome } from './recount.ts';

/** The heavy checks of the board, done somewhere that does not hold up the page. */
export interface BoardWorker {
  /** The rule that the ballot or the tally breaks, or null. */
  check(task: BallotTask | TallyTask): Promise<ProtocolCode | null>;
  /** The recount of a finished board; progress as entries done of all. */
  recount(
    task: RecountTask,
    onProgress: (done: number, total: number) => void,
  ): Promise<RecountOutcome>;
  close(): void;
}

interface Waiting {
  readonly resolve: (reply: WorkerReply) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: (done: number, total: number) => void;
}

/** Starts the worker. Its promises reject only when the worker itself fails to load or crashes. */
export function openBoardWorker(): BoardWorker {
  const worker = new Worker(new URL('./board-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, Waiting>();
  let last = 0;

  worker.addEventListener('message', ({ data }: MessageEvent<WorkerReply>) => {
    const asked = defined(waiting.get(data.id), 'the task of a reply');
    if (data.kind === 'progress') {
      asked.onProgress(data.done, data.total);
      return;
    }
    waiting.delete(data.id);
    asked.resolve(data);
  });
  worker.addEventListener('error', (event) => {
    for (const { reject } of waiting.values()) reject(new Error(event.message));
    waiting.clear();
  });

  function send(task: BoardTask, onProgress: Waiting['onProgress']): Promise<WorkerReply> {
    const request: WorkerRequest = { id: ++last, task };
    return new Promise((resolve, reject) => {
      waiting.set(request.id, { resolve, reject, onProgress });
      worker.postMessage(request);
    });
  }

  return {
    async check(task) {
      const reply = await send(task, () => undefined);
      if (reply.kind !== 'checked') throw new Error('Bug: a check was answered as something else');
      return reply.code;
    },
    async recount(task, onProgress) {
      const reply = await send(task, onProgress);
      if (reply.kind !== 'recounted')
        throw new Error('Bug: a recount was answered as something else');
      return reply.outcome;
    },
    close() {
      worker.terminate();
    },
  };
}
