import type { ChairView, TellerProgress } from '#shared/meeting/views.ts';
import { ok } from '#shared/result.ts';
import { tellerWish } from '../chair/pairing.ts';
import { admit, deviceId, keyAt } from './admit.ts';
import { TellerGuest } from './teller-guest.ts';
import type { Part } from './teller-guest.ts';
import type { RehearsalWorld, Sent } from './world.ts';

interface Played {
  readonly device: string;
  readonly guest: TellerGuest;
  /** The chair's view has shown the device: from then on its absence means that it was revoked. */
  seen: boolean;
}

/** The members of the counting committee whom this page plays; those with a device of their own it leaves alone. */
export class CommitteeGuests {
  readonly #world: RehearsalWorld;
  readonly #round: string;
  readonly #played = new Map<number, Played>();

  constructor(world: RehearsalWorld, round: string) {
    this.#world = world;
    this.#round = round;
  }

  /** The numbers of the tellers played here. */
  get played(): ReadonlySet<number> {
    return new Set(this.#played.keys());
  }

  /** Plays every teller who has no device; after a reload, again those it played before. */
  async pairFree(view: ChairView): Promise<Sent> {
    for (const teller of view.count?.tellers ?? []) {
      const own = await this.#isOwn(view, teller);
      if (teller.paired && !own) continue;
      const answer = await this.#play(view, teller);
      if (!answer.ok) return answer;
    }
    return ok(null);
  }

  /** Takes up again those tellers whose shares this page holds, unless they have another device now. */
  async resume(view: ChairView): Promise<Sent> {
    for (const teller of view.count?.tellers ?? []) {
      const held = !teller.paired && (await this.#holdsShare(teller));
      if (!held && !(await this.#isOwn(view, teller))) continue;
      const answer = await this.#play(view, teller);
      if (!answer.ok) return answer;
    }
    return ok(null);
  }

  play(part: Part): void {
    for (const { guest } of this.#played.values()) guest.play(part);
  }

  /** The head of the committee, if this page plays them. */
  head(view: ChairView): TellerGuest | null {
    const head = view.count?.tellers.find((teller) => teller.head);
    return head === undefined ? null : (this.#played.get(head.i)?.guest ?? null);
  }

  /** Every device played here recounts for itself. */
  async recount(progress: (done: number, total: number) => void): Promise<Sent> {
    const guests = [...this.#played.values()];
    for (const [at, { guest }] of guests.entries()) {
      progress(at, guests.length);
      const answer = await guest.recount();
      if (!answer.ok) return answer;
    }
    return ok(null);
  }

  /** Gives up those whose device was revoked or replaced by the member's own. */
  follow({ devices }: ChairView): void {
    for (const [i, played] of this.#played) {
      const isHere = devices.some(({ id }) => id === played.device);
      if (isHere) played.seen = true;
      else if (played.seen) {
        played.guest.close();
        this.#played.delete(i);
      }
    }
  }

  /** Is there a member without any device, as after the chair corrected the committee? */
  isAnyFree({ count }: ChairView): boolean {
    return (count?.tellers ?? []).some(({ i, paired }) => !paired && !this.#played.has(i));
  }

  tick(): void {
    for (const { guest } of this.#played.values()) void guest.tick();
  }

  close(): void {
    for (const { guest } of this.#played.values()) guest.close();
    this.#played.clear();
  }

  async #holdsShare({ i }: TellerProgress): Promise<boolean> {
    return (await this.#world.memory.get(`teller/${i}`)) !== undefined;
  }

  async #isOwn(view: ChairView, { i }: TellerProgress): Promise<boolean> {
    const key = await keyAt(this.#world, `teller/${i}`);
    return key !== null && view.devices.some(({ id }) => id === deviceId(key));
  }

  async #play(view: ChairView, teller: TellerProgress): Promise<Sent> {
    if (this.#played.has(teller.i)) return ok(null);
    const paired = view.devices.map(({ id }) => id);
    const place = `teller/${teller.i}`;
    const key = await admit(this.#world, place, tellerWish(teller), paired);
    if (!key.ok) return key;
    const { i } = teller;
    const guest = new TellerGuest(this.#world, this.#world.teller(key.value), this.#round, i);
    this.#played.set(i, { device: deviceId(key.value), guest, seen: false });
    await guest.start();
    return ok(null);
  }
}
