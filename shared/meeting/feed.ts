import type { LogEvent } from './events.ts';
import { answeredOf } from './questions.ts';
import type { LogState } from './state.ts';
import type { FeedItem } from './views.ts';

const LENGTH = 200;

/**
 * The newest process facts for the supervisors (R49). Check-ins and issues are left out: who holds
 * a ballot is the desk's business, and their number is in the turnout.
 */
export function feedOf({ feed }: LogState): FeedItem[] {
  return feed
    .map((event, n) => ({ event, n }))
    .filter(({ event }) => !QUIET.has(event.type))
    .slice(-LENGTH)
    .map(({ event, n }) => ({
      n,
      at: 'at' in event ? event.at : null,
      type: event.type,
      ...withDetail(event),
    }));
}

const QUIET: ReadonlySet<LogEvent['type']> = new Set([
  'checked-in',
  'checked-out',
  'ballot-issued',
  'slips-registered',
]);

function withDetail(event: LogEvent): Pick<FeedItem, 'detail'> {
  switch (event.type) {
    case 'quorum-confirmed':
      return { detail: { present: event.present, base: event.base } };
    case 'questions-recorded':
      return { detail: { n: event.questions.length, answered: answeredOf(event.questions) } };
    case 'committee-recorded':
      return { detail: { members: event.members.length } };
    case 'teller-joined':
      return { detail: { i: event.i } };
    case 'paper-keyed':
      return { detail: { i: event.body.i } };
    case 'polls-opened':
      return { detail: { present: event.present } };
    case 'polls-closed':
      return { detail: { issued: event.issued } };
    case 'token-voided':
    case 'slip-voided':
    case 'ceremony-restarted':
    case 'agreement-quorum-lowered':
    case 'round-voided':
    case 'corrected':
    case 'gap-explained':
      return { detail: { reason: event.reason } };
    case 'incident-recorded':
      return { detail: { by: event.by, text: event.text } };
    case 'recount-set-aside':
      return { detail: { by: event.by, reason: event.reason } };
    case 'recount-submitted':
      return { detail: { by: event.by } };
    default:
      return {};
  }
}
