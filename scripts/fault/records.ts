import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { emptyBoard, evolveBoard, type BoardState } from '#shared/protocol/board.ts';
import { readChainFile, type ChainEntry, type JournalKind } from '../../server/store/chain-file.ts';
import { sodium } from '../clients/sodium.ts';
import type { Entry, Ledger } from './ledger.ts';

/** The records of the active round as a dead server left them. */
export interface Records {
  readonly folder: string;
  readonly log: readonly Line[];
  readonly register: readonly Line[];
  readonly board: readonly Line[];
  /** Boards of ceremonies that were begun again, in order. */
  readonly aside: readonly (readonly Line[])[];
}

interface Line extends Entry {
  readonly line: string;
}

/** The records on the disk; null before a round is active; a sentence when one may not be used (I6). */
export async function readRecords(data: string): Promise<Records | string | null> {
  const active = await activeRound(data);
  if (active === null) return null;
  const folder = join(data, ...active.split('/'));
  try {
    const aside: Line[][] = [];
    const names = (await readdir(folder)).filter((name) => name.startsWith('board.aborted-'));
    for (const name of names.sort()) aside.push(await readFileLines(folder, name, 'board-entry'));
    return {
      folder,
      log: await readFileLines(folder, 'log.jsonl', 'log-entry'),
      register: await readFileLines(folder, 'register.jsonl', 'register-entry'),
      board: await readFileLines(folder, 'board.jsonl', 'board-entry'),
      aside,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function activeRound(data: string): Promise<string | null> {
  try {
    const text = await readFile(join(data, 'settings.json'), 'utf8');
    return (JSON.parse(text) as { data: { active: string | null } }).data.active;
  } catch {
    return null;
  }
}

async function readFileLines(folder: string, name: string, kind: JournalKind): Promise<Line[]> {
  const chain = readChainFile(sodium, kind, await readFile(join(folder, name)).catch(() => NONE));
  if (!chain.ok) throw new Error(`I6: ${name} line ${chain.error.line}: ${chain.error.reason}`);
  return chain.value.entries.map(({ t, b, line }: ChainEntry) => ({
    t,
    b: b as Entry['b'],
    line,
  }));
}

const NONE = Buffer.alloc(0);

/** Everything in which the records break I1–I6 and I8 after a death; `before`: after the last one. */
export async function problemsOf(
  data: string,
  records: Records,
  before: Records | null,
  ledger: Ledger,
): Promise<string[]> {
  const board = replay(records.board);
  if (typeof board === 'string') return [board];
  return [
    ...(before?.folder === records.folder ? forgotten(before, records) : []),
    ...ledger.promised
      .filter((promise) => !entriesOf(records, promise.file).some(promise.holds))
      .map(({ what }) => `I1: acknowledged and not on the disk: ${what}`),
    ...receiptProblems(board, ledger),
    ...boxProblems(records, board, ledger),
    ...secrecyProblems(records),
    ...(await leakedSecrets(data, ledger)),
  ];
}

function entriesOf({ log, register, board, aside }: Records, file: string): readonly Entry[] {
  if (file === 'log') return log;
  return file === 'register' ? register : [...aside.flat(), ...board];
}

function replay(lines: readonly Line[]): BoardState | string {
  let board = emptyBoard();
  for (const [n, { t, b }] of lines.entries()) {
    const next = evolveBoard(sodium, board, t, b);
    if (!next.ok) return `I6: board entry ${n} (${t}): ${next.error}`;
    board = next.value;
  }
  return board;
}

/** I4: what was whole in a file after the last death is still there, byte for byte. */
function forgotten(before: Records, now: Records): string[] {
  const boards = [...now.aside, now.board];
  const pairs = [
    ['log', before.log, now.log],
    ['register', before.register, now.register],
    ...[...before.aside, before.board].map((old, i) => ['board', old, boards[i] ?? []] as const),
  ] as const;
  return pairs
    .filter(([, old, kept]) => old.some(({ line }, n) => kept[n]?.line !== line))
    .map(([name]) => `I4: the ${name} lost or changed a line`);
}

/** I1: every receipt names the place and the head of its ballot. */
function receiptProblems(board: BoardState, { receipts }: Ledger): string[] {
  return receipts
    .filter(({ id, n, head }) => {
      const position = board.positionOf(id);
      return position?.n !== n || toBase64url(position.head) !== head;
    })
    .map(({ n }) => `I1: a receipt for entry ${n} is not on the board`);
}

/** I2, I3, I5: each ballot once, from a device of this hall, for a token that was issued. */
function boxProblems({ log, register }: Records, board: BoardState, ledger: Ledger): string[] {
  const ballots = board.ballots.all;
  const strangers = ballots.filter(({ id }) => !ledger.sent.has(toBase64url(id)));
  const keys = new Set(ballots.map(({ ballot }) => toBase64url(ballot.vk)));
  const exchanges = register.filter(({ t }) => t === 'exchange');
  const claims = exchanges.map(({ b }) => String(b['claim']));
  const issued = log.filter(({ t, b }) => t === 'ballot-issued' && b['way'] !== 'paper').length;
  return [
    ...strangers.map(({ n }) => `I3: nobody sent the ballot at entry ${n}`),
    ...(keys.size < ballots.length ? ['I2: a token has two ballots'] : []),
    ...(new Set(claims).size < claims.length ? ['I2: a claim was exchanged twice'] : []),
    ...(claims.some((claim) => !ledger.claims.has(claim)) ? ['I3: a claim nobody made'] : []),
    ...(exchanges.length > issued ? [`I5: ${exchanges.length} exchanged, ${issued} issued`] : []),
    ...(ballots.length > exchanges.length ? ['I5: more ballots than exchanged tokens'] : []),
  ];
}

const TIMELESS = ['ballot-issued', 'slips-registered', 'checked-in', 'token-voided'];

/** I8 and design 7: no total before the close, no time beside what happens while the polls are open. */
function secrecyProblems({ log, board }: Records): string[] {
  const closed = board.some(({ t }) => t === 'close');
  const early = closed
    ? undefined
    : board.find(({ t }) => ['tally', 'opening', 'result'].includes(t));
  const opened = log.findIndex(({ t }) => t === 'polls-opened');
  const timed = opened < 0 ? [] : log.slice(opened).filter(hasTime);
  return [
    ...(early === undefined ? [] : [`I8: ${early.t} before the close`]),
    ...timed.map(({ t }) => `I8: ${t} has a time`),
  ];
}

function hasTime({ t, b }: Entry): boolean {
  return TIMELESS.includes(t) && typeof b['at'] === 'string';
}

/** I8: no ballot code in any file of the server. */
async function leakedSecrets(data: string, { secrets }: Ledger): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(data, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const text = await readFile(join(entry.parentPath, entry.name), 'utf8').catch(() => '');
    if ([...secrets].some((secret) => text.includes(secret))) {
      found.push(`I8: a ballot code stands in ${entry.name}`);
    }
  }
  return found;
}
