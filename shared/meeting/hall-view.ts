import { PROFILES } from '../plan/profiles.ts';
import { fingerprint, shortDigest } from '../protocol/code.ts';
import { fromBase64url, toBase64url } from '../protocol/bytes.ts';
import { agreementQuorum, neededAgreements } from '../protocol/quorum.ts';
import { GAPS } from '../result/gaps.ts';
import { coIssuerSeats, isCoIssuer } from './co-issuers.ts';
import { collectedCount, gapCounts, paperOf } from './counting.ts';
import { phaseOf, voidReason } from './phase.ts';
import { issuedCount, paperIssuedCount, quorumNow } from './roll.ts';
import type { HallWifi } from '../wifi.ts';
import type { Round } from './state.ts';
import type {
  CountView,
  DeviceView,
  GapView,
  HallView,
  ServedView,
  TellerProgress,
  Turnout,
} from './views.ts';

/** What the server knows beside the records: which devices are paired and online, and its addresses. */
export interface Presence {
  readonly devices: readonly DeviceView[];
  readonly tellers: ReadonlyMap<number, { readonly paired: boolean; readonly online: boolean }>;
  readonly addresses: readonly string[];
  readonly served?: ServedView;
  readonly wifi?: HallWifi | null;
  /** Co-issuers who are away or silent while the polls are open, by name. */
  readonly coIssuersAway?: readonly string[];
}

/** What every screen of the hall may show of a round (R37, F21). */
export function hallView(round: Round, id: string): HallView {
  const { log, board } = round;
  const { venue } = log.plan;
  const quorum = quorumNow(log);
  return {
    round: id,
    rehearsal: log.rehearsal,
    voided: voidReason(round),
    phase: phaseOf(round),
    title: log.plan.title,
    issuingBody: log.plan.issuingBody,
    venueName: venue.name,
    place: venue.place,
    votingDay: venue.votingDay,
    addressTerm: venue.addressTerm,
    chairName: venue.chair,
    subjects: log.plan.lines.length,
    quorum: {
      basis: PROFILES[venue.profile].quorumBase,
      base: quorum.base,
      summoned: venue.roll.length,
      present: quorum.present,
      needed: quorum.needed,
      met: quorum.met,
      confirmed: log.quorum !== null,
    },
    committee: log.committee,
    keyFingerprint: fingerprintOf(board.open?.Y),
    turnout: turnoutOf(round),
    ...paperWaiting(round),
    board: board.n === 0 ? null : { entries: board.n, head: toBase64url(board.head) },
    agreementQuorumLowered: log.agreementQuorumLowered,
  };
}

/** Paper ballots are collected when their count is fixed: until then nobody may call them missing. */
function paperWaiting({ log }: Round): Pick<HallView, 'paperWaiting'> {
  const issued = log.paperFixed === null ? paperIssuedCount(log) : 0;
  return issued === 0 ? {} : { paperWaiting: issued };
}

/** Issued, collected, outstanding: the one thing shown live (R37). */
export function turnoutOf(round: Round): Turnout {
  const issued = round.log.closed?.issued ?? issuedCount(round.log);
  const collected = collectedCount(round);
  return { issued, collected, outstanding: issued - collected };
}

/** How far each teller's device and the count have come; no figure about marks. */
export function countView(round: Round, presence: Presence): CountView | null {
  const { log, board } = round;
  if (log.committee === null) return null;
  const n = log.committee.length;
  const t = board.setup?.t ?? log.plan.venue.threshold ?? Math.floor(n / 2) + 1;
  return {
    tellers: log.committee.map(({ name, head }, at) =>
      tellerProgress(round, presence, at + 1, name, head),
    ),
    agreementsNeeded: board.setup === null ? agreementQuorum(n, t) : neededAgreements(board),
    threshold: t,
    agreements: board.agreed.size,
    openings: board.openings.size,
    tallied: board.tally !== null,
    tallyCode: board.tallyEntryHash === null ? null : shortDigest(board.tallyEntryHash),
    ballots: board.tally?.N ?? null,
    paperFixed: log.paperFixed !== null,
    paperCount: paperOf(round)?.count ?? 0,
  };
}

function tellerProgress(
  { log, board }: Round,
  presence: Presence,
  i: number,
  name: string,
  head: boolean,
): TellerProgress {
  const seen = presence.tellers.get(i);
  return {
    i,
    name,
    head,
    paired: seen?.paired ?? false,
    online: seen?.online ?? false,
    joined: log.joined.has(i),
    committed: board.commits.has(i),
    dealt: board.deals.has(i),
    confirmed: board.oks.has(i),
    fingerprint: fingerprintOf(log.joined.get(i)?.sign),
    agreed: board.agreed.has(i),
    opened: board.openings.has(i),
    coIssuer: isCoIssuer(log, i),
    revealed: coIssuerSeats(board).some((seat) => seat.teller === i && board.reveals.has(seat.i)),
  };
}

/** The gaps between issued and counted ballots, from the tally on (design 7, Announcing). */
export function gapViews(round: Round): GapView[] {
  if (round.log.paperFixed === null) return [];
  const counts = gapCounts(round);
  return GAPS.filter((gap) => counts[gap] > 0).map((gap) => ({
    gap,
    count: counts[gap],
    reason: round.log.gapReasons.get(gap) ?? null,
  }));
}

function fingerprintOf(key: string | undefined): string | null {
  if (key === undefined) return null;
  const bytes = fromBase64url(key, 32);
  return bytes.ok ? fingerprint(bytes.value) : null;
}
