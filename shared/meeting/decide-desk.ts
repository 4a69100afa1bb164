import { unreachable } from '../assert.ts';
import { fromBase64url } from '../protocol/bytes.ts';
import type { DeskCommand } from './commands.ts';
import type { DecideContext, Decided } from './decision.ts';
import { record, refuse } from './decision.ts';
import { phaseOf } from './phase.ts';
import { freeSlips } from './roll.ts';
import type { LogState, MemberState, Round } from './state.ts';

/** What a desk may do: the roll call, and issuing ballots on the committee's behalf (R18, R20). */
export function decideDesk(
  context: DecideContext,
  round: Round,
  desk: string,
  command: DeskCommand,
): Decided {
  switch (command.type) {
    case 'set-present':
      return setPresent(context, round, desk, command.memberId, command.present);
    case 'issue':
      return issue(round, command);
    case 'register-slips':
      return registerSlips(round, command.claims);
    default:
      return unreachable(command);
  }
}

/** Sets a member present or absent: never a toggle, and the same word twice changes nothing. */
function setPresent(
  { at }: DecideContext,
  round: Round,
  desk: string,
  memberId: string,
  present: boolean,
): Decided {
  const phase = phaseOf(round);
  if (!isRollOpen(round)) return refuse('wrong-phase');
  const member = round.log.roll.get(memberId);
  if (member === undefined) return refuse('not-on-roll');
  if (member.present === present) return record();
  if (!present && member.issued !== null) return refuse('ballot-out');
  // A time beside a latecomer's ballot would help to place it on the board (design 7).
  const when = phase === 'polling' ? null : at;
  return record({ type: present ? 'checked-in' : 'checked-out', at: when, memberId, desk });
}

function isRollOpen(round: Round): boolean {
  const { log } = round;
  return ['rollCall', 'sealing', 'polling'].includes(phaseOf(round)) && log.closed === null;
}

/** Issues one ballot to a member who is present and holds none (R18, R29). */
function issue(round: Round, command: Extract<DeskCommand, { type: 'issue' }>): Decided {
  const { log } = round;
  if (phaseOf(round) !== 'polling' || log.closed !== null) return refuse('wrong-phase');
  const member = log.roll.get(command.memberId);
  if (member === undefined) return refuse('not-on-roll');
  const claim = 'claim' in command ? command.claim : null;
  if (isSameIssue(member, command.way, claim)) return record();
  if (!member.present) return refuse('not-present');
  if (member.issued !== null) return refuse('already-issued');
  if (command.way === 'screen' && log.phonesAllowed === false) return refuse('phones-not-allowed');
  if (command.way === 'slip' && freeSlips(log) <= 0) return refuse('no-slips');
  if (claim !== null && !isFreeClaim(log, claim)) return refuse('claim-taken');
  const { memberId, way } = command;
  return record({ type: 'ballot-issued', memberId, way, claim });
}

/** The same issue again, after a lost acknowledgement. */
function isSameIssue({ issued }: MemberState, way: string, claim: string | null): boolean {
  return issued !== null && claim !== null && issued.way === way && issued.claim === claim;
}

/** Registers a stack of printed slips: their claims, not who will draw them (P 4.6.1). */
function registerSlips(round: Round, claims: readonly string[]): Decided {
  const { log } = round;
  if (phaseOf(round) !== 'polling' || log.closed !== null) return refuse('wrong-phase');
  const fresh = claims.filter((claim) => !log.slips.registered.has(claim));
  if (new Set(claims).size < claims.length) return refuse('claim-taken');
  if (fresh.some((claim) => !isFreeClaim(log, claim))) return refuse('claim-taken');
  return fresh.length === 0 ? record() : record({ type: 'slips-registered', claims: fresh });
}

function isFreeClaim(log: LogState, claim: string): boolean {
  return fromBase64url(claim, 32).ok && !log.claims.has(claim) && !log.retiredClaims.has(claim);
}
