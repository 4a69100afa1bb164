import { unreachable } from '../assert.ts';
import { slipSerial } from '../protocol/code.ts';
import { fromBase64url } from '../protocol/bytes.ts';
import type { ByTeller } from './commands.ts';
import { joinCeremony } from './committee.ts';
import type { DecideContext, Decided } from './decision.ts';
import { isReason, record, refuse } from './decision.ts';
import { explainGap, recordIncident } from './incidents.ts';
import { fixPaper, keyPaper } from './paper.ts';
import { phaseOf } from './phase.ts';
import { postEntry } from './posting.ts';
import { submitRecount } from './recounts.ts';
import { electronicIssuedCount } from './roll.ts';
import type { LogState, Round } from './state.ts';

/** What a member of the counting committee may do, and what only its head may (R19–R22). */
export function decideTeller(context: DecideContext, round: Round, input: ByTeller): Decided {
  const { i, command } = input;
  const { at } = context;
  const teller = round.log.committee?.[i - 1];
  if (teller === undefined) return refuse('not-a-teller');
  switch (command.type) {
    case 'join':
      return joinCeremony(context, round, i, command.sign, command.box, command.pk);
    case 'post':
      return postEntry(context, round, i, command.entry);
    case 'key-paper':
      return keyPaper(context, round, i, command.body);
    case 'record-incident':
      return recordIncident(context, round, teller.name, command.text);
    case 'explain-gap':
      return explainGap(context, round, command.gap, command.reason);
    case 'submit-recount':
      return submitRecount(context, round, {
        by: teller.name,
        source: 'teller',
        device: input.device,
        digest: command.digest,
      });
    case 'void-token':
    case 'void-slip':
    case 'fix-paper':
    case 'sign-minutes':
    case 'correct':
      return teller.head ? decideHead(at, context, round, command) : refuse('not-head');
    default:
      return unreachable(command);
  }
}

type HeadCommand = Extract<
  ByTeller['command'],
  { type: 'void-token' | 'void-slip' | 'fix-paper' | 'sign-minutes' | 'correct' }
>;

function decideHead(
  at: string,
  context: DecideContext,
  round: Round,
  command: HeadCommand,
): Decided {
  switch (command.type) {
    case 'void-token':
      return voidToken(round, command.memberId, command.reason);
    case 'void-slip':
      return voidSlip(round, command.memberId, command.serial, command.reason);
    case 'fix-paper':
      return fixPaper(context, round, command.paper);
    case 'sign-minutes':
      if (phaseOf(round) !== 'announced') return refuse('wrong-phase');
      return round.log.minutesSignedAt === null ? record({ type: 'minutes-signed', at }) : record();
    case 'correct':
      if (phaseOf(round) !== 'announced') return refuse('wrong-phase');
      if (!isReason(command.reason)) return refuse('reason-required');
      return record({ type: 'corrected', at, reason: command.reason.trim() });
    default:
      return unreachable(command);
  }
}

/** Takes back a ballot that was not exchanged, so that the member may be given another (F18). */
function voidToken(round: Round, memberId: string, reason: string): Decided {
  const { log } = round;
  if (!isPollingOpen(round)) return refuse('wrong-phase');
  const issued = log.roll.get(memberId)?.issued ?? null;
  if (issued === null || issued.way === 'slip') return refuse('nothing-to-void');
  if (!isReason(reason)) return refuse('reason-required');
  if (issued.way !== 'paper' && mayBeSpent(round, issued.claim)) return refuse('token-exchanged');
  return record({ type: 'token-voided', memberId, reason: reason.trim() });
}

/** Takes back a printed slip by its serial; which slip a member holds only the slip itself tells. */
function voidSlip(round: Round, memberId: string, serial: string, reason: string): Decided {
  const { log } = round;
  if (!isPollingOpen(round)) return refuse('wrong-phase');
  if (log.roll.get(memberId)?.issued?.way !== 'slip') return refuse('nothing-to-void');
  const claim = claimOfSerial(log, serial);
  if (claim === undefined) return refuse('nothing-to-void');
  if (!isReason(reason)) return refuse('reason-required');
  if (mayBeSpent(round, claim)) return refuse('token-exchanged');
  return record({ type: 'slip-voided', memberId, claim, reason: reason.trim() });
}

/**
 * The claim was exchanged, or every ballot issued electronically was: then one fewer issued would
 * be fewer than exchanged, which a board must never say (P 4.7.1).
 */
function mayBeSpent({ log, register }: Round, claim: string | null): boolean {
  if (register.count >= electronicIssuedCount(log)) return true;
  return claim !== null && register.byClaim.has(claim);
}

function isPollingOpen(round: Round): boolean {
  return phaseOf(round) === 'polling' && round.log.closed === null;
}

function claimOfSerial(log: LogState, serial: string): string | undefined {
  const wanted = serial.trim().toUpperCase().replace(/[IL]/gu, '1').replace(/O/gu, '0');
  return [...log.slips.registered].find((claim) => {
    const bytes = fromBase64url(claim, 32);
    return bytes.ok && log.claims.has(claim) && slipSerial(bytes.value) === wanted;
  });
}
