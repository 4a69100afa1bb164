import { readFile } from 'node:fs/promises';
import { parseMarks, type MarksFile, type PaperRow } from '#shared/plan/marks.ts';
import { parsePlanText, type Plan } from '#shared/plan/plan.ts';
import { formatProblem } from '#shared/plan/problem.ts';
import { PROFILES } from '#shared/plan/profiles.ts';
import { roundPlanOf, type RoundPlan } from '#shared/plan/round-plan.ts';
import { samplePlan } from '#shared/plan/sample.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { quorumNeeded } from '#shared/result/quorum.ts';
import type { RehearseOptions } from './options.ts';
import { randomMarks } from './random-marks.ts';

/** What is rehearsed: a venue of a plan, and everything that is marked there. */
export interface RehearsalInput {
  readonly plan: Plan;
  readonly round: RoundPlan;
  readonly marks: MarksFile;
}

/** Sentences on what is wrong with the files, each with its path. */
type Problems = readonly string[];

/** Reads plan and marks, or all that is wrong with them. */
export async function readInput(
  options: RehearseOptions,
): Promise<Result<RehearsalInput, Problems>> {
  const plan = await readPlan(options.plan);
  if (!plan.ok) return plan;
  const venue = options.venue ?? plan.value.venues[0]?.id ?? '';
  if (!plan.value.venues.some(({ id }) => id === venue)) {
    const known = plan.value.venues.map(({ id }) => id).join(', ');
    return err([`--venue: kế hoạch không có nơi lấy phiếu “${venue}”. Có: ${known}.`]);
  }
  const round = roundPlanOf(plan.value, venue);
  const marks = await readMarks(options, round);
  if (!marks.ok) return marks;
  const problem = tooManyFor(round, marks.value);
  return problem === null ? ok({ plan: plan.value, round, marks: marks.value }) : err([problem]);
}

async function readPlan(file: string | null): Promise<Result<Plan, Problems>> {
  if (file === null) return ok(samplePlan(today()));
  const text = await readText(file);
  if (!text.ok) return text;
  const plan = parsePlanText(text.value);
  return plan.ok ? plan : err(plan.error.map((problem) => `${file}: ${formatProblem(problem)}`));
}

async function readMarks(
  { marks: file, voters, seed }: RehearseOptions,
  round: RoundPlan,
): Promise<Result<MarksFile, Problems>> {
  const lines = round.lines.length;
  if (file === null) return ok(randomMarks(voters ?? usualVoters(round), lines, seed));
  const text = await readText(file);
  if (!text.ok) return text;
  const json = parseJson(text.value);
  if (json === undefined) return err([`${file}: Không phải tệp JSON hợp lệ.`]);
  const marks = parseMarks(json, lines);
  return marks.ok ? marks : err(marks.error.map((problem) => `${file}: ${formatProblem(problem)}`));
}

/** Nine in ten of the roll, never too few for the quorum when the roll allows it. */
function usualVoters({ venue }: RoundPlan): number {
  const summoned = venue.roll.length;
  const onDeputies = PROFILES[venue.profile].quorumBase === 'totalDeputies';
  const base = onDeputies ? (venue.totalDeputies ?? summoned) : summoned;
  return Math.min(summoned, Math.max(Math.round(summoned * 0.9), quorumNeeded(base)));
}

/** Papers that the committee issued; the others are nobody's ballot (design 7, Figures). */
export function issuedPapers(marks: MarksFile): PaperRow[] {
  return (marks.paper ?? []).filter((row) => !('invalid' in row && row.invalid === 'notIssued'));
}

function tooManyFor({ venue }: RoundPlan, marks: MarksFile): string | null {
  const present = marks.ballots.length + issuedPapers(marks).length;
  if (present <= venue.roll.length) return null;
  return `ballots: ${present} phiếu nhưng danh sách triệu tập chỉ có ${venue.roll.length} người.`;
}

async function readText(file: string): Promise<Result<string, Problems>> {
  try {
    return ok(await readFile(file, 'utf8'));
  } catch {
    return err([`${file}: không đọc được tệp.`]);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, '')) as unknown;
  } catch {
    return undefined;
  }
}

/** Today's date here, `YYYY-MM-DD`. */
function today(): string {
  const now = new Date();
  const [month, day] = [now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, '0'));
  return `${now.getFullYear()}-${month ?? ''}-${day ?? ''}`;
}
