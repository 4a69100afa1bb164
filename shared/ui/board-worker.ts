/** The worker's own file: libsodium inside, one task after the other (see `board-work.ts`). */
import wrappers from 'libsodium-wrappers-sumo';
import { doBoardTask } from './board-work.ts';
import type { VerifierSaid, WorkerReply, WorkerRequest } from './board-work.ts';
import { loadFastGroup } from './fast-group.ts';

const ready = Promise.all([wrappers.ready.then(() => wrappers), loadFastGroup()]);

void ready.then(([, fast]) => {
  answer({ id: 0, kind: 'verifier', fast: fast !== undefined });
});

globalThis.addEventListener('message', (event: MessageEvent<WorkerRequest>) => {
  void run(event.data);
});

async function run({ id, task }: WorkerRequest): Promise<void> {
  const [sodium, fast] = await ready;
  const done = doBoardTask(sodium, task, progress, fast);
  answer({ id, ...done });

  function progress(count: number, total: number): void {
    answer({ id, kind: 'progress', done: count, total });
  }
}

function answer(reply: WorkerReply | VerifierSaid): void {
  globalThis.postMessage(reply);
}
