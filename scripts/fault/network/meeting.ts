import { mkdir, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Phase } from '#shared/meeting/state.ts';
import type { VoterView } from '#shared/meeting/views.ts';
import { NAMESPACES } from '#shared/wire.ts';
import { seeded } from '../../rehearse/random-marks.ts';
import type { Voter } from '../ballot.ts';
import type { Hall } from '../device.ts';
import { judge, resendAll } from '../judge.ts';
import { Ledger } from '../ledger.ts';
import { Line, waitLikePages } from '../line.ts';
import type { Cast } from '../plan.ts';
import { netCast } from './cast.ts';
import { openHall, type NetHall, type Station } from './hall.ts';
import type { NetPhone } from './phone.ts';
import { NetServer } from './server.ts';
import { Weather, type Strike, type WeatherOrders } from './weather.ts';

/** One meeting over bad networks. */
export interface NetOrders extends WeatherOrders {
  readonly seed: number;
  readonly voters: number;
}

export interface NetReport {
  readonly orders: NetOrders;
  readonly strikes: readonly Strike[];
  readonly deaths: number;
  /** What each voter's phone showed, one line for each way that occurred. */
  readonly screens: readonly string[];
  readonly problems: readonly string[];
}

/** Issue 3: back and current within ten seconds. */
export const BACK_MS = 10_000;
const LOOK_MS = 60;
const PROBE_MS = 1500;
const GIVEN_UP_MS = 40_000;
const STUCK_MS = 150_000;

/** Holds it in the new folder `folder`, which is removed unless something was wrong. */
export async function holdNetMeeting(folder: string, orders: NetOrders): Promise<NetReport> {
  waitLikePages();
  await mkdir(folder, { recursive: true });
  const ledger = new Ledger();
  const server = await NetServer.in(folder, ledger);
  const report = await new NetMeeting(server, ledger, orders).hold();
  if (report.problems.length === 0) await rm(folder, { recursive: true, force: true });
  return report;
}

class NetMeeting {
  readonly #server: NetServer;
  readonly #orders: NetOrders;
  readonly #cast: Cast;
  readonly #chance: () => number;
  readonly #hall: Hall;
  readonly #problems: string[] = [];
  #weather: Weather | null = null;

  constructor(server: NetServer, ledger: Ledger, orders: NetOrders) {
    this.#server = server;
    this.#orders = orders;
    this.#chance = seeded(orders.seed);
    this.#cast = netCast(orders.voters, this.#chance);
    const alarm = (sentence: string): void => void this.#problems.push(sentence);
    const { url } = server;
    this.#hall = { url, ledger, spoiled: new Map(), chance: this.#chance, alarm };
  }

  async hold(): Promise<NetReport> {
    const code = await this.#server.start();
    const hall = await openHall({
      cast: this.#cast,
      port: Number(new URL(this.#server.url).port),
      hall: this.#hall,
      box: this.#server,
      mayClose: () => this.#mayClose(hall.phones),
    });
    const line = new Line<VoterView>(this.#server.url, NAMESPACES.voter, null, () => undefined);
    const weather = new Weather(hall.stations, this.#orders, {
      chance: this.#chance,
      restart: () => this.#server.restart(),
      back: (station) => this.#back(station, line),
    });
    this.#weather = weather;
    try {
      if (!(await hall.chair.pair(code))) throw new Error('the chair could not be paired');
      await weather.blow();
      await this.#untilOver(hall);
      const eid = line.view?.election?.eid;
      this.#problems.push(...(await resendAll(this.#server.url, this.#voters(hall), eid)));
    } catch (error) {
      this.#problems.push(error instanceof Error ? error.message : String(error));
    }
    line.close();
    hall.close();
    await this.#judge(hall);
    return {
      orders: this.#orders,
      strikes: weather.strikes,
      deaths: this.#server.deaths,
      screens: [...new Set(hall.phones.map(({ seen }) => seen.screens.join(' → ')))],
      problems: this.#problems,
    };
  }

  #mayClose(phones: readonly NetPhone[]): boolean {
    return this.#weather?.isOver === true && phones.every(({ receipt }) => receipt !== null);
  }

  /** From now, or from when the server serves, until a message goes there and back and all is current. */
  async #back(station: Station, reference: Line<VoterView>): Promise<number> {
    let since = performance.now();
    for (;;) {
      const { servingSince } = this.#server;
      const line = station.line();
      if (line === null) return 0;
      if (servingSince === null) since = performance.now();
      else {
        since = Math.max(since, servingSince);
        const answered = await line.probe(PROBE_MS);
        const took = performance.now() - since;
        if (answered && isCurrent(line.view, reference.view)) return took;
        if (took > GIVEN_UP_MS) return took;
      }
      await sleep(LOOK_MS);
    }
  }

  async #untilOver({ stations, tellers, phones }: NetHall): Promise<void> {
    const begun = performance.now();
    for (;;) {
      const phases = stations.map((station) => phaseOf(station.line()?.view));
      const screens = phones.map(({ screen }) => screen.name);
      const over =
        phases.every((phase) => phase === 'archived') &&
        tellers.every(({ stage }) => stage === 'finished') &&
        screens.every((name) => name === 'received');
      if (over) return;
      if (this.#problems.length > 0) throw new Error('stopped by an alarm');
      if (performance.now() - begun > STUCK_MS)
        throw new Error(`stuck: ${[...phases, ...screens].join(' ')}`);
      await sleep(LOOK_MS);
    }
  }

  #voters({ phones }: NetHall): Voter[] {
    return phones.map(({ part, receipt, message }) => ({
      part,
      receipt,
      isSettled: receipt !== null,
      sent: message === null ? [] : [{ message, receipt }],
    }));
  }

  async #judge(hall: NetHall): Promise<void> {
    const late = (this.#weather?.strikes ?? []).filter(({ backMs }) => backMs > BACK_MS);
    for (const { kind, device, backMs } of late)
      this.#problems.push(`I7: ${device} back after ${Math.round(backMs)} ms (${kind})`);
    for (const { seen } of hall.phones) this.#problems.push(...seen.problems);
    const failed = this.#problems.length > 0;
    const records = await this.#server.stop();
    this.#problems.push(...this.#server.problems);
    if (records === null) this.#problems.push('no round is active at the end');
    else if (!failed)
      this.#problems.push(...(await judge(this.#cast, this.#voters(hall), records)));
  }
}

/** A voter's page shows all that the server tells voters, but the turnout; another its phase. */
function isCurrent(view: unknown, reference: VoterView | null): boolean {
  if (view === null || reference === null) return false;
  const isVoters = (view as object).constructor === Object && 'phonesAllowed' in (view as object);
  if (!isVoters || 'hall' in (view as object)) return phaseOf(view) === reference.phase;
  const [own, other] = [view as VoterView, reference].map((each) =>
    JSON.stringify({ ...each, turnout: null }),
  );
  return own === other;
}

function phaseOf(view: unknown): Phase | null {
  const shown = (view ?? {}) as { hall?: { phase: Phase } | null; phase?: Phase | null };
  return shown.hall?.phase ?? shown.phase ?? null;
}
