import { defined } from '#shared/assert.ts';
import type { Presence } from '#shared/meeting/hall-view.ts';
import { refusal } from '#shared/meeting/refusals.ts';
import { err, ok } from '#shared/result.ts';
import type { Answer, HallCommand, PairingOffer } from '#shared/wire.ts';
import type { PairedDevice } from '../pairing.ts';
import { servedView } from '../readiness/served-view.ts';
import type { RoundFacts } from '../rooms.ts';
import type { MeetingRoom } from '../round/meeting-room.ts';
import type { HallDependencies } from './dependencies.ts';

/** What the devices need of the hall. */
export interface DevicesDependencies {
  readonly hall: Pick<HallDependencies, 'pairings' | 'settings' | 'urls' | 'tls'>;
  /** The active round; null: none. */
  readonly room: () => MeetingRoom | null;
  /** A device's last connection ended. */
  readonly gone: (device: string) => void;
  readonly changed: () => void;
}

/** The hall's devices: who is paired, and who of them is here. Voters' phones are not among them. */
export class Devices {
  readonly #deps: DevicesDependencies;
  /** How many connections each has. */
  readonly #online = new Map<string, number>();

  constructor(deps: DevicesDependencies) {
    this.#deps = deps;
  }

  /** Counts a device's connections, so that the chair sees who is there. */
  connected(device: string): void {
    this.#online.set(device, (this.#online.get(device) ?? 0) + 1);
    this.#deps.changed();
  }

  disconnected(device: string): void {
    const left = (this.#online.get(device) ?? 1) - 1;
    if (left > 0) this.#online.set(device, left);
    else {
      this.#online.delete(device);
      this.#deps.gone(device);
    }
    this.#deps.changed();
  }

  /** The paired devices that are here. */
  get here(): readonly PairedDevice[] {
    return this.#deps.hall.pairings.devices.filter(({ id }) => this.#online.has(id));
  }

  /** Ends pairings; the sockets of these devices are cut by whoever listens for changes. */
  async revoke(matches: (device: PairedDevice) => boolean): Promise<readonly PairedDevice[]> {
    const gone = await this.#deps.hall.pairings.revoke(matches);
    if (gone.length > 0) this.#deps.changed();
    return gone;
  }

  /**
   * Ends pairings of tellers whom the recorded committee no longer names in their place: a crash
   * came between a corrected committee and the end of the old one's pairings.
   */
  async revokeFormerTellers(rounds: readonly RoundFacts[]): Promise<void> {
    await this.revoke(({ teller, label }) => {
      if (teller === null) return false;
      const round = rounds.find(({ id }) => id === teller.round);
      return round?.committee[teller.i - 1]?.name !== label;
    });
  }

  /** Tellers of a rehearsal that was left have nothing more to do there: their number would only grow. */
  async revokeLeftRehearsals(active: string): Promise<void> {
    await this.revoke(
      ({ teller }) =>
        teller !== null && teller.round !== active && teller.round.startsWith('rehearsals/'),
    );
  }

  /** Ends one device's pairing, as the chair wishes. */
  async revokeOne(device: string): Promise<Answer<null>> {
    const gone = await this.revoke(({ id }) => id === device);
    return gone.length > 0 ? ok(null) : err(refusal('no-such-device'));
  }

  /** A code to pair a device by, once; a teller's only for a member of the recorded committee. */
  offer(command: Extract<HallCommand, { type: 'create-pairing' }>): Answer<PairingOffer> {
    const { role, label, teller } = command;
    const room = this.#deps.room();
    const elected = room?.round.log.committee?.[(teller ?? 0) - 1];
    if (role === 'teller' && (room === null || teller === undefined || elected === undefined)) {
      return err(refusal('not-a-teller'));
    }
    const { pairings, urls } = this.#deps.hall;
    const { code, lastsSeconds } = pairings.offer({
      role,
      label: role === 'teller' ? defined(elected).name : label,
      teller:
        role === 'teller' ? { i: defined(teller), round: defined(room?.id, 'active round') } : null,
    });
    const path = role === 'kiosk' ? '/#pair=' : '/console/#pair=';
    return ok({ code, urls: urls().map((url) => `${url}${path}${code}`), lastsSeconds });
  }

  /** Who is paired and who is here. */
  presence(): Presence {
    const { hall } = this.#deps;
    const room = this.#deps.room();
    const trouble = room?.coIssuerTrouble ?? null;
    // A teller's device of another round is nobody here.
    const devices = hall.pairings.devices.filter(
      ({ teller }) => teller === null || teller.round === room?.id,
    );
    return {
      devices: devices.map(({ id, role, label }) => ({
        id,
        role,
        label,
        online: this.#isHere(id),
      })),
      tellers: this.#tellers(devices),
      addresses: hall.urls(),
      served: servedView(hall.tls.serving),
      wifi: hall.settings.value.wifi ?? null,
      coIssuersAway: [...(trouble?.offline ?? []), ...(trouble?.silent ?? [])],
    };
  }

  #tellers(devices: readonly PairedDevice[]): Presence['tellers'] {
    return new Map(
      devices.flatMap(({ id, teller }) =>
        teller === null ? [] : [[teller.i, { paired: true, online: this.#isHere(id) }] as const],
      ),
    );
  }

  #isHere(id: string): boolean {
    return this.#online.has(id);
  }
}
