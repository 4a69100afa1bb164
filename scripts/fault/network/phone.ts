import { setTimeout as sleep } from 'node:timers/promises';
import { markCode } from '#shared/plan/marks.ts';
import type { VoterView } from '#shared/meeting/views.ts';
import type { CastMessage, MarkCode, Receipt } from '#shared/protocol/entries.ts';
import type { Result } from '#shared/result.ts';
import { NAMESPACES } from '#shared/wire.ts';
import { askAfterConnecting } from '../../../kiosk/device/after-connecting.ts';
import { evolveRecord } from '../../../kiosk/device/change.ts';
import type { BallotRecord } from '../../../kiosk/device/record.ts';
import { Device, type Ports } from '../../../kiosk/device/runner.ts';
import { screenOf, type Screen } from '../../../kiosk/device/screen.ts';
import type { DeviceState } from '../../../kiosk/device/state.ts';
import { random, sodium } from '../../clients/sodium.ts';
import type { Hall } from '../device.ts';
import { roundOf } from '../ledger.ts';
import { askAlone, Line, type Coded } from '../line.ts';
import type { Part } from '../plan.ts';
import { Seen, type Box } from './screens.ts';

const TAP_MS = 250;
const STORE_MS = 2;
const APART_MS = 1500;
const COPIES = 3;

/**
 * A voter's phone on its own bad network: the product's device core, reconnection and time-outs, a
 * record in memory in place of the browser's, and a voter who marks each line once and never again.
 */
export class NetPhone {
  readonly part: Part;
  readonly seen: Seen;
  /** Whether what it casts and exchanges is sent several times. */
  twice = false;
  message: CastMessage | null = null;
  readonly #hall: Hall;
  #record: BallotRecord | null = null;
  #line: Line<VoterView>;
  #device: Device;
  #connected = false;
  /** The line of the ballot that the voter marks next, in whatever page. */
  #next = 0;
  #marking = false;

  constructor(hall: Hall, part: Part, box: Box) {
    this.#hall = hall;
    this.part = part;
    this.seen = new Seen(box);
    this.#line = this.#connect();
    this.#device = this.#open();
  }

  get line(): Line<VoterView> {
    return this.#line;
  }

  get screen(): Screen {
    return screenOf(this.#device.state);
  }

  get receipt(): Receipt | null {
    return this.#record?.stage === 'received' ? this.#record.receipt : null;
  }

  /** The voter reads the code off the desk's screen. */
  take(code: string): void {
    void this.#device.offer(code);
  }

  /** The page is loaded again, unless a mark is being stored in this instant (e2e has that case). */
  reload(): void {
    if (this.#device.state.storing > 0) return;
    this.#line.close();
    this.#line = this.#connect();
    this.#device = this.#open();
  }

  close(): void {
    this.#line.close();
  }

  #connect(): Line<VoterView> {
    const { url, ledger } = this.#hall;
    const line = new Line<VoterView>(url, NAMESPACES.voter, null, (namespace, said, view) => {
      ledger.acknowledged(namespace, said, roundOf(view));
    });
    line.socket.on('connect', () => {
      this.#connected = true;
    });
    line.socket.on('view', ({ phase, voided, phonesAllowed, election, lines }: VoterView) => {
      const round = { phase, voided, phonesAllowed, election, lines: lines.length, called: false };
      this.#device.tell({ type: 'round', round });
      if (this.#connected) void this.#ask();
    });
    return line;
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

  /** As `kiosk/voter-app.svelte.ts`. */
  async #ask(): Promise<void> {
    this.#connected = false;
    const device = this.#device;
    const event = await askAfterConnecting(() => device.state, {
      ...this.#ports(() => this.#device === device),
      find: (id) => askAlone(this.#hall.url, NAMESPACES.voter, 'find', { id }),
    });
    if (event !== null) device.tell(event);
  }

  #follow(state: DeviceState): void {
    const screen = screenOf(state);
    this.seen.see(screen, state);
    if (screen.name === 'marking' && !this.#marking) void this.#mark();
  }

  /** Goes on where the voter is, and casts at the end. A page that lost a mark is wrong. */
  async #mark(): Promise<void> {
    this.#marking = true;
    const marks = this.part.marks.map((mark): MarkCode => markCode(mark));
    for (;;) {
      await sleep(TAP_MS * (0.5 + this.#hall.chance()));
      const screen = this.screen;
      if (screen.name !== 'marking') break;
      if (screen.record.marks.some((mark, i) => mark !== (i < this.#next ? marks[i] : 0)))
        this.seen.problems.push(`marks lost: ${screen.record.marks.join()} at ${this.#next}`);
      const [line, mark] = [this.#next, marks[this.#next]];
      if (mark === undefined) this.#device.tell({ type: 'cast' });
      else {
        this.#next += 1;
        this.#device.tell({ type: 'mark', line, mark });
      }
    }
    this.#marking = false;
  }

  /** The browser around the device; a page that is gone gets no more answers. */
  #ports(isOpen: () => boolean): Ports {
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
      exchange: (message) =>
        this.#copies('exchange', () => this.#line.ask('exchange', message), 1 + COPIES),
      cast: (message) => this.#cast(message),
      wait: (ms) => sleep(ms),
      chance: this.#hall.chance,
    };
  }

  async #cast(message: CastMessage): Promise<Result<Receipt, Coded>> {
    const { url, ledger } = this.#hall;
    this.message = message;
    if (this.#record?.stage === 'sealed') ledger.sent.add(this.#record.id);
    const answer = await this.#copies(
      'cast',
      () => askAlone<Receipt>(url, NAMESPACES.ballot, 'cast', message),
      COPIES,
    );
    if (answer.ok) ledger.receipts.push(answer.value);
    return answer;
  }

  /**
   * Sends once; on a network that doubles and reorders, copies go out at random moments, the last
   * after later messages. Every copy must be answered as the first one was (P 4.6.3).
   */
  async #copies<T>(
    what: string,
    send: () => Promise<Result<T, Coded>>,
    count: number,
  ): Promise<Result<T, Coded>> {
    if (!this.twice) return send();
    const sent = Array.from({ length: count }, async () => {
      await sleep(this.#hall.chance() * APART_MS);
      return send();
    });
    void Promise.all(sent).then((answers) => {
      const said = new Set(answers.flatMap((each) => (each.ok ? [JSON.stringify(each)] : [])));
      if (said.size > 1) this.#hall.alarm(`${what}: copies were answered differently`);
    });
    return Promise.race(sent);
  }
}
