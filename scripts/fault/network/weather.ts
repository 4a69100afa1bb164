import { setTimeout as sleep } from 'node:timers/promises';
import { defined } from '#shared/assert.ts';
import { faultOf, type Kind } from './fault-kinds.ts';
import type { Station } from './hall.ts';

/** One device that was struck, and how long until it was back and current, in milliseconds. */
export interface Strike {
  readonly kind: Exclude<Kind, 'server'>;
  readonly device: string;
  readonly backMs: number;
}

/** What the weather does and knows beside the devices' networks. */
export interface Sky {
  readonly chance: () => number;
  /** Kills the server and starts it again. */
  readonly restart: () => Promise<void>;
  /** Resolves when the device is back and shows what the server has now. */
  readonly back: (station: Station) => Promise<number>;
}

export interface WeatherOrders {
  readonly kinds: readonly Kind[];
  /** How long it blows, and how long a fault lasts at most (at least one), in seconds. */
  readonly seconds: number;
  readonly longest: number;
}

const PAUSE_MS = 700;
const RELOADS = 0.25;

/** Strikes a third of the devices at a time, in turn with each kind of fault that is ordered. */
export class Weather {
  readonly strikes: Strike[] = [];
  readonly #stations: readonly Station[];
  readonly #orders: WeatherOrders;
  readonly #sky: Sky;
  readonly #struck = new Set<Station>();
  #over = false;

  constructor(stations: readonly Station[], orders: WeatherOrders, sky: Sky) {
    this.#stations = stations;
    this.#orders = orders;
    this.#sky = sky;
  }

  /** The ordered time is over; what was struck may not be back yet. */
  get isOver(): boolean {
    return this.#over;
  }

  /** Resolves when it has blown and every device is back. */
  async blow(): Promise<void> {
    const { kinds, seconds } = this.#orders;
    const end = performance.now() + seconds * 1000;
    const storms: Promise<void>[] = [];
    // On a slow machine the time may be over before every kind has had its turn.
    for (let k = 0; performance.now() < end || k < kinds.length;) {
      const kind = defined(kinds[k % kinds.length]);
      const struck = kind === 'server' ? [] : this.#third();
      if (kind === 'server') await this.#sky.restart();
      storms.push(...struck.map((station) => this.#strike(station, kind as Strike['kind'])));
      // A kind that found every device struck already waits for its turn.
      if (kind === 'server' || struck.length > 0) k += 1;
      await sleep(PAUSE_MS * (0.5 + this.#sky.chance()));
    }
    this.#over = true;
    await Promise.all(storms);
  }

  /** A third of all devices, as far as they are not struck already. */
  #third(): Station[] {
    return this.#stations
      .filter((station) => !this.#struck.has(station))
      .map((station) => ({ station, key: this.#sky.chance() }))
      .sort((one, other) => one.key - other.key)
      .slice(0, Math.ceil(this.#stations.length / 3))
      .map(({ station }) => station);
  }

  async #strike(station: Station, kind: Strike['kind']): Promise<void> {
    const { chance, back } = this.#sky;
    const { proxy, phone, name } = station;
    this.#struck.add(station);
    proxy.become(faultOf(kind, chance));
    if (phone !== null) phone.twice = kind === 'twice';
    // A socket that is half-open stays so: the clock runs from its first moment.
    const seconds = kind === 'half-open' ? 0 : 1 + chance() * (this.#orders.longest - 1);
    await sleep(seconds * 1000);
    proxy.become(null);
    this.strikes.push({ kind, device: name, backMs: await back(station) });
    if (phone !== null) phone.twice = false;
    if (chance() < RELOADS) phone?.reload();
    this.#struck.delete(station);
  }
}
