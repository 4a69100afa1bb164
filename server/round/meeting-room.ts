import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { defined } from '#shared/assert.ts';
import { coIssuerSeats } from '#shared/meeting/co-issuers.ts';
import type { Command } from '#shared/meeting/commands.ts';
import { decide } from '#shared/meeting/decide.ts';
import type { LogEvent } from '#shared/meeting/events.ts';
import { decideExchange } from '#shared/meeting/exchanging.ts';
import type { ExchangeMessage } from '#shared/meeting/exchanging.ts';
import { owed } from '#shared/meeting/owed.ts';
import { isPaperOnly, voidReason } from '#shared/meeting/phase.ts';
import { refusal } from '#shared/meeting/refusals.ts';
import { resultOf } from '#shared/meeting/result-of.ts';
import type { Round } from '#shared/meeting/state.ts';
import type { CastMessage, Evaluation, Receipt, SignedHead } from '#shared/protocol/entries.ts';
import type { RandomBytes, Sodium } from '#shared/protocol/sodium.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { resultText } from '#shared/result/result.ts';
import type { Answer, CoIssuerAnswer } from '#shared/wire.ts';
import type { CoIssuerLines } from '../co-issuer-lines.ts';
import { handleFault } from '../faults.ts';
import type { ProofPool } from '../proofs/pool.ts';
import type { SyncedFile } from '../copy/source.ts';
import { isCode } from '../store/error-code.ts';
import { replaceFile } from '../store/replace-file.ts';
import { BallotLane } from './ballot-lane.ts';
import { CoIssuing } from './co-issuing.ts';
import type { CoIssuerTrouble } from './co-issuing.ts';
import type { DiskGuard } from './disk-guard.ts';
import { IssueCounts } from './issue-counts.ts';
import { RoundFiles } from './round-files.ts';
import type { RoundDamage } from './round-files.ts';
import { WorkedOut } from './work-out.ts';
import { RoundKeys } from './round-keys.ts';
import { headOf, readFinalSignatures, receiptOf, signFinally } from './receipts.ts';
import type { FinalSignatures } from './receipts.ts';

/** What a room needs of the outside: libsodium, randomness, the clock, the workers, the disk's state. */
export interface RoomDependencies {
  readonly sodium: Sodium;
  readonly random: RandomBytes;
  readonly now: () => Date;
  readonly proofs: ProofPool;
  readonly disk: DiskGuard;
  readonly coIssuers: CoIssuerLines;
}

type Coded<T> = Result<T, { readonly code: string }>;

/** What a voter's page gets for its blinded token. */
export type ExchangeAnswer = Coded<{ readonly evals: readonly Evaluation[] }>;

/** How long a voter's page waits for co-issuers before it is told that they are slow. */
const PATIENCE_MS = 3000;

/**
 * The one imperative place of a round: decide → append (synced) → evolve → acknowledge → announce,
 * one command at a time. Nothing unrecorded is ever acknowledged or shown.
 */
export class MeetingRoom {
  readonly id: string;
  readonly #deps: RoomDependencies;
  readonly #files: RoundFiles;
  readonly #keys: RoundKeys;
  readonly #lane: BallotLane;
  readonly #totals: WorkedOut;
  readonly #issues: IssueCounts;
  readonly #coIssuing: CoIssuing;
  readonly #forgetLines: () => void;
  readonly #listeners = new Set<() => void>();
  #final: FinalSignatures | null;
  #queue: Promise<unknown> = Promise.resolve();
  #recounting = false;
  #closed = false;

  private constructor(
    id: string,
    deps: RoomDependencies,
    files: RoundFiles,
    keys: RoundKeys,
    final: FinalSignatures | null,
    issues: IssueCounts,
  ) {
    this.id = id;
    this.#deps = deps;
    this.#files = files;
    this.#keys = keys;
    this.#final = final;
    this.#issues = issues;
    this.#totals = new WorkedOut(deps.proofs);
    this.#coIssuing = new CoIssuing({
      sodium: deps.sodium,
      now: () => performance.now(),
      isOnline: (teller) => deps.coIssuers.isOnline(id, teller),
      ask: (teller, requests) => {
        deps.coIssuers.ask(id, teller, requests);
      },
      complete: async (message, others) => {
        await this.#turn(() => this.#exchangeNow(message, others));
      },
      onChange: () => {
        this.#changed();
      },
    });
    this.#forgetLines = deps.coIssuers.onChange(() => {
      this.#coIssuing.linesChanged();
    });
    this.#lane = new BallotLane(
      deps,
      files,
      (work) => this.#turn(work),
      () => {
        this.#changed();
      },
    );
  }

  /** Opens the round in `folder`, or begins it with `created`, and completes what a crash cut short. */
  static async open(
    id: string,
    folder: string,
    deps: RoomDependencies,
    created: Extract<LogEvent, { type: 'round-created' }> | null,
  ): Promise<Result<MeetingRoom, RoundDamage>> {
    const files = await RoundFiles.open(deps.sodium, folder, created, (finishing) =>
      deps.disk.noRoom(finishing),
    );
    if (!files.ok) return files;
    const { round } = files.value;
    const isOver = voidReason(round) !== null || isPaperOnly(round);
    const keys = await RoundKeys.open(deps.sodium, deps.random, folder, round.board, isOver);
    if (!keys.ok) {
      await files.value.close();
      return err({ file: keys.error, line: 1, reason: 'E_JSON' });
    }
    const final = await readFinalSignatures(folder);
    const issues = await IssueCounts.open(folder);
    const room = new MeetingRoom(id, deps, files.value, keys.value, final, issues);
    await room.#turn(() => room.#settle());
    return ok(room);
  }

  get round(): Round {
    return this.#files.round;
  }

  get folder(): string {
    return this.#files.folder;
  }

  /** The chained records as far as they are on disk, for the second copy. */
  get synced(): readonly SyncedFile[] {
    return this.#files.synced;
  }

  /** Calls `listener` after every change that may be shown. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Carries one command through: recorded whole and synced, or refused and nothing happened. */
  submit(command: Command): Promise<Answer<null>> {
    return this.#turn(async () => {
      if (this.#closed) return err(refusal('stopping'));
      if (!(await this.#catchUp())) return diskFull();
      const at = this.#deps.now().toISOString();
      const decided = decide({ sodium: this.#deps.sodium, id: this.id, at }, this.round, command);
      if (!decided.ok) return decided;
      const { log, board } = decided.value;
      if (log.length > 0 && !(await this.#files.appendLog(log)).ok) return diskFull();
      if (command.role === 'desk') this.#countIssues(command.desk, log);
      if (board.length > 0 && !(await this.#files.appendBoard(board)).ok) return diskFull();
      const settled = await this.#settle();
      this.#changed();
      return settled ? ok(null) : diskFull();
    });
  }

  /**
   * P 4.6.3: the blinded token of one claim, on disk before it is answered. Where tellers issue too
   * it waits for them a little, then says `co-issuer-silent`: the device asks again, and meanwhile
   * the line is entered as soon as all have answered.
   */
  async exchange(message: ExchangeMessage): Promise<ExchangeAnswer> {
    const first = await this.#turn(() => this.#exchangeNow(message));
    if (first !== 'waits') return first;
    const over = this.#coIssuing.want(coIssuerSeats(this.round.board), message);
    if (over === null) return err({ code: 'E_CLAIM_USED' });
    await Promise.race([over, patience()]);
    const second = await this.#turn(() => this.#exchangeNow(message));
    return second === 'waits' ? err({ code: 'co-issuer-silent' }) : second;
  }

  /** What the teller numbered `teller` has evaluated as a co-issuer. */
  async evaluated(teller: number, answers: readonly CoIssuerAnswer[]): Promise<Answer<null>> {
    const seat = coIssuerSeats(this.round.board).find((each) => each.teller === teller);
    if (seat === undefined) return err(refusal('not-a-teller'));
    await this.#coIssuing.take(seat, answers);
    return ok(null);
  }

  /** What keeps codes from being opened, as far as co-issuers are concerned; null outside the polls. */
  get coIssuerTrouble(): CoIssuerTrouble | null {
    const { log, board } = this.round;
    if (board.closeBody !== null || log.closed !== null || voidReason(this.round) !== null)
      return null;
    const seats = coIssuerSeats(board);
    return board.open === null || seats.length === 0 ? null : this.#coIssuing.trouble(seats);
  }

  async #exchangeNow(
    message: ExchangeMessage,
    others?: ReadonlyMap<number, Evaluation>,
  ): Promise<ExchangeAnswer | 'waits'> {
    if (this.#closed) return err({ code: 'stopping' });
    const { sodium, random } = this.#deps;
    const { issuer } = this.#keys.live;
    const decided = decideExchange(sodium, random, this.round, issuer, message, others);
    if (!decided.ok) return err({ code: decided.error });
    const { evals, entry, waitsFor } = decided.value;
    if (waitsFor.length > 0) return 'waits';
    if (entry === null) return ok({ evals });
    if (this.#deps.disk.full || !(await this.#files.appendRegister([entry])).ok) {
      return err({ code: 'E_DISK_FULL' });
    }
    return ok({ evals });
  }

  /** There is room on the disk again: does what could not be written. */
  async resume(): Promise<void> {
    await this.#turn(async () => {
      if (this.#closed) return;
      await this.#settle();
      this.#changed();
    });
  }

  /** P 4.8: the receipt once the ballot is on disk; the same ballot again has the same receipt. */
  async cast(message: CastMessage): Promise<Coded<Receipt>> {
    const cast = await this.#lane.cast(message, this.#keys.live.issuer?.k ?? null);
    if (!cast.ok) return err({ code: cast.error });
    const { id, position } = cast.value;
    const keys = this.#keys.live.board;
    const receipt = receiptOf(this.#deps.sodium, this.round.board, keys, this.#final, id, position);
    return receipt === null ? err({ code: 'E_PHASE' }) : ok(receipt);
  }

  /** The position of a ballot on the board; null when there is none with this id. */
  find(id: string): { readonly n: number } | null {
    const position = this.round.board.positionOf(id);
    return position === undefined ? null : { n: position.n };
  }

  boardLines(from: number, limit: number): readonly string[] {
    return this.#files.boardLines.slice(from, from + limit);
  }

  registerLines(from: number, limit: number): readonly string[] {
    return this.#files.registerLines.slice(from, from + limit);
  }

  signedHead(): SignedHead | null {
    return headOf(this.#deps.sodium, this.round.board, this.#keys.live.board, this.#final);
  }

  /** Waits for what is under way and closes the files; every later word is refused. */
  async close(): Promise<void> {
    this.#forgetLines();
    await this.#turn(async () => {
      this.#closed = true;
      this.#coIssuing.stop();
      await this.#lane.close();
      await this.#issues.save();
      await this.#files.close();
    });
  }

  /** Runs `work` after all work asked for before it: one thing at a time. */
  #turn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined);
    return done;
  }

  /** Does first what a full disk left undone; false when it is still full. */
  async #catchUp(): Promise<boolean> {
    if (this.#owed() === null) return true;
    const settled = await this.#settle();
    this.#changed();
    return settled;
  }

  /**
   * Does everything the server owes by what is recorded, with identical content after a crash.
   * False when the disk was full: it is tried again at the next command and at the next start.
   */
  async #settle(): Promise<boolean> {
    for (;;) {
      const next = this.#owed();
      if (next === null) break;
      if (next.do === 'append-board' && next.entry.t === 'close') {
        // The barrier: every cast admitted before the close stands before it, none after.
        await this.#lane.drain();
        this.#coIssuing.stop();
        const late = defined(this.#owed(), 'close');
        if (!(await this.#perform(late))) return false;
      } else {
        // Before the entry that follows the end of the polls: a crash between the two is made good
        // at the start.
        if (endsPolls(this.round, next)) await this.#levelFileTimes();
        if (!(await this.#perform(next))) return false;
      }
    }
    if (!(await this.#finishFiles())) return false;
    this.#recountOnce();
    return true;
  }

  /** The files beside the records, as the records now say they must be. */
  async #finishFiles(): Promise<boolean> {
    for (;;) {
      try {
        await this.#eraseKeys();
        await this.#storeResult();
        return true;
      } catch (error) {
        if (!isCode(error, 'ENOSPC', 'EDQUOT')) throw error;
        // These files are written at a round's end alone. The ballast goes once, then it is gone.
        if (!(await this.#deps.disk.noRoom(true))) return false;
      }
    }
  }

  #owed(): ReturnType<typeof owed> {
    return owed(this.#deps.sodium, this.round, this.#keys.live, this.#totals);
  }

  async #perform(next: NonNullable<ReturnType<typeof owed>>): Promise<boolean> {
    if (next.do === 'work-out') {
      await this.#totals.workOut(next.what, this.round.board);
      return true;
    }
    if (next.do === 'append-board') return (await this.#files.appendBoard([next.entry])).ok;
    if (next.do === 'append-register') return (await this.#files.appendRegister([next.entry])).ok;
    await this.#files.setBoardAside();
    return true;
  }

  async #eraseKeys(): Promise<void> {
    const { board } = this.round;
    if (board.reveals.has(1)) await this.#keys.eraseIssuer();
    const keys = this.#keys.live.board;
    const isOver = board.finished || voidReason(this.round) !== null || isPaperOnly(this.round);
    if (!isOver || keys === null) return;
    if (board.n > 0) this.#final = await signFinally(this.#deps.sodium, this.folder, board, keys);
    await this.#keys.eraseBoard();
  }

  /** `result.json` beside the board: what every paper is made of. Rewritten with each recount. */
  async #storeResult(): Promise<void> {
    const result = resultOf(this.#deps.sodium, this.round);
    if (result === null) return;
    await replaceFile(join(this.folder, 'result.json'), Buffer.from(resultText(result)));
  }

  /** The server's own recount, in a worker, from the bytes of the board. */
  #recountOnce(): void {
    const { log, board } = this.round;
    const done = log.recounts.some(({ source }) => source === 'server');
    const result = resultOf(this.#deps.sodium, this.round);
    if (!board.finished || done || this.#recounting || result === null) return;
    this.#recounting = true;
    this.#recount(result.profile, result.figures)
      .catch(handleFault)
      .finally(() => {
        this.#recounting = false;
      });
  }

  async #recount(
    profile: Parameters<ProofPool['recount']>[0]['profile'],
    figures: Parameters<ProofPool['recount']>[0]['figures'],
  ): Promise<void> {
    // From the disk, in the worker: 35 MB for 2,000 ballots, which would hold up every other word.
    const board = join(this.folder, 'board.jsonl');
    const register = join(this.folder, 'register.jsonl');
    const { digest } = await this.#deps.proofs.recount({ board, register, profile, figures });
    if (digest === null) return;
    await this.submit({ role: 'server', command: { type: 'submit-recount', digest } });
  }

  /** File times would say when the last ballot came: they are set equal at the polls' end (design 7). */
  async #levelFileTimes(): Promise<void> {
    const at = this.#deps.now();
    const names = ['log.jsonl', 'register.jsonl', 'board.jsonl', 'keys.json'];
    await Promise.all(names.map((name) => utimes(join(this.folder, name), at, at)));
    await this.#issues.level(at);
  }

  /** Where and when ballots were issued, apart from the log (design 7). */
  #countIssues(desk: string, events: readonly LogEvent[]): void {
    for (const event of events) {
      if (event.type === 'ballot-issued') this.#issues.add(desk, event.way, this.#deps.now());
    }
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** The polls are over, by their close or with the round voided, and this is what follows first. */
function endsPolls({ log }: Round, next: NonNullable<ReturnType<typeof owed>>): boolean {
  if (next.do !== 'append-board') return false;
  const { t } = next.entry;
  return t === 'token-reveal' || (t === 'abort' && log.opened !== null && log.closed === null);
}

function patience(): Promise<unknown> {
  return sleep(PATIENCE_MS, null, { ref: false });
}

function diskFull(): Answer<null> {
  return err(refusal('disk-full'));
}
