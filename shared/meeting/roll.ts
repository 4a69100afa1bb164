import { PROFILES } from '../plan/profiles.ts';
import { hasQuorum, missingForQuorum, quorumNeeded } from '../result/quorum.ts';
import type { LogState, MemberState } from './state.ts';

/** The base of the quorum: members summoned, or all deputies, by the profile (R15, R16). */
export function quorumBaseOf(log: LogState): number {
  const { profile, totalDeputies, roll } = log.plan.venue;
  return PROFILES[profile].quorumBase === 'totalDeputies'
    ? (totalDeputies ?? roll.length)
    : roll.length;
}

/** Members checked in at this moment. */
export function presentCount(log: LogState): number {
  return count(log, (member) => member.present);
}

/** Members who were ever checked in (R17). */
export function attendedCount(log: LogState): number {
  return count(log, (member) => member.attended);
}

/** Members who hold a ballot, electronic or paper; one whose ballot was replaced counts once (P 4.7.1). */
export function issuedCount(log: LogState): number {
  return count(log, (member) => member.issued !== null);
}

/** Members who hold an electronic ballot: the bound on exchanges (P 4.6.3). */
export function electronicIssuedCount(log: LogState): number {
  return count(log, ({ issued }) => issued !== null && issued.way !== 'paper');
}

/** Members who hold a paper ballot. */
export function paperIssuedCount(log: LogState): number {
  return count(log, ({ issued }) => issued?.way === 'paper');
}

/** Slips of the registered stack that were neither handed out nor voided. */
export function freeSlips({ slips }: LogState): number {
  return slips.registered.size - slips.handedOut;
}

/** How the hall stands against two thirds, to the exact integer. */
export interface QuorumState {
  readonly base: number;
  readonly present: number;
  readonly needed: number;
  readonly missing: number;
  readonly met: boolean;
}

/** The quorum with the members present now (R15, R16). */
export function quorumNow(log: LogState): QuorumState {
  const base = quorumBaseOf(log);
  const present = presentCount(log);
  return {
    base,
    present,
    needed: quorumNeeded(base),
    missing: missingForQuorum(present, base),
    met: hasQuorum(present, base),
  };
}

function count(log: LogState, test: (member: MemberState) => boolean): number {
  let total = 0;
  for (const member of log.roll.values()) if (test(member)) total += 1;
  return total;
}
