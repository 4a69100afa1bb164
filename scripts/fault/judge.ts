import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { defined } from '#shared/assert.ts';
import { markCode, type PaperRow } from '#shared/plan/marks.ts';
import { roundPlanOf } from '#shared/plan/round-plan.ts';
import type { CountedLine, Receipt } from '#shared/protocol/entries.ts';
import { verifyBoard } from '#shared/protocol/verify.ts';
import { countPaper, type PaperCount } from '#shared/result/paper.ts';
import { parseResult, type MeetingResult } from '#shared/result/result.ts';
import { NAMESPACES } from '#shared/wire.ts';
import { sodium } from '../clients/sodium.ts';
import { askAlone } from './line.ts';
import { SUBJECTS, VENUE, type Cast, type Part } from './plan.ts';
import type { Records } from './records.ts';
import type { Phone } from './voter.ts';

/** What the papers in the box add up to. */
export function paperOf({ plan, parts }: Cast): PaperCount {
  const rows: PaperRow[] = parts.filter(({ way }) => way === 'paper').map(({ marks }) => marks);
  return countPaper(rows, SUBJECTS, roundPlanOf(plan, VENUE).venue);
}

/** Everything in which the end of a meeting is not as the marks and the receipts say (I1–I6). */
export async function judge(
  cast: Cast,
  phones: readonly Phone[],
  records: Records,
): Promise<string[]> {
  const { folder } = records;
  const text = await readFile(join(folder, 'result.json'), 'utf8').catch(() => 'null');
  const result = parseResult(JSON.parse(text));
  if (!result.ok) return ['result.json is not of its format'];
  const report = verifyBoard(sodium, {
    board: await readFile(join(folder, 'board.jsonl')),
    register: await readFile(join(folder, 'register.jsonl')),
    result: JSON.parse(text),
  });
  const counted = phones.filter(({ receipt }) => receipt !== null).map(({ part }) => part);
  return [
    ...(report.valid ? [] : [`I6: verify: ${report.file} ${String(report.entry)} ${report.code}`]),
    ...countProblems(cast, counted, result.value),
    ...ballotProblems(counted, records),
    ...(await keptSecrets(folder)),
    ...(await tellingTimes(records)),
  ];
}

function countProblems(cast: Cast, counted: readonly Part[], result: MeetingResult): string[] {
  const paper = paperOf(cast);
  const { electronic, paper: papers } = result.figures;
  const wrong: string[] = [];
  if (electronic !== counted.length)
    wrong.push(`I5: ${electronic} counted, ${counted.length} receipts`);
  if (papers !== paper.count) wrong.push(`I5: ${papers} papers, not ${paper.count}`);
  for (const [i, { high, confidence, low, invalid }] of result.rows.entries()) {
    const found = JSON.stringify([high, confidence, low, invalid]);
    const marked = JSON.stringify(totalsOf(counted, i, defined(paper.lines[i])));
    if (found !== marked) wrong.push(`I3: line ${i}: counted ${found}, marked ${marked}`);
  }
  return wrong;
}

function totalsOf(counted: readonly Part[], line: number, paper: CountedLine): number[] {
  const marks = counted.map((part) => markCode(defined(part.marks[line])));
  function count(code: number): number {
    return marks.filter((mark) => mark === code).length;
  }
  const { high, confidence, low, invalid } = paper;
  return [high + count(1), confidence + count(2), low + count(3), invalid + count(0)];
}

/** F14: who was told "received" is in the box, who was told "not counted" is not. */
function ballotProblems(counted: readonly Part[], { board }: Records): string[] {
  const ballots = board.filter(({ t }) => t === 'ballot').length;
  return ballots === counted.length ? [] : [`I3: ${ballots} ballots, ${counted.length} receipts`];
}

/** Design 7: the server's keys are gone when they have done their duty. */
async function keptSecrets(folder: string): Promise<string[]> {
  const keys = JSON.parse(await readFile(join(folder, 'keys.json'), 'utf8')) as object;
  return Object.values(keys).every((key) => key === null) ? [] : ['keys.json still holds a key'];
}

/** Design 7: no file tells when the last token was exchanged: its time is the close's or later. */
async function tellingTimes({ folder, log }: Records): Promise<string[]> {
  const closed = log.find(({ t }) => t === 'polls-closed');
  const { mtimeMs } = await stat(join(folder, 'register.jsonl'));
  const told = mtimeMs < Date.parse(String(closed?.b['at']));
  return told ? ['I8: register.jsonl tells when the last token was exchanged'] : [];
}

/** F2: every ballot sent once more has the same receipt, or the same refusal, when all is over. */
export async function resendAll(url: string, phones: readonly Phone[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const { message, receipt } of phones) {
    if (message === null) continue;
    const again = await askAlone<Receipt>(url, NAMESPACES.ballot, 'cast', message);
    const expected = receipt === null ? 'E_PHASE' : JSON.stringify(receipt);
    const found = again.ok ? JSON.stringify(again.value) : again.error.code;
    if (found !== expected) wrong.push(`F2: sent again: ${found.slice(0, 40)}`);
  }
  return wrong;
}
