import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { granted } from '../clients/answers.ts';
import { Chair } from '../clients/chair.ts';
import { startServer } from '../rehearse/server.ts';
import { clock, type Lag } from './clock.ts';
import { hallInput } from './hall-plan.ts';
import type { Devices } from './reconnect-child.ts';
import { startStepper, type Stepper } from './stepper.ts';

/** A server that dies under that many connected devices and is away for `downMs`. */
export interface ReconnectJob {
  readonly voters: number;
  readonly subjects: number;
  readonly downMs: number;
}

/** What was measured; milliseconds. */
export interface Reconnected {
  readonly voters: number;
  /** From the kill until the server served again. */
  readonly away: number;
  /** For each device that came back: from then until it was connected and held the view of this life. */
  readonly back: readonly number[];
  readonly attempts: readonly number[];
  /** From the chair's next word until each page showed it: nobody is back in appearance only. */
  readonly next: readonly number[];
  /** The worst event loop of the processes with the devices. */
  readonly lag: Lag;
  /** The machine's load average over the last minute, everything else on it included. */
  readonly busy: number;
}

/** Connects the devices in processes of their own, kills the server, starts it again on its data and port. */
export async function measureReconnect(job: ReconnectJob): Promise<Reconnected> {
  const input = await hallInput(job.voters, job.subjects);
  const folder = await mkdtemp(join(tmpdir(), 'hom-phieu-bench-'));
  const script = new URL('reconnect-child.ts', import.meta.url);
  const children = Array.from({ length: availableParallelism() }, () =>
    startStepper<Devices>(script),
  );
  const plan = join(folder, 'plan.json');
  await writeFile(plan, JSON.stringify(input.plan));
  try {
    return await killUnder(job, children, { plan, data: join(folder, 'data') });
  } finally {
    for (const child of children) child.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function killUnder(
  { voters, downMs }: ReconnectJob,
  children: readonly Stepper<Devices>[],
  files: { readonly plan: string; readonly data: string },
): Promise<Reconnected> {
  const first = await startServer(files);
  const chair = await Chair.open(first.link);
  const { venues } = JSON.parse(await readFile(files.plan, 'utf8')) as { venues: { id: string }[] };
  const venueId = venues[0]?.id ?? '';
  granted('start-round', await chair.hall({ type: 'start-round', venueId, rehearsal: false }));
  await chair.until(({ hall }) => hall?.phase === 'preparing', 'the round is there');
  await Promise.all(
    children.map((child, i) =>
      child.ask('connect', { url: first.url, count: shareOf(voters, children.length, i) }),
    ),
  );
  const noticed = Promise.all(children.map((child) => child.ask('lost', undefined as never)));
  const killed = await kill(files.data, first.crashed);
  await sleep(downMs);
  const second = await startServer({ data: files.data, port: Number(new URL(first.url).port) });
  try {
    const serving = clock();
    await noticed;
    const returns = await Promise.all(
      children.map((child) => child.ask('returned', undefined as never)),
    );
    const next = await nextWord(chair, children);
    return {
      voters,
      away: serving - killed,
      back: returns.flatMap(({ back }) => back.map((time) => Math.max(0, time - serving))),
      attempts: returns.flatMap(({ attempts }) => attempts),
      next,
      lag: returns.map(({ lag }) => lag).reduce((a, b) => (a.p99 > b.p99 ? a : b)),
      busy: loadavg()[0] ?? 0,
    };
  } finally {
    chair.close();
    await second.stop();
  }
}

/** SIGKILL, to the process that holds the data folder; when it was dead (clock). */
async function kill(data: string, crashed: Promise<never>): Promise<number> {
  const lock = JSON.parse(await readFile(join(data, 'server.lock'), 'utf8')) as { pid: number };
  process.kill(lock.pid, 'SIGKILL');
  await crashed.catch(() => undefined);
  return clock();
}

async function nextWord(chair: Chair, children: readonly Stepper<Devices>[]): Promise<number[]> {
  const start = clock();
  granted('freeze-ballot', await chair.command({ type: 'freeze-ballot' }));
  const shown = await Promise.all(children.map((child) => child.ask('shown', 'rollCall')));
  return shown.flat().map((time) => time - start);
}

function shareOf(all: number, parts: number, i: number): number {
  return Math.floor(all / parts) + (i < all % parts ? 1 : 0);
}
