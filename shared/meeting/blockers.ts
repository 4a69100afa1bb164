import { gapsOf } from '../result/gaps.ts';
import { coIssuerSeats, unrevealed } from './co-issuers.ts';
import { allJoined } from './committee.ts';
import { collectedCount, gapCounts } from './counting.ts';
import { isPaperOnly, phaseOf, voidReason } from './phase.ts';
import { recountState } from './recounts.ts';
import { issuedCount, paperIssuedCount, quorumNow } from './roll.ts';
import type { Round } from './state.ts';
import type { Blocker } from './views.ts';

/** What is still missing before the phase's next step, in the order in which to see to it. */
export function blockersOf(round: Round): Blocker[] {
  if (voidReason(round) !== null) return [];
  switch (phaseOf(round)) {
    case 'rollCall':
      return quorumBlockers(round);
    case 'sealing':
      return sealingBlockers(round);
    case 'polling':
      return pollingBlockers(round);
    case 'counting':
      return countingBlockers(round);
    case 'counted':
      return announcingBlockers(round);
    case 'announced':
      return round.log.minutesSignedAt === null ? [{ code: 'minutes-unsigned' }] : [];
    case 'preparing':
    case 'archived':
      return [];
  }
}

function quorumBlockers({ log }: Round): Blocker[] {
  const { met, missing } = quorumNow(log);
  return met ? [] : [{ code: 'quorum-not-met', detail: { missing } }];
}

function sealingBlockers(round: Round): Blocker[] {
  const { log, board } = round;
  const blockers: Blocker[] = [];
  if (log.phonesAllowed === null) blockers.push({ code: 'phones-undecided' });
  if (log.committee === null) blockers.push({ code: 'committee-missing' });
  else if (!allJoined(log)) {
    const missing = log.committee.length - log.joined.size;
    blockers.push({ code: 'tellers-missing', detail: { missing } });
  } else if (board.complaints.size > 0) blockers.push({ code: 'ceremony-complaint' });
  else if (board.stage !== 'sealed') blockers.push(ceremonyBlocker(round));
  return [...blockers, ...quorumBlockers(round)];
}

/** A co-issuer's device says its last word only once its backup is saved (P 4.6.4). */
function ceremonyBlocker({ board }: Round): Blocker {
  const isDealt = board.setup !== null && board.deals.size === board.setup.n;
  const missing = coIssuerSeats(board).filter(({ teller }) => !board.oks.has(teller));
  if (!isDealt || missing.length === 0) return { code: 'ceremony-running' };
  return {
    code: 'co-issuer-backup',
    detail: { names: missing.map(({ name }) => name).join(', ') },
  };
}

function pollingBlockers(round: Round): Blocker[] {
  const collected = collectedCount(round);
  const { minBallots } = round.log.plan.venue;
  const blockers: Blocker[] = [];
  if (!quorumNow(round.log).met) blockers.push({ code: 'quorum-lost' });
  const outstanding = issuedCount(round.log) - collected;
  const paper = paperIssuedCount(round.log);
  if (outstanding > 0 && paper === 0)
    blockers.push({ code: 'outstanding', detail: { outstanding } });
  if (outstanding > paper && paper > 0) {
    const electronic = outstanding - paper;
    blockers.push({ code: 'outstanding-electronic', detail: { electronic } });
  }
  if (paper > 0) blockers.push({ code: 'paper-in-box', detail: { paper } });
  if (collected < minBallots) blockers.push({ code: 'few-ballots', detail: { minBallots } });
  return blockers;
}

function countingBlockers({ log, board }: Round): Blocker[] {
  const missing = unrevealed(board).map(({ name }) => name);
  if (missing.length > 0)
    return [{ code: 'reveals-missing', detail: { names: missing.join(', ') } }];
  if (log.paperFixed === null) return [{ code: 'paper-open' }];
  if (board.tally === null) return [];
  return board.openings.size < (board.setup?.t ?? 0) ? [{ code: 'openings-missing' }] : [];
}

function announcingBlockers(round: Round): Blocker[] {
  const { log } = round;
  const blockers: Blocker[] = [];
  const recounts = isPaperOnly(round) ? 'agree' : recountState(log.recounts);
  if (recounts === 'missing') blockers.push({ code: 'recount-missing' });
  if (recounts === 'differs') blockers.push({ code: 'recount-differs' });
  for (const gap of gapsOf(gapCounts(round))) {
    if (!log.gapReasons.has(gap)) blockers.push({ code: `gap-${gap}` });
  }
  return blockers;
}
