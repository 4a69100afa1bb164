/**
 * A whole round in memory, carried through by the product's own rules and cryptography: decide →
 * append → evolve → what the server owes. Every append is kept in order, so that a test can cut the
 * records after any of them, as a crash does.
 */
import { admitCast } from '#shared/meeting/casting.ts';
import type { Command, CommitteeChoice, IssueWay } from '#shared/meeting/commands.ts';
import { decide } from '#shared/meeting/decide.ts';
import type { LogEvent } from '#shared/meeting/events.ts';
import { createLog, evolveLog } from '#shared/meeting/evolve.ts';
import { decideExchange } from '#shared/meeting/exchanging.ts';
import { owed } from '#shared/meeting/owed.ts';
import type { LiveKeys, Owed } from '#shared/meeting/owed.ts';
import { resultOf } from '#shared/meeting/result-of.ts';
import type { Refusal } from '#shared/meeting/refusals.ts';
import type { Round } from '#shared/meeting/state.ts';
import type { RoundPlan } from '#shared/plan/round-plan.ts';
import { generateServerKeys } from '#shared/protocol/authority.ts';
import type { ServerKeys } from '#shared/protocol/authority.ts';
import { checkBallotProof, generateSeed, sealBallot } from '#shared/protocol/ballot.ts';
import { emptyBoard, evolveBoard, nextLine } from '#shared/protocol/board.ts';
import { fromBase64url, toBase64url, utf8 } from '#shared/protocol/bytes.ts';
import { generateTellerKeys, newTellerDevice, tellerStep } from '#shared/protocol/ceremony.ts';
import type { TellerDevice } from '#shared/protocol/ceremony.ts';
import { claimOf, generateBallotCode } from '#shared/protocol/code.ts';
import type {
  BoardEntry,
  CastMessage,
  Evaluation,
  MarkCode,
  PaperBody,
} from '#shared/protocol/entries.ts';
import type { RegisterEntry } from '#shared/protocol/entries.ts';
import { agreeEntry, openingEntry } from '#shared/protocol/opening.ts';
import { emptyRegister, evolveRegister, nextRegisterLine } from '#shared/protocol/register.ts';
import { signBody } from '#shared/protocol/signed-word.ts';
import { blindToken, deriveBallotKey, finalizeToken } from '#shared/protocol/token.ts';
import type { Result } from '#shared/result.ts';
import { recountBoard } from '#shared/result/recount.ts';
import {
  AT,
  chair,
  COMMITTEE,
  created,
  desk,
  ROUND_ID,
  roundPlan,
  server,
  teller,
} from './given.ts';
import { random, sodium } from './sodium.ts';

/** One act on the disk. */
export type Append =
  | { readonly to: 'log'; readonly event: LogEvent }
  | { readonly to: 'board'; readonly entry: BoardEntry }
  | { readonly to: 'register'; readonly entry: RegisterEntry }
  | { readonly to: 'aside' };

/** An act, and whether the server owed it or somebody asked for it. */
export interface Act {
  readonly append: Append;
  readonly owed: boolean;
}

/** The bytes of a base64url text. */
export function bytesOf(text: string): Uint8Array {
  const bytes = fromBase64url(text);
  if (!bytes.ok) throw new Error('not base64url');
  return bytes.value;
}

/** The round after one more act; throws what a record refuses. */
export function applied(round: Round, append: Append): Round {
  switch (append.to) {
    case 'log':
      return { ...round, log: evolveLog(round.log, append.event) };
    case 'board': {
      const next = evolveBoard(sodium, round.board, append.entry.t, append.entry.b);
      if (!next.ok) throw new Error(`board: ${append.entry.t} ${next.error}`);
      return { ...round, board: next.value };
    }
    case 'register': {
      const issuers = round.board.setup?.issuers.length ?? 1;
      const before = { ...round.register, issuers };
      const next = evolveRegister(sodium, before, append.entry.t, append.entry.b);
      if (!next.ok) throw new Error(`register: ${append.entry.t} ${next.error}`);
      return { ...round, register: next.value };
    }
    case 'aside':
      return { ...round, board: emptyBoard(), boardsSetAside: round.boardsSetAside + 1 };
  }
}

/** A round that has only begun. */
export function newRound(first: Extract<LogEvent, { type: 'round-created' }>): Round {
  return {
    log: createLog(first),
    board: emptyBoard(),
    register: emptyRegister(null, 1),
    boardsSetAside: 0,
  };
}

/** The round after these acts, folded anew: nothing is shared with another fold. */
export function replayed(acts: readonly Act[]): Round {
  const [first, ...rest] = acts;
  if (first?.append.to !== 'log' || first.append.event.type !== 'round-created') {
    throw new Error('a round begins with its creation');
  }
  return rest.reduce((round, { append }) => applied(round, append), newRound(first.append.event));
}

/** The bytes of the newest board after these acts. */
export function boardText(acts: readonly Act[]): string {
  let state = emptyBoard();
  let text = '';
  for (const { append } of acts) {
    if (append.to === 'aside') [state, text] = [emptyBoard(), ''];
    if (append.to !== 'board') continue;
    const { t, b } = append.entry;
    text += `${nextLine(state, t, b)}\n`;
    const next = evolveBoard(sodium, state, t, b);
    if (!next.ok) throw new Error(next.error);
    state = next.value;
  }
  return text;
}

/** The keys as the server still has them at this point (design 7, Server secrets). */
export function keysAt(keys: ServerKeys, { board }: Round): LiveKeys {
  if (board.finished) return { board: null, issuer: null, issuerSign: null };
  if (board.reveals.has(1)) return { board: keys.board, issuer: null, issuerSign: null };
  return keys;
}

export interface MeetingOptions {
  readonly plan?: RoundPlan;
  readonly committee?: readonly CommitteeChoice[];
  readonly keys?: ServerKeys;
  readonly devices?: readonly TellerDevice[];
}

/** A voter's device after the exchange. */
export interface Token {
  readonly code: string;
  readonly claim: string;
  readonly token: Uint8Array;
}

/** A meeting under way. */
export class Meeting {
  readonly keys: ServerKeys;
  readonly acts: Act[] = [];
  readonly committee: readonly CommitteeChoice[];
  round: Round;
  devices: TellerDevice[] = [];

  constructor(options: MeetingOptions = {}) {
    const { plan = roundPlan(), committee = COMMITTEE, keys, devices } = options;
    const first = created(plan, { rehearsal: true });
    this.keys = keys ?? generateServerKeys(sodium, random);
    this.committee = committee;
    this.round = newRound(first);
    this.acts.push({ append: { to: 'log', event: first }, owed: false });
    if (devices === undefined) this.freshDevices();
    else this.devices = [...devices];
  }

  /** The same meeting as a restart finds it: every record folded anew. */
  restarted(): Meeting {
    const { committee, keys, devices, acts } = this;
    const again = new Meeting({ committee, keys, devices });
    again.acts.splice(0, 1, ...acts);
    again.round = replayed(acts);
    return again;
  }

  freshDevices(): void {
    this.devices = this.committee.map(() => newTellerDevice(generateTellerKeys(random, sodium)));
  }

  submit(command: Command): Result<null, Refusal> {
    const decided = decide({ sodium, id: ROUND_ID, at: AT }, this.round, command);
    if (!decided.ok) return decided;
    for (const event of decided.value.log) this.#append({ to: 'log', event }, false);
    for (const entry of decided.value.board) this.#append({ to: 'board', entry }, false);
    this.settle();
    return { ok: true, value: null };
  }

  /** The command must be accepted. */
  done(command: Command): this {
    const answer = this.submit(command);
    if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.error)}`);
    return this;
  }

  /** What the server owes, until it owes nothing. */
  settle(): void {
    for (let next = this.owes(); next !== null; next = this.owes()) {
      this.#append(appendOf(next), true);
    }
  }

  owes(): Owed | null {
    return owed(sodium, this.round, keysAt(this.keys, this.round));
  }

  #append(append: Append, isOwed: boolean): void {
    this.round = applied(this.round, append);
    this.acts.push({ append, owed: isOwed });
  }

  /** Freezes, checks `present` members in, confirms, records the committee. */
  toSealing(present = this.round.log.roll.size): this {
    this.done(chair({ type: 'freeze-ballot' }));
    for (let i = 1; i <= present; i += 1) {
      this.done(desk({ type: 'set-present', memberId: `m${i}`, present: true }));
    }
    this.done(chair({ type: 'confirm-quorum' }));
    const { committee: members } = this;
    return this.done(chair({ type: 'record-committee', members, how: 'Biểu quyết' }));
  }

  join(): this {
    for (const [place, { sign, box }] of this.devices.entries()) {
      const keys = { sign: sign.publicKey, box: box.publicKey };
      this.done(teller(place + 1, { type: 'join', ...keys }));
    }
    return this;
  }

  /** One step of a teller's device; what it waits for. */
  step(place: number): string {
    const device = this.devices[place]!;
    const step = tellerStep(sodium, random, device, this.round.board);
    this.devices[place] = step.device;
    if (step.post !== null) this.done(teller(place + 1, { type: 'post', entry: step.post }));
    return step.waiting;
  }

  /** Joins and steps until every device says that the key is sealed. */
  toSealed(present?: number): this {
    this.toSealing(present).join();
    return this.ceremony();
  }

  ceremony(): this {
    for (let turn = 0; turn < 4; turn += 1) {
      for (const place of this.devices.keys()) this.step(place);
    }
    return this;
  }

  open(present = [...this.round.log.roll.values()].filter((m) => m.present).length): this {
    return this.done(chair({ type: 'open-polls', present }));
  }

  toPolling(present?: number): this {
    return this.toSealed(present).open();
  }

  /** Issues a ballot with a code made here; the code and its claim. */
  issue(memberId: string, way: 'screen' | 'kiosk' = 'screen'): { code: string; claim: string } {
    const code = generateBallotCode(random);
    const claim = toBase64url(claimOf(sodium, code));
    this.done(desk({ type: 'issue', memberId, way, claim }));
    return { code, claim };
  }

  handOut(memberId: string, way: Extract<IssueWay, 'slip' | 'paper'>): this {
    return this.done(desk({ type: 'issue', memberId, way }));
  }

  /** The register's answer to a code's claim. */
  ask(code: string): Result<{ token: Uint8Array }, string> {
    const eid = this.round.board.eid!;
    const key = deriveBallotKey(sodium, code, eid);
    const { r, B } = blindToken(sodium, code, eid, key.publicKey);
    const answer = this.exchange(toBase64url(claimOf(sodium, code)), toBase64url(B));
    if (!answer.ok) return answer;
    const E = bytesOf(answer.value);
    return { ok: true, value: { token: finalizeToken(sodium, eid, key.publicKey, r, E) } };
  }

  /** The evaluated element for a claim's blinded one, base64url. */
  exchange(
    claim: string,
    B: string,
    others?: ReadonlyMap<number, Evaluation>,
  ): Result<string, string> {
    const { issuer } = keysAt(this.keys, this.round);
    const decided = decideExchange(sodium, random, this.round, issuer, { claim, B }, others);
    if (!decided.ok) return decided;
    const { entry, evals, waitsFor } = decided.value;
    if (waitsFor.length > 0) return { ok: false, error: 'co-issuer-silent' };
    if (entry !== null) this.#append({ to: 'register', entry }, false);
    return { ok: true, value: evals[0]!.E };
  }

  seal(code: string, token: Uint8Array, marks: readonly MarkCode[]): CastMessage {
    const eid = this.round.board.eid!;
    const Y = bytesOf(this.round.board.open!.Y);
    const key = deriveBallotKey(sodium, code, eid);
    const seed = generateSeed(random);
    return sealBallot(sodium, { eid, Y, marks, key, seed, tokens: [token] }).message;
  }

  /** The whole path of a cast: `stored` again, the place of the new ballot, or the code against it. */
  cast(message: CastMessage): Result<{ n: number; again: boolean }, string> {
    const { issuer } = keysAt(this.keys, this.round);
    const admitted = admitCast(sodium, this.round, issuer?.k ?? null, message);
    if (!admitted.ok) return admitted;
    if (admitted.value.kind === 'stored') {
      return { ok: true, value: { n: admitted.value.position.n, again: true } };
    }
    const { ballot, body } = admitted.value.cast;
    const { eid, open, setup } = this.round.board;
    const Y = bytesOf(open!.Y);
    const code = checkBallotProof(sodium, eid!, Y, setup!.lines.length, ballot.vk, ballot.body);
    if (code !== null) return { ok: false, error: code };
    const n = this.round.board.n;
    this.#append({ to: 'board', entry: { t: 'ballot', b: body } }, false);
    return { ok: true, value: { n, again: false } };
  }

  /** Issues, exchanges, seals and casts for one member. */
  vote(memberId: string, marks: readonly MarkCode[]): CastMessage {
    const { code } = this.issue(memberId);
    return this.castWith(code, marks);
  }

  castWith(code: string, marks: readonly MarkCode[]): CastMessage {
    const asked = this.ask(code);
    if (!asked.ok) throw new Error(asked.error);
    const message = this.seal(code, asked.value.token, marks);
    const answer = this.cast(message);
    if (!answer.ok) throw new Error(answer.error);
    return message;
  }

  get outstanding(): number {
    const { log, board } = this.round;
    return [...log.roll.values()].filter((m) => m.issued !== null).length - board.ballotCount;
  }

  close(): this {
    return this.done(chair({ type: 'close-polls', outstanding: this.outstanding }));
  }

  /** A paper count signed by teller `i`. */
  paper(i: number, count: Omit<PaperBody, 'i' | 'sig'>): PaperBody {
    const { rejected, lines, rulings } = count;
    const body = { i, count: count.count, rejected, lines, rulings };
    const key = bytesOf(this.devices[i - 1]!.sign.privateKey);
    return signBody(sodium, this.round.board.sid!, key, 'paper', body);
  }

  fixNoPaper(): this {
    return this.done(teller(this.head, { type: 'fix-paper', paper: false }));
  }

  get head(): number {
    return this.committee.findIndex(({ head }) => head) + 1;
  }

  agree(place: number): this {
    const agreed = agreeEntry(sodium, this.devices[place]!, this.round.board, true);
    if (!agreed.ok) throw new Error(agreed.error);
    this.devices[place] = agreed.value.device;
    return this.done(teller(place + 1, { type: 'post', entry: agreed.value.post }));
  }

  opening(place: number): this {
    const entry = openingEntry(sodium, random, this.devices[place]!, this.round.board);
    if (!entry.ok) throw new Error(entry.error);
    return this.done(teller(place + 1, { type: 'post', entry: entry.value }));
  }

  /** Everyone agrees, then as many open as are needed. */
  count(): this {
    for (const place of this.devices.keys()) this.agree(place);
    const { t } = this.round.board.setup!;
    for (let place = 0; place < t; place += 1) this.opening(place);
    return this;
  }

  /** The digest of a recount from the board's bytes. */
  recount(): string {
    const result = resultOf(sodium, this.round)!;
    const register = this.registerText();
    const { profile, figures } = result;
    const bytes = { board: utf8(boardText(this.acts)), register: utf8(register) };
    const outcome = recountBoard(sodium, { ...bytes, profile, figures }, () => undefined);
    if (!outcome.valid) throw new Error(`${outcome.file} ${outcome.entry} ${outcome.code}`);
    return outcome.digest;
  }

  registerText(): string {
    let state = emptyRegister(null, this.round.board.setup?.issuers.length ?? 1);
    let text = '';
    for (const { append } of this.acts) {
      if (append.to !== 'register') continue;
      const { t, b } = append.entry;
      text += `${nextRegisterLine(state, t, b)}\n`;
      const next = evolveRegister(sodium, state, t, b);
      if (!next.ok) throw new Error(next.error);
      state = next.value;
    }
    return text;
  }

  /** Both recounts agree. */
  recounted(): this {
    const digest = this.recount();
    this.done(server(digest));
    return this.done(teller(2, { type: 'submit-recount', digest }));
  }
}

function appendOf(next: Owed): Append {
  switch (next.do) {
    case 'append-board':
      return { to: 'board', entry: next.entry };
    case 'append-register':
      return { to: 'register', entry: next.entry };
    case 'set-board-aside':
      return { to: 'aside' };
    case 'work-out':
      throw new Error('nothing is worked out elsewhere here');
  }
}
