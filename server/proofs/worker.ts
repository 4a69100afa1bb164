import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { defined } from '#shared/assert.ts';
import { checkBallotProof } from '#shared/protocol/ballot.ts';
import type { StepsOver } from '#shared/protocol/curve25519.ts';
import type { ProofClaim } from '#shared/protocol/verify.ts';
import { combineOpenings } from '#shared/protocol/opening.ts';
import { wrongTokens } from '#shared/protocol/tally.ts';
import { recountBoard } from '#shared/result/recount.ts';
import { loadFastGroup } from '../fast-group.ts';
import { loadSodium } from '../sodium.ts';
import { KeptSums } from './kept-sums.ts';
import type { Answer, Task } from './task.ts';

const sodium = await loadSodium();
const fast = await loadFastGroup();
const sums = new KeptSums(sodium, fast);
const port = defined(parentPort, 'parent port');

function answer(task: Task): Answer {
  switch (task.kind) {
    case 'ballots':
      return { kind: 'ballots', codes: checkBallots(task.claims) };
    case 'add':
      sums.add(task);
      return { kind: 'add' };
    case 'sums':
      return { kind: 'sums', sums: sums.without(task) };
    case 'tokens':
      return { kind: 'tokens', wrong: wrongTokens(sodium, task.board, task.ballots) };
    case 'result':
      return { kind: 'result', result: combineOpenings(sodium, task.board, stepsOver()) };
    case 'recount':
      return recount(task);
  }
}

function stepsOver(): StepsOver | undefined {
  return fast === undefined ? undefined : (all) => fast.stepsOver(all);
}

function checkBallots(claims: readonly ProofClaim[]): (string | null)[] {
  if (fast !== undefined) return fast.checkBallots(sodium, claims);
  return claims.map(({ eid, Y, lines, vk, body }) =>
    checkBallotProof(sodium, eid, Y, lines, vk, body),
  );
}

/** Recounts from the files alone; the stored result serves only for the figures of the roll. */
function recount(task: Extract<Task, { kind: 'recount' }>): Answer {
  const { profile, figures } = task;
  const [board, register] = [readFileSync(task.board), readFileSync(task.register)];
  const input = { board, register, profile, figures };
  const outcome = recountBoard(sodium, input, () => undefined, fast);
  return outcome.valid
    ? { kind: 'recount', digest: outcome.digest, code: null }
    : { kind: 'recount', digest: null, code: outcome.code };
}

port.on('message', ({ id, task }: { id: number; task: Task }) => {
  port.postMessage({ id, answer: answer(task) });
});
