import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { logLine } from '#shared/meeting/log-shape.ts';
import { evolveLog } from '#shared/meeting/evolve.ts';
import type { LogEvent } from '#shared/meeting/events.ts';
import { replayLog } from '#shared/meeting/replay.ts';
import type { Round } from '#shared/meeting/state.ts';
import { defined } from '#shared/assert.ts';
import { emptyBoard, evolveBoard } from '#shared/protocol/board.ts';
import type { BoardState } from '#shared/protocol/board.ts';
import type { BoardEntry, RegisterEntry } from '#shared/protocol/entries.ts';
import { emptyRegister, evolveRegister } from '#shared/protocol/register.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import type { SyncedFile } from '../copy/source.ts';
import { makeFolder, syncFolder } from '../store/folders.ts';
import { openJournal } from '../store/journal.ts';
import type { ChainEntry, Journal, JournalKind, NewEntry } from '../store/journal.ts';

/** A record that may not be used: which file, which line (from 1), and what is wrong. */
export interface RoundDamage {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

type Stored<T> = Promise<Result<T, 'disk-full'>>;
type NoRoom = (finishing: boolean) => Promise<boolean>;

/** From one of these events on, a round is to be finished. */
const ENDS: readonly string[] = ['polls-closed', 'round-voided'];

/**
 * The three records of one round on disk and their folded state (design 2). Every method resolves
 * after the disk has what it was given; only then does `round` show it.
 */
export class RoundFiles {
  readonly #sodium: Sodium;
  readonly #folder: string;
  readonly #noRoom: NoRoom;
  readonly #log: Journal;
  readonly #register: Journal;
  #board: Journal;
  #round: Round;
  readonly #boardLines: string[];
  readonly #registerLines: string[];

  private constructor(sodium: Sodium, folder: string, opened: OpenedRound, noRoom: NoRoom) {
    this.#sodium = sodium;
    this.#folder = folder;
    this.#noRoom = noRoom;
    this.#log = opened.log;
    this.#register = opened.register.journal;
    this.#board = opened.board.journal;
    this.#round = opened.round;
    this.#registerLines = opened.register.entries.map(({ line }) => line);
    this.#boardLines = opened.board.entries.map(({ line }) => line);
  }

  /**
   * Opens a round's folder and replays its records, or begins a new round with `created`. A torn
   * last line is cut; anything else wrong is told with file and line, and nothing is opened;
   * `empty` when nothing was ever recorded. `noRoom` is called whenever an append found no room, with
   * whether it ends the round, and says whether to try once more.
   */
  static async open(
    sodium: Sodium,
    folder: string,
    created: Extract<LogEvent, { type: 'round-created' }> | null,
    noRoom: NoRoom,
  ): Promise<Result<RoundFiles, RoundDamage>> {
    await makeFolder(folder);
    const journals: Journal[] = [];
    const opened = await openAll(sodium, folder, created, journals);
    if (!opened.ok) await Promise.all(journals.map((journal) => journal.close()));
    return opened.ok ? ok(new RoundFiles(sodium, folder, opened.value, noRoom)) : opened;
  }

  /** The round as recorded on disk. */
  get round(): Round {
    return this.#round;
  }

  get folder(): string {
    return this.#folder;
  }

  /** The board's lines as written, without their LF. */
  get boardLines(): readonly string[] {
    return this.#boardLines;
  }

  get registerLines(): readonly string[] {
    return this.#registerLines;
  }

  /** The records as far as they are on disk, in the order in which they follow one another. */
  get synced(): readonly SyncedFile[] {
    const life = this.#round.boardsSetAside;
    return [
      { name: 'log.jsonl', size: this.#log.size, entries: this.#log.n, life: 0 },
      { name: 'register.jsonl', size: this.#register.size, entries: this.#register.n, life: 0 },
      { name: 'board.jsonl', size: this.#board.size, entries: this.#board.n, life },
    ];
  }

  async appendLog(events: readonly LogEvent[]): Stored<null> {
    const stored = await this.#append(this.#log, events.map(logLine));
    if (!stored.ok) return stored;
    const log = events.reduce(evolveLog, this.#round.log);
    this.#round = { ...this.#round, log };
    return ok(null);
  }

  /** Appends entries whose order and shape were checked; one that does not fit is a bug. */
  async appendBoard(entries: readonly BoardEntry[]): Stored<null> {
    const stored = await this.#append(this.#board, entries);
    if (!stored.ok) return stored;
    for (const { t, b, line } of stored.value) {
      const next = evolveBoard(this.#sodium, this.#round.board, t, b);
      if (!next.ok) throw new Error(`Bug: the board was given an entry it refuses (${next.error})`);
      this.#round = { ...this.#round, board: next.value };
      this.#boardLines.push(line);
    }
    return ok(null);
  }

  async appendRegister(entries: readonly RegisterEntry[]): Stored<null> {
    const stored = await this.#append(this.#register, entries);
    if (!stored.ok) return stored;
    const issuers = issuersOn(this.#round.board);
    for (const { t, b, line } of stored.value) {
      const before = { ...this.#round.register, issuers };
      const next = evolveRegister(this.#sodium, before, t, b);
      if (!next.ok)
        throw new Error(`Bug: the register was given an entry it refuses (${next.error})`);
      this.#round = { ...this.#round, register: next.value };
      this.#registerLines.push(line);
    }
    return ok(null);
  }

  /** Keeps the aborted board under another name and begins an empty one (P 4.2, restart). */
  async setBoardAside(): Promise<void> {
    await this.#board.close();
    const k = this.#round.boardsSetAside + 1;
    const path = join(this.#folder, 'board.jsonl');
    // Even an empty one: the number of files says how many restarts are complete.
    await rename(path, join(this.#folder, asideName(k)));
    await syncFolder(this.#folder);
    const opened = await openJournal(this.#sodium, path, 'board-entry');
    if (!opened.ok) throw new Error('Bug: a new board is not empty');
    this.#board = opened.value.journal;
    this.#boardLines.length = 0;
    this.#round = { ...this.#round, board: emptyBoard(), boardsSetAside: k };
  }

  async #append(journal: Journal, entries: readonly NewEntry[]): Stored<ChainEntry[]> {
    const stored = await journal.append(entries);
    if (stored.ok) return stored;
    const { closed, voided } = this.#round.log;
    const isEnding =
      closed !== null || voided !== null || entries.some(({ t }) => ENDS.includes(t));
    if (!(await this.#noRoom(isEnding))) return err('disk-full');
    const again = await journal.append(entries);
    return again.ok ? again : err('disk-full');
  }

  async close(): Promise<void> {
    await Promise.all([this.#log.close(), this.#register.close(), this.#board.close()]);
  }
}

interface Opened {
  readonly journal: Journal;
  readonly entries: ChainEntry[];
}

interface OpenedRound {
  readonly log: Journal;
  readonly register: Opened;
  readonly board: Opened;
  readonly round: Round;
}

/** Every journal opened on the way stands in `journals`, for whoever must close them again. */
async function openAll(
  sodium: Sodium,
  folder: string,
  created: Extract<LogEvent, { type: 'round-created' }> | null,
  journals: Journal[],
): Promise<Result<OpenedRound, RoundDamage>> {
  const log = await openRecord(sodium, folder, 'log', journals);
  if (!log.ok) return log;
  const board = await openRecord(sodium, folder, 'board', journals);
  if (!board.ok) return board;
  const register = await openRecord(sodium, folder, 'register', journals);
  if (!register.ok) return register;
  const { journal, entries } = log.value;
  if (entries.length === 0) {
    const file = join(folder, 'log.jsonl');
    if (created === null) return err({ file, line: 1, reason: 'empty' });
    const first = await journal.append([logLine(created)]);
    if (!first.ok) return err({ file, line: 1, reason: first.error });
    entries.push(...first.value);
  }
  const round = replay(sodium, folder, entries, board.value.entries, register.value.entries);
  if (!round.ok) return round;
  const boardsSetAside = await countSetAside(folder);
  return ok({
    log: journal,
    register: register.value,
    board: board.value,
    round: { ...round.value, boardsSetAside },
  });
}

async function openRecord(
  sodium: Sodium,
  folder: string,
  record: 'log' | 'register' | 'board',
  journals: Journal[],
): Promise<Result<Opened, RoundDamage>> {
  const kind: JournalKind = `${record}-entry`;
  const opened = await openJournal(sodium, join(folder, `${record}.jsonl`), kind);
  if (opened.ok) journals.push(opened.value.journal);
  return opened;
}

/**
 * The round that the lines of its three records say, in the folder that faults are to be named
 * with; without what only the folder knows, the boards set aside.
 */
export function replay(
  sodium: Sodium,
  folder: string,
  logEntries: readonly ChainEntry[],
  boardEntries: readonly ChainEntry[],
  registerEntries: readonly ChainEntry[],
): Result<Omit<Round, 'boardsSetAside'>, RoundDamage> {
  const log = replayLog(logEntries);
  if (!log.ok)
    return err({ file: join(folder, 'log.jsonl'), line: log.error + 1, reason: 'E_JSON' });
  let board = emptyBoard();
  for (const { n, t, b } of boardEntries) {
    const next = evolveBoard(sodium, board, t, b);
    if (!next.ok)
      return err({ file: join(folder, 'board.jsonl'), line: n + 1, reason: next.error });
    board = next.value;
  }
  let register = emptyRegister(null, issuersOn(board));
  for (const { n, t, b } of registerEntries) {
    const next = evolveRegister(sodium, register, t, b);
    if (!next.ok)
      return err({ file: join(folder, 'register.jsonl'), line: n + 1, reason: next.error });
    register = next.value;
  }
  return ok({ log: defined(log.value, 'the first event'), board, register });
}

/** How many issuers answer in every line of the register. */
function issuersOn({ setup }: BoardState): number {
  return setup?.issuers.length ?? 1;
}

function asideName(k: number): string {
  return `board.aborted-${k}.jsonl`;
}

/** How many boards restarts of the ceremony have set aside. */
export async function countSetAside(folder: string): Promise<number> {
  const names = await readdir(folder);
  return names.filter((name) => /^board\.aborted-\d+\.jsonl$/u.test(name)).length;
}
