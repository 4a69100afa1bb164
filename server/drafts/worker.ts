import { parentPort } from 'node:worker_threads';
import { readDraft } from './read.ts';
import type { DraftTask } from './task.ts';

parentPort?.on('message', (task: DraftTask) => {
  parentPort?.postMessage(readDraft(task));
});
