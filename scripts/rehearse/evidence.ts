import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fromBase64url, toBase64url } from '#shared/protocol/bytes.ts';
import { replayBoard } from '#shared/protocol/board.ts';
import { recountDigest, verifyBoard } from '#shared/protocol/verify.ts';
import { ZERO_HASH } from '#shared/protocol/chain.ts';
import { reconcile } from '#shared/result/figures.ts';
import { parseResult, type MeetingResult } from '#shared/result/result.ts';
import { sodium } from '../clients/sodium.ts';
import type { Casting } from './casting.ts';
import type { MeetingOutcome } from './meeting.ts';

/** The files a round leaves, byte for byte. */
export interface Evidence {
  readonly board: Uint8Array;
  readonly register: Uint8Array;
  /** The log, and the counts of issues beside it, where there are any: what the papers need. */
  readonly log: Uint8Array;
  readonly issues: Uint8Array | null;
  /** The text of `result.json`; null when the round ended void. */
  readonly result: string | null;
}

/** What became of the ballots: all four numbers must be equal (design 4). */
export interface Ledger {
  readonly sent: number;
  readonly acknowledged: number;
  /** On the board at the very place and under the very head that its receipt names. */
  readonly stored: number;
  readonly counted: number;
}

/** Reads what the server left of the round in `folder`. */
export async function readEvidence(folder: string, hasResult: boolean): Promise<Evidence> {
  return {
    board: await readFile(join(folder, 'board.jsonl')),
    register: await readFile(join(folder, 'register.jsonl')),
    log: await readFile(join(folder, 'log.jsonl')),
    issues: await readFile(join(folder, 'issues.json')).catch(() => null),
    result: hasResult ? await readFile(join(folder, 'result.json'), 'utf8') : null,
  };
}

/** Writes the files into `out`; a result wholly on paper stands without a board (P 4.7.3). */
export async function writeEvidence(out: string, evidence: Evidence): Promise<string[]> {
  const { board, register, result, log, issues } = evidence;
  const onBoard = result === null || 'board' in (JSON.parse(result) as object);
  const files: [string, Uint8Array | string | null][] = [
    ['result.json', result],
    ['board.jsonl', onBoard ? board : null],
    ['register.jsonl', onBoard ? register : null],
    ['log.jsonl', log],
    ['issues.json', issues],
  ];
  await mkdir(out, { recursive: true });
  for (const [name, content] of files) {
    if (content === null) await rm(join(out, name), { force: true });
    else await writeFile(join(out, name), content);
  }
  return files.flatMap(([name, content]) => (content === null ? [] : [join(out, name)]));
}

/** Counts what became of the ballots. */
export function ledgerOf({ voters, result }: MeetingOutcome, { board }: Evidence): Ledger {
  const state = replayBoard(sodium, board);
  const stored = voters.receipts.filter(({ id, n, head }) => {
    const position = state.ok ? state.value.positionOf(id) : undefined;
    return position?.n === n && toBase64url(position.head) === head;
  });
  return {
    sent: new Set(voters.sent).size,
    acknowledged: voters.receipts.length,
    stored: stored.length,
    counted: result?.figures.electronic ?? 0,
  };
}

/** Everything in which the evidence is not as it must be after this meeting; empty when all is well. */
export function problemsOf(
  casting: Casting,
  outcome: MeetingOutcome,
  evidence: Evidence,
  ledger: Ledger,
): string[] {
  const result = parseResult(JSON.parse(evidence.result ?? 'null'));
  if (!result.ok) return ['result.json is not of its format'];
  return [
    ...outcome.voters.failures.map((failure) => `voter: ${failure}`),
    ...ledgerProblems(casting, ledger),
    ...figureProblems(casting, result.value),
    ...(result.value.board === undefined
      ? paperProblems(result.value)
      : boardProblems(outcome, evidence, result.value)),
  ];
}

function ledgerProblems(casting: Casting, ledger: Ledger): string[] {
  const cast = casting.electronic.filter(({ marks }) => marks !== null).length;
  return Object.entries(ledger)
    .filter(([, number]) => number !== cast)
    .map(([name, number]) => `${name}: ${String(number)}, not ${cast}`);
}

function figureProblems(casting: Casting, { figures, rows }: MeetingResult): string[] {
  const wrong = reconcile(figures, rows).map(({ invariant }) => `figures: ${invariant}`);
  const paper = casting.paperCount?.count ?? 0;
  if (figures.paper !== paper) wrong.push(`paper: ${figures.paper}, not ${paper}`);
  const issued = casting.electronic.length + casting.paper.length;
  if (figures.ballotsIssued !== issued)
    wrong.push(`issued: ${figures.ballotsIssued}, not ${issued}`);
  for (const [i, expected] of casting.expected.entries()) {
    const { high, confidence, low, invalid } = rows[i] ?? {};
    const counted = JSON.stringify({ high, confidence, low, invalid });
    if (counted !== JSON.stringify(expected)) {
      wrong.push(`line ${i}: counted ${counted}, marked ${JSON.stringify(expected)}`);
    }
  }
  return wrong;
}

function boardProblems(
  outcome: MeetingOutcome,
  evidence: Evidence,
  result: MeetingResult,
): string[] {
  const { board, register } = evidence;
  const wrong: string[] = [];
  const report = verifyBoard(sodium, {
    board,
    register,
    result: JSON.parse(evidence.result ?? ''),
  });
  if (!report.valid) {
    wrong.push(`verify: ${report.file} ${String(report.entry)} ${report.code} ${report.message}`);
    return wrong;
  }
  const head = fromBase64url(report.head);
  const digest = digestOf(head.ok ? head.value : ZERO_HASH, result);
  const { supervisor } = outcome;
  if (supervisor?.digest !== digest) wrong.push('the supervisor recounted another digest');
  if (!result.recounts.every((recount) => recount.digest === digest)) {
    wrong.push('the recounts of result.json differ');
  }
  if (supervisor !== null && !Buffer.from(supervisor.board).equals(board)) {
    wrong.push('the board sent to the supervisor is not the board stored');
  }
  return wrong;
}

function paperProblems(result: MeetingResult): string[] {
  const digest = digestOf(ZERO_HASH, result);
  const equal = result.recounts.filter((recount) => recount.digest === digest);
  return equal.length >= 2 ? [] : ['the two tellers’ entries do not stand as recounts'];
}

function digestOf(head: Uint8Array, { rows }: MeetingResult): string {
  return toBase64url(recountDigest(sodium, head, rows));
}
