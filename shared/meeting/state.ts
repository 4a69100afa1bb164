import type { PaperBody } from '../protocol/entries.ts';
import type { BoardState } from '../protocol/board.ts';
import type { RegisterState } from '../protocol/register.ts';
import type { RoundPlan } from '../plan/round-plan.ts';
import type { CommitteeChoice, CopyFault, IssueWay, RecordedQuestion } from './commands.ts';
import type { Gap } from '../result/gaps.ts';
import type { LogEvent } from './events.ts';

/** The phases of a round in their order, one way (design 2). */
export const PHASES = [
  'preparing',
  'rollCall',
  'sealing',
  'polling',
  'counting',
  'counted',
  'announced',
  'archived',
] as const;

export type Phase = (typeof PHASES)[number];

/** A member of the roll on the day. `issued` is null while the member holds no ballot. */
export interface MemberState {
  readonly present: boolean;
  /** Ever checked in: counts as attended (R17). */
  readonly attended: boolean;
  readonly issued: { readonly way: IssueWay; readonly claim: string | null } | null;
}

/** A teller's public keys of this ceremony. */
export interface JoinedTeller {
  readonly sign: string;
  readonly box: string;
  /** Of a co-issuer: its VOPRF key. */
  readonly pk?: string;
}

/** A recount that a device submitted; the newest word of each device stands. */
export interface Recount {
  readonly by: string;
  readonly source: 'server' | 'supervisor' | 'teller';
  readonly device: string;
  readonly digest: string;
}

/** An incident or the reason of a lowered quorum, voided token …: what the minutes mention. */
export interface Incident {
  readonly at: string | null;
  readonly by: string;
  readonly text: string;
}

/** What the log alone says of a round. */
export interface LogState {
  readonly plan: RoundPlan;
  readonly attempt: number;
  readonly rehearsal: boolean;
  readonly software: string;
  /** The written questions to subjects, as last recorded before the freeze (R10). */
  readonly questions: readonly RecordedQuestion[];
  readonly ballotDigest: string | null;
  readonly roll: ReadonlyMap<string, MemberState>;
  readonly quorum: { readonly present: number; readonly base: number } | null;
  readonly phonesAllowed: boolean | null;
  readonly committee: readonly CommitteeChoice[] | null;
  readonly committeeHow: string;
  readonly joined: ReadonlyMap<number, JoinedTeller>;
  /** The reason of each restart of the ceremony; each stands for one aborted board. */
  readonly ceremonyRestarts: readonly string[];
  readonly opened: { readonly at: string; readonly present: number } | null;
  /** Claims that may be exchanged, each once: screen, kiosk and slips, less the voided. */
  readonly claims: ReadonlySet<string>;
  /** Claims voided by the committee: never exchanged, never to be used again. */
  readonly retiredClaims: ReadonlySet<string>;
  readonly slips: {
    readonly registered: ReadonlySet<string>;
    readonly handedOut: number;
    /** Handed out, then voided. */
    readonly voided: number;
  };
  readonly closed: {
    readonly at: string;
    readonly issued: number;
    readonly presentAtVote: number;
  } | null;
  readonly paperKeyed: ReadonlyMap<number, PaperBody>;
  readonly paperFixed: readonly PaperBody[] | null;
  readonly agreementQuorumLowered: string | null;
  readonly incidents: readonly Incident[];
  readonly gapReasons: ReadonlyMap<Gap, string>;
  readonly recounts: readonly Recount[];
  /** Devices whose unequal recount was set aside: only an equal one is heard from them. */
  readonly recountsSetAside: ReadonlySet<string>;
  /** Why the second copy is not written, as last recorded; null: it is, or there never was one. */
  readonly copyLost: CopyFault | null;
  readonly corrections: readonly { readonly at: string; readonly reason: string }[];
  readonly announcedAt: string | null;
  readonly minutesSignedAt: string | null;
  readonly archivedAt: string | null;
  readonly voided: { readonly at: string; readonly reason: string } | null;
  /** Process facts in order, as the supervisors' feed shows them. */
  readonly feed: readonly LogEvent[];
}

/** A round: the fold of its three records. */
export interface Round {
  readonly log: LogState;
  readonly register: RegisterState;
  readonly board: BoardState;
  /** Boards that ended with `abort` and were set aside by a restart of the ceremony. */
  readonly boardsSetAside: number;
}
