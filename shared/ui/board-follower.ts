/**
 * Follows the public board as it grows, on a device that trusts nobody: every line against its own
 * last hash, every signature and ballot as it arrives, the server's signed heads, and what it had
 * seen before a reload. The first fault turns it red for good; it never repairs (P 4.10).
 */
import { defined } from '#shared/assert.ts';
import { concat, toBase64url, utf8 } from '#shared/protocol/bytes.ts';
import { entryHash, ZERO_HASH } from '#shared/protocol/chain.ts';
import type { BoardState } from '#shared/protocol/board.ts';
import type { SignedHead } from '#shared/protocol/entries.ts';
import type { ProtocolCode } from '#shared/protocol/protocol-code.ts';
import { bytesOf } from '#shared/protocol/signed-word.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';
import { twoHeads } from '#shared/protocol/two-heads.ts';
import type { KeptHeads, TwoHeads } from '#shared/protocol/two-heads.ts';
import { BoardFold } from './board-fold.ts';
import type { BoardAlarm, SeenBoard, SeenMemory } from './board-seen.ts';
import type { BallotTask, TallyTask } from './board-work.ts';
import { faultKind } from './fault-kind.ts';
import { HeadKeeper } from './head-keeper.ts';

/** What the follower knows, as a page shows it. */
export interface FollowerStatus {
  /** `verified`: every entry is here, every ballot checked, the signed head equal. */
  readonly state: 'following' | 'verified' | 'red';
  readonly entries: number;
  readonly ballots: number;
  readonly checkedBallots: number;
  readonly alarm: BoardAlarm | null;
  /** Two signed heads of this board that contradict each other: the server's own evidence. */
  readonly twoHeads: TwoHeads | null;
  /** The page adds: the fast verifier could not be had, the plain one checks, later. */
  readonly plain?: true;
}

/** Lines from an entry on, with the newest signed head. */
export interface BoardChunk {
  readonly lines: readonly string[];
  readonly head: SignedHead | null;
}

/** What a follower needs of the world around it. */
export interface FollowerWorld {
  readonly sodium: Sodium;
  /** The round whose board is followed; one follower never follows another. */
  readonly round: string;
  readonly memory: SeenMemory;
  /** The lines from entry `from` on; null without an answer: it is asked again at the next push. */
  fetch(from: number): Promise<BoardChunk | null>;
  /** The rule a ballot or tally breaks, worked out away from the page. */
  check(task: BallotTask | TallyTask): Promise<ProtocolCode | null>;
  /**
   * Resolves once a change of round, if there is one, would be known, and says whether `round` is
   * still the server's: a new round's lines may overtake the view that announces it.
   */
  isCurrent(): Promise<boolean>;
  onChange(): void;
}

/** Ballots handed to the worker at a time: enough to keep it busy. */
const CHECKS_AT_A_TIME = 4;

export class BoardFollower {
  readonly #world: FollowerWorld;
  #fold: BoardFold;
  #seen: SeenBoard | null = null;
  #alarm: BoardAlarm | null = null;
  #refused: string | null = null;
  readonly #heads = new HeadKeeper();
  #evidence: KeptHeads | null = null;
  /** Bumped when another board is begun or the follower ends: late answers are then nobody's. */
  #generation = 0;
  #syncing = false;
  #again = false;
  #caughtUp = false;
  #queued = 0;
  #running = 0;
  #checked = 0;
  #tally: 'none' | 'checking' | 'checked' = 'none';

  constructor(world: FollowerWorld) {
    this.#world = world;
    this.#fold = new BoardFold(world.sodium);
  }

  get board(): BoardState {
    return this.#fold.state;
  }

  get status(): FollowerStatus {
    const { n, ballotCount } = this.board;
    const checked = this.#checked === ballotCount && this.#tally !== 'checking';
    const verified = n > 0 && this.#caughtUp && checked && !this.#heads.isWaiting;
    const [one, other] = this.#evidence?.heads ?? [];
    return {
      state: this.#alarm !== null ? 'red' : verified ? 'verified' : 'following',
      entries: n,
      ballots: ballotCount,
      checkedBallots: this.#checked,
      alarm: this.#alarm,
      twoHeads: one === undefined || other === undefined ? null : [one, other],
    };
  }

  /** The heads this device has kept or, where two contradict each other, the evidence (SPEC L11). */
  keptHeads(): KeptHeads | null {
    if (this.#evidence !== null) return this.#evidence;
    const first = this.#seen?.first;
    if (first === undefined || this.#heads.kept.length === 0) return null;
    return { lines: [first], heads: this.#heads.kept };
  }

  /** Every line read and taken in, as the file has them. */
  bytes(): Uint8Array {
    return this.#fold.bytes();
  }

  /** The same with the line that was refused, if one was: the evidence. */
  evidence(): Uint8Array {
    return concat(this.bytes(), utf8(this.#refused === null ? '' : `${this.#refused}\n`));
  }

  /** Recalls what this device saw of the round, then fetches the board. */
  async start(): Promise<void> {
    const seen = await this.#world.memory.load(this.#world.round);
    this.#seen = seen?.board ?? null;
    this.#alarm = seen?.alarm ?? null;
    this.#evidence = seen?.evidence ?? null;
    this.#heads.recall(seen?.heads ?? []);
    this.#world.onChange();
    await this.sync();
  }

  /** The server says the board has grown. */
  async grew(head: SignedHead | null): Promise<void> {
    this.#heads.hear(head);
    if (this.#alarm !== null) {
      const isWrong = this.#evidence === null && this.#heads.fault(this.#fold) !== null;
      if (isWrong) await this.#keepEvidence(this.#fold.lines());
      return;
    }
    const known = head !== null && this.#fold.hashOf(head.n) === head.h;
    if (this.#caughtUp && known && head.n === this.board.n - 1 && (await this.#headsHold())) return;
    await this.sync();
  }

  /** Fetches what is missing; while one fetch is under way another call only makes it go on. */
  async sync(): Promise<void> {
    if (this.#syncing) {
      this.#again = true;
      return;
    }
    this.#syncing = true;
    try {
      do {
        this.#again = false;
        await this.#fetchAll();
      } while (this.#isAgain());
    } finally {
      this.#syncing = false;
    }
  }

  /** Ends it: answers still under way are ignored. */
  stop(): void {
    this.#generation++;
  }

  #isAgain(): boolean {
    return this.#again;
  }

  async #fetchAll(): Promise<void> {
    const generation = this.#generation;
    this.#caughtUp = false;
    while (this.#alarm === null) {
      const signed = this.#heads.kept;
      const chunk = await this.#world.fetch(this.board.n);
      if (chunk === null || generation !== this.#generation) return;
      this.#heads.hear(chunk.head);
      if (chunk.lines.length === 0) {
        await this.#atEnd(chunk.head, signed);
        return;
      }
      if (!(await this.#takeAll(chunk.lines))) return;
      this.#world.onChange();
    }
  }

  /** False when a line was refused: then it is red, or another board was begun. */
  async #takeAll(lines: readonly string[]): Promise<boolean> {
    for (const [place, line] of lines.entries()) {
      const entry = this.board.n;
      const taken = this.#fold.take(line);
      if (!taken.ok) {
        const code = taken.error;
        const kind = faultKind(code, entry, line, lines.slice(place + 1));
        await this.#suspect({ kind, entry, code }, line);
        return false;
      }
      if (taken.value === 'ballot') this.#checkBallots();
      if (taken.value === 'tally') void this.#checkTally(entry);
      if (!(await this.#sameAsSeen(entry))) return false;
    }
    return await this.#headsHold();
  }

  /**
   * Nothing more to read: is all that was ever seen still there, and all that was `signed` before
   * the server was asked what its newest entry is?
   */
  async #atEnd(answered: SignedHead | null, signed: readonly SignedHead[]): Promise<void> {
    const { n } = this.board;
    const missing = this.#seen !== null && this.#seen.n >= n;
    const denied = n > 0 && answered !== null && signed.some((head) => head.n > answered.n);
    if (missing || denied || !(await this.#stillEnds(answered))) {
      await this.#suspect({ kind: 'shortened', entry: n, code: `E_CHAIN(${n})` }, null);
      return;
    }
    this.#caughtUp = await this.#headsHold();
    this.#world.onChange();
  }

  /** The server still has the last line read here; no answer is no reason to suspect it. */
  async #stillEnds(answered: SignedHead | null): Promise<boolean> {
    const { n } = this.board;
    if (n === 0 || answered?.n === n - 1) return true;
    const chunk = await this.#world.fetch(n - 1);
    if (chunk === null) return true;
    const [line] = chunk.lines;
    return line !== undefined && this.#fold.isLine(n - 1, line);
  }

  /** Compares with what was seen before a reload: the board by its entry 0, then the newest entry. */
  async #sameAsSeen(entry: number): Promise<boolean> {
    const seen = this.#seen;
    if (seen === null) return true;
    if (entry === 0 && this.#fold.hashOf(0) !== seen.sid) {
      if (!seen.polled) {
        this.#seen = null;
        this.#heads.forget();
        return true;
      }
      if (await this.#world.isCurrent()) await this.#turnRed(rewritten(0));
      return false;
    }
    if (seen.n !== entry || this.#fold.hashOf(entry) === seen.head) return true;
    await this.#suspect({ kind: 'rewritten', entry, code: `E_CHAIN(${entry})` }, null);
    return false;
  }

  /** Every head heard is well signed and names the entry that was read; they are on disk then. */
  async #headsHold(): Promise<boolean> {
    const fault = this.#heads.fault(this.#fold);
    if (fault !== null) await this.#suspect(fault, null);
    else await this.#remember();
    return fault === null;
  }

  /**
   * A fault is an alarm unless the server now keeps another board lawfully: a new round's, or,
   * before the polls were opened, that of a ceremony begun again.
   */
  async #suspect(fault: BoardAlarm, refused: string | null): Promise<void> {
    const generation = this.#generation;
    const first = await this.#world.fetch(0);
    if (generation !== this.#generation || first === null) return;
    const sid = this.#fold.hashOf(0) ?? this.#seen?.sid ?? null;
    const isOther = sid !== null && this.#firstHash(first.lines[0]) !== sid;
    if (isOther && !(await this.#world.isCurrent())) return;
    if (generation !== this.#generation) return;
    if (isOther && !this.#hasPolled()) {
      await this.#beginAgain();
      return;
    }
    this.#refused = refused;
    await this.#turnRed(isOther ? rewritten(0) : fault);
  }

  #firstHash(line: string | undefined): string | null {
    if (line === undefined) return null;
    return toBase64url(entryHash(this.#world.sodium, 'board-entry', ZERO_HASH, line));
  }

  #hasPolled(): boolean {
    return this.#seen?.polled === true || hasPolled(this.board);
  }

  async #beginAgain(): Promise<void> {
    this.#generation++;
    this.#fold = new BoardFold(this.#world.sodium);
    this.#seen = null;
    this.#heads.forget();
    this.#queued = 0;
    this.#checked = 0;
    this.#running = 0;
    this.#tally = 'none';
    this.#again = true;
    await this.#save();
    this.#world.onChange();
  }

  async #turnRed(alarm: BoardAlarm): Promise<void> {
    this.#alarm ??= alarm;
    this.#world.onChange();
    await this.#save();
    // Heads that all name entries read here contradict nothing.
    if (!this.#heads.isWaiting || (await this.#keepEvidence(this.#fold.lines()))) return;
    await this.#keepEvidence(await this.#toldLines());
  }

  /** True when the heads contradict each other, by these lines: that is kept, too (SPEC L11). */
  async #keepEvidence(lines: readonly string[]): Promise<boolean> {
    const heads = twoHeads(this.#world.sodium, { lines, heads: this.#heads.all });
    if (heads === null || this.#evidence !== null) return heads !== null;
    const [one, other] = heads;
    // Of one number the two heads are enough; else the lines show that the later passes the earlier.
    this.#evidence = { lines: lines.slice(0, one.n === other.n ? 1 : other.n + 1), heads };
    this.#world.onChange();
    await this.#save();
    return true;
  }

  /** The board as the server tells it now, from its first line to the last one it has signed. */
  async #toldLines(): Promise<string[]> {
    const last = Math.max(-1, ...this.#heads.all.map(({ n }) => n));
    const told: string[] = [];
    while (told.length <= last) {
      const chunk = await this.#world.fetch(told.length);
      if (chunk === null || chunk.lines.length === 0) break;
      this.#heads.hear(chunk.head);
      told.push(...chunk.lines);
    }
    return told;
  }

  /** Saves what was read and heard beyond what this device had seen before. */
  async #remember(): Promise<void> {
    const { n } = this.board;
    const changed = this.#heads.takeChanged();
    const isFarther = n > 0 && (this.#seen === null || this.#seen.n < n - 1);
    if (isFarther) {
      this.#seen = {
        sid: defined(this.#fold.hashOf(0)),
        n: n - 1,
        head: defined(this.#fold.hashOf(n - 1)),
        polled: hasPolled(this.board),
        first: defined(this.#fold.line(0)),
      };
    }
    if (isFarther || changed) await this.#save();
  }

  #save(): Promise<void> {
    return this.#world.memory.save(this.#world.round, {
      board: this.#seen,
      alarm: this.#alarm,
      heads: this.#heads.kept,
      evidence: this.#evidence,
    });
  }

  /** Keeps the worker busy with ballots in board order. */
  #checkBallots(): void {
    while (this.#running < CHECKS_AT_A_TIME && this.#queued < this.board.ballotCount) {
      const place = this.#queued++;
      this.#running++;
      void this.#checkBallot(place);
    }
  }

  async #checkBallot(place: number): Promise<void> {
    const generation = this.#generation;
    const { id, ballot, n } = defined(this.board.ballots.all[place]);
    const code = await this.#world.check({
      kind: 'ballot',
      eid: defined(this.board.eid),
      Y: bytesOf(defined(this.board.open).Y),
      lines: defined(this.board.setup).lines.length,
      ballotId: id,
      ballot,
    });
    if (generation !== this.#generation) return;
    this.#running--;
    if (code === null) this.#checked++;
    else await this.#turnRed({ kind: faultKind(code, n), entry: n, code });
    this.#checkBallots();
    this.#world.onChange();
  }

  async #checkTally(entry: number): Promise<void> {
    const generation = this.#generation;
    this.#tally = 'checking';
    const code = await this.#world.check({
      kind: 'tally',
      board: this.#fold.bytes(),
    });
    if (generation !== this.#generation) return;
    if (code === null) this.#tally = 'checked';
    else await this.#turnRed({ kind: faultKind(code, entry), entry, code });
    this.#world.onChange();
  }
}

/** From the first `poll` on, a round has no other board. */
function hasPolled({ stage }: BoardState): boolean {
  return ['polling', 'closed', 'tallied', 'finished'].includes(stage);
}

function rewritten(entry: number): BoardAlarm {
  return { kind: 'rewritten', entry, code: `E_CHAIN(${entry})` };
}
