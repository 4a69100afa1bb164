import type { KioskView, Turnout, VoterView } from '#shared/meeting/views.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { claimOf, generateBallotCode } from '#shared/protocol/code.ts';
import { Link } from '#shared/ui/link.svelte.ts';
import { loadSodium, random } from '#shared/ui/sodium.ts';
import { NAMESPACES, type KioskEvents, type VoterEvents } from '#shared/wire.ts';
import { askAfterConnecting } from './device/after-connecting.ts';
import { Device, type Ports } from './device/runner.ts';
import { screenOf, type Screen } from './device/screen.ts';
import { newDevice, type DeviceKind, type DeviceState } from './device/state.ts';
import { clearsAfter, needsCode } from './kiosk-desk.ts';
import { browserPorts, findAlone, onOtherTab } from './ports.ts';

/** The running page: the device's rules joined to the browser and to the server's views. */
export class VoterApp {
  state = $state.raw<DeviceState>(newDevice('phone'));
  view = $state.raw<VoterView | null>(null);
  turnout = $state.raw<Turnout | null>(null);
  /** Kiosk: seconds until this screen is cleared for the next voter. */
  clearing = $state<number | null>(null);
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

  #openKiosk(): Link<KioskView, KioskEvents> {
    const kiosk = new Link<KioskView, KioskEvents>(NAMESPACES.kiosk, 'kiosk');
    kiosk.on('view', (view: KioskView) => {
      const called = view.called && view.offered !== null && view.offered === this.#claim?.claim;
      this.#see(view, called);
      void this.#offer(view);
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

  /** Offers the claim of the stored code until the server shows it as offered. */
  async #offer(view: KioskView | null): Promise<void> {
    const { record } = this.state;
    if (view === null || record?.stage !== 'code') return;
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
    if (this.#offering === claim) return;
    this.#offering = claim;
    await this.#kiosk?.send('offer', { claim });
    this.#offering = null;
  }

  #startClearing(): void {
    clearInterval(this.#countdown);
    this.clearing = clearsAfter(this.screen);
    if (this.clearing === null) return;
    this.#countdown = setInterval(() => {
      this.clearing = (this.clearing ?? 1) - 1;
      if (this.clearing > 0) return;
      clearInterval(this.#countdown);
      this.clearing = null;
      this.device.tell({ type: 'leave' });
      this.#cleared();
    }, 1000);
  }
}
