import type { RoundPlan } from '#shared/plan/round-plan.ts';
import type { Problem } from '#shared/plan/problem.ts';
import { needsTotalDeputies, type ProfileId } from '#shared/plan/profiles.ts';
import { parseChecked } from '#shared/plan/schema.ts';
import type { CountedLine } from '#shared/protocol/entries.ts';
import type { Result } from '#shared/result.ts';
import type { Figures } from './figures.ts';
import { resultSchema } from './result-schema.ts';
import { buildRows, type ResultRow } from './rows.ts';

export { buildRows, type ResultRow };

export const RESULT_FORMAT = 'hom-phieu/result/1';

/** Where the board ended: hash of its last line, base64url, and its number of lines. */
export interface BoardEnd {
  readonly head: string;
  readonly entries: number;
}

/** Who recounted, and the digest `recount` they found (P 4.1), base64url. */
export interface RecountDigest {
  readonly by: string;
  readonly digest: string;
}

/** The result file `hom-phieu/result/1` (design 4), keys in the order of the file. */
export interface MeetingResult {
  readonly format: typeof RESULT_FORMAT;
  readonly venue: string;
  readonly rehearsal: boolean;
  readonly profile: ProfileId;
  readonly figures: Figures;
  readonly rows: readonly ResultRow[];
  /** Absent when the meeting was counted wholly on paper. */
  readonly board?: BoardEnd;
  readonly recounts: readonly RecountDigest[];
}

export interface ResultInput {
  readonly plan: RoundPlan;
  readonly rehearsal: boolean;
  readonly figures: Figures;
  /** One a line of the plan, in ballot order. */
  readonly totals: readonly CountedLine[];
  readonly board?: BoardEnd;
  readonly recounts: readonly RecountDigest[];
}

/** The one stored result that every screen and paper reads (design 1). */
export function buildResult(input: ResultInput): MeetingResult {
  const { plan, totals, board } = input;
  const { profile } = plan.venue;
  const figures = orderedFigures(input.figures, profile);
  return {
    format: RESULT_FORMAT,
    venue: plan.venue.id,
    rehearsal: input.rehearsal,
    profile,
    figures,
    rows: buildRows({ profile, figures, lines: plan.lines, totals }),
    ...(board === undefined ? {} : { board: { head: board.head, entries: board.entries } }),
    recounts: input.recounts.map(({ by, digest }) => ({ by, digest })),
  };
}

/** The figures with their keys in the file's order, `totalDeputies` only where a base needs it. */
function orderedFigures(figures: Figures, profile: ProfileId): Figures {
  const { summoned, totalDeputies, attended, absent, presentAtVote, ...ballots } = figures;
  return {
    summoned,
    ...(totalDeputies !== undefined && needsTotalDeputies(profile) ? { totalDeputies } : {}),
    attended,
    absent,
    presentAtVote,
    ballotsIssued: ballots.ballotsIssued,
    ballotsCollected: ballots.ballotsCollected,
    electronic: ballots.electronic,
    paper: ballots.paper,
    outstanding: ballots.outstanding,
  };
}

/** The shape of a result file, or everything wrong with it; that it is *right* is for its checker. */
export function parseResult(input: unknown): Result<MeetingResult, Problem[]> {
  return parseChecked(resultSchema, input, () => []);
}

/** The bytes of `result.json` as text: two spaces, a line feed at the end. */
export function resultText(result: MeetingResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
