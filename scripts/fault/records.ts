import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { emptyBoard, evolveBoard, type BoardState } from '#shared/protocol/board.ts';
import { readChainFile, type ChainEntry, type JournalKind } from '../../server/store/chain-file.ts';
import { BALLAST } from '../../server/store/ballast.ts';
import { sodium } from '../clients/sodium.ts';
import type { Entry, Ledger, Promised } from './ledger.ts';

/** All rounds as a dead server left them, in the order in which they were begun. */
export interface Records {
  readonly rounds: readonly RoundRecords[];
  readonly active: RoundRecords;
}

export interface RoundRecords {
  /** `rounds/can-bo-1` */
  readonly id: string;
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
  try {
    const names = await readdir(join(data, 'rounds'));
    const ids = names.map((name) => `rounds/${name}`).sort();
    const rounds = await Promise.all(ids.map((id) => readRound(data, id)));
    const found = rounds.find(({ id }) => id === active);
    return found === undefined ? `I6: no folder of the round ${active}` : { rounds, active: found };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function readRound(data: string, id: string): Promise<RoundRecords> {
  const folder = join(data, ...id.split('/'));
  const aside: Line[][] = [];
  const names = (await readdir(folder)).filter((name) => name.startsWith('board.aborted-'));
  for (const name of names.sort()) aside.push(await readFileLines(folder, name, 'board-entry'));
  return {
    id,
    folder,
    log: await readFileLines(folder, 'log.jsonl', 'log-entry'),
    register: await readFileLines(folder, 'register.jsonl', 'register-entry'),
    board: await readFileLines(folder, 'board.jsonl', 'board-entry'),
    aside,
  };
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
  const boards: BoardState[] = [];
  const problems: string[] = [];
  for (const round of records.rounds) {
    const board = replay(round.board);
    if (typeof board === 'string') return [`${round.id}: ${board}`];
    const old = before?.rounds.find(({ id }) => id === round.id);
    if (old !== undefined) problems.push(...forgotten(old, round));
    problems.push(...boxProblems(round, board, ledger), ...secrecyProblems(round));
    boards.push(board);
  }
  return [
    ...problems,
    ...ledger.promised
      .filter((promise) => !isKept(records, promise))
      .map(({ what, round }) => `I1: acknowledged and not on the disk: ${what} (${String(round)})`),
    ...receiptProblems(boards, ledger),
    ...(await leakedSecrets(data, ledger)),
  ];
}

/** In the round that the device saw, or in a later one. */
function isKept({ rounds }: Records, { file, holds, round }: Promised): boolean {
  const from = Math.max(
    0,
    rounds.findIndex(({ id }) => id === round),
  );
  return rounds.slice(from).some((each) => entriesOf(each, file).some(holds));
}

function entriesOf({ log, register, board, aside }: RoundRecords, file: string): readonly Entry[] {
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
function forgotten(before: RoundRecords, now: RoundRecords): string[] {
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

/** I1: every receipt names the place and the head of its ballot, on the one board that has it. */
function receiptProblems(boards: readonly BoardState[], { receipts }: Ledger): string[] {
  return receipts
    .filter(({ id, n, head }) => {
      const places = boards.flatMap((board) => board.positionOf(id) ?? []);
      const [place] = places;
      return places.length !== 1 || place?.n !== n || toBase64url(place.head) !== head;
    })
    .map(({ n }) => `I1: a receipt for entry ${n} is not on the board`);
}

/** I2, I3, I5: each ballot once, from a device of this hall, for a token that was issued. */
function boxProblems({ log, register }: RoundRecords, board: BoardState, ledger: Ledger): string[] {
  const ballots = board.ballots.all;
  const strangers = ballots.filter(({ id }) => !ledger.sent.has(toBase64url(id)));
  const keys = new Set(ballots.map(({ ballot }) => toBase64url(ballot.vk)));
  const exchanges = register.filter(({ t }) => t === 'exchange');
  const claims = exchanges.map(({ b }) => String(b['claim']));
  const { issued, voided } = issuedOf(log);
  return [
    ...strangers.map(({ n }) => `I3: nobody sent the ballot at entry ${n}`),
    ...(keys.size < ballots.length ? ['I2: a token has two ballots'] : []),
    ...(new Set(claims).size < claims.length ? ['I2: a claim was exchanged twice'] : []),
    ...(claims.some((claim) => !ledger.claims.has(claim)) ? ['I3: a claim nobody made'] : []),
    ...(claims.some((claim) => voided.has(claim)) ? ['I3: a voided claim was exchanged'] : []),
    ...(exchanges.length > issued ? [`I5: ${exchanges.length} exchanged, ${issued} issued`] : []),
    ...(ballots.length > exchanges.length ? ['I5: more ballots than exchanged tokens'] : []),
  ];
}

/** How many members hold an electronic ballot, and the claims that were voided (F18). */
function issuedOf(log: readonly Entry[]): { issued: number; voided: ReadonlySet<string> } {
  const held = new Map<string, string>();
  const voided = new Set<string>();
  for (const { t, b } of log) {
    const member = String(b['memberId']);
    if (t === 'ballot-issued' && b['way'] !== 'paper') held.set(member, String(b['claim']));
    if (t === 'token-voided') voided.add(held.get(member) ?? '');
    if (t === 'slip-voided') voided.add(String(b['claim']));
    if (t === 'token-voided' || t === 'slip-voided') held.delete(member);
  }
  return { issued: held.size, voided };
}

const TIMELESS = [
  'ballot-issued',
  'slips-registered',
  'checked-in',
  'checked-out',
  'token-voided',
  'slip-voided',
];

/** I8 and design 7: no total before the close, no time beside what happens while the polls are open. */
function secrecyProblems({ log, board }: RoundRecords): string[] {
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
    // Random bytes, 64 MB of them.
    if (!entry.isFile() || entry.name === BALLAST) continue;
    const text = await readFile(join(entry.parentPath, entry.name), 'utf8').catch(() => '');
    if ([...secrets].some((secret) => text.includes(secret))) {
      found.push(`I8: a ballot code stands in ${entry.name}`);
    }
  }
  return found;
}
