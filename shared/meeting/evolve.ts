import { unreachable } from '../assert.ts';
import type { IssueWay } from './commands.ts';
import type { LogEvent } from './events.ts';
import { setAsideText } from './set-aside-text.ts';
import type { JoinedTeller, LogState, MemberState } from './state.ts';

type Created = Extract<LogEvent, { type: 'round-created' }>;

const ABSENT: MemberState = { present: false, attended: false, issued: null };

/** The log's state after its first event. */
export function createLog(event: Created): LogState {
  return {
    plan: event.plan,
    attempt: event.attempt,
    rehearsal: event.rehearsal,
    software: event.software,
    questions: [],
    ballotDigest: null,
    roll: new Map(event.plan.venue.roll.map((member) => [member.id, ABSENT])),
    quorum: null,
    phonesAllowed: event.plan.venue.phonesAllowed,
    committee: null,
    committeeHow: '',
    joined: new Map(),
    ceremonyRestarts: [],
    opened: null,
    claims: new Set(),
    retiredClaims: new Set(),
    slips: { registered: new Set(), handedOut: 0, voided: 0 },
    closed: null,
    paperKeyed: new Map(),
    paperFixed: null,
    agreementQuorumLowered: null,
    incidents: [],
    gapReasons: new Map(),
    recounts: [],
    recountsSetAside: new Set(),
    copyLost: null,
    corrections: [],
    announcedAt: null,
    minutesSignedAt: null,
    archivedAt: null,
    voided: null,
    feed: [event],
  };
}

/**
 * The pure fold of the log: the state after one more event. It refuses nothing; what may happen is
 * decided in `decide.ts` before an event is recorded.
 */
export function evolveLog(state: LogState, event: LogEvent): LogState {
  return { ...applied(state, event), feed: [...state.feed, event] };
}

function applied(state: LogState, event: LogEvent): LogState {
  switch (event.type) {
    case 'round-created':
      return createLog(event);
    case 'questions-recorded':
      return { ...state, questions: event.questions };
    case 'ballot-frozen':
      return { ...state, ballotDigest: event.digest };
    case 'checked-in':
      return withMember(state, event.memberId, (m) => ({ ...m, present: true, attended: true }));
    case 'checked-out':
      return withMember(state, event.memberId, (m) => ({ ...m, present: false }));
    case 'quorum-confirmed':
      return { ...state, quorum: { present: event.present, base: event.base } };
    case 'phones-decided':
      return { ...state, phonesAllowed: event.allowed };
    case 'committee-recorded':
      return { ...state, committee: event.members, committeeHow: event.how, joined: new Map() };
    case 'teller-joined':
      return {
        ...state,
        joined: new Map(state.joined).set(event.i, keysOf(event)),
      };
    case 'ceremony-restarted':
      return {
        ...state,
        joined: new Map(),
        ceremonyRestarts: [...state.ceremonyRestarts, event.reason],
        incidents: [...state.incidents, { at: event.at, by: 'chair', text: event.reason }],
      };
    case 'polls-opened':
      return { ...state, opened: { at: event.at, present: event.present } };
    case 'slips-registered':
      return {
        ...state,
        claims: new Set([...state.claims, ...event.claims]),
        slips: {
          ...state.slips,
          registered: new Set([...state.slips.registered, ...event.claims]),
        },
      };
    case 'ballot-issued':
      return issued(state, event.memberId, event.way, event.claim);
    case 'token-voided':
      return voidedToken(state, event.memberId, event.reason);
    case 'slip-voided':
      return voidedSlip(state, event.memberId, event.claim, event.reason);
    case 'polls-closed':
      return {
        ...state,
        closed: { at: event.at, issued: event.issued, presentAtVote: event.presentAtVote },
      };
    case 'paper-keyed':
      return { ...state, paperKeyed: new Map(state.paperKeyed).set(event.body.i, event.body) };
    case 'paper-fixed':
      return { ...state, paperFixed: event.bodies };
    case 'agreement-quorum-lowered':
      return {
        ...state,
        agreementQuorumLowered: event.reason,
        incidents: [...state.incidents, { at: event.at, by: 'chair', text: event.reason }],
      };
    case 'incident-recorded':
      return {
        ...state,
        incidents: [...state.incidents, { at: event.at, by: event.by, text: event.text }],
      };
    case 'gap-explained':
      return { ...state, gapReasons: new Map(state.gapReasons).set(event.gap, event.reason) };
    case 'recount-submitted':
      return {
        ...state,
        recounts: [
          ...state.recounts.filter((recount) => recount.device !== event.device),
          { by: event.by, source: event.source, device: event.device, digest: event.digest },
        ],
      };
    case 'recount-set-aside':
      return {
        ...state,
        recounts: state.recounts.filter(({ device }) => device !== event.device),
        recountsSetAside: new Set(state.recountsSetAside).add(event.device),
        incidents: [...state.incidents, { at: event.at, by: 'chair', text: setAsideText(event) }],
      };
    case 'copy-lost':
      return { ...state, copyLost: event.why };
    case 'copy-regained':
      return { ...state, copyLost: null };
    case 'announced':
      return { ...state, announcedAt: event.at };
    case 'corrected':
      // A new version of the papers needs a signature of its own (F25).
      return {
        ...state,
        minutesSignedAt: null,
        corrections: [...state.corrections, { at: event.at, reason: event.reason }],
      };
    case 'minutes-signed':
      return { ...state, minutesSignedAt: event.at };
    case 'archived':
      return { ...state, archivedAt: event.at };
    case 'round-voided':
      return { ...state, voided: { at: event.at, reason: event.reason } };
    default:
      return unreachable(event);
  }
}

function keysOf({ sign, box, pk }: Extract<LogEvent, { type: 'teller-joined' }>): JoinedTeller {
  return { sign, box, ...(pk === undefined ? {} : { pk }) };
}

function withMember(
  state: LogState,
  memberId: string,
  change: (member: MemberState) => MemberState,
): LogState {
  const member = state.roll.get(memberId) ?? ABSENT;
  return { ...state, roll: new Map(state.roll).set(memberId, change(member)) };
}

function issued(state: LogState, memberId: string, way: IssueWay, claim: string | null): LogState {
  const next = withMember(state, memberId, (m) => ({ ...m, issued: { way, claim } }));
  const claims = claim === null ? state.claims : new Set(state.claims).add(claim);
  const slips =
    way === 'slip' ? { ...state.slips, handedOut: state.slips.handedOut + 1 } : state.slips;
  return { ...next, claims, slips };
}

/** The member's ballot is returned: they may be issued another, and count once (F18). */
function voidedToken(state: LogState, memberId: string, reason: string): LogState {
  const claim = state.roll.get(memberId)?.issued?.claim ?? null;
  const next = withMember(state, memberId, (m) => ({ ...m, issued: null }));
  return { ...retired(next, claim), incidents: reissueIncident(state, reason) };
}

function voidedSlip(state: LogState, memberId: string, claim: string, reason: string): LogState {
  const next = withMember(state, memberId, (m) => ({ ...m, issued: null }));
  return {
    ...retired(next, claim),
    slips: { ...state.slips, voided: state.slips.voided + 1 },
    incidents: reissueIncident(state, reason),
  };
}

function reissueIncident(state: LogState, reason: string): LogState['incidents'] {
  return [...state.incidents, { at: null, by: 'committee', text: reason }];
}

function retired(state: LogState, claim: string | null): LogState {
  if (claim === null) return state;
  const claims = new Set(state.claims);
  claims.delete(claim);
  return { ...state, claims, retiredClaims: new Set(state.retiredClaims).add(claim) };
}
