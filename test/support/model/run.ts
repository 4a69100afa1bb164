/** The property: any steps, from any point of a meeting, break no law. */
import fc from 'fast-check';
import { Coverage, Model } from './model.ts';
import { step } from './steps.ts';
import type { Step } from './steps.ts';

export interface RunOptions {
  readonly seed: number;
  readonly runs: number;
  /** Steps of a run beyond its beginning. */
  readonly steps: number;
  /** No run is begun after so many milliseconds. */
  readonly within: number;
}

/**
 * Steps of progress before a run's own: the first run sees every phase, the others begin where most
 * can go wrong: with the polls open, while the key is made, while it is counted.
 */
const BEGINNINGS = [42, 24, 12, 24, 29, 25, 0, 20, 24, 36] as const;

/** Drives the runs one after another; the first broken law is thrown with its steps and the seed. */
export async function runModel({ seed, runs, steps, within }: RunOptions): Promise<Coverage> {
  const coverage = new Coverage();
  const deck = fc.array(step, { minLength: steps, maxLength: steps, size: 'max' });
  const start = performance.now();
  let run = 0;
  const property = fc.asyncProperty(deck, fc.boolean(), async (taken, rehearsal) => {
    const progress = BEGINNINGS[run % BEGINNINGS.length]!;
    run += 1;
    await drive(taken, rehearsal, progress, coverage);
  });
  await fc.assert(property, {
    seed,
    numRuns: runs,
    interruptAfterTimeLimit: within,
    // A shrunk run costs as much as a run: the steps are printed whole instead.
    endOnFailure: true,
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  process.stdout.write(`${reportOf(coverage)}\nmodel: seed ${seed}, ${run} runs, ${seconds} s\n`);
  return coverage;
}

async function drive(
  taken: readonly Step[],
  rehearsal: boolean,
  progress: number,
  coverage: Coverage,
): Promise<void> {
  const model = await Model.open(rehearsal, coverage);
  const done: Step[] = [];
  const beginning = Array.from({ length: progress }, (): Step => ({ do: 'progress' }));
  try {
    for (const each of [...beginning, ...taken]) {
      done.push(each);
      await model.take(each);
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const tail = done.slice(-8).map((each) => JSON.stringify(each));
    throw new Error(`${message}\nafter ${done.length} steps, the last:\n${tail.join('\n')}`, {
      cause: error,
    });
  } finally {
    await model.close();
  }
}

function reportOf({ phases, accepted, refused, cast, restarts, steps }: Coverage): string {
  const parts = { phases, accepted, refused, cast };
  const lines = Object.entries(parts).map(
    ([name, counts]: [string, ReadonlyMap<string, number>]) =>
      `  ${name}: ${[...counts].map(([key, count]) => `${key} ${count}`).join(', ')}`,
  );
  return `model: ${steps} steps, ${restarts} restarts\n${lines.join('\n')}`;
}
