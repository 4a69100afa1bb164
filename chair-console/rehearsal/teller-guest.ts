import { concat, utf8 } from '#shared/protocol/bytes.ts';
import { err, ok } from '#shared/result.ts';
import { BoardFollower } from '#shared/ui/board-follower.ts';
import type { FollowerStatus } from '#shared/ui/board-follower.ts';
import type { SeenRound } from '#shared/ui/board-seen.ts';
import { CoIssuer } from '../teller/co-issuer.ts';
import type { StoredClaims } from '../teller/co-issuer.ts';
import { TellerDesk } from '../teller/device.ts';
import type { StoredTeller } from '../teller/device.ts';
import { workInPlace } from '../teller/issuer-work.ts';
import { Newest } from './newest.ts';
import type { RehearsalWorld, Sent, TellerLine } from './world.ts';

/** What this page does for a member of the committee without being asked again. */
export type Part = 'ceremony' | 'count';

/** How long a new round's view may come after the first lines of its board. */
const ROUND_GRACE_MS = 1500;

/**
 * One member of the counting committee (ban kiểm phiếu) played by this page: the same device as a
 * real teller's, with keys and a share of its own, that follows and checks the board by itself.
 */
export class TellerGuest {
  readonly #world: RehearsalWorld;
  readonly #line: TellerLine;
  readonly #round: string;
  readonly #desk: TellerDesk;
  readonly #follower: BoardFollower;
  readonly #issuer: CoIssuer;
  /** One change of the co-issuer's list after the other. */
  #listing: Promise<unknown> = Promise.resolve();
  readonly #status = new Newest<FollowerStatus>();
  #part: Part | null = null;
  /** What the desk was last told of the board. */
  #verified = false;
  #acting = false;
  /** The stage and board length of the last act: it is not tried again before the board moves. */
  #acted = '';

  /** The teller numbered `i` over a connection that is already paired for them. */
  constructor(world: RehearsalWorld, line: TellerLine, round: string, i: number) {
    this.#world = world;
    this.#line = line;
    this.#round = round;
    const key = `teller/${i}`;
    this.#desk = new TellerDesk({
      sodium: world.sodium,
      random: world.random,
      load: async () => ((await world.memory.get(key)) as StoredTeller | undefined) ?? null,
      save: (stored) => world.memory.set(key, stored),
      send: (command) => line.command(command),
      onChange: () => {
        void this.#act();
      },
    });
    this.#follower = this.#follow();
    this.#issuer = this.#issue(`issued/${i}`);
    line.onEvaluate((requests) => void this.#issuer.asked(requests));
    line.onView(() => void this.tick());
    line.onGrew((head) => {
      void (head === null ? this.#follower.sync() : this.#follower.grew(head));
    });
  }

  /** Reads what the device has stored and the board as it stands. */
  async start(): Promise<void> {
    await this.#desk.start();
    await this.#issuer.start();
    await this.#follower.start();
    await this.tick();
  }

  /** From now on plays this part by itself. */
  play(part: Part): void {
    this.#part = part;
    void this.tick();
  }

  /** Something may have changed, or a word's acknowledgement may have been lost. */
  async tick(): Promise<void> {
    const { view } = this.#line;
    if (view?.hall?.round !== this.#round || view.me === null) return;
    const { state } = this.#follower.status;
    this.#verified = state === 'verified';
    const trusted = state !== 'red';
    const key = this.#desk.issuerKey;
    const { board } = this.#follower;
    if (key !== null) await this.#issuer.update({ board, trusted, key });
    await this.#desk.update({
      board: this.#follower.board,
      joined: view.joined,
      trusted,
      verified: this.#verified,
      coIssuer: view.me.coIssuer,
      mayReveal: this.#issuer.status.mayReveal,
    });
    await this.#act();
  }

  /** The head's word on the paper ballots: none, or the two equal counts that were keyed in. */
  async fixPaper(): Promise<Sent> {
    const view = await this.#line.until(({ hall }) => hall?.round === this.#round);
    if (view === null) return err({ code: 'not-paired' });
    const paper = view.paper.some(({ keyed }) => keyed);
    return this.#line.command({ type: 'fix-paper', paper });
  }

  /** The head signs off the minutes. */
  signMinutes(): Promise<Sent> {
    return this.#line.command({ type: 'sign-minutes' });
  }

  /** Counts again from this device's own bytes of the board and hands in the digest (R36). */
  async recount(): Promise<Sent> {
    const view = await this.#line.until(
      ({ hall, result }) => hall?.round === this.#round && result !== null,
    );
    if (view?.result === null || view === null) return err({ code: 'not-paired' });
    const status = await this.#status.until(
      ({ state }) => state === 'red' || (state === 'verified' && this.#follower.board.finished),
    );
    if (status?.state !== 'verified') return err({ code: status?.alarm?.code ?? 'no-answer' });
    const register = await this.#register();
    if (register === null) return err({ code: 'no-answer' });
    const { profile, figures } = view.result;
    const board = this.#follower.bytes();
    const outcome = await this.#world.worker.recount(
      { kind: 'recount', board, register, profile, figures },
      () => undefined,
    );
    if (!outcome.valid) return err({ code: outcome.code });
    return this.#line.command({ type: 'submit-recount', digest: outcome.digest });
  }

  close(): void {
    this.#follower.stop();
    this.#status.end();
    this.#line.close();
  }

  /** What the member would tap next, if it belongs to the part that is played. */
  async #act(): Promise<void> {
    const { stage } = this.#desk;
    const moment = `${stage.at}/${this.#follower.board.n}`;
    if (this.#part === null || this.#acting || this.#acted === moment) return;
    const tap = this.#tapOf(stage.at);
    if (tap === null) return;
    this.#acting = true;
    const answer = await tap();
    this.#acting = false;
    // Without an answer the same word is said again at the next tick.
    this.#acted = !answer.ok && answer.error.code === 'no-answer' ? '' : moment;
  }

  #tapOf(at: string): (() => ReturnType<TellerDesk['join']>) | null {
    if (at === 'join') return () => this.#desk.join();
    if (at === 'backup') return () => this.#desk.backedUp().then(() => ok(null));
    // A member agrees and opens only what the device has checked up to the newest entry.
    if (this.#part !== 'count' || !this.#verified) return null;
    if (at === 'agree') return () => this.#desk.agree();
    return at === 'open' ? () => this.#desk.open() : null;
  }

  /** The device as co-issuer, with its list in this page's memory of the rehearsal. */
  #issue(key: string): CoIssuer {
    const { sodium, random, memory } = this.#world;
    return new CoIssuer({
      sodium,
      now: () => performance.now(),
      work: workInPlace(sodium, random),
      update: (change) => {
        const done = this.#listing.then(async () => {
          const next = change(((await memory.get(key)) as StoredClaims | undefined) ?? null);
          await memory.set(key, next);
          return next;
        });
        this.#listing = done.catch(() => undefined);
        return done;
      },
      register: (from) => this.#line.register(from),
      answer: (answers) => this.#line.evaluations(answers),
      onChange: () => undefined,
    });
  }

  #follow(): BoardFollower {
    let seen: SeenRound | null = null;
    const follower = new BoardFollower({
      sodium: this.#world.sodium,
      round: this.#round,
      memory: {
        load: () => Promise.resolve(seen),
        save: (_, now) => {
          seen = now;
          return Promise.resolve();
        },
      },
      fetch: (from) => this.#line.board(from),
      check: (task) => this.#world.worker.check(task),
      isCurrent: async () => {
        await this.#world.wait(ROUND_GRACE_MS);
        return this.#line.view?.hall?.round === this.#round;
      },
      onChange: () => {
        this.#status.push(follower.status);
        void this.tick();
      },
    });
    return follower;
  }

  async #register(): Promise<Uint8Array | null> {
    const lines: string[] = [];
    for (;;) {
      const chunk = await this.#line.register(lines.length);
      if (chunk === null) return null;
      if (chunk.length === 0) return concat(...lines.map((line) => utf8(`${line}\n`)));
      lines.push(...chunk);
    }
  }
}
