import { setTimeout as sleep } from 'node:timers/promises';
import type { VoterView } from '#shared/meeting/views.ts';
import type { Receipt } from '#shared/protocol/entries.ts';
import { NAMESPACES } from '#shared/wire.ts';
import { evolveRecord } from '../../kiosk/device/change.ts';
import type { BallotRecord } from '../../kiosk/device/record.ts';
import { Device, type Ports } from '../../kiosk/device/runner.ts';
import { screenOf, type Screen } from '../../kiosk/device/screen.ts';
import type { DeviceKind, DeviceState } from '../../kiosk/device/state.ts';
import { random, sodium } from '../clients/sodium.ts';
import type { Hall } from './device.ts';
import { askAlone, Line } from './line.ts';
import { roundOf } from './ledger.ts';

export type SealedMessage = Extract<BallotRecord, { stage: 'sealed' }>['message'];

/** The product's pauses are shortened by this, so that a death costs no minute. */
export const FASTER = 10;
const STORE_MS = 2;

/** Never settles. */
const GONE = new Promise<never>(() => undefined);

/** What the page tells of: each new state of its device, and each ballot as it is sent. */
export interface PageEvents {
  readonly changed: (state: DeviceState) => void;
  readonly sent: (message: SealedMessage) => void;
}

/** A voter's page: the product's own device core, over real sockets, with a record in memory. */
export class VoterPage {
  readonly line: Line<VoterView>;
  readonly #kind: DeviceKind;
  readonly #hall: Hall;
  readonly #events: PageEvents;
  #record: BallotRecord | null = null;
  #device: Device;

  constructor(kind: DeviceKind, hall: Hall, events: PageEvents) {
    this.#kind = kind;
    this.#hall = hall;
    this.#events = events;
    this.line = new Line<VoterView>(hall.url, NAMESPACES.voter, null, (namespace, said, seen) => {
      hall.ledger.acknowledged(namespace, said, roundOf(seen));
    });
    this.#device = this.#open();
  }

  get device(): Device {
    return this.#device;
  }

  get state(): DeviceState {
    return this.#device.state;
  }

  get screen(): Screen {
    return screenOf(this.state);
  }

  /** What the page has stored. */
  get record(): BallotRecord | null {
    return this.#record;
  }

  see({ phase, voided, phonesAllowed, election, lines }: VoterView, called: boolean): void {
    const round = { phase, voided, phonesAllowed, election, lines: lines.length, called };
    this.#device.tell({ type: 'round', round });
  }

  /** The page is loaded again: the old one is gone, what was stored is there. */
  reload(): void {
    this.#device = this.#open();
  }

  #open(): Device {
    const device: Device = new Device(
      this.#kind,
      this.#ports(() => this.#device === device),
      (state) => {
        if (this.#device === device) this.#events.changed(state);
      },
    );
    void device.start();
    return device;
  }

  /** The browser around the device; a page that is gone gets no more answers and does nothing more. */
  #ports(isOpen: () => boolean): Ports {
    const { url, ledger, chance } = this.#hall;
    return {
      sodium: () => Promise.resolve(sodium),
      random,
      load: () => Promise.resolve(this.#record),
      store: async (change) => {
        await sleep(STORE_MS);
        if (!isOpen()) return GONE;
        this.#record = evolveRecord(this.#record, change);
        return this.#record;
      },
      exchange: (message) => this.line.ask('exchange', message),
      cast: async (message) => {
        if (!isOpen()) return GONE;
        this.#events.sent(message);
        const sealed = this.#record?.stage === 'sealed' ? this.#record.id : null;
        if (sealed !== null) ledger.sent.add(sealed);
        const answer = await askAlone<Receipt>(url, NAMESPACES.ballot, 'cast', message);
        if (answer.ok) ledger.receipts.push(answer.value);
        return answer;
      },
      wait: async (ms) => {
        await sleep(ms / FASTER);
        if (!isOpen()) await GONE;
      },
      chance,
    };
  }
}
