import { availableParallelism, loadavg } from 'node:os';
import { defined } from '#shared/assert.ts';
import type { ChairCommand } from '#shared/meeting/commands.ts';
import type { MeetingResult } from '#shared/result/result.ts';
import { Chair } from '../clients/chair.ts';
import { clock, watchLag, type Lag } from './clock.ts';
import type { Generator, LoadReport } from './generator-child.ts';
import { memoryOf, probeServer, type Memory } from './server-facts.ts';
import { issue, order, rollCall, sealing, shareOf, type HallJob, type Stage } from './stage.ts';
import { startStepper } from './stepper.ts';

/** Everything that was measured in one hall; durations in milliseconds. */
export interface HallOutcome {
  /** The round's folder in the data folder, with slashes. */
  readonly round: string;
  readonly loads: readonly LoadReport[];
  /** Of each ballot, before the clock started. */
  readonly sealing: readonly number[];
  /** Round trips of a message that needs only the server's event loop, during the load. */
  readonly trips: readonly number[];
  readonly memory: Memory | null;
  /** From the chair's word to each voter's page. */
  readonly opened: readonly number[];
  readonly closed: readonly number[];
  /** The worst event loop among the processes that measured. */
  readonly lag: Lag;
  /** The machine's load average over the last minute of the casts, everything else on it included. */
  readonly busy: number;
  /** The count, and how long it took from the close; null when it was not run. */
  readonly counted: { readonly result: MeetingResult; readonly took: number } | null;
}

/** Holds the meeting up to the close, and to the totals if asked. Throws when it cannot go on. */
export async function holdHall(job: HallJob): Promise<HallOutcome> {
  const script = new URL('generator-child.ts', import.meta.url);
  const stage: Stage = {
    ...job,
    url: new URL(job.link).origin,
    chair: await Chair.open(job.link),
    generators: Array.from({ length: availableParallelism() }, () =>
      startStepper<Generator>(script),
    ),
    tellers: [],
  };
  try {
    return await measure(stage);
  } finally {
    for (const child of [...stage.generators, ...stage.tellers]) child.stop();
    stage.chair.close();
  }
}

async function measure(stage: Stage): Promise<HallOutcome> {
  const desks = await rollCall(stage);
  await sealing(stage);
  await connectPhones(stage);
  const { quorum } = defined(stage.chair.view?.hall);
  const opened = await spread(stage, { type: 'open-polls', present: quorum.present }, 'polling');
  const holders = await issue(stage, desks);
  const sealed = await Promise.all(
    stage.generators.map((generator, g) => generator.ask('prepare', shareOf(stage, holders, g))),
  );
  const load = await castAll(stage);
  const memory = await memoryOf(stage.data);
  const { turnout, round } = defined(stage.chair.view?.hall);
  const close = { type: 'close-polls', outstanding: turnout.outstanding } as const;
  const start = clock();
  const closed = await spread(stage, close, 'counting');
  const counted = stage.count ? await countFrom(stage, start) : null;
  return { round, ...load, sealing: sealed.flat(), memory, opened, closed, counted };
}

async function connectPhones(stage: Stage): Promise<void> {
  const { generators, casting, url } = stage;
  await Promise.all(
    generators.map((generator, g) =>
      generator.ask('connect', { url, count: shareOf(stage, casting.electronic, g).length }),
    ),
  );
}

/** Gives the chair's word; how long until each voter's page showed the phase. */
async function spread(
  { chair, generators }: Stage,
  command: ChairCommand,
  phase: string,
): Promise<number[]> {
  const start = clock();
  await order(chair, command);
  const times = await Promise.all(generators.map((generator) => generator.ask('shown', phase)));
  return times.flat().map((time) => time - start);
}

const LEAD_MS = 1000;

async function castAll({
  chair,
  url,
  casting,
  within,
  generators,
}: Stage): Promise<Pick<HallOutcome, 'loads' | 'trips' | 'lag' | 'busy'>> {
  const step = (within * 1000) / casting.electronic.length;
  const start = clock() + LEAD_MS;
  const ownLag = watchLag();
  const trips = probeServer(url);
  const loads = await Promise.all(
    generators.map((generator, g) =>
      generator.ask('load', { start: start + g * step, gap: step * generators.length }),
    ),
  );
  const lag = worst([ownLag(), ...loads.map((each) => each.lag)]);
  const measured = { loads, trips: trips(), lag, busy: loadavg()[0] ?? 0 };
  const received = loads.reduce((sum, { receipts }) => sum + receipts.length, 0);
  await chair.until(
    ({ hall }) => hall?.turnout.collected === received,
    'the turnout is the number of receipts',
  );
  return measured;
}

function worst(lags: readonly Lag[]): Lag {
  return {
    p99: Math.max(...lags.map(({ p99 }) => p99)),
    max: Math.max(...lags.map(({ max }) => max)),
  };
}

/** The committee counts and opens by itself; its failure is the benchmark's. */
async function countFrom(
  { chair, tellers }: Stage,
  start: number,
): Promise<NonNullable<HallOutcome['counted']>> {
  await Promise.all(tellers.map(({ report }) => report));
  const view = await chair.until(({ result }) => result !== null, 'it is counted');
  return { result: defined(view.result), took: clock() - start };
}
