import { defined } from '#shared/assert.ts';
import type { ProtocolCode } from '#shared/protocol/protocol-code.ts';
import type {
  BallotTask,
  BoardTask,
  RecountTask,
  TallyTask,
  VerifierSaid,
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

/**
 * Starts the worker; `onVerifier` hears whether it has the fast verifier. Its
 * promises reject only when the worker itself fails to load or crashes.
 */
export function openBoardWorker(
  onVerifier: (fast: boolean) => void = () => undefined,
): BoardWorker {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let broken: Error | null = null;
  const worker = startWorker();

  worker?.addEventListener('message', ({ data }: MessageEvent<WorkerReply | VerifierSaid>) => {
    if (data.kind === 'verifier') {
      onVerifier(data.fast);
      return;
    }
    const asked = defined(waiting.get(data.id), 'the task of a reply');
    if (data.kind === 'progress') {
      asked.onProgress(data.done, data.total);
      return;
    }
    waiting.delete(data.id);
    asked.resolve(data);
  });
  worker?.addEventListener('error', (event) => {
    fail(new Error(event.message));
  });

  /** `undefined` where the browser forbids workers; one that cannot read the file says so later. */
  function startWorker(): Worker | undefined {
    try {
      return new Worker(new URL('./board-worker.ts', import.meta.url), { type: 'module' });
    } catch (error) {
      fail(error instanceof Error ? error : new Error('no worker'));
      return undefined;
    }
  }

  /** A broken worker answers nothing any more: neither what it was asked nor what comes. */
  function fail(error: Error): void {
    broken = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }

  function send(task: BoardTask, onProgress: Waiting['onProgress']): Promise<WorkerReply> {
    const request: WorkerRequest = { id: ++last, task };
    return new Promise((resolve, reject) => {
      if (broken !== null) {
        reject(broken);
        return;
      }
      waiting.set(request.id, { resolve, reject, onProgress });
      worker?.postMessage(request);
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
      worker?.terminate();
    },
  };
}
