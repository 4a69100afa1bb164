import type { ArchiveView } from '../wire-archive.ts';
import type { ProposedTeller } from '../plan/plan.ts';
import { PROFILES } from '../plan/profiles.ts';
import { toBase64url } from '../protocol/bytes.ts';
import type { BallotLine } from '../protocol/entries.ts';
import type { Sodium } from '../protocol/sodium.ts';
import type { HallWifi } from '../wifi.ts';
import { blockersOf } from './blockers.ts';
import { feedOf } from './feed.ts';
import { countView, gapViews, hallView, turnoutOf } from './hall-view.ts';
import type { Presence } from './hall-view.ts';
import { phaseOf, voidReason } from './phase.ts';
import { paperDifferences } from './paper.ts';
import { freeSlips, paperIssuedCount } from './roll.ts';
import { publishedCodes } from './published-codes.ts';
import { resultOf } from './result-of.ts';
import type { LogState, Round } from './state.ts';
import type {
  Blocker,
  ChairView,
  CopyView,
  DeskView,
  DisplayView,
  FileLink,
  KioskView,
  PapersView,
  ServedView,
  SetupView,
  SupervisorView,
  TellerView,
  VoterLine,
  VoterView,
} from './views.ts';

/** The active round as the views see it; null before the chair has chosen a venue. */
export interface ActiveRound {
  readonly id: string;
  readonly round: Round;
}

/** What the chair's console is made of; null where there is none yet. */
export interface ChairFacts {
  readonly setup: SetupView;
  readonly active: ActiveRound | null;
  readonly presence: Presence;
  readonly alarms: readonly Blocker[];
  readonly copy: CopyView | null;
  readonly papers: PapersView | null;
  readonly archive: ArchiveView | null;
}

/** What the chair's console shows. Results appear here from `counted` on, never before. */
export function chairView(sodium: Sodium, facts: ChairFacts): ChairView {
  const { setup, active, presence, alarms, copy, papers, archive } = facts;
  const round = active?.round ?? null;
  return {
    setup,
    hall: active === null ? null : hallView(active.round, active.id),
    blockers: round === null ? [] : blockersOf(round),
    proposal: round?.log.plan.venue.committeeProposal.map(choiceOf) ?? [],
    asksCoIssuers: round?.log.plan.venue.coIssuers ?? false,
    phonesAllowed: round?.log.phonesAllowed ?? null,
    devices: presence.devices,
    addresses: presence.addresses,
    ...servedOf(presence),
    ...wifiOf(presence),
    count: round === null ? null : countView(round, presence),
    gaps: round === null ? [] : gapViews(round),
    incidents: round?.log.incidents ?? [],
    recounts: round?.log.recounts ?? [],
    minBallots: round?.log.plan.venue.minBallots ?? 0,
    ballot: round === null ? null : ballotView(round.log),
    result: round === null ? null : resultOf(sodium, round),
    alarms,
    copy,
    papers,
    ...(archive === null ? {} : { archive }),
  };
}

/** Where the server says how its pages are served. */
function servedOf({ served }: Presence): { readonly served?: ServedView } {
  return served === undefined ? {} : { served };
}

function wifiOf({ wifi }: Presence): { readonly wifi?: HallWifi } {
  return wifi ? { wifi } : {};
}

/** Phones still have to join: until the close, unless the chair has forbidden them. */
function isJoining(round: Round | null): boolean {
  if (round === null) return true;
  const joining = ['preparing', 'rollCall', 'sealing', 'polling'].includes(phaseOf(round));
  return joining && round.log.phonesAllowed !== false;
}

/** What a desk shows: the roll, who holds a ballot and how, never what became of it. */
export function deskView(
  active: ActiveRound | null,
  desk: string,
  presence: Presence,
  kiosks: DeskView['kiosks'],
): DeskView {
  const log = active?.round.log ?? null;
  return {
    hall: active === null ? null : hallView(active.round, active.id),
    desk,
    phonesAllowed: log?.phonesAllowed ?? null,
    eid: base64urlOrNull(active?.round.board.eid ?? null),
    members: log === null ? [] : memberViews(log),
    slips: {
      registered: log?.slips.registered.size ?? 0,
      free: log === null ? 0 : freeSlips(log),
    },
    coIssuersAway: presence.coIssuersAway ?? [],
    kiosks: kiosks.map((kiosk) => ({
      ...kiosk,
      claim: isSpent(log, kiosk.claim) ? null : kiosk.claim,
    })),
    addresses: presence.addresses,
    ...servedOf(presence),
    ...(presence.wifi ? { wifiName: presence.wifi.name } : {}),
  };
}

/** Issued already, or voided: no claim to send a voter to. */
function isSpent(log: LogState | null, claim: string | null): boolean {
  if (log === null || claim === null) return false;
  return log.claims.has(claim) || log.retiredClaims.has(claim);
}

function memberViews(log: LogState): DeskView['members'] {
  return log.plan.venue.roll.map(({ id, name, post, group }) => {
    const member = log.roll.get(id);
    return {
      id,
      name,
      post: post ?? '',
      group: group ?? '',
      present: member?.present ?? false,
      issued: member?.issued?.way ?? null,
    };
  });
}

/** What a teller's device shows; for the head also who holds a ballot, to void and reissue (F18). */
export function tellerView(
  sodium: Sodium,
  active: ActiveRound | null,
  i: number,
  presence: Presence,
): TellerView {
  const round = active?.round ?? null;
  const me = round?.log.committee?.[i - 1];
  return {
    hall: active === null ? null : hallView(active.round, active.id),
    me:
      me === undefined ? null : { i, name: me.name, head: me.head, coIssuer: me.coIssuer === true },
    count: round === null ? null : countView(round, presence),
    joined: round?.log.joined.has(i) ?? false,
    sid: base64urlOrNull(round?.board.sid ?? null),
    holders: me?.head === true && round !== null ? holdersOf(round.log) : [],
    paperIssued: round === null ? 0 : paperIssuedCount(round.log),
    paper:
      round?.log.committee?.map(({ name }, at) => ({
        i: at + 1,
        name,
        keyed: round.log.paperKeyed.has(at + 1),
      })) ?? [],
    paperRules: round === null ? null : rulesOf(round.log),
    paperDifferences: round === null ? [] : paperDifferences(round.log.paperKeyed),
    lines: round === null ? [] : ballotLines(round.log),
    gaps: round === null ? [] : gapViews(round),
    incidents: round?.log.incidents ?? [],
    recounts: round?.log.recounts ?? [],
    result: round === null ? null : resultOf(sodium, round),
    minutesSigned: (round?.log.minutesSignedAt ?? null) !== null,
  };
}

function rulesOf({ plan: { venue } }: LogState): TellerView['paperRules'] {
  return { strikeOutScope: venue.strikeOutScope, writeInRule: venue.writeInRule };
}

function holdersOf(log: LogState): TellerView['holders'] {
  return log.plan.venue.roll.flatMap(({ id, name }) => {
    const issued = log.roll.get(id)?.issued ?? null;
    return issued === null ? [] : [{ id, name, way: issued.way }];
  });
}

/** What a supervisor's page shows beside its own reading of the board (R49): process facts only. */
export function supervisorView(
  sodium: Sodium,
  active: ActiveRound | null,
  name: string,
  presence: Presence,
): SupervisorView {
  const round = active?.round ?? null;
  return {
    hall: active === null ? null : hallView(active.round, active.id),
    name,
    count: round === null ? null : countView(round, presence),
    feed: round === null ? [] : feedOf(round.log),
    gaps: round === null ? [] : gapViews(round),
    recounts: round?.log.recounts ?? [],
    result: round === null ? null : resultOf(sodium, round),
  };
}

/** What the hall's projector shows; the result after the announcement only. */
export function displayView(
  sodium: Sodium,
  active: ActiveRound | null,
  presence: Presence,
  order: DisplayView['order'] = 'ballot',
  kiosks: DeskView['kiosks'] = [],
): DisplayView {
  const round = active?.round ?? null;
  const announced = round !== null && ['announced', 'archived'].includes(phaseOf(round));
  return {
    hall: active === null ? null : hallView(active.round, active.id),
    addresses: presence.addresses,
    ...servedOf(presence),
    ...(isJoining(round) ? wifiOf(presence) : {}),
    phonesAllowed: round?.log.phonesAllowed ?? null,
    calls: round !== null && phaseOf(round) === 'polling' ? callsOf(kiosks) : [],
    count: round === null ? null : countView(round, presence),
    result: announced ? resultOf(sodium, round) : null,
    codes: round === null ? null : publishedCodes(round),
    order,
  };
}

function callsOf(kiosks: DeskView['kiosks']): string[] {
  return kiosks
    .filter(({ state }) => state === 'called' || state === 'unanswered')
    .map(({ label }) => label);
}

/** Where a file that the plan names can be had, or null: outside its phases, or not kept here. */
export type LinkTo = (path: string) => FileLink | null;

/** What a voter's phone needs; no member's name, no result, in any phase (design 7). */
export function voterView(active: ActiveRound | null, linkTo: LinkTo = () => null): VoterView {
  if (active === null) return NO_ROUND;
  const { round } = active;
  const { log } = round;
  const { venue } = log.plan;
  return {
    phase: phaseOf(round),
    round: active.id,
    voided: voidReason(round) !== null,
    rehearsal: log.rehearsal,
    title: log.plan.title,
    issuingBody: log.plan.issuingBody,
    venueName: venue.name,
    addressTerm: venue.addressTerm,
    votingDay: venue.votingDay,
    phonesAllowed: log.phonesAllowed,
    lines: voterLines(log, linkTo),
    criteria: PROFILES[venue.profile].criteria.map(({ title, points }) => ({
      heading: title,
      items: points,
    })),
    turnout: turnoutOf(round),
    election: electionOf(round),
  };
}

function voterLines({ plan }: LogState, linkTo: LinkTo): VoterLine[] {
  return plan.lines.map(({ id, name, post, photo, dossier }) => {
    const picture = photo === undefined ? null : linkTo(photo);
    const papers = (dossier ?? []).flatMap((item) => {
      const link = linkTo(item.file);
      return link === null ? [] : [{ name: item.name, ...link }];
    });
    return {
      id,
      name,
      post,
      ...(picture === null ? {} : { photo: picture.url }),
      ...(papers.length === 0 ? {} : { dossier: papers }),
    };
  });
}

const NO_ROUND: VoterView = {
  phase: null,
  round: null,
  voided: false,
  rehearsal: false,
  title: '',
  issuingBody: '',
  venueName: '',
  addressTerm: 'đồng chí',
  votingDay: '',
  phonesAllowed: null,
  lines: [],
  criteria: [],
  turnout: { issued: 0, collected: 0, outstanding: 0 },
  election: null,
};

function electionOf({ board }: Round): VoterView['election'] {
  const { sid, eid, open, setup } = board;
  if (sid === null || eid === null || open === null || setup === null) return null;
  return {
    sid: toBase64url(sid),
    eid: toBase64url(eid),
    Y: open.Y,
    board: setup.board,
    issuers: setup.issuers.map(({ i, pk }) => ({ i, pk })),
  };
}

/** What a kiosk tablet shows: a voter's view, and whether its offered code was issued to a member. */
export function kioskView(
  active: ActiveRound | null,
  kiosk: string,
  offered: string | null,
  linkTo: LinkTo = () => null,
): KioskView {
  const log = active?.round.log;
  const called = offered !== null && (log?.claims.has(offered) ?? false);
  const retired = offered !== null && (log?.retiredClaims.has(offered) ?? false);
  return { ...voterView(active, linkTo), kiosk, offered, called, retired };
}

function base64urlOrNull(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : toBase64url(bytes);
}

function ballotView(log: LogState): ChairView['ballot'] {
  return {
    digest: log.ballotDigest,
    lines: ballotLines(log),
    excluded: log.plan.excluded.map(({ name, post, reason }) => ({ name, post, reason })),
  };
}

function ballotLines({ plan }: LogState): BallotLine[] {
  return plan.lines.map(({ id, name, post }) => ({ id, name, post }));
}

function choiceOf({ name, post, head, coIssuer }: ProposedTeller): ChairView['proposal'][number] {
  return {
    name,
    ...(post === undefined ? {} : { post }),
    head: head ?? false,
    ...(coIssuer === undefined ? {} : { coIssuer }),
  };
}
