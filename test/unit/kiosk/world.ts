import type { CastMessage, MarkCode } from '#shared/protocol/entries.ts';
import { err, type Result } from '#shared/result.ts';
import { evolveRecord, type Change } from '../../../kiosk/device/change.ts';
import type { BallotRecord } from '../../../kiosk/device/record.ts';
import { Device, type Ports } from '../../../kiosk/device/runner.ts';
import type { DeviceKind, Round } from '../../../kiosk/device/state.ts';
import { random, sodium } from '../../support/sodium.ts';
import { FakeHall } from './fake-hall.ts';

/** Something a page has asked for and not got: the test decides when, and whether, it comes. */
export interface Pending {
  readonly page: number;
  readonly kind: 'store' | 'load' | 'exchange' | 'cast' | 'wait';
  /** It happens and the page hears of it. */
  readonly settle: () => void;
  /** It happens but the answer is lost; of a request only. */
  readonly lose: () => void;
  /** It never happens. */
  readonly drop: () => void;
}

/** One phone: its store, its pages (tabs and reloads), and the hall it talks to. */
export class World {
  readonly hall = new FakeHall();
  readonly pages: { device: Device; open: boolean }[] = [];
  readonly pending: Pending[] = [];
  readonly history: (BallotRecord | null)[] = [null];
  readonly casts: CastMessage[] = [];
  /** What was opened to a second device, by the ballot's id. */
  readonly tested = new Map<string, string>();
  record: BallotRecord | null = null;
  storable = true;
  readonly kind: DeviceKind;

  constructor(kind: DeviceKind = 'phone') {
    this.kind = kind;
  }

  /** Opens a page: the first, a reload, or another tab. */
  async open(code: string | null = null): Promise<Device> {
    const page = this.pages.length;
    const device = new Device(this.kind, this.#ports(page), () => undefined);
    this.pages.push({ device, open: true });
    void device.start();
    await this.settleAll('load');
    device.tell({ type: 'round', round: this.hall.round() });
    if (code !== null) await device.offer(code);
    return device;
  }

  /** A page that is gone: what it asked for may still happen, but it hears nothing. */
  shut(page: number, happens: boolean): void {
    const gone = this.pages[page];
    if (gone === undefined) return;
    gone.open = false;
    for (const each of [...this.pending].filter((one) => one.page === page)) {
      if (happens) each.lose();
      else each.drop();
    }
  }

  get live(): Device[] {
    return this.pages.filter(({ open }) => open).map(({ device }) => device);
  }

  see(round: Round = this.hall.round()): void {
    for (const device of this.live) device.tell({ type: 'round', round });
  }

  async settleAll(kind?: Pending['kind'], rounds = 40): Promise<void> {
    for (let i = 0; i < rounds; i++) {
      await breathe();
      const next = this.pending.find((each) => kind === undefined || each.kind === kind);
      if (next === undefined) return;
      next.settle();
    }
    await breathe();
  }

  async markAll(device: Device, marks: readonly MarkCode[]): Promise<void> {
    marks.forEach((mark, line) => {
      device.tell({ type: 'mark', line, mark });
    });
    await this.settleAll('store');
  }

  #ports(page: number): Ports {
    return {
      sodium: () => Promise.resolve(sodium),
      random,
      chance: () => 0.5,
      load: () => this.#ask(page, 'load', () => this.record),
      store: (change) => this.#ask(page, 'store', () => this.#store(change)),
      exchange: (message) => this.#request(page, 'exchange', () => this.hall.exchange(message)),
      cast: (message) => {
        this.casts.push(message);
        return this.#request(page, 'cast', () => this.hall.cast(message));
      },
      wait: () => this.#ask(page, 'wait', () => undefined),
    };
  }

  #store(change: Change): BallotRecord | null {
    if (!this.storable) throw new Error('full');
    this.record = evolveRecord(this.record, change);
    this.history.push(this.record);
    return this.record;
  }

  #ask<T>(page: number, kind: Pending['kind'], act: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#add(page, kind, act, (acted) => {
        try {
          resolve(acted());
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
    });
  }

  #request<T, E extends { readonly code: string }>(
    page: number,
    kind: Pending['kind'],
    act: () => Result<T, E | { readonly code: string }>,
  ): Promise<Result<T, { readonly code: string }>> {
    return new Promise((resolve) => {
      this.#add(
        page,
        kind,
        act,
        (acted) => {
          resolve(acted());
        },
        () => {
          resolve(err({ code: 'no-answer' }));
        },
      );
    });
  }

  #add<T>(
    page: number,
    kind: Pending['kind'],
    act: () => T,
    answer: (acted: () => T) => void,
    silence: () => void = () => undefined,
  ): void {
    const done = (): void => {
      this.pending.splice(this.pending.indexOf(entry), 1);
    };
    const heard = (): boolean => this.pages[page]?.open === true;
    const entry: Pending = {
      page,
      kind,
      settle: () => {
        done();
        if (heard()) answer(act);
      },
      lose: () => {
        done();
        act();
        if (heard()) silence();
      },
      drop: () => {
        done();
        if (heard()) silence();
      },
    };
    this.pending.push(entry);
  }
}

/** Lets every promise that can go on go on. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
