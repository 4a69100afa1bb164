import type { CommitteeChoice } from '#shared/meeting/commands.ts';
import { phaseOf, voidReason } from '#shared/meeting/phase.ts';
import type { Phase } from '#shared/meeting/state.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { err } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import type { SyncedFile } from './copy/source.ts';
import { turns } from './in-turn.ts';
import { MeetingRoom } from './round/meeting-room.ts';
import type { RoundDamage } from './round/round-files.ts';

/** What can be said of a round without its records open. */
export interface RoundFacts {
  readonly id: string;
  readonly venueId: string;
  readonly phase: Phase;
  readonly voided: boolean;
  readonly committee: readonly CommitteeChoice[];
  /** The election's id, base64url; null before the committee's key stands. */
  readonly eid: string | null;
  readonly synced: readonly SyncedFile[];
  /** Where a ballot stands on the round's board. */
  find(id: string): { readonly n: number } | null;
}

/** A rehearsal that was left: its files are closed and its records no longer held in memory. */
class AtRest implements RoundFacts {
  readonly id: string;
  readonly venueId: string;
  readonly phase: Phase;
  readonly voided: boolean;
  readonly committee: readonly CommitteeChoice[];
  readonly eid: string | null;
  readonly synced: readonly SyncedFile[];
  readonly #places: ReadonlyMap<string, number>;

  constructor(room: MeetingRoom) {
    const facts = factsOf(room);
    this.id = facts.id;
    this.venueId = facts.venueId;
    this.phase = facts.phase;
    this.voided = facts.voided;
    this.committee = facts.committee;
    this.eid = facts.eid;
    this.synced = facts.synced;
    const ballots = room.round.board.ballots.all;
    this.#places = new Map(ballots.map(({ id, n }) => [toBase64url(id), n]));
  }

  find(id: string): { readonly n: number } | null {
    const n = this.#places.get(id);
    return n === undefined ? null : { n };
  }
}

function factsOf(room: MeetingRoom): RoundFacts {
  const { log, board } = room.round;
  return {
    id: room.id,
    venueId: log.plan.venue.id,
    phase: phaseOf(room.round),
    voided: voidReason(room.round) !== null,
    committee: log.committee ?? [],
    eid: board.eid === null ? null : toBase64url(board.eid),
    synced: room.synced,
    find: (id) => room.find(id),
  };
}

/** What the rooms need of the hall. */
export interface RoomsDependencies {
  /** Opens the records of a round that exists. */
  readonly open: (id: string) => Promise<Result<MeetingRoom, RoundDamage>>;
  /** The active round's id. */
  readonly active: () => string | null;
}

/**
 * All rounds of the data folder. The official ones stay open; a rehearsal that is not the active one
 * is at rest, so that a day of rehearsals costs neither memory nor open files. It is opened again
 * when it is selected, or when a device still sends it a ballot.
 */
export class Rooms {
  readonly #deps: RoomsDependencies;
  readonly #rounds = new Map<string, MeetingRoom | AtRest>();
  #kept: string | null = null;
  /** A round is never opened and closed at once: two journals on one file would part ways. */
  readonly #inTurn = turns();

  constructor(deps: RoomsDependencies) {
    this.#deps = deps;
  }

  /** A round that was just opened or begun. */
  add(room: MeetingRoom): void {
    this.#rounds.set(room.id, room);
  }

  has(id: string): boolean {
    return this.#rounds.has(id);
  }

  /** The round's room while its records are open. */
  get(id: string): MeetingRoom | null {
    const found = this.#rounds.get(id);
    return found instanceof MeetingRoom ? found : null;
  }

  /** The rooms whose records are open. */
  get open(): readonly MeetingRoom[] {
    return [...this.#rounds.values()].filter((each) => each instanceof MeetingRoom);
  }

  /** Every round, in the order in which they came. */
  get facts(): readonly RoundFacts[] {
    return [...this.#rounds.values()].map((each) =>
      each instanceof MeetingRoom ? factsOf(each) : each,
    );
  }

  /** Where a late ballot of this election (base64url id) may be sent. */
  ofElection(eid: string): Pick<MeetingRoom, 'cast'> | null {
    for (const [id, round] of this.#rounds) {
      const own = round instanceof MeetingRoom ? round.round.board.eid : null;
      if (round instanceof AtRest ? round.eid !== eid : own === null || toBase64url(own) !== eid) {
        continue;
      }
      return {
        cast: async (message) => (await this.#wake(id))?.cast(message) ?? err({ code: 'E_EID' }),
      };
    }
    return null;
  }

  /** Opens the round, if it is at rest, and keeps it open; null when its records no longer hold. */
  keep(id: string): Promise<MeetingRoom | null> {
    this.#kept = id;
    return this.#wake(id);
  }

  /** Lays every rehearsal to rest that is neither the active round nor to be kept. */
  rest(): Promise<void> {
    return this.#inTurn(() => this.#restAllBut(null));
  }

  async close(): Promise<void> {
    await this.#inTurn(() => Promise.all(this.open.map((room) => room.close())));
  }

  #wake(id: string): Promise<MeetingRoom | null> {
    const open = this.get(id);
    if (open !== null) return Promise.resolve(open);
    return this.#inTurn(async () => {
      const meanwhile = this.get(id);
      if (meanwhile !== null) return meanwhile;
      await this.#restAllBut(id);
      const opened = await this.#deps.open(id);
      if (!opened.ok) return null;
      this.add(opened.value);
      return opened.value;
    });
  }

  async #restAllBut(id: string | null): Promise<void> {
    const needed = [id, this.#kept, this.#deps.active()];
    for (const room of this.open) {
      if (needed.includes(room.id) || !room.round.log.rehearsal) continue;
      await room.close();
      this.#rounds.set(room.id, new AtRest(room));
    }
  }
}
