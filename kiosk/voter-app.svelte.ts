import type { KioskState, KioskView, Turnout, VoterView } from '#shared/meeting/views.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { claimOf, generateBallotCode } from '#shared/protocol/code.ts';
import { Link } from '#shared/ui/link.svelte.ts';
import { loadSodium, random } from '#shared/ui/sodium.ts';
import { NAMESPACES, type KioskEvents, type VoterEvents } from '#shared/wire.ts';
import { askAfterConnecting } from './device/after-connecting.ts';
import { Device, type Ports } from './device/runner.ts';
import { screenOf, type Screen } from './device/screen.ts';
import { newDevice, type DeviceKind, type DeviceState } from './device/state.ts';
import { clearsAfter, isMarking, isWaiting, needsCode, QUIET_MS, stateWord } from './kiosk-desk.ts';
import { browserPorts, findAlone, onOtherTab } from './ports.ts';

/** The running page: the device's rules joined to the browser and to the server's views. */
export class VoterApp {
  state = $state.raw<DeviceState>(newDevice('phone'));
  view = $state.raw<VoterView | null>(null);
  turnout = $state.raw<Turnout | null>(null);
  /** Kiosk: seconds until this screen is cleared for the next voter. */
  clearing = $state<number | null>(null);
  /** Kiosk: how the chair named this tablet. */
  label = $state('');
  /** Kiosk: nobody has touched a ballot being marked for two minutes. */
  left = $state(false);
  /** Kiosk: nobody has come for two minutes to the ballot that was called up here. */
  #unanswered = false;
  /** Kiosk: the voter who was sent here has begun. */
  #begun = $state(false);
  readonly kind: DeviceKind;
  readonly link: Link<VoterView, VoterEvents>;
  readonly device: Device;
  readonly screen: Screen = $derived(screenOf(this.state));
  readonly #kiosk: Link<KioskView, KioskEvents> | null;
  readonly #ports: Ports;
  /** The view after a connection is not here yet. */
  #connected = false;
  #making = false;
  #offering: string | null = null;
  #claim: { readonly code: string; readonly claim: string } | null = null;
  #bringing = false;
  #said: KioskState | null = null;
  #quiet: ReturnType<typeof setTimeout> | undefined;
  #countdown: ReturnType<typeof setInterval> | undefined;
  readonly #cleared: () => void;

  /** `cleared` runs when a kiosk has been made ready for the next voter. */
  constructor(kind: DeviceKind, cleared: () => void) {
    this.kind = kind;
    this.#cleared = cleared;
    this.link = new Link(NAMESPACES.voter, null);
    const key = `${kind}/ballot`;
    this.#ports = browserPorts(key, this.link);
    this.device = new Device(kind, this.#ports, (state) => {
      this.#follow(state);
    });
    onOtherTab(key, () => void this.device.look());
    this.link.on('connect', () => {
      this.#connected = true;
    });
    this.link.on('view', (view: VoterView) => {
      if (kind === 'phone') this.#see(view, false);
      if (this.#connected) void this.#ask();
    });
    this.link.on('turnout', (turnout: Turnout) => {
      this.turnout = turnout;
    });
    this.#kiosk = kind === 'kiosk' ? this.#openKiosk() : null;
  }

  /** How the page's line is, of a kiosk the paired one. */
  get status(): Link<VoterView>['status'] {
    return this.#kiosk?.status ?? this.link.status;
  }

  /** Kiosk: a ballot is open and whoever was sent here has not touched it yet. */
  get calling(): boolean {
    const { screen } = this;
    if (this.kind === 'phone' || this.#begun || screen.name !== 'marking') return false;
    return screen.record.marks.every((mark) => mark === 0);
  }

  /** Kiosk: the code here is one that the voter brought. */
  get brought(): boolean {
    const { record } = this.state;
    return record?.stage === 'code' && record.brought === true;
  }

  #openKiosk(): Link<KioskView, KioskEvents> {
    const kiosk = new Link<KioskView, KioskEvents>(NAMESPACES.kiosk, 'kiosk');
    kiosk.on('connect', () => {
      this.#said = null;
    });
    kiosk.on('view', (view: KioskView) => {
      this.label = view.kiosk;
      this.#say();
      const called = view.called && view.offered !== null && view.offered === this.#claim?.claim;
      this.#see(view, called);
      // The committee took this ballot back: it can never be received, and the tablet is free.
      if (view.retired && view.offered === this.#claim?.claim && isMarking(this.screen))
        this.clear();
      else void this.#offer(view);
    });
    return kiosk;
  }

  #see(view: VoterView, called: boolean): void {
    this.view = view;
    this.turnout = view.turnout;
    const { phase, voided, phonesAllowed, election, lines } = view;
    const round = { phase, voided, phonesAllowed, election, lines: lines.length, called };
    this.device.tell({ type: 'round', round });
  }

  /** A server that has just come back may be another one. */
  async #ask(): Promise<void> {
    this.#connected = false;
    const asking = { ...this.#ports, find: findAlone };
    const event = await askAfterConnecting(() => this.state, asking);
    if (event !== null) this.device.tell(event);
  }

  #follow(state: DeviceState): void {
    const before = this.screen.name;
    this.state = state;
    if (this.kind === 'phone') return;
    if (this.screen.name !== before) this.#startWatching();
    this.#say();
    if (needsCode(state)) void this.#makeCode();
    else void this.#offer(this.#kiosk?.view ?? null);
    if (this.screen.name !== before) this.#startClearing();
  }

  async #makeCode(): Promise<void> {
    if (this.#making) return;
    this.#making = true;
    await this.device.offer(generateBallotCode(random));
    this.#making = false;
  }

  /**
   * Kiosk: opens the ballot of a code that the voter brought. The tablet's own offer is taken back
   * first, for a desk may be sending somebody here in this very moment.
   */
  async bring(code: string): Promise<'opened' | 'busy' | 'not-open' | 'no-answer'> {
    if (this.state.round?.phase !== 'polling' || this.state.round.voided) return 'not-open';
    if (this.#bringing) return 'busy';
    this.#bringing = true;
    try {
      if (['received', 'notCounted', 'refused'].includes(this.screen.name)) this.clear();
      if (this.screen.name !== 'welcome') return 'busy';
      const withdrawn = await this.#kiosk?.send('offer', { claim: null });
      if (withdrawn?.ok !== true)
        return withdrawn?.error.code === 'no-answer' ? 'no-answer' : 'busy';
      // Compared as it is now: a call may have come while the answer was on its way.
      if (screenOf(this.state).name !== 'welcome') return 'busy';
      this.#claim = null;
      await this.device.offer(code, true);
      return 'opened';
    } finally {
      this.#bringing = false;
      void this.#offer(this.#kiosk?.view ?? null);
    }
  }

  /** Kiosk: the voter who was sent here takes up the ballot. */
  begin(): void {
    this.#begun = true;
    this.#unanswered = false;
    this.touched();
    this.#say();
  }

  /** Kiosk: the voter says that they are still marking. */
  stillHere(): void {
    this.left = false;
    this.touched();
    this.#say();
  }

  /** Kiosk: somebody touched the screen, a key, or the page. */
  touched(): void {
    if (this.kind === 'phone' || this.left) return;
    clearTimeout(this.#quiet);
    const marking = isMarking(this.screen);
    const ms = QUIET_MS[marking ? 'marking' : 'waiting'];
    if (!marking && !isWaiting(this.screen)) return;
    this.#quiet = setTimeout(() => {
      this.#nobody();
    }, ms);
  }

  /** Kiosk: makes the tablet ready for the next voter. */
  clear(): void {
    clearInterval(this.#countdown);
    this.clearing = null;
    this.device.tell({ type: 'leave' });
    this.#cleared();
  }

  #nobody(): void {
    if (this.calling) {
      this.#unanswered = true;
      this.#say();
      return;
    }
    if (isMarking(this.screen)) {
      this.left = true;
      this.#say();
      return;
    }
    // Somebody made the text larger, or typed half a code, and went.
    if (isWaiting(this.screen)) this.#cleared();
  }

  /** Tells the desks how this tablet stands, once after every change and every connection. */
  #say(): void {
    const word = stateWord(this.screen, this.calling, this.left || this.#unanswered);
    if (this.#kiosk?.status !== 'live' || word === this.#said) return;
    this.#said = word;
    void this.#kiosk.send('state', { state: word }).then((answer) => {
      if (!answer.ok && this.#said === word) this.#said = null;
    });
  }

  #startWatching(): void {
    clearTimeout(this.#quiet);
    this.left = false;
    this.#unanswered = false;
    if (isMarking(this.screen)) this.touched();
    else this.#begun = false;
  }

  /** Offers the claim of the stored code until the server shows it as offered. */
  async #offer(view: KioskView | null): Promise<void> {
    const { record } = this.state;
    if (view === null || this.#bringing) return;
    if (record?.stage !== 'code' && record?.stage !== 'marking') return;
    // Only its owner may open a code that was brought; once it is open, the desks may know its claim.
    if (record.stage === 'code' && record.brought === true) return;
    if (this.#claim?.code !== record.code) {
      const claim = toBase64url(claimOf(await loadSodium(), record.code));
      this.#claim = { code: record.code, claim };
    }
    const { claim } = this.#claim;
    if (view.offered === claim) {
      // A reload found the code again: only now is it known whose call this is.
      if (view.called && this.state.round?.called === false) this.#see(view, true);
      return;
    }
    if (this.#offering === claim || this.#isBringing()) return;
    this.#offering = claim;
    await this.#kiosk?.send('offer', { claim });
    this.#offering = null;
  }

  /** Asked again after a pause: it may have begun meanwhile. */
  #isBringing(): boolean {
    return this.#bringing;
  }

  #startClearing(): void {
    clearInterval(this.#countdown);
    this.clearing = clearsAfter(this.screen, this.brought);
    if (this.clearing === null) return;
    this.#countdown = setInterval(() => {
      this.clearing = (this.clearing ?? 1) - 1;
      if (this.clearing > 0) return;
      this.clear();
    }, 1000);
  }
}
