import { setTimeout as sleep } from 'node:timers/promises';
import { markCode } from '#shared/plan/marks.ts';
import type { VoterView } from '#shared/meeting/views.ts';
import type { Receipt } from '#shared/protocol/entries.ts';
import { NAMESPACES } from '#shared/wire.ts';
import { evolveRecord } from '../../kiosk/device/change.ts';
import type { BallotRecord } from '../../kiosk/device/record.ts';
import { Device, type Ports } from '../../kiosk/device/runner.ts';
import { screenOf, type Screen } from '../../kiosk/device/screen.ts';
import type { DeviceState } from '../../kiosk/device/state.ts';
import { random, sodium } from '../clients/sodium.ts';
import type { Hall } from './device.ts';
import { askAlone, Line } from './line.ts';
import type { Part } from './plan.ts';

/** The product's pauses are shortened by this, so that a death costs no minute. */
const FASTER = 10;
const STORE_MS = 2;

/** A voter's phone: the product's own device core, over real sockets, with a record in memory. */
export class Phone {
  readonly part: Part;
  readonly #hall: Hall;
  readonly #line: Line<VoterView>;
  #record: BallotRecord | null = null;
  #device: Device;
  #mayCast: boolean;
  #cast = false;
  /** The newest sealed ballot, to send once more when all is over. */
  #message: Extract<BallotRecord, { stage: 'sealed' }>['message'] | null = null;

  constructor(hall: Hall, part: Part) {
    this.#hall = hall;
    this.part = part;
    this.#mayCast = !part.late;
    this.#line = new Line<VoterView>(hall.url, NAMESPACES.voter, null, (namespace, said) => {
      hall.ledger.acknowledged(namespace, said);
    });
    this.#line.socket.on('view', (view: VoterView) => {
      this.#see(view);
    });
    this.#device = this.#open();
  }

  get line(): Line<VoterView> {
    return this.#line;
  }

  get screen(): Screen {
    return screenOf(this.#device.state);
  }

  /** Its own receipt, once it has one. */
  get receipt(): Receipt | null {
    return this.#record?.stage === 'received' ? this.#record.receipt : null;
  }

  get message(): Extract<BallotRecord, { stage: 'sealed' }>['message'] | null {
    return this.#message;
  }

  /** The voter reads the code off the desk's screen or the slip. */
  take(code: string): void {
    void this.#device.offer(code);
  }

  /** A late voter casts now. */
  hurry(): void {
    this.#mayCast = true;
    this.#follow(this.#device.state);
  }

  /** The page is loaded again: the old one is gone, what was stored is there. */
  reload(): void {
    this.#cast = false;
    this.#device = this.#open();
    if (this.#line.view !== null) this.#see(this.#line.view);
  }

  close(): void {
    this.#line.close();
  }

  #open(): Device {
    const device: Device = new Device(
      'phone',
      this.#ports(() => this.#device === device),
      (state) => {
        if (this.#device === device) this.#follow(state);
      },
    );
    void device.start();
    return device;
  }

  #see({ phase, voided, phonesAllowed, election, lines }: VoterView): void {
    const round = { phase, voided, phonesAllowed, election, lines: lines.length, called: false };
    this.#device.tell({ type: 'round', round });
  }

  /** Marks every line and casts, as soon as the ballot is shown. */
  #follow(state: DeviceState): void {
    if (this.#cast || !this.#mayCast || screenOf(state).name !== 'marking') return;
    this.#cast = true;
    for (const [line, mark] of this.part.marks.entries()) {
      this.#device.tell({ type: 'mark', line, mark: markCode(mark) });
    }
    this.#device.tell({ type: 'cast' });
  }

  /** The browser around the device; a page that is gone gets no more answers. */
  #ports(isOpen: () => boolean): Ports {
    const { url, ledger, chance } = this.#hall;
    return {
      sodium: () => Promise.resolve(sodium),
      random,
      load: () => Promise.resolve(this.#record),
      store: async (change) => {
        await sleep(STORE_MS);
        if (!isOpen()) return new Promise(() => undefined);
        this.#record = evolveRecord(this.#record, change);
        return this.#record;
      },
      exchange: (message) => this.#line.ask('exchange', message),
      cast: async (message) => {
        this.#message = message;
        const sealed = this.#record?.stage === 'sealed' ? this.#record.id : null;
        if (sealed !== null) ledger.sent.add(sealed);
        const answer = await askAlone<Receipt>(url, NAMESPACES.ballot, 'cast', message);
        if (answer.ok) ledger.receipts.push(answer.value);
        return answer;
      },
      wait: (ms) => sleep(ms / FASTER),
      chance,
    };
  }
}
