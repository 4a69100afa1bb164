import { defined } from '#shared/assert.ts';
import type { CommitteeChoice } from '#shared/meeting/commands.ts';
import { markCode } from '#shared/plan/marks.ts';
import type { ProposedTeller, RollMember } from '#shared/plan/plan.ts';
import type { RoundPlan } from '#shared/plan/round-plan.ts';
import type { CountedLine, MarkCode } from '#shared/protocol/entries.ts';
import { countPaper, type PaperCount } from '#shared/result/paper.ts';
import { issuedPapers, type RehearsalInput } from './input.ts';

/** Who plays whom in a rehearsal. */
export interface Casting {
  readonly committee: readonly CommitteeChoice[];
  /** Members with an electronic ballot; null marks: issued, not cast. */
  readonly electronic: readonly {
    readonly member: RollMember;
    readonly marks: readonly MarkCode[] | null;
  }[];
  /** Members with a paper ballot. */
  readonly paper: readonly RollMember[];
  /** What the papers in the box add up to; null without any. */
  readonly paperCount: PaperCount | null;
  /** What every line must come out as: the marks that were really made. */
  readonly expected: readonly CountedLine[];
}

/** Gives every row of the marks to a member present, tellers first; the rest are absent. */
export function castRoles({ round, marks }: RehearsalInput): Casting {
  const committee = committeeOf(round);
  const roll = tellersFirst(round.venue.roll, committee);
  const papers = issuedPapers(marks);
  const rows = marks.ballots.map((row) => row?.map(markCode) ?? null);
  const all = marks.paper ?? [];
  const paperCount = all.length === 0 ? null : countPaper(all, round.lines.length, round.venue);
  return {
    committee,
    electronic: rows.map((row, i) => ({ member: defined(roll[i], 'member'), marks: row })),
    paper: roll.slice(rows.length, rows.length + papers.length),
    paperCount,
    expected: round.lines.map((_, line) => expectedLine(rows, line, paperCount?.lines[line])),
  };
}

function expectedLine(
  rows: readonly (readonly MarkCode[] | null)[],
  line: number,
  paper: CountedLine = { high: 0, confidence: 0, low: 0, invalid: 0 },
): CountedLine {
  const codes = rows.flatMap((row) => (row === null ? [] : [defined(row[line], 'mark')]));
  function count(code: MarkCode): number {
    return codes.filter((mark) => mark === code).length;
  }
  return {
    high: paper.high + count(1),
    confidence: paper.confidence + count(2),
    low: paper.low + count(3),
    invalid: paper.invalid + count(0),
  };
}

const SMALLEST_COMMITTEE = 3;

/** The committee as proposed; without a proposal, members who are no subjects, then outsiders. */
function committeeOf(round: RoundPlan): CommitteeChoice[] {
  const { committeeProposal } = round.venue;
  const chosen = committeeProposal.length > 0 ? committeeProposal : volunteers(round);
  const head = Math.max(
    0,
    committeeProposal.findIndex((teller) => teller.head === true),
  );
  return chosen.map(({ name, post, coIssuer }, i) => ({
    name,
    ...(post === undefined ? {} : { post }),
    head: i === head,
    ...(coIssuer === undefined ? {} : { coIssuer }),
  }));
}

function volunteers({ venue, lines }: RoundPlan): ProposedTeller[] {
  const size = Math.max(SMALLEST_COMMITTEE, venue.threshold ?? 0);
  const taken = new Set(lines.map(({ name }) => name));
  const members = venue.roll.filter(({ name }) => !taken.has(name) && taken.add(name).size > 0);
  const outsiders = Array.from({ length: size }, (_, i) => ({ name: `Kiểm phiếu viên ${i + 1}` }));
  return [...members, ...outsiders].slice(0, size);
}

function tellersFirst(
  roll: readonly RollMember[],
  committee: readonly CommitteeChoice[],
): RollMember[] {
  const names = new Set(committee.map(({ name }) => name));
  return [...roll].sort((a, b) => Number(names.has(b.name)) - Number(names.has(a.name)));
}
