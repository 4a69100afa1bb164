import { setTimeout as sleep } from 'node:timers/promises';
import { openBallot } from '../clients/voter.ts';
import { clock } from './clock.ts';
import { serveSteps } from './stepper.ts';

/** The one step of a process that plays every voter up to the open ballot. */
export interface Exchanges {
  /**
   * Opens every code, spread evenly over `within` seconds (0: 32 at a time, at once); milliseconds
   * from connecting to the checked tokens, and why others failed.
   */
  exchange(job: {
    readonly url: string;
    readonly codes: readonly string[];
    readonly within: number;
  }): Promise<{ readonly times: readonly number[]; readonly failures: readonly string[] }>;
}

const AT_ONCE = 32;

async function exchange({
  url,
  codes,
  within,
}: Parameters<Exchanges['exchange']>[0]): ReturnType<Exchanges['exchange']> {
  const times: number[] = [];
  const failures: string[] = [];
  const gap = (within * 1000) / codes.length;
  async function open(code: string, wait: number): Promise<void> {
    await sleep(wait);
    const start = clock();
    try {
      await openBallot(url, code);
      times.push(clock() - start);
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  if (within > 0) await Promise.all(codes.map((code, i) => open(code, i * gap)));
  else {
    const waiting = [...codes];
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
          await open(next, 0);
      }),
    );
  }
  return { times, failures };
}

serveSteps<Exchanges>({ exchange });
