import type { BoardState } from '#shared/protocol/board.ts';
import { emptyBoard } from '#shared/protocol/board.ts';
import type { HallView, PairedRole } from '#shared/meeting/views.ts';
import type { SignedHead } from '#shared/protocol/entries.ts';
import type { ProtocolCode } from '#shared/protocol/protocol-code.ts';
import type { KeptHeads } from '#shared/protocol/two-heads.ts';
import type { RecordEvents } from '#shared/wire.ts';
import { BoardFollower } from './board-follower.ts';
import type { BoardChunk, FollowerStatus } from './board-follower.ts';
import { together } from './board-seen.ts';
import type { SeenMemory, SeenRound } from './board-seen.ts';
import { doBoardTask } from './board-work.ts';
import type { BallotTask, TallyTask } from './board-work.ts';
import { openBoardWorker } from './board-worker-client.ts';
import type { BoardWorker } from './board-worker-client.ts';
import type { Link } from './link.svelte.ts';
import { loadSodium } from './sodium.ts';
import * as store from './store.ts';

/** A line to the server of a role that reads the public record. */
export type RecordLink = Link<{ readonly hall: HallView | null }, RecordEvents>;

const NOTHING: FollowerStatus = {
  state: 'following',
  entries: 0,
  ballots: 0,
  checkedBallots: 0,
  alarm: null,
  twoHeads: null,
};

/** How long a new round's view may come after the first lines of its board. */
const ROUND_GRACE_MS = 1500;
/** A fetch that had no answer is made again after this time, should no push come. */
const RESYNC_MS = 5000;
/** Progress is shown at most this often. */
const REFRESH_MS = 250;

/** The board of the present round as a page shows it: one `BoardFollower` at a time. */
export class BoardWatch {
  status = $state.raw<FollowerStatus>(NOTHING);
  readonly worker: BoardWorker = openBoardWorker((fast) => {
    if (!fast) this.#sayPlain();
  });
  readonly #link: RecordLink;
  readonly #role: PairedRole;
  readonly #listeners: (() => void)[] = [];
  #round: string | null = null;
  #plain = false;
  #follower: BoardFollower | null = null;
  readonly #resync: ReturnType<typeof setInterval>;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(link: RecordLink, role: PairedRole) {
    this.#link = link;
    this.#role = role;
    link.on('view', ({ hall }: { readonly hall: HallView | null }) => {
      void this.#follow(hall?.round ?? null);
    });
    link.on('grew', ({ head }: { readonly head: SignedHead | null }) => {
      void this.#follower?.grew(head);
    });
    link.on('connect', () => {
      void this.#follower?.sync();
    });
    this.#resync = setInterval(() => {
      if (this.#follower?.status.state === 'following') void this.#follower.sync();
    }, RESYNC_MS);
  }

  /** As it is this very moment: `status`, for the screen, may lag behind `board`. */
  get now(): FollowerStatus {
    return this.#follower?.status ?? NOTHING;
  }

  /** The round that is followed. */
  get round(): string | null {
    return this.#round;
  }

  get board(): BoardState {
    return this.#follower?.board ?? emptyBoard();
  }

  /** The board file as read and taken in; with `refused`, the line that was refused at its end. */
  bytes(refused = false): Uint8Array {
    if (this.#follower === null) return new Uint8Array(0);
    return refused ? this.#follower.evidence() : this.#follower.bytes();
  }

  /** The signed heads this device has kept; null before the first (SPEC L11). */
  keptHeads(): KeptHeads | null {
    return this.#follower?.keptHeads() ?? null;
  }

  /** Calls `listener` after every change of the board or its state. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Ends it, with its worker. */
  close(): void {
    clearInterval(this.#resync);
    this.#follower?.stop();
    this.worker.close();
  }

  async #follow(round: string | null): Promise<void> {
    if (round === this.#round) return;
    this.#round = round;
    this.#follower?.stop();
    this.#follower = null;
    this.#refresh();
    if (round === null) return;
    const sodium = await loadSodium();
    if (round !== this.#round) return;
    const follower = new BoardFollower({
      sodium,
      round,
      memory: seenMemory(this.#role),
      fetch: (from) => this.#fetch(from),
      check: (task) => this.#check(task),
      isCurrent: () => this.#isCurrent(round),
      onChange: () => {
        if (follower === this.#follower) this.#refreshSoon();
      },
    });
    this.#follower = follower;
    await follower.start();
  }

  async #fetch(from: number): Promise<BoardChunk | null> {
    const answer = await this.#link.send('board', { from }, { retry: true });
    return answer.ok ? answer.value : null;
  }

  /** A browser that cannot start the worker does the same checks on the page, if less smoothly. */
  async #check(task: BallotTask | TallyTask): Promise<ProtocolCode | null> {
    try {
      return await this.worker.check(task);
    } catch {
      this.#sayPlain();
      const done = doBoardTask(await loadSodium(), task, () => undefined);
      return done.kind === 'checked' ? done.code : null;
    }
  }

  async #isCurrent(round: string): Promise<boolean> {
    await new Promise((resolve) => setTimeout(resolve, ROUND_GRACE_MS));
    return this.#link.view?.hall?.round === round;
  }

  /** The page goes on by the plain verifier, and says so. */
  #sayPlain(): void {
    if (this.#plain) return;
    this.#plain = true;
    this.#refresh();
  }

  #refreshSoon(): void {
    if (this.#follower?.status.state === 'red') this.#refresh();
    this.#timer ??= setTimeout(() => {
      this.#refresh();
    }, REFRESH_MS);
  }

  #refresh(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.status = this.#plain ? { ...this.now, plain: true } : this.now;
    for (const listener of this.#listeners) listener();
  }
}

/** A device keeps what it saw by role and round; what it cannot store is lost at a reload only. */
function seenMemory(role: PairedRole): SeenMemory {
  return {
    async load(round) {
      const value = await store.get(`board-seen/${role}/${round}`);
      return (value as SeenRound | undefined) ?? null;
    },
    async save(round, seen) {
      try {
        // In one transaction: another tab of this device follows the same board.
        await store.update(`board-seen/${role}/${round}`, (stored) =>
          together((stored as Partial<SeenRound> | undefined) ?? null, seen),
        );
      } catch {
        // A full or private browser: following goes on.
      }
    },
  };
}
