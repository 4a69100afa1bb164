/** The worker's own file: libsodium inside, one task after the other (see `board-work.ts`). */
import wrappers from 'libsodium-wrappers-sumo';
import { doBoardTask } from './board-work.ts';
import type { WorkerReply, WorkerRequest } from './board-work.ts';

const ready = wrappers.ready.then(() => wrappers);

globalThis.addEventListener('message', (event: MessageEvent<WorkerRequest>) => {
  void run(event.data);
});

async function run({ id, task }: WorkerRequest): Promise<void> {
  const sodium = await ready;
  const done = doBoardTask(sodium, task, (count, total) => {
    answer({ id, kind: 'progress', done: count, total });
  });
  answer({ id, ...done });
}

function answer(reply: WorkerReply): void {
  globalThis.postMessage(reply);
}
