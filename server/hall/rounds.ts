import { join } from 'node:path';
import { refusal } from '#shared/meeting/refusals.ts';
import type { Round } from '#shared/meeting/state.ts';
import type { ActiveRound } from '#shared/meeting/views-of.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { withDossiers } from '#shared/plan/preparation/book.ts';
import type { Book } from '#shared/plan/preparation/book.ts';
import { roundPlanOf } from '#shared/plan/round-plan.ts';
import type { RoundPlan } from '#shared/plan/round-plan.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import type { Answer } from '#shared/wire.ts';
import type { CopyUnit } from '../copy/source.ts';
import { Rooms } from '../rooms.ts';
import type { RoundFacts } from '../rooms.ts';
import { MeetingRoom } from '../round/meeting-room.ts';
import type { RoundDamage } from '../round/round-files.ts';
import type { HallDependencies } from './dependencies.ts';
import { nextAttempt, roundIds } from './round-folders.ts';
import { isFrozen, isIdle } from './standing.ts';

/** What the rounds need beside the hall's own dependencies. */
export interface RoundsDependencies {
  readonly hall: HallDependencies;
  /** What is noted beside a plan: the dossiers that a round at its venue is begun with. */
  readonly book: (plan: Plan) => Book;
  /** A round has become the active one. */
  readonly activated: (id: string) => Promise<void>;
  readonly changed: () => void;
}

/** The rounds of the data folder: opened, begun, chosen; one is active at a time (design 7). */
export class Rounds {
  readonly #deps: RoundsDependencies;
  readonly #rooms: Rooms;

  constructor(deps: RoundsDependencies) {
    this.#deps = deps;
    this.#rooms = new Rooms({
      open: (id) => this.#open(id, null),
      active: () => deps.hall.settings.value.active,
    });
  }

  /** Opens every round in the data folder; the error names the first record that may not be used. */
  async openAll(): Promise<Result<null, RoundDamage>> {
    for (const id of await roundIds(this.#deps.hall.data)) {
      const opened = await this.#open(id, null);
      // A round whose first event never reached the disk never began.
      if (!opened.ok && opened.error.reason !== 'empty') return opened;
      await this.#rooms.rest();
    }
    return ok(null);
  }

  close(): Promise<void> {
    return this.#rooms.close();
  }

  /** The active round's room. */
  get room(): MeetingRoom | null {
    const { active } = this.#deps.hall.settings.value;
    return active === null ? null : this.#rooms.get(active);
  }

  get active(): ActiveRound | null {
    const { room } = this;
    return room === null ? null : { id: room.id, round: room.round };
  }

  /** The rooms whose records are open. */
  get open(): readonly MeetingRoom[] {
    return this.#rooms.open;
  }

  /** Every round, in the order in which they came. */
  get facts(): readonly RoundFacts[] {
    return this.#rooms.facts;
  }

  /** Another round may become the active one. */
  get isIdle(): boolean {
    return isIdle(this.room?.round);
  }

  /** The active round has an official ballot that stands. */
  get isFrozen(): boolean {
    return isFrozen(this.room?.round);
  }

  /**
   * An official round that the chair declared void and that has no next one at its venue: the laptop
   * went dark before it began. Null: none.
   */
  get unreplaced(): MeetingRoom | null {
    const official = this.open.filter(({ round }) => !round.log.rehearsal);
    const left = official.find(
      ({ round }) =>
        round.log.voided !== null && !official.some((other) => isLater(other.round, round)),
    );
    return left ?? null;
  }

  /** The round, active or earlier, whose board has this election id: a late resend finds its receipt. */
  ofElection(eid: string): Pick<MeetingRoom, 'cast'> | null {
    return this.#rooms.ofElection(eid);
  }

  /** Where the ballot stands on the board of any round; null only when no board here has it. */
  findBallot(id: string): { readonly n: number } | null {
    for (const round of this.facts) {
      const place = round.find(id);
      if (place !== null) return place;
    }
    return null;
  }

  /** Begins a round at a venue of the stored plan; the sample plan serves rehearsals only. */
  async start(venueId: string, rehearsal: boolean): Promise<Answer<null>> {
    const { plan, settings } = this.#deps.hall;
    const stored = plan.value.plan;
    if (stored === null) return err(refusal('plan-invalid'));
    if (!stored.venues.some(({ id }) => id === venueId)) return err(refusal('unknown-venue'));
    if (!this.isIdle) return err(refusal('round-active'));
    if (settings.value.sample && !rehearsal) return err(refusal('rehearsal-only'));
    return this.begin(await this.planAt(stored, venueId), rehearsal);
  }

  /** What a round at this venue is begun with: the plan and the dossiers that were sent up (R9). */
  async planAt(plan: Plan, venueId: string): Promise<RoundPlan> {
    const round = roundPlanOf(withDossiers(plan, this.#deps.book(plan)), venueId);
    await this.#deps.hall.files.adopt(round);
    return round;
  }

  /** The next attempt at the plan's venue becomes the active round. */
  async begin(plan: RoundPlan, rehearsal: boolean): Promise<Answer<null>> {
    const { data, now, software } = this.#deps.hall;
    const kind = rehearsal ? 'rehearsals' : 'rounds';
    const attempt = await nextAttempt(data, kind, plan.venue.id);
    const id = `${kind}/${plan.venue.id}-${attempt}`;
    const opened = await this.#open(id, {
      type: 'round-created',
      at: now().toISOString(),
      plan,
      attempt,
      rehearsal,
      software,
    });
    if (!opened.ok) return err(refusal('disk-full'));
    return this.#activate(id);
  }

  /** Goes back to an earlier round, to read it or to finish its papers. */
  select(id: string): Promise<Answer<null>> | Answer<null> {
    if (!this.#rooms.has(id)) return err(refusal('no-round'));
    return this.isIdle ? this.#activate(id) : err(refusal('round-active'));
  }

  /** The rounds, the active one first, and the data folder's own files. */
  copyUnits(): CopyUnit[] {
    const { active } = this.#deps.hall.settings.value;
    const units = this.facts.map(({ id, synced }) => ({ folder: id, synced }));
    const first = units.filter(({ folder }) => folder === active);
    const others = units.filter(({ folder }) => folder !== active);
    return [...first, { folder: '', synced: [] }, ...others];
  }

  /** Another venue was counted, here or (`hasImports`) elsewhere, of the active round's kind. */
  hasOtherVenue(hasImports: boolean): boolean {
    const { active } = this.#deps.hall.settings.value;
    const own = this.facts.find(({ id }) => id === active);
    if (own === undefined) return false;
    if (hasImports) return true;
    return this.facts.some(
      ({ id, venueId, phase, voided }) =>
        id.split('/')[0] === own.id.split('/')[0] &&
        venueId !== own.venueId &&
        !voided &&
        ['counted', 'announced', 'archived'].includes(phase),
    );
  }

  async #activate(id: string): Promise<Answer<null>> {
    if ((await this.#rooms.keep(id)) === null) return err(refusal('no-round'));
    await this.#deps.hall.settings.update((settings) => ({ ...settings, active: id }));
    await this.#rooms.rest();
    await this.#deps.activated(id);
    return ok(null);
  }

  async #open(
    id: string,
    created: Parameters<typeof MeetingRoom.open>[3],
  ): Promise<Result<MeetingRoom, RoundDamage>> {
    const { hall, changed } = this.#deps;
    const folder = join(hall.data, ...id.split('/'));
    const opened = await MeetingRoom.open(id, folder, hall, created);
    if (!opened.ok) return opened;
    opened.value.onChange(changed);
    this.#rooms.add(opened.value);
    return opened;
  }
}

/** A later attempt at the same venue. */
function isLater({ log }: Round, { log: than }: Round): boolean {
  return log.plan.venue.id === than.plan.venue.id && log.attempt > than.attempt;
}
