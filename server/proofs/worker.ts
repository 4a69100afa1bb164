import { parentPort } from 'node:worker_threads';
import { defined } from '#shared/assert.ts';
import { checkBallotProof } from '#shared/protocol/ballot.ts';
import type { ProofClaim } from '#shared/protocol/verify.ts';
import { recountBoard } from '#shared/result/recount.ts';
import { loadFastGroup } from '../fast-group.ts';
import { loadSodium } from '../sodium.ts';
import type { Answer, Task } from './task.ts';

const sodium = await loadSodium();
const fast = await loadFastGroup();
const port = defined(parentPort, 'parent port');

function answer(task: Task): Answer {
  switch (task.kind) {
    case 'ballots':
      return { kind: 'ballots', codes: checkBallots(task.claims) };
    case 'recount':
      return recount(task);
  }
}

function checkBallots(claims: readonly ProofClaim[]): (string | null)[] {
  if (fast !== undefined) return fast.checkBallots(sodium, claims);
  return claims.map(({ eid, Y, lines, vk, body }) =>
    checkBallotProof(sodium, eid, Y, lines, vk, body),
  );
}

/** Recounts from the bytes alone; the stored result serves only for the figures of the roll. */
function recount(task: Extract<Task, { kind: 'recount' }>): Answer {
  const { board, register, profile, figures } = task;
  const input = { board, register, profile, figures };
  const outcome = recountBoard(sodium, input, () => undefined, fast);
  return outcome.valid
    ? { kind: 'recount', digest: outcome.digest, code: null }
    : { kind: 'recount', digest: null, code: outcome.code };
}

port.on('message', ({ id, task }: { id: number; task: Task }) => {
  port.postMessage({ id, answer: answer(task) });
});
