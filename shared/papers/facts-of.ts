import { paperOf } from '../meeting/counting.ts';
import type { LogEvent } from '../meeting/events.ts';
import { gapViews, hallView } from '../meeting/hall-view.ts';
import { isPaperOnly, phaseOf, voidReason } from '../meeting/phase.ts';
import { answeredOf } from '../meeting/questions.ts';
import { resultOf } from '../meeting/result-of.ts';
import { setAsideText } from '../meeting/set-aside-text.ts';
import type { LogState, Round } from '../meeting/state.ts';
import { fromBase64url, toBase64url, utf8 } from '../protocol/bytes.ts';
import { ZERO_HASH } from '../protocol/chain.ts';
import { h32 } from '../protocol/hash.ts';
import type { Sodium } from '../protocol/sodium.ts';
import type { MeetingResult } from '../result/result.ts';
import type { IssueFact, PaperFacts } from './facts.ts';
import { reconciledIssues } from './issue-facts.ts';

/** What the papers of a round are made from: its id, its records, and the counts kept beside them. */
export interface RoundRecords {
  /** `<venueId>-<attempt>`. */
  readonly id: string;
  readonly round: Round;
  /** As counted beside the log; what a crash lost is made good from the log. */
  readonly issues: readonly IssueFact[];
  /** The stored result, where the board that it came from is not at hand; else null. */
  readonly stored: MeetingResult | null;
}

/**
 * All that the papers of a round may say (`PaperFacts`), from its records alone: the same records
 * give the same facts at any time and place.
 */
export function factsOf(sodium: Sodium, records: RoundRecords): PaperFacts {
  const { id, round, issues, stored } = records;
  const { log } = round;
  const result = resultOf(sodium, round) ?? stored;
  return {
    plan: log.plan,
    round: id,
    phase: phaseOf(round),
    rehearsal: log.rehearsal,
    voided: voidedOf(round),
    software: log.software,
    times: timesOf(round),
    ballotDigest: log.ballotDigest,
    quorum: log.quorum,
    phonesAllowed: log.phonesAllowed,
    committee: log.committee === null ? null : { members: log.committee, how: log.committeeHow },
    keyFingerprint: hallView(round, id).keyFingerprint,
    sealedHead: round.board.eid === null ? null : toBase64url(round.board.eid),
    ceremonyRestarts: log.ceremonyRestarts,
    roll: rollOf(log),
    issues: reconciledIssues(issues, log.feed),
    slips: {
      registered: log.slips.registered.size,
      handedOut: log.slips.handedOut,
      voided: log.slips.voided,
    },
    reissues: log.feed.flatMap((event) => (isVoiding(event) ? [event.reason] : [])),
    paper: paperFact(round),
    gaps: gapViews(round),
    ...questionsOf(log),
    incidents: log.feed.flatMap(incidentOf),
    agreementQuorumLowered: log.agreementQuorumLowered,
    corrections: log.corrections,
    result,
    digest: result === null ? null : digestOf(sodium, result),
  };
}

/** The digest `recount` of a result (P 4.1), base64url: over the board's head and the rows as stored. */
export function digestOf(sodium: Sodium, { board, rows }: MeetingResult): string {
  const head = board === undefined ? null : fromBase64url(board.head);
  const bytes = head?.ok === true ? head.value : ZERO_HASH;
  return toBase64url(h32(sodium, 'recount', bytes, utf8(JSON.stringify(rows))));
}

function questionsOf({ questions }: LogState): Pick<PaperFacts, 'questions'> {
  if (questions.length === 0) return {};
  return { questions: { asked: questions.length, answered: answeredOf(questions) } };
}

function incidentOf(event: LogEvent): PaperFacts['incidents'] {
  if (event.type === 'recount-set-aside') {
    return [{ at: event.at, by: authorOf('chair'), text: setAsideText(event) }];
  }
  if (event.type !== 'incident-recorded') return [];
  return [{ at: event.at, by: authorOf(event.by), text: event.text }];
}

/** Who recorded an incident: the log has the chair as a role, a teller by name. */
function authorOf(by: string): string {
  return by === 'chair' ? 'Chủ trì' : by;
}

type Type = LogEvent['type'];

function timesOf(round: Round): PaperFacts['times'] {
  const { log } = round;
  function lastOf(wanted: Type): string | null {
    return timeOf(log, (type) => type === wanted);
  }
  return {
    created: lastOf('round-created'),
    quorum: lastOf('quorum-confirmed'),
    committee: lastOf('committee-recorded'),
    opened: lastOf('polls-opened'),
    closed: lastOf('polls-closed'),
    counted: countedAt(round),
    announced: lastOf('announced'),
    // A correction takes the signature back (F25).
    minutesSigned: log.minutesSignedAt,
  };
}

/** The last recount that is not the server's own; on paper only, the fixing of the count. */
function countedAt(round: Round): string | null {
  const { log } = round;
  if (isPaperOnly(round) || !log.feed.some(({ type }) => type === 'recount-submitted')) {
    return timeOf(log, (type) => type === 'paper-fixed');
  }
  const recounts = log.feed.filter((event) => event.type === 'recount-submitted');
  return (recounts.findLast(({ source }) => source !== 'server') ?? recounts.at(-1))?.at ?? null;
}

function timeOf({ feed }: LogState, isIt: (type: Type) => boolean): string | null {
  const event = feed.findLast(({ type }) => isIt(type));
  return event !== undefined && 'at' in event ? event.at : null;
}

function voidedOf(round: Round): PaperFacts['voided'] {
  const { log } = round;
  if (log.voided !== null) return log.voided;
  if (voidReason(round) === null) return null;
  const at = timeOf(log, (type) => type === 'paper-fixed' || type === 'polls-closed');
  return {
    at: at ?? '',
    reason: 'Số phiếu thu về ít hơn mức tối thiểu nên không mở phiếu nào.',
  };
}

function rollOf({ plan, roll }: LogState): PaperFacts['roll'] {
  return plan.venue.roll.map(({ id, name, post = '', group = '' }) => ({
    name,
    post,
    group,
    attended: roll.get(id)?.attended ?? false,
    present: roll.get(id)?.present ?? false,
  }));
}

function paperFact(round: Round): PaperFacts['paper'] {
  const body = paperOf(round);
  if (body === null) return null;
  const { count, rejected, lines, rulings } = body;
  return { count, rejected, lines, rulings };
}

function isVoiding(
  event: LogEvent,
): event is Extract<LogEvent, { type: 'token-voided' | 'slip-voided' }> {
  return event.type === 'token-voided' || event.type === 'slip-voided';
}
