import type { ChairView } from '#shared/meeting/views.ts';
import type { AnyRefusal } from '#shared/ui/refusal-text.ts';
import { admit, deviceId, dismiss, keyAt } from './admit.ts';
import type { RehearsalWords } from './assistant-state.ts';
import type { ChairSeat } from './chair-seat.ts';
import { CommitteeGuests } from './committee-guests.ts';
import { DeskGuest } from './desk-guest.ts';
import type { RehearsalWorld } from './world.ts';

/** What the steps of the assistant share: the chair's seat and the devices this page plays. */
export class Backstage {
  readonly world: RehearsalWorld;
  readonly seat: ChairSeat;
  readonly words: RehearsalWords;
  readonly committee: CommitteeGuests;
  /** Parts of the present step, as they are done. */
  readonly progress: (done: number, total: number) => void;
  /** Everyone who can be played is, or, false, no longer. */
  readonly waiting: (waiting: boolean) => void;
  readonly #round: string;
  #desk: Promise<DeskGuest | AnyRefusal> | null = null;

  constructor(
    world: RehearsalWorld,
    round: string,
    words: RehearsalWords,
    shared: Pick<Backstage, 'seat' | 'progress' | 'waiting'>,
  ) {
    this.world = world;
    this.words = words;
    this.seat = shared.seat;
    this.progress = shared.progress;
    this.waiting = shared.waiting;
    this.committee = new CommitteeGuests(world, round);
    this.#round = round;
  }

  /** The desk this page plays; paired at its first use. A refusal is no end: the next use tries again. */
  desk(view: ChairView): Promise<DeskGuest | AnyRefusal> {
    this.#desk ??= this.#openDesk(view).then((desk) => {
      if (!(desk instanceof DeskGuest)) this.#desk = null;
      return desk;
    });
    return this.#desk;
  }

  /** The desk that was played here before a reload; null if there was none. */
  async heldDesk(view: ChairView): Promise<DeskGuest | null> {
    const key = await keyAt(this.world, 'desk');
    if (key === null || !view.devices.some(({ id }) => id === deviceId(key))) return null;
    const desk = await this.desk(view);
    return desk instanceof DeskGuest ? desk : null;
  }

  /** Ends every device's connection. */
  close(): void {
    this.committee.close();
    this.dropDesk();
  }

  /** The desk has lost its role, or is no longer needed: the next use opens another. */
  dropDesk(): void {
    void this.#desk?.then((desk) => {
      if (desk instanceof DeskGuest) desk.close();
    });
    this.#desk = null;
  }

  /** Ends the pairing of every device played here; the tellers' shares stay on the disk. */
  async dismissAll(): Promise<void> {
    const tellers = this.seat.value?.count?.tellers ?? [];
    for (const place of ['desk', ...tellers.map(({ i }) => `teller/${i}`)]) {
      await dismiss(this.world, place);
    }
  }

  async #openDesk(view: ChairView): Promise<DeskGuest | AnyRefusal> {
    const wish = { role: 'desk', label: this.words.desk } as const;
    const paired = view.devices.map(({ id }) => id);
    const key = await admit(this.world, 'desk', wish, paired);
    if (!key.ok) return key.error;
    return new DeskGuest(this.world, this.world.desk(key.value), this.#round);
  }
}
