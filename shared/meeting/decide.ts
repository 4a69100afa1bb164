import { unreachable } from '../assert.ts';
import { canonicalBallotForm } from '../plan/ballot-form.ts';
import { toBase64url, utf8 } from '../protocol/bytes.ts';
import { h32 } from '../protocol/hash.ts';
import { announceResult } from './announcing.ts';
import type { ChairCommand, Command } from './commands.ts';
import { recordCommittee, restartCeremony } from './committee.ts';
import { lowerAgreementQuorum } from './counting.ts';
import { decideDesk } from './decide-desk.ts';
import { decideTeller } from './decide-teller.ts';
import type { DecideContext, Decided } from './decision.ts';
import { isReason, record, refuse } from './decision.ts';
import { explainGap, noteCopy, recordIncident } from './incidents.ts';
import { phaseOf, voidReason } from './phase.ts';
import { recordQuestions } from './questions.ts';
import { setAsideRecount, submitRecount } from './recounts.ts';
import { issuedCount, presentCount, quorumNow } from './roll.ts';
import type { Round } from './state.ts';

/**
 * THE RULES. What may happen in a round, who may make it happen, and why not: given the round as
 * recorded and one command, either the events that follow or one refusal. Pure; nothing is done
 * here. Casting and exchanging have their own paths of the same shape: `casting.ts`,
 * `exchanging.ts`. What the server itself then owes the board is in `owed.ts`.
 */
export function decide(context: DecideContext, round: Round, input: Command): Decided {
  if (voidReason(round) !== null) return refuse('no-round');
  switch (input.role) {
    case 'chair':
      return decideChair(context, round, input.command);
    case 'desk':
      return decideDesk(context, round, input.desk, input.command);
    case 'teller':
      return decideTeller(context, round, input);
    case 'supervisor':
      return submitRecount(context, round, {
        by: input.name,
        source: 'supervisor',
        device: input.device,
        digest: input.command.digest,
      });
    case 'server':
      if (input.command.type === 'note-copy') return noteCopy(context, round, input.command.failed);
      if (input.command.type === 'record-questions') {
        return recordQuestions(context, round, input.command.questions);
      }
      return submitRecount(context, round, {
        by: 'server',
        source: 'server',
        device: 'server',
        digest: input.command.digest,
      });
    default:
      return unreachable(input);
  }
}

function decideChair(context: DecideContext, round: Round, command: ChairCommand): Decided {
  const { at } = context;
  switch (command.type) {
    case 'freeze-ballot':
      return freezeBallot(context, round);
    case 'confirm-quorum':
      return confirmQuorum(context, round);
    case 'allow-phones':
      return allowPhones(context, round, command.allowed);
    case 'record-committee':
      return recordCommittee(context, round, command.members, command.how);
    case 'restart-ceremony':
      return restartCeremony(context, round, command.reason);
    case 'open-polls':
      return openPolls(context, round, command.present);
    case 'close-polls':
      return closePolls(context, round, command.outstanding);
    case 'lower-agreement-quorum':
      return lowerAgreementQuorum(context, round, command.reason);
    case 'record-incident':
      return recordIncident(context, round, 'chair', command.text);
    case 'explain-gap':
      return explainGap(context, round, command.gap, command.reason);
    case 'set-aside-recount':
      return setAsideRecount(context, round, command.device, command.reason);
    case 'announce':
      return announceResult(context, round);
    case 'archive':
      if (phaseOf(round) !== 'announced') return refuse('wrong-phase');
      if (round.log.minutesSignedAt === null) return refuse('minutes-unsigned');
      return record({ type: 'archived', at });
    case 'void-round':
      return voidRound(context, round, command);
    default:
      return unreachable(command);
  }
}

/** The electronic *đóng dấu treo* (R12): from here on the ballot's hash is part of everything. */
function freezeBallot({ sodium, at }: DecideContext, round: Round): Decided {
  if (phaseOf(round) !== 'preparing') return refuse('wrong-phase');
  const form = utf8(canonicalBallotForm(round.log.plan));
  return record({
    type: 'ballot-frozen',
    at,
    digest: toBase64url(h32(sodium, 'ballot-form', form)),
  });
}

/** The conference may proceed only with at least two thirds present, exactly (R15, R16). */
function confirmQuorum({ at }: DecideContext, round: Round): Decided {
  if (phaseOf(round) !== 'rollCall') return refuse('wrong-phase');
  const quorum = quorumNow(round.log);
  if (!quorum.met) return refuse('quorum-not-met', { missing: quorum.missing });
  return record({ type: 'quorum-confirmed', at, present: quorum.present, base: quorum.base });
}

/** Members' own phones in the hall are the chair's recorded decision, before the polls. */
function allowPhones({ at }: DecideContext, round: Round, allowed: boolean): Decided {
  if (!['preparing', 'rollCall', 'sealing'].includes(phaseOf(round))) return refuse('wrong-phase');
  if (round.log.phonesAllowed === allowed) return record();
  return record({ type: 'phones-decided', at, allowed });
}

/**
 * Opens the polls. Refused unless the committee's key is complete, the box is empty (R32), the
 * quorum still holds with those present now (F8), phones were decided on, and the chair has typed
 * the number of members present.
 */
function openPolls({ at }: DecideContext, round: Round, typed: number): Decided {
  const { log, board } = round;
  if (phaseOf(round) !== 'sealing' || log.opened !== null) return refuse('wrong-phase');
  if (board.stage !== 'sealed') return refuse('ceremony-incomplete');
  if (log.phonesAllowed === null) return refuse('phones-undecided');
  const quorum = quorumNow(log);
  if (!quorum.met) return refuse('quorum-not-met', { missing: quorum.missing });
  if (typed !== quorum.present) return refuse('number-differs', { expected: quorum.present });
  return record({ type: 'polls-opened', at, present: quorum.present });
}

/** Closes the polls after the chair typed how many issued ballots are still out (F7). */
function closePolls({ at }: DecideContext, round: Round, typed: number): Decided {
  const { log, board } = round;
  if (phaseOf(round) !== 'polling' || log.closed !== null) return refuse('wrong-phase');
  const issued = issuedCount(log);
  const outstanding = issued - board.ballotCount;
  if (typed !== outstanding) return refuse('number-differs', { expected: outstanding });
  return record({ type: 'polls-closed', at, issued, presentAtVote: presentCount(log) });
}

/**
 * A void round is kept, never erased; its board ends with `abort` (F26). The command names it: said
 * again after a lost answer, it must not reach the round that has begun meanwhile.
 */
function voidRound(
  { at, id }: DecideContext,
  round: Round,
  { round: meant, reason }: Extract<ChairCommand, { type: 'void-round' }>,
): Decided {
  if (meant !== id) return refuse('no-round');
  if (['announced', 'archived'].includes(phaseOf(round))) return refuse('wrong-phase');
  if (!isReason(reason)) return refuse('reason-required');
  return record({ type: 'round-voided', at, reason: reason.trim() });
}
