import { parentPort } from 'node:worker_threads';
import { defined } from '#shared/assert.ts';
import { checkBallotProof } from '#shared/protocol/ballot.ts';
import { recountBoard } from '#shared/result/recount.ts';
import { loadSodium } from '../sodium.ts';
import type { Answer, Task } from './task.ts';

const sodium = await loadSodium();
const port = defined(parentPort, 'parent port');

function answer(task: Task): Answer {
  if (task.kind === 'ballot') {
    const { eid, Y, lines, vk, body } = task;
    return { kind: 'ballot', code: checkBallotProof(sodium, eid, Y, lines, vk, body) };
  }
  return recount(task);
}

/** Recounts from the bytes alone; the stored result serves only for the figures of the roll. */
function recount(task: Extract<Task, { kind: 'recount' }>): Answer {
  const { board, register, profile, figures } = task;
  const outcome = recountBoard(sodium, { board, register, profile, figures }, () => undefined);
  return outcome.valid
    ? { kind: 'recount', digest: outcome.digest, code: null }
    : { kind: 'recount', digest: null, code: outcome.code };
}

port.on('message', ({ id, task }: { id: number; task: Task }) => {
  port.postMessage({ id, answer: answer(task) });
});
