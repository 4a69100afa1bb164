/**
 * A teller's device as co-issuer (P 4.6.4, R20): it evaluates one B for every claim, keeps the list
 * on its disk before it answers, checks that every line of the register is its own work and that
 * every ballot's token is its own output, and says when its key may be revealed. It knows no screen.
 */
import { defined } from '#shared/assert.ts';
import type { BoardState } from '#shared/protocol/board.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import {
  compareBeforeReveal,
  isOwnLine,
  issuerNumber,
  judgeRequests,
  registerLineFault,
} from '#shared/protocol/co-issuer.ts';
import type { CoIssuerKey, IssuedClaim, JudgedRequests } from '#shared/protocol/co-issuer.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';
import type { CoIssuerAnswer } from '#shared/wire.ts';
import type { IssuerWork } from './issuer-work.ts';
import { RegisterReading } from './register-reading.ts';

/** The device's list on disk. `adopting`: restored, and the register has not been read to its end. */
export interface StoredClaims {
  readonly claims: readonly IssuedClaim[];
  readonly adopting: boolean;
}

/** What a co-issuer's device has seen that must never be; the first of it stands. */
export type CoIssuerAlarm =
  /** Line `n` of the register (from 0) is not this device's work. */
  | { readonly kind: 'line'; readonly n: number }
  /** Line `n` of the register is broken, or the register is not the one the close names. */
  | { readonly kind: 'register'; readonly n: number }
  /** Entry `n` of the board is a ballot whose token this device did not make. */
  | { readonly kind: 'ballot'; readonly n: number };

export interface CoIssuerStatus {
  /** This device's number among the issuers; null while it is none. */
  readonly i: number | null;
  /** Claims evaluated, lines of the register and ballots checked. */
  readonly issued: number;
  readonly registered: number;
  readonly ballots: number;
  /** Requests for another B of a claim that was answered: refused. */
  readonly refused: number;
  readonly alarm: CoIssuerAlarm | null;
  /** After the close: evaluations that the register lacks; null before it is known. */
  readonly excess: number | null;
  /** Everything was compared: the key may be revealed. */
  readonly mayReveal: boolean;
}

/** What the device needs of the world around it. */
export interface CoIssuerWorld {
  readonly sodium: Sodium;
  /** The list as it stands after `change` of it, in one transaction, on disk when it resolves. */
  update(change: (stored: StoredClaims | null) => StoredClaims): Promise<StoredClaims>;
  /** Milliseconds that never go back. */
  now(): number;
  /** Away from the page. */
  readonly work: IssuerWork;
  /** Lines of the register from line `from` on; null without an answer. */
  register(from: number): Promise<readonly string[] | null>;
  /** Lost answers are no harm: the server asks again. */
  answer(answers: readonly CoIssuerAnswer[]): Promise<unknown>;
  onChange(): void;
}

/** What the device knows: the board it follows itself, no alarm about it, and its own key. */
export interface CoIssuerFacts {
  readonly board: BoardState;
  readonly trusted: boolean;
  readonly key: CoIssuerKey | null;
}

/** Ballots checked in one task of the worker. */
const BALLOTS_AT_A_TIME = 64;
/** The register is read this often while the polls are open, and at once after the close. */
const READ_PAUSE_MS = 1500;

export class CoIssuer {
  readonly #world: CoIssuerWorld;
  #facts: CoIssuerFacts | null = null;
  #list: Map<string, string> | null = null;
  #adopting = false;
  #eid = '';
  #reading: RegisterReading | null = null;
  /** The register was read to its end after the close. */
  #readToClose = false;
  #nextRead = 0;
  #checked = 0;
  #refused = 0;
  #alarm: CoIssuerAlarm | null = null;
  #excess: number | null = null;
  #accepted = false;
  #working = false;
  #again = false;

  constructor(world: CoIssuerWorld) {
    this.#world = world;
  }

  get status(): CoIssuerStatus {
    const compared = this.#excess !== null && this.#alarm?.kind !== 'line';
    return {
      i: this.#seat?.i ?? null,
      issued: this.#list?.size ?? 0,
      registered: this.#reading?.state.count ?? 0,
      ballots: this.#checked,
      refused: this.#refused,
      alarm: this.#alarm,
      excess: this.#excess,
      mayReveal: compared && (this.#excess === 0 || this.#accepted),
    };
  }

  /** The list, for the backup of the device. */
  get claims(): readonly IssuedClaim[] {
    return [...(this.#list ?? [])].map(([claim, B]) => ({ claim, B }));
  }

  /** Reads the list; one that is missing is made up from the register before anything is answered. */
  async start(): Promise<void> {
    this.#hold(await this.#world.update((stored) => stored ?? { claims: [], adopting: true }));
    await this.#advance();
  }

  /** Takes the place of a lost device: its list as backed up, and what the register shows beyond. */
  async restore(claims: readonly IssuedClaim[]): Promise<void> {
    this.#hold(
      await this.#world.update((stored) => ({
        claims: merged(stored?.claims ?? [], claims),
        adopting: true,
      })),
    );
    this.#begin('');
    await this.#advance();
  }

  /** The board or the device's key has changed, or some time has passed. */
  async update(facts: CoIssuerFacts): Promise<void> {
    this.#facts = facts;
    const eid = facts.board.eid === null ? '' : toBase64url(facts.board.eid);
    if (eid !== this.#eid) this.#begin(eid);
    await this.#advance();
  }

  /** The member has compared by hand why the register lacks evaluations, and lets the key go. */
  async accept(): Promise<void> {
    this.#accepted = true;
    this.#world.onChange();
    await this.#advance();
  }

  /**
   * The server asks for evaluations. Unless the polls are open on the board this device has read and
   * trusts, and its list is whole, nothing is answered: it will be asked again.
   */
  async asked(requests: readonly IssuedClaim[]): Promise<void> {
    const seat = this.#seat;
    if (seat === null || this.#list === null || this.#adopting) return;
    const { board, trusted } = defined(this.#facts);
    if (board.stage !== 'polling' || !trusted || this.#alarm?.kind === 'line') return;
    const judged = await this.#judge(requests);
    const { granted, refused } = judged;
    const done = await this.#world.work.evaluate(
      seat.key,
      granted.map(({ B }) => B),
    );
    this.#refused += refused.length;
    await this.#world.answer([
      ...granted.map(({ claim }, at) => ({ claim, ...defined(done[at]) })),
      ...refused.map((claim) => ({ claim, refused: true }) as const),
    ]);
    this.#world.onChange();
    await this.#advance();
  }

  get #seat(): { readonly i: number; readonly key: CoIssuerKey } | null {
    const { board, key } = this.#facts ?? { key: null };
    if (board === undefined || key === null) return null;
    const i = issuerNumber(board, toBase64url(key.pk));
    return i === null ? null : { i, key };
  }

  /** In one transaction: of two pages with one list the second sees what the first has answered. */
  async #judge(requests: readonly IssuedClaim[]): Promise<JudgedRequests> {
    let judged: JudgedRequests = { fresh: [], granted: [], refused: [] };
    this.#hold(
      await this.#world.update((stored) => {
        const claims = stored?.claims ?? [];
        judged = judgeRequests(this.#world.sodium, listOf(claims), requests);
        return { claims: [...claims, ...judged.fresh], adopting: stored?.adopting ?? false };
      }),
    );
    return judged;
  }

  #hold({ claims, adopting }: StoredClaims): void {
    this.#list = listOf(claims);
    this.#adopting = adopting;
  }

  #begin(eid: string): void {
    this.#eid = eid;
    this.#reading = null;
    this.#readToClose = false;
    this.#nextRead = 0;
    this.#checked = 0;
    this.#alarm = null;
    this.#excess = null;
    this.#accepted = false;
  }

  async #advance(): Promise<void> {
    this.#again = true;
    if (this.#working) return;
    this.#working = true;
    try {
      while (this.#isAgain()) {
        this.#again = false;
        await this.#readRegister();
        await this.#checkBallots();
        this.#compare();
      }
    } finally {
      this.#working = false;
    }
    this.#world.onChange();
  }

  #isAgain(): boolean {
    return this.#again;
  }

  /** Reads on to the register's end; one that was rewritten is read again from its first line. */
  async #readRegister(): Promise<void> {
    const board = this.#facts?.board;
    if (this.#seat === null || this.#list === null || board === undefined) return;
    const { eid, setup } = board;
    if (eid === null || setup === null || !isUsed(board) || this.#alarm?.kind === 'line') return;
    const isClosed = board.closeBody !== null;
    if (this.#readToClose || (!isClosed && this.#world.now() < this.#nextRead)) return;
    this.#nextRead = this.#world.now() + READ_PAUSE_MS;
    const { sodium } = this.#world;
    this.#reading ??= new RegisterReading(sodium, eid, setup.issuers.length);
    let end = await this.#readOn(this.#reading);
    if (end === 'broken') {
      // As after a move to the second copy: another register, whose lines must be this device's too.
      this.#reading = new RegisterReading(sodium, eid, setup.issuers.length);
      end = await this.#readOn(this.#reading);
      if (end === 'broken') this.#raise({ kind: 'register', n: this.#reading.state.n });
    }
    if (end !== 'end') return;
    if (this.#adopting) await this.#adopted();
    this.#readToClose = isClosed;
  }

  async #readOn(reading: RegisterReading): Promise<'end' | 'broken' | 'stopped'> {
    for (;;) {
      const lines = await this.#world.register(reading.state.n);
      if (lines === null) return 'stopped';
      if (lines.length === 0) return 'end';
      for (const line of lines) {
        const taken = reading.take(line);
        if (taken.kind === 'broken') return 'broken';
        if (taken.exchange === null || (await this.#isOwn(taken.exchange))) continue;
        this.#raise({ kind: 'line', n: reading.state.n - 1 });
        return 'stopped';
      }
    }
  }

  async #isOwn(exchange: Parameters<typeof isOwnLine>[3]): Promise<boolean> {
    const { sodium } = this.#world;
    const { i, key } = defined(this.#seat);
    let fault = registerLineFault(sodium, key, i, defined(this.#list), exchange);
    if (fault !== 'unknown') return fault === null;
    // Another page of this device may have answered it.
    this.#hold(await this.#world.update((stored) => stored ?? { claims: [], adopting: false }));
    fault = registerLineFault(sodium, key, i, defined(this.#list), exchange);
    if (fault !== 'unknown' || !this.#adopting) return fault === null;
    if (!isOwnLine(sodium, key, i, exchange)) return false;
    const { claim, B } = exchange;
    this.#hold(
      await this.#world.update((stored) => ({
        claims: merged(stored?.claims ?? [], [{ claim, B }]),
        adopting: true,
      })),
    );
    return true;
  }

  /** The list is whole: from now on this device answers, and knows every line to come. */
  async #adopted(): Promise<void> {
    this.#hold(
      await this.#world.update((stored) => ({ claims: stored?.claims ?? [], adopting: false })),
    );
  }

  /** Every ballot as it comes: a token that this device did not make was made without it. */
  async #checkBallots(): Promise<void> {
    const { board } = this.#facts ?? {};
    const seat = this.#seat;
    if (board?.eid === undefined || board.eid === null || seat === null) return;
    while (this.#checked < board.ballotCount) {
      const part = board.ballots.all.slice(this.#checked, this.#checked + BALLOTS_AT_A_TIME);
      const made = await this.#world.work.made(seat.key.k, board.eid, seat.i, part);
      const wrong = made.indexOf(false);
      if (wrong >= 0) this.#raise({ kind: 'ballot', n: defined(part[wrong]).n });
      this.#checked += part.length;
      this.#world.onChange();
    }
  }

  #compare(): void {
    const board = this.#facts?.board;
    if (board === undefined || this.#reading === null || this.#list === null) return;
    if (!this.#readToClose || this.#excess !== null) return;
    const compared = compareBeforeReveal(board, this.#reading.state, this.#list.size);
    if (compared.ok) this.#excess = compared.value;
    else this.#raise({ kind: 'register', n: this.#reading.state.n });
  }

  #raise(alarm: CoIssuerAlarm): void {
    if (this.#alarm === null || alarm.kind === 'line') this.#alarm = alarm;
    this.#world.onChange();
  }
}

/** The register has begun. */
function isUsed({ stage }: BoardState): boolean {
  return ['polling', 'closed', 'tallied', 'finished'].includes(stage);
}

function listOf(claims: readonly IssuedClaim[]): Map<string, string> {
  return new Map(claims.map(({ claim, B }) => [claim, B]));
}

/** The first B of a claim stands. */
function merged(one: readonly IssuedClaim[], other: readonly IssuedClaim[]): IssuedClaim[] {
  const known = new Set(one.map(({ claim }) => claim));
  return [...one, ...other.filter(({ claim }) => !known.has(claim))];
}
