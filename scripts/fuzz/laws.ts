/** What must hold of every file whatsoever (P 4.10, 4.11); each gives the law that is broken, or null. */
import { defined } from '#shared/assert.ts';
import { replayBoard } from '#shared/protocol/board.ts';
import type { BoardState } from '#shared/protocol/board.ts';
import { equalBytes, toBase64url, utf8 } from '#shared/protocol/bytes.ts';
import { formatLine, readChain, ZERO_HASH } from '#shared/protocol/chain.ts';
import type { ChainKind } from '#shared/protocol/chain.ts';
import type { FastGroup } from '#shared/protocol/fast/fast-group.ts';
import { replayRegister } from '#shared/protocol/register.ts';
import { recountDigest, verifyBoard } from '#shared/protocol/verify.ts';
import type { VerifyInput, VerifyReport } from '#shared/protocol/verify.ts';
import type { ResultFacts } from '#shared/protocol/verify-facts.ts';
import { checkResultFile } from '#shared/result/check-result.ts';
import { parseResult } from '#shared/result/result.ts';
import type { MeetingResult } from '#shared/result/result.ts';
import { sodium } from '../clients/sodium.ts';
import { looseEntries } from './seeds.ts';
import type { Seed } from './seeds.ts';

/** What was found of one input: the verdict, and the law it broke. */
export interface Finding {
  /** `file code entry` of a refusal, `valid`, or how far a parser let it come. */
  readonly verdict: string;
  readonly broken: string | null;
}

/** Entries that a dishonest server may add, drop or move without anyone's result changing (P 4.11). */
const FREE = ['agree', 'quorum', 'opening', 'head'];

/** Codes that only the reading of a line gives, before any proof: one program for both verifiers. */
const READING: readonly string[] = ['E_JSON', 'E_B64', 'E_SIZE', 'E_SETUP', 'E_CHAIN'];

/**
 * A board: both verifiers agree, the fold agrees with their first stage, what was read reprints.
 * Unless `whole`, the fast verifier is not asked again about what could not even be read.
 */
export function judgeBoard(seed: Seed, board: Uint8Array, fast: FastGroup, whole = true): Finding {
  const { report, broken } = bothVerifiers({ board }, fast, whole);
  const laws = [
    () => broken,
    () => (whole ? reprints('board-entry', board) : null),
    () => foldAgrees(board, report),
    () => (report.valid && !saysTheSame(seed, board) ? 'another board is valid' : null),
  ];
  return { verdict: verdictOf(report), broken: firstBroken(laws) };
}

/** A register beside the seed's own board; `whole` also asks both verifiers. */
export function judgeRegister(
  seed: Seed,
  register: Uint8Array,
  fast: FastGroup,
  whole: boolean,
): Finding {
  const { eid, setup } = stateOf(seed);
  const fold = replayRegister(sodium, register, eid, defined(setup).issuers.length);
  const verdict = fold.ok ? 'readable' : `register ${fold.error.code} ${fold.error.entry}`;
  const laws = [() => reprints('register-entry', register)];
  if (!whole) return { verdict, broken: firstBroken(laws) };
  const { report, broken } = bothVerifiers({ board: seed.board, register }, fast);
  const changed = !equalBytes(register, seed.register);
  laws.push(
    () => broken,
    () => (report.valid && changed ? 'another register is valid' : null),
    () => (report.valid && !fold.ok ? 'the fold refuses what the verifier accepts' : null),
  );
  return { verdict: verdictOf(report), broken: firstBroken(laws) };
}

/** A result file, as JSON of any kind: parsing is a projection, and only the right figures pass. */
export function judgeResult(seed: Seed, good: unknown, result: unknown): Finding {
  const parsed = parseResult(result);
  const fault = checkResultFile(result, factsOf(seed));
  const laws = [
    () => (fault === null && !parsed.ok ? 'a result of another form is right' : null),
    () => (parsed.ok && !isStable(parsed.value) ? 'parsing twice differs from parsing once' : null),
    () => (fault === null && !sameFigures(good, result) ? 'other figures are right' : null),
  ];
  const verdict = fault === null ? 'right' : `result ${fault.code}`;
  return { verdict, broken: firstBroken(laws) };
}

/** The facts that a seed's board proves. */
export function factsOf(seed: Seed): ResultFacts {
  const { setup, closeBody, tally, papers, result, head, n } = stateOf(seed);
  return {
    setup: defined(setup),
    close: defined(closeBody),
    tally: defined(tally),
    paper: papers[0] ?? null,
    result: defined(result),
    head: toBase64url(head),
    entries: n,
    recountOf: (rows) => toBase64url(recountDigest(sodium, head, rows)),
  };
}

const states = new Map<string, BoardState>();

function stateOf(seed: Seed): BoardState {
  const known = states.get(seed.name);
  if (known !== undefined) return known;
  const state = replayBoard(sodium, seed.board);
  if (!state.ok) throw new Error(`the seed ${seed.name} is no board: ${state.error.code}`);
  states.set(seed.name, state.value);
  return state.value;
}

function bothVerifiers(
  input: VerifyInput,
  fast: FastGroup,
  whole = true,
): { readonly report: VerifyReport; readonly broken: string | null } {
  const report = verifyBoard(sodium, input);
  const isRead = report.valid || !READING.includes(report.code.replace(/\(.*/u, ''));
  if (!whole && !isRead) return { report, broken: null };
  const other = verifyBoard(sodium, input, { fast });
  const same = JSON.stringify(report) === JSON.stringify(other);
  const broken = `the fast verifier says ${verdictOf(other)}, the plain one ${verdictOf(report)}`;
  return { report, broken: same ? null : broken };
}

function verdictOf(report: VerifyReport): string {
  if (report.valid) return 'valid';
  return `${report.file} ${report.code} ${String(report.entry)}`;
}

/** print(parse(x)) = x, for every line up to the first bad one. */
function reprints(kind: ChainKind, bytes: Uint8Array): string | null {
  let at = 0;
  let previous = ZERO_HASH;
  for (const line of readChain(sodium, kind, bytes)) {
    if (!line.ok) break;
    const { n, t, b, hash } = line.value;
    const printed = utf8(`${formatLine(n, t, previous, b)}\n`);
    const stands = bytes.subarray(at, at + printed.length);
    if (!equalBytes(printed, stands)) return `line ${n} is not what it parses to`;
    at += printed.length;
    previous = hash;
  }
  return null;
}

/** The server's and the devices' fold refuses what the first stage refuses, and no less. */
function foldAgrees(board: Uint8Array, report: VerifyReport): string | null {
  const fold = replayBoard(sodium, board);
  if (!fold.ok && fold.error.code === 'E_VK_USED') return null;
  if (fold.ok) return null;
  if (report.valid) return `the fold refuses a valid board: ${fold.error.code}`;
  const { code, entry } = report;
  const same = code === fold.error.code && entry === fold.error.entry;
  // A complaint or an abort ends the verifier's reading; the fold goes on (P 4.2).
  const earlier = code === 'E_PHASE' && entry !== null && entry < fold.error.entry;
  return same || earlier ? null : `the fold says ${fold.error.code} ${fold.error.entry}`;
}

/** Nothing but what the server alone vouches for differs from the seed. */
function saysTheSame(seed: Seed, board: Uint8Array): boolean {
  const kept = looseEntries(board).filter(({ t }) => !FREE.includes(t));
  const own = seed.entries.filter(({ t }) => !FREE.includes(t));
  return JSON.stringify(kept) === JSON.stringify(own);
}

function isStable(parsed: unknown): boolean {
  const again = parseResult(JSON.parse(JSON.stringify(parsed)));
  return again.ok && JSON.stringify(again.value) === JSON.stringify(parsed);
}

/** What the board proves: rows, the board's head, the recounts' digests, the ballots' figures. */
function sameFigures(one: unknown, other: unknown): boolean {
  return JSON.stringify(proved(one)) === JSON.stringify(proved(other));
}

function proved(result: unknown): unknown[] {
  const { rows, board, figures, rehearsal } = result as MeetingResult;
  const { summoned, ballotsIssued, ballotsCollected, electronic, paper } = figures;
  return [
    [rows, board?.head, board?.entries, rehearsal],
    [summoned, ballotsIssued, ballotsCollected, electronic, paper],
  ];
}

function firstBroken(laws: readonly (() => string | null)[]): string | null {
  for (const law of laws) {
    const broken = law();
    if (broken !== null) return broken;
  }
  return null;
}
