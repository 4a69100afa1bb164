import { markCode } from '#shared/plan/marks.ts';
import type { VoterView } from '#shared/meeting/views.ts';
import type { Receipt } from '#shared/protocol/entries.ts';
import type { Screen } from '../../kiosk/device/screen.ts';
import type { SentBallot, Voter } from './ballot.ts';
import type { Hall } from './device.ts';
import type { Line } from './line.ts';
import { VoterPage, type SealedMessage } from './page.ts';
import type { Part } from './plan.ts';

const LOOK_MS = 60;

/** A voter's own phone, and the voter: reads the code, marks, casts, and does what the screen asks for. */
export class Phone implements Voter {
  readonly part: Part;
  readonly #page: VoterPage;
  readonly #look: NodeJS.Timeout;
  readonly #before: SentBallot[] = [];
  #mayCast: boolean;
  #code: string | null = null;
  /** The page has taken the newest code. */
  #taken = false;
  #cast = false;
  #message: SealedMessage | null = null;

  constructor(hall: Hall, part: Part) {
    this.part = part;
    this.#mayCast = !part.late;
    this.#page = new VoterPage('phone', hall, {
      changed: () => {
        this.#follow();
      },
      sent: (message) => {
        this.#message = message;
      },
    });
    this.line.socket.on('view', (view: VoterView) => {
      this.#page.see(view, false);
    });
    this.#look = setInterval(() => {
      this.#act();
    }, LOOK_MS);
  }

  get line(): Line<VoterView> {
    return this.#page.line;
  }

  get screen(): Screen {
    return this.#page.screen;
  }

  get receipt(): Receipt | null {
    const { record } = this.#page;
    return this.#taken && record?.stage === 'received' ? record.receipt : null;
  }

  get isSettled(): boolean {
    return this.#taken && ['received', 'notCounted'].includes(this.screen.name);
  }

  get sent(): readonly SentBallot[] {
    if (this.#message === null) return this.#before;
    return [...this.#before, { message: this.#message, receipt: this.receipt }];
  }

  /** The voter is given a code: on the desk's screen or with the slip; once more in another round. */
  take(code: string): void {
    this.#before.push(...this.sent.slice(this.#before.length));
    this.#message = null;
    this.#code = code;
    this.#taken = false;
    this.#cast = false;
    void this.#page.device.offer(code);
  }

  /** A late voter casts now. */
  hurry(): void {
    this.#mayCast = true;
    this.#follow();
  }

  reload(): void {
    this.#cast = false;
    this.#page.reload();
    if (this.line.view !== null) this.#page.see(this.line.view, false);
  }

  close(): void {
    clearInterval(this.#look);
    this.line.close();
  }

  /** Until the page has the new code, the voter scans it again and gives up what stands in its way. */
  #act(): void {
    this.#follow();
    if (this.#code === null || this.#taken) return;
    const { device, record, state } = this.#page;
    if (state.other !== this.#code) void device.offer(this.#code);
    else if (record?.stage === 'sealed') device.tell({ type: 'leave' });
    else device.tell({ type: 'decide', other: true });
  }

  /** Marks every line and casts, as soon as the ballot is shown. */
  #follow(): void {
    const { device, record, screen } = this.#page;
    if (record !== null && 'code' in record && record.code === this.#code) this.#taken = true;
    if (this.#cast || !this.#taken || !this.#mayCast || screen.name !== 'marking') return;
    this.#cast = true;
    for (const [line, mark] of this.part.marks.entries()) {
      device.tell({ type: 'mark', line, mark: markCode(mark) });
    }
    device.tell({ type: 'cast' });
  }
}
