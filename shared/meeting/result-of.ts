import { needsTotalDeputies } from '../plan/profiles.ts';
import { toBase64url } from '../protocol/bytes.ts';
import { ZERO_HASH } from '../protocol/chain.ts';
import type { CountedLine } from '../protocol/entries.ts';
import { h32 } from '../protocol/hash.ts';
import { utf8 } from '../protocol/bytes.ts';
import type { Sodium } from '../protocol/sodium.ts';
import type { Figures } from '../result/figures.ts';
import { buildResult } from '../result/result.ts';
import type { MeetingResult, RecountDigest } from '../result/result.ts';
import { paperOf } from './counting.ts';
import { isPaperOnly } from './phase.ts';
import { attendedCount, quorumBaseOf } from './roll.ts';
import type { Round } from './state.ts';

/** The round's numbers (R17, R35), once the polls are closed and the count is complete. */
export function figuresOf(round: Round): Figures | null {
  const { log, board } = round;
  if (log.closed === null) return null;
  const { venue } = log.plan;
  const attended = attendedCount(log);
  const electronic = board.tally?.N ?? 0;
  const paper = paperOf(round)?.count ?? 0;
  return {
    summoned: venue.roll.length,
    ...(needsTotalDeputies(venue.profile) && venue.totalDeputies !== undefined
      ? { totalDeputies: venue.totalDeputies }
      : {}),
    attended,
    absent: quorumBaseOf(log) - attended,
    presentAtVote: log.closed.presentAtVote,
    ballotsIssued: log.closed.issued,
    ballotsCollected: electronic + paper,
    electronic,
    paper,
    outstanding: log.closed.issued - electronic - paper,
  };
}

/** The one result of a counted round, null before: every screen and paper reads this (design 1). */
export function resultOf(sodium: Sodium, round: Round): MeetingResult | null {
  const figures = figuresOf(round);
  const totals = totalsOf(round);
  if (figures === null || totals === null) return null;
  const { log, board } = round;
  const base = { plan: log.plan, rehearsal: log.rehearsal, figures, totals };
  if (isPaperOnly(round)) {
    const { rows } = buildResult({ ...base, recounts: [] });
    const digest = toBase64url(recountDigest(sodium, ZERO_HASH, rows));
    return buildResult({ ...base, recounts: paperRecounts(round, digest) });
  }
  return buildResult({
    ...base,
    board: { head: toBase64url(board.head), entries: board.n },
    recounts: log.recounts.map(({ by, digest }) => ({ by, digest })),
  });
}

function recountDigest(sodium: Sodium, head: Uint8Array, rows: unknown): Uint8Array {
  return h32(sodium, 'recount', head, utf8(JSON.stringify(rows)));
}

function totalsOf(round: Round): readonly CountedLine[] | null {
  if (isPaperOnly(round)) return paperOf(round)?.lines ?? null;
  return round.board.finished ? (round.board.result?.total ?? null) : null;
}

/** The two tellers' equal entries stand for the recounts of a count on paper (P 4.7.3). */
function paperRecounts({ log }: Round, digest: string): RecountDigest[] {
  const bodies = log.paperFixed ?? [];
  return bodies.map(({ i }) => ({ by: log.committee?.[i - 1]?.name ?? `${i}`, digest }));
}
