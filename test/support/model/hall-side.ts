/** The real server and every device of a small hall, over real sockets; each view is judged as it comes. */
import type { Socket } from 'socket.io-client';
import {
  chairView,
  deskView,
  displayView,
  kioskView,
  supervisorView,
  tellerView,
  voterView,
} from '#shared/meeting/views-of.ts';
import type { Round } from '#shared/meeting/state.ts';
import type { HallCommand, PairingOffer } from '#shared/wire.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { disconnect, pairDevice } from '../../../scripts/clients/connect.ts';
import type { Device } from '../../../scripts/clients/connect.ts';
import { COMMITTEE } from '../given.ts';
import {
  bare,
  bareOpen,
  memberId,
  outcome,
  pairChair,
  ROLL,
  smallPlan,
  TestServer,
} from '../hall.ts';
import { sodium } from '../sodium.ts';
import { law } from './laws.ts';
import { tellsNothing } from './secrecy.ts';
import type { Screen } from './secrecy.ts';
import type { Who } from './steps.ts';

/** A place in the hall with a socket of its own. */
export type Place = Who | 'display' | 'kiosk' | 'voter';

const FIXED = ['desk1', 'desk2', 'supervisor', 'display', 'kiosk'] as const;
const ROLE = { desk1: 'desk', desk2: 'desk', supervisor: 'supervisor' } as const;
const BUSY = 'too-many-requests';

/** Names that stand nowhere else: seen on a screen, they came from the roll. */
function rollOfCanaries(): { id: string; name: string }[] {
  return Array.from({ length: ROLL }, (_, i) => ({
    id: memberId(i + 1),
    name: `Chim Hoàng Yến ${i + 1}`,
  }));
}

export class HallSide {
  readonly server: TestServer;
  /** Never to be seen in a view. */
  readonly secrets = new Set<string>();
  readonly #devices = new Map<Place, Device>();
  readonly #sockets = new Map<Place, Socket>();
  readonly #views = new Map<Place, unknown>();
  #fault: unknown = null;

  private constructor(server: TestServer) {
    this.server = server;
  }

  static async open(): Promise<HallSide> {
    const side = new HallSide(await TestServer.start());
    side.#devices.set('chair', await pairChair(side.server));
    side.#connect('chair');
    await side.hall({ type: 'load-plan', plan: smallPlan({ roll: rollOfCanaries() }) });
    for (const place of FIXED) {
      const role =
        place in ROLE ? ROLE[place as keyof typeof ROLE] : (place as 'display' | 'kiosk');
      await side.pair(place, { type: 'create-pairing', role, label: place });
    }
    side.#connect('voter');
    return side;
  }

  /** The id of the active round. */
  get roundId(): string {
    return this.server.app.hall.active!.id;
  }

  get live(): Round {
    return this.server.app.hall.active!.round;
  }

  /** The label under which a device speaks. */
  labelOf(place: Place): string {
    return this.#devices.get(place)!.pairing.label;
  }

  keyOf(place: Place): string {
    return toBase64url(this.#devices.get(place)!.key.publicKey);
  }

  /** Whether this device is paired now, for the active round if it is a teller's. */
  isPaired(place: Place): boolean {
    const device = this.#devices.get(place);
    if (device === undefined) return false;
    const id = toBase64url(device.key.publicKey);
    const found = this.server.app.hall.pairings.devices.find((each) => each.id === id);
    return found !== undefined && (found.teller === null || found.teller.round === this.roundId);
  }

  async pair(
    place: Place,
    command: Extract<HallCommand, { type: 'create-pairing' }>,
  ): Promise<void> {
    const offer = await this.hall(command);
    this.#devices.set(place, await pairDevice(this.server.url, offer!.code, command.label));
    this.#connect(place);
  }

  async pairTeller(i: number): Promise<void> {
    const label = COMMITTEE[i - 1]!.name;
    const place = `teller${i}` as Who;
    await this.pair(place, { type: 'create-pairing', role: 'teller', label, teller: i });
  }

  /** A command of the chair beside the round; it must be granted. */
  async hall(command: HallCommand): Promise<PairingOffer | null> {
    const answer = (await this.send('chair', 'hall', command)) as {
      ok: boolean;
      value: PairingOffer | null;
    };
    law(answer.ok, `${command.type} is granted: ${JSON.stringify(answer)}`);
    return answer.value;
  }

  /** Sends one message, again while the device is too fast; what became of it. */
  async send(place: Place, event: string, message: unknown): Promise<unknown> {
    for (;;) {
      const answer = await outcome(this.#sockets.get(place)!, event, [message], 20_000);
      if ((answer as { error?: { code: string } }).error?.code !== BUSY) return answer;
      await pause(200);
    }
  }

  /** A message over a connection of its own, as a page without a pairing sends it. */
  async sendAlone(
    namespace: Parameters<typeof bareOpen>[1],
    event: string,
    args: readonly unknown[],
  ): Promise<unknown> {
    const socket = bareOpen(this.server.url, namespace);
    try {
      return await outcome(socket, event, args);
    } finally {
      disconnect(socket);
    }
  }

  /** The server ends and starts again on its folder; every device comes back with the key it had. */
  async restart(): Promise<void> {
    await this.server.restart();
    for (const place of this.#sockets.keys()) this.#connect(place);
  }

  /** A screen that was cut off comes back. */
  reconnect(place: Place): void {
    this.#connect(place);
  }

  /** Throws what a view showed that it may not. */
  judge(): void {
    if (this.#fault !== null) throw this.#fault as Error;
  }

  /** Every screen comes to show exactly what the views of the replayed round are. */
  async showAll(round: Round): Promise<void> {
    for (const place of this.#sockets.keys()) {
      if (place !== 'voter' && !this.isPaired(place)) continue;
      let differing: readonly string[] = [];
      for (let tries = 0; tries < 150; tries += 1) {
        differing = differences(this.#views.get(place), this.#viewOf(place, round));
        if (differing.length === 0) break;
        await pause(20);
      }
      law(differing.length === 0, `${place} shows the replayed round: ${differing.join('; ')}`);
    }
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets.values()) disconnect(socket);
    await this.server.remove();
  }

  #viewOf(place: Place, round: Round): unknown {
    const { hall } = this.server.app;
    const active = { id: this.roundId, round };
    const presence = hall.presence();
    switch (place) {
      case 'chair':
        return chairView(sodium, {
          ...{ setup: hall.setup(), active, presence, alarms: hall.alarms, copy: hall.copy },
          ...{ papers: hall.papers.view, archive: hall.archive.view },
        });
      case 'desk1':
      case 'desk2':
        return deskView(active, this.labelOf(place), presence, hall.kiosks());
      case 'supervisor':
        return supervisorView(sodium, active, this.labelOf(place), presence);
      case 'display':
        return displayView(sodium, active, presence);
      case 'kiosk':
        return kioskView(active, this.labelOf(place), hall.tablets.offered(this.keyOf('kiosk')));
      case 'voter':
        return voterView(active);
      default:
        return tellerView(sodium, active, Number(place.slice(-1)), presence);
    }
  }

  #connect(place: Place): void {
    const former = this.#sockets.get(place);
    if (former !== undefined) disconnect(former);
    const device = this.#devices.get(place);
    const socket =
      device === undefined ? bareOpen(this.server.url, 'voter') : bare(device, device.pairing.role);
    socket.on('view', (view: unknown) => {
      this.#see(place, view);
    });
    socket.on('turnout', (turnout: unknown) => {
      const view = this.#views.get(place) as object;
      this.#see(place, { ...view, turnout });
    });
    this.#sockets.set(place, socket);
  }

  #see(place: Place, view: unknown): void {
    this.#views.set(place, view);
    try {
      const members = rollOfCanaries().flatMap(({ id, name }) => [`"${id}"`, name]);
      tellsNothing(screenOf(place, view), view, { members, secrets: this.secrets });
    } catch (error) {
      this.#fault ??= error;
    }
  }
}

/** What the server's shell adds to a view beside what the records say. */
const NOT_OF_THE_ROUND = ['papers'];

/** The parts of a view that are not as they must be, shortened. */
function differences(shown: unknown, wanted: unknown): string[] {
  const [one, other] = [shown, wanted].map((view) => (view ?? {}) as Record<string, unknown>);
  const keys = new Set([...Object.keys(one!), ...Object.keys(other!)]);
  return [...keys]
    .filter((key) => !NOT_OF_THE_ROUND.includes(key))
    .map((key) => [key, textOf(one![key]), textOf(other![key])] as const)
    .filter(([, is, must]) => is !== must)
    .map(([key, is, must]) => `${key} is ${is.slice(0, 300)}, not ${must.slice(0, 300)}`);
}

function textOf(part: unknown): string {
  return part === undefined ? '–' : JSON.stringify(part);
}

function screenOf(place: Place, view: unknown): Screen {
  if (place === 'desk1' || place === 'desk2') return 'desk';
  if (!place.startsWith('teller')) return place as Screen;
  return (view as { me: { head: boolean } | null }).me?.head === true ? 'head' : 'teller';
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
