import type { ArchiveView } from '../wire-archive.ts';
import type { BallotLine } from '../protocol/entries.ts';
import type { ListedPaper } from '../papers/listed.ts';
import type { PaperSettings } from '../papers/settings.ts';
import type { RoundVenue } from '../plan/round-plan.ts';
import type { MeetingResult } from '../result/result.ts';
import type { HallWifi } from '../wifi.ts';
import type { CommitteeChoice, CopyFault, IssueWay } from './commands.ts';
import type { Gap } from '../result/gaps.ts';
import type { Phase, Recount } from './state.ts';

/**
 * What every screen in the hall may show: process facts and turnout, never a mark and, before the
 * announcement, never a total (R37, F21).
 */
export interface HallView {
  readonly round: string;
  readonly rehearsal: boolean;
  readonly voided: string | null;
  readonly phase: Phase;
  readonly title: string;
  readonly issuingBody: string;
  readonly venueName: string;
  readonly place: string;
  readonly votingDay: string;
  readonly addressTerm: string;
  readonly chairName: string;
  readonly subjects: number;
  readonly quorum: {
    readonly basis: 'summoned' | 'totalDeputies';
    readonly base: number;
    readonly summoned: number;
    readonly present: number;
    readonly needed: number;
    readonly met: boolean;
    readonly confirmed: boolean;
  };
  readonly committee: readonly CommitteeChoice[] | null;
  /** The committee's key, once complete: 16 characters to compare aloud. */
  readonly keyFingerprint: string | null;
  readonly turnout: Turnout;
  /** Of the outstanding, those on paper: in a box of their own until they are keyed in; else absent. */
  readonly paperWaiting?: number;
  /** Entries on the board and its newest head, in groups. */
  readonly board: { readonly entries: number; readonly head: string } | null;
  readonly agreementQuorumLowered: string | null;
}

/** How this laptop serves its pages, for screens and slips that name its certificate. */
export interface ServedView {
  readonly way: 'own' | 'local' | 'plain';
  /** The first 32 of the 64 hexadecimal digits of the certificate's SHA-256; null over plain HTTP. */
  readonly fingerprint: string | null;
}

/** Ballots issued, collected and outstanding: all that is known before the close (R37). */
export interface Turnout {
  readonly issued: number;
  readonly collected: number;
  readonly outstanding: number;
}

/** One thing the chair must still see to before the phase's primary action; `text` is a key of the texts. */
export interface Blocker {
  readonly code: string;
  readonly detail?: Readonly<Record<string, string | number>>;
}

export interface DeviceView {
  readonly id: string;
  readonly role: PairedRole;
  readonly label: string;
  readonly online: boolean;
}

export type PairedRole = 'chair' | 'desk' | 'teller' | 'supervisor' | 'display' | 'kiosk';

export interface TellerProgress {
  readonly i: number;
  readonly name: string;
  readonly head: boolean;
  readonly paired: boolean;
  readonly online: boolean;
  readonly joined: boolean;
  readonly committed: boolean;
  readonly dealt: boolean;
  readonly confirmed: boolean;
  /** 16-character fingerprint of the device's signing key, to compare in the room. */
  readonly fingerprint: string | null;
  readonly agreed: boolean;
  readonly opened: boolean;
  /** Issues ballots' tokens beside the server (R20). */
  readonly coIssuer: boolean;
  /** Of a co-issuer: its key stands on the board. */
  readonly revealed: boolean;
}

export interface GapView {
  readonly gap: Gap;
  readonly count: number;
  readonly reason: string | null;
}

export interface FeedItem {
  readonly n: number;
  readonly at: string | null;
  /** The event's type: a key of the feed's texts. */
  readonly type: string;
  readonly detail?: Readonly<Record<string, string | number>>;
}

/** What the committee's phase of the count looks like, without any figure about marks. */
export interface CountView {
  readonly tellers: readonly TellerProgress[];
  readonly agreementsNeeded: number;
  readonly threshold: number;
  readonly agreements: number;
  readonly openings: number;
  readonly tallied: boolean;
  /** First 12 characters of the tally's entry hash, compared with the projector (P 4.7.4). */
  readonly tallyCode: string | null;
  readonly ballots: number | null;
  readonly paperFixed: boolean;
  readonly paperCount: number;
}

/** Before any round: what the chair can start from. */
export interface SetupView {
  readonly plan: {
    readonly title: string;
    readonly issuingBody: string;
    readonly sample: boolean;
    /** Photos and dossiers: how many the plan names, and how many of them this laptop lacks. */
    readonly files: { readonly named: number; readonly missing: number };
    readonly venues: readonly {
      readonly id: string;
      readonly name: string;
      readonly kind: 'conference' | 'councilSession';
      readonly roll: number;
      readonly subjects: number;
      readonly rounds: readonly {
        readonly id: string;
        readonly phase: Phase;
        readonly voided: boolean;
      }[];
    }[];
  } | null;
}

/** The second copy of the data folder, for the chair alone (design 7, Copy). */
export interface CopyView {
  readonly path: string;
  /** For how long the copy has not been complete; 0 while it is. */
  readonly lagSeconds: number;
  /** Entries of log, register and board that only the first disk has. */
  readonly entriesBehind: number;
  /** Why it is not being written: gone or broken, without room, or gone its own way. */
  readonly failed: CopyFault | null;
}

/** The round's papers: what there is, what is being made, and how the office wants them. */
export interface PapersView {
  readonly settings: PaperSettings;
  readonly list: readonly ListedPaper[];
  /** Files done of all; `total` 0 until they are known. Null: none is being made. */
  readonly making: { readonly done: number; readonly total: number } | null;
  /** Files that were made last; 0: none yet. */
  readonly made: number;
  /** The records or the settings have changed since: those files are of before. */
  readonly older: boolean;
  /** Why the last making came to nothing. */
  readonly failed: 'disk-full' | 'papers-failed' | null;
}

export interface ChairView {
  readonly setup: SetupView;
  readonly hall: HallView | null;
  readonly blockers: readonly Blocker[];
  readonly proposal: readonly CommitteeChoice[];
  /** The plan asks for tellers who issue beside the server. */
  readonly asksCoIssuers: boolean;
  readonly phonesAllowed: boolean | null;
  readonly devices: readonly DeviceView[];
  /** Addresses of this laptop in the hall, for QR codes. */
  readonly addresses: readonly string[];
  readonly served?: ServedView;
  /** The hall's Wi-Fi as the chair entered it. */
  readonly wifi?: HallWifi;
  readonly count: CountView | null;
  readonly gaps: readonly GapView[];
  readonly incidents: readonly {
    readonly at: string | null;
    readonly by: string;
    readonly text: string;
  }[];
  readonly recounts: readonly Recount[];
  readonly minBallots: number;
  readonly ballot: {
    readonly digest: string | null;
    readonly lines: readonly BallotLine[];
    readonly excluded: readonly {
      readonly name: string;
      readonly post: string;
      readonly reason: string;
    }[];
  } | null;
  /** From `counted` on. */
  readonly result: MeetingResult | null;
  readonly alarms: readonly Blocker[];
  /** Null: no place was chosen. */
  readonly copy: CopyView | null;
  /** Null without a round. */
  readonly papers: PapersView | null;
  /** The round's sealed archive, once the round is over. */
  readonly archive?: ArchiveView;
}

export interface DeskMember {
  readonly id: string;
  readonly name: string;
  readonly post: string;
  readonly group: string;
  readonly present: boolean;
  readonly issued: IssueWay | null;
}

/**
 * How a kiosk tablet stands: nobody at it, somebody called to it, a call that nobody has answered
 * for two minutes, a ballot being marked, a ballot that nobody has touched for two minutes, a
 * ballot on its way or received. Never anything about marks.
 */
export type KioskState = 'idle' | 'called' | 'unanswered' | 'marking' | 'left' | 'sent';

export interface DeskView {
  readonly hall: HallView | null;
  readonly desk: string;
  readonly phonesAllowed: boolean | null;
  readonly eid: string | null;
  readonly members: readonly DeskMember[];
  readonly slips: { readonly registered: number; readonly free: number };
  /** Tellers whose devices keep codes from being opened just now; empty when all is well. */
  readonly coIssuersAway: readonly string[];
  readonly kiosks: readonly {
    readonly id: string;
    readonly label: string;
    readonly claim: string | null;
    readonly state: KioskState;
  }[];
  readonly addresses: readonly string[];
  readonly served?: ServedView;
  /** What the hall's Wi-Fi is called, for slips and for whoever asks. */
  readonly wifiName?: string;
}

export interface TellerView {
  readonly hall: HallView | null;
  readonly me: {
    readonly i: number;
    readonly name: string;
    readonly head: boolean;
    /** This device issues ballots' tokens beside the server. */
    readonly coIssuer: boolean;
  } | null;
  /** Names by index of those elected, for a device that must still say whose it is. */
  readonly count: CountView | null;
  readonly joined: boolean;
  readonly sid: string | null;
  /** Members who hold a ballot, by name, for the head to void and reissue (F18). */
  readonly holders: readonly {
    readonly id: string;
    readonly name: string;
    readonly way: IssueWay;
  }[];
  readonly paperIssued: number;
  readonly paper: readonly { readonly i: number; readonly name: string; readonly keyed: boolean }[];
  /** How this venue counts names struck out and written in on paper (R26, R27). */
  readonly paperRules: Pick<RoundVenue, 'strikeOutScope' | 'writeInRule'> | null;
  /** When two tellers' entries stand and no two are equal: line indexes and fields that differ. */
  readonly paperDifferences: readonly { readonly line: number; readonly field: string }[];
  readonly lines: readonly BallotLine[];
  readonly gaps: readonly GapView[];
  readonly incidents: readonly {
    readonly at: string | null;
    readonly by: string;
    readonly text: string;
  }[];
  readonly recounts: readonly Recount[];
  /** From `counted` on. */
  readonly result: MeetingResult | null;
  /** The minutes' present version is signed; a correction asks for another signature (F25). */
  readonly minutesSigned: boolean;
}

export interface SupervisorView {
  readonly hall: HallView | null;
  readonly name: string;
  readonly count: CountView | null;
  readonly feed: readonly FeedItem[];
  readonly gaps: readonly GapView[];
  readonly recounts: readonly Recount[];
  /** From `counted` on, beside the page's own recount. */
  readonly result: MeetingResult | null;
}

export interface DisplayView {
  /** How the result's rows are ordered in the hall: as on the ballot, unless the office chose otherwise. */
  readonly order: PaperSettings['hallOrder'];
  readonly hall: HallView | null;
  readonly addresses: readonly string[];
  readonly served?: ServedView;
  /** The hall's Wi-Fi, while phones still have to join it; absent: none was entered. */
  readonly wifi?: HallWifi;
  readonly phonesAllowed: boolean | null;
  /** Kiosk tablets that wait for the voter sent to them, by label: never whom they wait for. */
  readonly calls: readonly string[];
  readonly count: CountView | null;
  /** From the close on: the tracking codes of the ballots in the box, sorted. */
  readonly codes: readonly string[] | null;
  /** After the announcement only. */
  readonly result: MeetingResult | null;
}

/** Where a voter's page finds a file of the plan (R9), how large it is, and how to show it. */
export interface FileLink {
  /** A path on this server, good in this round only. */
  readonly url: string;
  readonly bytes: number;
  readonly type: 'image' | 'pdf' | 'docx';
}

/** A line of the ballot as a voter sees it: photo and dossier are no part of the frozen ballot. */
export interface VoterLine extends BallotLine {
  readonly photo?: string;
  readonly dossier?: readonly (FileLink & { readonly name: string })[];
}

/** What a voter's page needs: the frozen ballot and the public keys; no name of any member. */
export interface VoterView {
  readonly phase: Phase | null;
  readonly round: string | null;
  readonly voided: boolean;
  readonly rehearsal: boolean;
  readonly title: string;
  readonly issuingBody: string;
  readonly venueName: string;
  readonly addressTerm: string;
  readonly votingDay: string;
  readonly phonesAllowed: boolean | null;
  readonly lines: readonly VoterLine[];
  readonly criteria: readonly { readonly heading: string; readonly items: readonly string[] }[];
  readonly turnout: Turnout;
  /** From `sealed` on: what sealing needs (base64url). */
  readonly election: {
    readonly sid: string;
    readonly eid: string;
    readonly Y: string;
    readonly board: string;
    readonly issuers: readonly { readonly i: number; readonly pk: string }[];
  } | null;
}

/** A kiosk tablet sees what a voter sees, and whether the code it offered has been issued. */
export interface KioskView extends VoterView {
  readonly kiosk: string;
  readonly offered: string | null;
  /** The offered claim belongs to a member now: show the ballot. */
  readonly called: boolean;
  /** The offered claim was voided by the committee: its ballot will never be received. */
  readonly retired: boolean;
}
