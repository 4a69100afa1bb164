import { setTimeout as sleep } from 'node:timers/promises';
import type { VoterView } from '#shared/meeting/views.ts';
import { NAMESPACES, type VoterEvents, type VoterPushes } from '#shared/wire.ts';
import { connectOpen, type ClientSocket } from '../clients/connect.ts';
import { Newest } from '../clients/newest.ts';
import { clock, watchLag, type Lag } from './clock.ts';
import { serveSteps } from './stepper.ts';

/** What became of one process's devices after the server died; times of `clock`. */
export interface Return {
  /** When each device was connected again and held a view of the new life. */
  readonly back: readonly number[];
  /** Attempts that each of them made. */
  readonly attempts: readonly number[];
  readonly lag: Lag;
}

/** The steps of a process full of devices, with the product's own reconnection. */
export interface Devices {
  connect(job: { readonly url: string; readonly count: number }): Promise<null>;
  /** From now on deaths are watched; resolves when every device has noticed the next one. */
  lost(): Promise<null>;
  returned(): Promise<Return>;
  /** When a message of each device went there and back (clock), tried from now on. */
  answered(): Promise<readonly (number | null)[]>;
  /** When each device showed the phase (clock). */
  shown(phase: string): Promise<readonly number[]>;
}

/** One voter's page. */
interface Phone {
  readonly socket: ClientSocket<VoterPushes, VoterEvents>;
  readonly views: Newest<VoterView>;
  lost: boolean;
  back: number | null;
  attempts: number;
  readonly shown: Map<string, number>;
}

const AT_ONCE = 16;
const LIMIT_MS = 60_000;
const LOOK_MS = 20;
const ANSWER_MS = 1500;
const phones: Phone[] = [];
let lag: (() => Lag) | null = null;

async function connect({ url, count }: { url: string; count: number }): Promise<null> {
  for (let i = 0; i < count; i++) {
    const phone = phoneOf(url);
    phones.push(phone);
    if (phones.length % AT_ONCE === 0) await phone.views.until(() => true, 'it is connected');
  }
  for (const { views } of phones) await views.until(() => true, 'it is connected');
  return null;
}

function phoneOf(url: string): Phone {
  const socket = connectOpen<VoterPushes, VoterEvents>(url, NAMESPACES.voter);
  const phone: Phone = {
    socket,
    views: new Newest('phone'),
    lost: false,
    back: null,
    attempts: 0,
    shown: new Map(),
  };
  socket.on('disconnect', () => {
    phone.lost = true;
    phone.back = null;
  });
  socket.io.on('reconnect_attempt', () => {
    phone.attempts += 1;
  });
  socket.on('view', (view) => {
    if (phone.lost) phone.back ??= clock();
    const phase = String(view.phase);
    if (!phone.shown.has(phase)) phone.shown.set(phase, clock());
    phone.views.push(view);
  });
  return phone;
}

async function lost(): Promise<null> {
  lag = watchLag();
  for (const phone of phones) Object.assign(phone, { lost: false, back: null, attempts: 0 });
  await untilAll(({ lost: isLost }) => isLost);
  return null;
}

async function returned(): Promise<Return> {
  await untilAll(({ back }) => back !== null);
  const stop = lag ?? watchLag();
  return {
    back: phones.flatMap(({ back }) => back ?? []),
    attempts: phones.map(({ attempts }) => attempts),
    lag: stop(),
  };
}

/** Gives up without a word after a minute: what is missing is then seen in the report. */
async function untilAll(holds: (phone: Phone) => boolean): Promise<void> {
  const end = clock() + LIMIT_MS;
  while (!phones.every(holds) && clock() < end) await sleep(LOOK_MS);
}

function answered(): Promise<(number | null)[]> {
  return Promise.all(
    phones.map(async ({ socket }) => {
      const end = clock() + LIMIT_MS;
      while (clock() < end) {
        if (socket.connected && (await isAnswered(socket))) return clock();
        await sleep(LOOK_MS * 5);
      }
      return null;
    }),
  );
}

/** Asks for a ballot that nobody cast. */
function isAnswered(socket: Phone['socket']): Promise<boolean> {
  const asked = socket.timeout(ANSWER_MS).emitWithAck('find', { id: 'A'.repeat(43) });
  return asked.then(
    () => true,
    () => false,
  );
}

async function shown(phase: string): Promise<number[]> {
  for (const { views } of phones) await views.until((v) => v.phase === phase, `it shows ${phase}`);
  return phones.map((phone) => phone.shown.get(phase) ?? Number.NaN);
}

serveSteps<Devices>({ connect, lost, returned, answered, shown });
