import type { PaperBody } from '../protocol/entries.ts';
import type { GapFacts } from '../result/gaps.ts';
import type { DecideContext, Decided } from './decision.ts';
import { isReason, record, refuse } from './decision.ts';
import { phaseOf } from './phase.ts';
import { issuedCount } from './roll.ts';
import type { Round } from './state.ts';

/** The paper count of the board or, before it stands there, the one the committee fixed; null if none. */
export function paperOf({ log, board }: Round): PaperBody | null {
  return board.papers[0] ?? log.paperFixed?.[0] ?? null;
}

/** Ballots collected: electronic ballots with good tokens and paper ballots (R34). */
export function collectedCount(round: Round): number {
  const electronic = round.board.tally?.N ?? round.board.ballotCount;
  return electronic + (paperOf(round)?.count ?? 0);
}

/** How many ballots stand behind each gap between issued and counted (design 7, Announcing). */
export function gapCounts(round: Round): GapFacts {
  const issued = round.log.closed?.issued ?? issuedCount(round.log);
  const rejected = paperOf(round)?.rejected ?? [];
  return {
    excluded: round.board.tally?.excluded.length ?? 0,
    rejected: rejected.reduce((sum, { count }) => sum + count, 0),
    outstanding: issued - collectedCount(round),
  };
}

/**
 * Lets t agreements suffice when silent devices block the opening: once, with a reason, after the
 * tally and before the first opening, shown in red everywhere (P 4.7.5).
 */
export function lowerAgreementQuorum({ at }: DecideContext, round: Round, reason: string): Decided {
  const { log, board } = round;
  if (phaseOf(round) !== 'counting' || board.tally === null) return refuse('wrong-phase');
  if (board.openings.size > 0 || log.agreementQuorumLowered !== null) return refuse('wrong-phase');
  if (!isReason(reason)) return refuse('reason-required');
  return record({ type: 'agreement-quorum-lowered', at, reason: reason.trim() });
}
