import { setTimeout as sleep } from 'node:timers/promises';
import { defined } from '#shared/assert.ts';
import type { VoterView } from '#shared/meeting/views.ts';
import { NAMESPACES, type VoterEvents, type VoterPushes } from '#shared/wire.ts';
import { connectOpen } from '../clients/connect.ts';
import { Newest } from '../clients/newest.ts';
import { cast, openBallot, seal, type SealedBallot, type Voter } from '../clients/voter.ts';
import type { Voter as Holder } from '../rehearse/voters-child.ts';
import { clock, watchLag, type Lag } from './clock.ts';
import { serveSteps } from './stepper.ts';

/** When each of a process's voters casts: the first at `start`, the next `gap` ms later (clock). */
export interface Schedule {
  readonly start: number;
  readonly gap: number;
}

/** What became of the casts of one process. */
export interface LoadReport {
  readonly sent: readonly string[];
  readonly receipts: readonly { readonly id: string; readonly n: number; readonly head: string }[];
  /** For each receipt: milliseconds from the cast, its connection included, to the checked receipt. */
  readonly latencies: readonly number[];
  /** Why devices gave up, without anything about their ballots. */
  readonly failures: readonly string[];
  readonly lag: Lag;
}

/** The steps of a load generator, in the order in which the hall asks for them. */
export interface Generator {
  /** Connects that many voters' pages, which stay connected. */
  connect(job: { readonly url: string; readonly count: number }): Promise<null>;
  /** Exchanges every code and seals every ballot; milliseconds of sealing for each. */
  prepare(voters: readonly Holder[]): Promise<readonly number[]>;
  load(schedule: Schedule): Promise<LoadReport>;
  /** When each page first showed the phase (clock); waits for all of them. */
  shown(phase: string): Promise<readonly number[]>;
}

/** One voter's phone. */
interface Phone {
  readonly views: Newest<VoterView>;
  readonly shown: Map<string, number>;
  ready: { readonly voter: Voter; readonly ballot: SealedBallot } | null;
}

const AT_ONCE = 8;
const phones: Phone[] = [];
let url = '';

async function connect(job: { readonly url: string; readonly count: number }): Promise<null> {
  url = job.url;
  for (let i = 0; i < job.count; i++) {
    const phone = phoneOf();
    phones.push(phone);
    if (phones.length % AT_ONCE === 0) await phone.views.until(() => true, 'it is connected');
  }
  for (const { views } of phones) await views.until(() => true, 'it is connected');
  return null;
}

function phoneOf(): Phone {
  const phone: Phone = { views: new Newest('phone'), shown: new Map(), ready: null };
  const socket = connectOpen<VoterPushes, VoterEvents>(url, NAMESPACES.voter);
  socket.on('view', (view) => {
    const phase = String(view.phase);
    if (!phone.shown.has(phase)) phone.shown.set(phase, clock());
    phone.views.push(view);
  });
  return phone;
}

async function prepare(voters: readonly Holder[]): Promise<number[]> {
  const sealing: number[] = [];
  const waiting = [...phones.entries()];
  async function work(): Promise<void> {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { code, marks } = defined(voters[next[0]], 'voter');
      const voter = await openBallot(url, code);
      const start = clock();
      next[1].ready = { voter, ballot: seal(voter, marks) };
      sealing.push(clock() - start);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return sealing;
}

async function load({ start, gap }: Schedule): Promise<LoadReport> {
  const report = { sent: [], receipts: [], latencies: [], failures: [] } as Collected;
  const lag = watchLag();
  await Promise.all(phones.map((phone, i) => castAt(phone, start + i * gap, report)));
  return { ...report, lag: lag() };
}

interface Collected {
  readonly sent: string[];
  readonly receipts: { id: string; n: number; head: string }[];
  readonly latencies: number[];
  readonly failures: string[];
}

async function castAt({ ready }: Phone, time: number, report: Collected): Promise<void> {
  const { voter, ballot } = defined(ready, 'sealed ballot');
  await sleep(Math.max(0, time - clock()));
  const start = clock();
  report.sent.push(ballot.id);
  try {
    const { id, n, head } = await cast(url, voter, ballot);
    report.latencies.push(clock() - start);
    report.receipts.push({ id, n, head });
  } catch (error) {
    report.failures.push(error instanceof Error ? error.message : String(error));
  }
}

async function shown(phase: string): Promise<number[]> {
  for (const { views } of phones) await views.until((v) => v.phase === phase, `it shows ${phase}`);
  return phones.map((phone) => defined(phone.shown.get(phase)));
}

serveSteps<Generator>({ connect, prepare, load, shown });
