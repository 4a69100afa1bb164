import { parentPort, workerData } from 'node:worker_threads';
import { defined } from '#shared/assert.ts';
import { loadSodium } from '../sodium.ts';
import { makeOne, makePapers } from './make.ts';
import type { LastWord, PaperTask, PaperWord } from './task.ts';
import { packed } from './pack.ts';

const port = defined(parentPort, 'parent port');

function say(word: PaperWord): void {
  port.postMessage(word);
}

async function carryOut(task: PaperTask): Promise<LastWord> {
  if (task.kind === 'zip') return { kind: 'file', file: await packed(task.out, task.name) };
  const sodium = await loadSodium();
  if (task.kind === 'one') {
    const made = await makeOne(sodium, task.source, task.choice);
    return made.ok ? { kind: 'file', file: made.value } : { kind: 'fault', fault: made.error };
  }
  const made = await makePapers(sodium, task.source, task.out, (done, total) => {
    say({ kind: 'progress', done, total });
  });
  return made.ok ? { kind: 'made', files: made.value } : { kind: 'fault', fault: made.error };
}

try {
  say(await carryOut(workerData as PaperTask));
} catch (error) {
  const { code } = error as { code?: unknown };
  const trace = error instanceof Error ? (error.stack ?? error.message) : 'unknown';
  say({ kind: 'failed', code: typeof code === 'string' ? code : '', trace });
}
