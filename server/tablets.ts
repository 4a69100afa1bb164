import type { Command } from '#shared/meeting/commands.ts';
import { refusal } from '#shared/meeting/refusals.ts';
import type { DeskView, KioskState } from '#shared/meeting/views.ts';
import { err, ok } from '#shared/result.ts';
import type { Answer } from '#shared/wire.ts';
import type { PairedDevice } from './pairing.ts';
import type { MeetingRoom } from './round/meeting-room.ts';

export interface TabletDependencies {
  /** The active round; null: none. */
  readonly room: () => MeetingRoom | null;
  readonly changed: () => void;
}

/**
 * The kiosk tablets: the claim each one offers, which the desk may issue to a member (P 4.6.1), and
 * how it stands. In memory alone: nothing here is ever written down (design 7).
 */
export class Tablets {
  readonly #deps: TabletDependencies;
  /** Claims that tablets offer, by device. */
  readonly #offers = new Map<string, string>();
  /** Claims that tablets have taken back: their codes are gone. */
  readonly #takenBack = new Set<string>();
  readonly #states = new Map<string, KioskState>();

  constructor(deps: TabletDependencies) {
    this.#deps = deps;
  }

  /** A tablet's offered claim. */
  offer(device: string, claim: string): void {
    this.#offers.set(device, claim);
    this.#takenBack.delete(claim);
    this.#deps.changed();
  }

  /** Takes a tablet's offer back; refused when a desk has sent a voter to it meanwhile. */
  async withdraw(device: string): Promise<Answer<null>> {
    const claim = this.#offers.get(device);
    this.#offers.delete(device);
    if (claim !== undefined) this.#takenBack.add(claim);
    const room = this.#deps.room();
    // Behind every issue that was under way when the offer went.
    await room?.resume();
    if (claim !== undefined && room?.round.log.claims.has(claim) === true) {
      this.offer(device, claim);
      return err(refusal('kiosk-busy'));
    }
    this.#deps.changed();
    return ok(null);
  }

  /** A ballot issued now to a claim that was taken back would be lost: its code is gone. */
  isTakenBack({ round }: MeetingRoom, command: Command): boolean {
    if (command.role !== 'desk' || command.command.type !== 'issue') return false;
    if (command.command.way !== 'kiosk') return false;
    const { claim } = command.command;
    return !round.log.claims.has(claim) && this.#takenBack.has(claim);
  }

  /** How a tablet says it stands. */
  standsAt(device: string, state: KioskState): void {
    if (this.#states.get(device) === state) return;
    this.#states.set(device, state);
    this.#deps.changed();
  }

  offered(device: string): string | null {
    return this.#offers.get(device) ?? null;
  }

  /** A tablet whose last connection ended takes all of its own with it. */
  gone(device: string): void {
    this.#offers.delete(device);
    this.#states.delete(device);
  }

  /** A claim of the last round may be used up; a tablet that still has its code offers it again. */
  newRound(): void {
    this.#offers.clear();
  }

  /** The tablets among these devices, as the desks see them. */
  views(connected: readonly PairedDevice[]): DeskView['kiosks'] {
    return connected
      .filter(({ role }) => role === 'kiosk')
      .map(({ id, label }) => ({
        id,
        label,
        claim: this.offered(id),
        state: this.#states.get(id) ?? 'idle',
      }));
  }
}
