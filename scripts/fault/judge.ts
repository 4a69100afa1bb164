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
import type { Voter } from './ballot.ts';
import { askAlone } from './line.ts';
import { SUBJECTS, VENUE, type Cast, type Part } from './plan.ts';
import type { Records, RoundRecords } from './records.ts';

/** What the papers in the box add up to. */
export function paperOf({ plan, parts }: Cast): PaperCount {
  const rows: PaperRow[] = parts.filter(({ way }) => way === 'paper').map(({ marks }) => marks);
  return countPaper(rows, SUBJECTS, roundPlanOf(plan, VENUE).venue);
}

/** Everything in which the end of a meeting is not as the marks and the receipts say (I1–I6). */
export async function judge(
  cast: Cast,
  voters: readonly Voter[],
  records: Records,
): Promise<string[]> {
  const { rounds, active } = records;
  const over = rounds.filter(({ id }) => id !== active.id);
  const former = await Promise.all(over.map(formerProblems));
  return [...former.flat(), ...(await judgeLast(cast, voters, active))];
}

async function judgeLast(
  cast: Cast,
  voters: readonly Voter[],
  round: RoundRecords,
): Promise<string[]> {
  const { folder } = round;
  const text = await readFile(join(folder, 'result.json'), 'utf8').catch(() => 'null');
  const result = parseResult(JSON.parse(text));
  if (!result.ok) return ['result.json is not of its format'];
  const report = verifyBoard(sodium, {
    board: await readFile(join(folder, 'board.jsonl')),
    register: await readFile(join(folder, 'register.jsonl')),
    result: JSON.parse(text),
  });
  const counted = voters.filter(({ receipt }) => receipt !== null).map(({ part }) => part);
  return [
    ...(report.valid ? [] : [`I6: verify: ${report.file} ${String(report.entry)} ${report.code}`]),
    ...countProblems(cast, counted, result.value),
    ...memberProblems(cast, result.value),
    ...ballotProblems(counted, round),
    ...(await keptSecrets(folder)),
    ...(await tellingTimes(round, 'polls-closed')),
  ];
}

/** F26: a void round is kept; its board ends with `abort`, nothing of it was opened, its keys are gone. */
async function formerProblems(round: RoundRecords): Promise<string[]> {
  const { id, folder, log, board } = round;
  // Begun by a server that died before it said so.
  if (log.length <= 1) return [];
  const opened = board.filter(({ t }) => ['close', 'tally', 'opening', 'result'].includes(t));
  const hasResult = await stat(join(folder, 'result.json')).then(
    () => true,
    () => false,
  );
  const problems = [
    ...(log.at(-1)?.t === 'round-voided' ? [] : ['was left without being void']),
    ...(board.at(-1)?.t === 'abort' ? [] : ['its board does not end with abort']),
    ...opened.map(({ t }) => `I8: ${t} in a void round`),
    ...(hasResult ? ['a void round has a result'] : []),
    ...(await keptSecrets(folder)),
    ...(await tellingTimes(round, 'round-voided')),
  ];
  return problems.map((each) => `${id}: ${each}`);
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

/** R17, R34: a replaced ballot counts once, who left attended and was not present at the close. */
function memberProblems({ parts }: Cast, { figures }: MeetingResult): string[] {
  const leavers = parts.filter(({ way }) => way === 'none').length;
  const { attended, presentAtVote, ballotsIssued } = figures;
  const found = JSON.stringify([attended, presentAtVote, ballotsIssued]);
  const stayed = parts.length - leavers;
  const expected = JSON.stringify([parts.length, stayed, stayed]);
  return found === expected ? [] : [`I5: attended, present, issued ${found}, not ${expected}`];
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
function ballotProblems(counted: readonly Part[], { board }: RoundRecords): string[] {
  const ballots = board.filter(({ t }) => t === 'ballot').length;
  return ballots === counted.length ? [] : [`I3: ${ballots} ballots, ${counted.length} receipts`];
}

/** Design 7: the server's keys are gone when they have done their duty. */
async function keptSecrets(folder: string): Promise<string[]> {
  const keys = JSON.parse(await readFile(join(folder, 'keys.json'), 'utf8')) as object;
  return Object.values(keys).every((key) => key === null) ? [] : ['keys.json still holds a key'];
}

/** Design 7: no file tells when the last token was exchanged: its time is the polls' end or later. */
async function tellingTimes({ folder, log }: RoundRecords, end: string): Promise<string[]> {
  const ended = log.find(({ t }) => t === end);
  const { mtimeMs } = await stat(join(folder, 'register.jsonl'));
  const told = mtimeMs < Date.parse(String(ended?.b['at']));
  return told ? ['I8: register.jsonl tells when the last token was exchanged'] : [];
}

/**
 * F2: every ballot sent once more has the same receipt, or the same refusal, when all is over.
 * One that no answer had come for when its round was declared void may stand on that board or not;
 * `eid`: the election of the round that was held to its end.
 */
export async function resendAll(
  url: string,
  voters: readonly Voter[],
  eid: string | undefined,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const { sent } of voters) {
    for (const { message, receipt } of sent) {
      const again = await askAlone<Receipt>(url, NAMESPACES.ballot, 'cast', message);
      if (again.ok && receipt === null && message.eid !== eid) continue;
      const expected = receipt === null ? 'E_PHASE' : JSON.stringify(receipt);
      const found = again.ok ? JSON.stringify(again.value) : again.error.code;
      if (found !== expected) wrong.push(`F2: sent again: ${found.slice(0, 40)}`);
    }
  }
  return wrong;
}
