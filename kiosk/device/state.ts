import type { VoterView } from '#shared/meeting/views.ts';
import type { CastMessage, MarkCode, Receipt } from '#shared/protocol/entries.ts';
import type { Change } from './change.ts';
import type { Commitment, Tested } from './commitment.ts';
import { electionOf, type BallotRecord, type Election } from './record.ts';

/** A voter's own phone, or a tablet of the hall that offers codes of its own. */
export type DeviceKind = 'phone' | 'kiosk';

/** What the device follows of the server's view. */
export type Round = Pick<VoterView, 'phase' | 'voided' | 'phonesAllowed' | 'election'> & {
  readonly lines: number;
  /** Kiosk: the claim of the code offered has been issued to a member. */
  readonly called: boolean;
};

/** A job at the server: not begun, under way, waiting for its next try, or stopped for good. */
export type Job = 'idle' | 'busy' | 'waiting' | 'stopped';

export interface DeviceState {
  readonly kind: DeviceKind;
  readonly loaded: boolean;
  readonly record: BallotRecord | null;
  readonly round: Round | null;
  /** A code read while another ballot is being marked here: the voter decides. */
  readonly other: string | null;
  readonly exchange: Job;
  readonly sealing: boolean;
  /** The marks are being sealed so that the voter sees the code before deciding (P 4.9). */
  readonly committing: boolean;
  /** Sealed and shown by its code, neither cast nor tested: in memory only, gone with the page. */
  readonly commitment: Commitment | null;
  /** A sealing that was opened to a second device: it can never be cast. */
  readonly tested: Tested | null;
  readonly cast: Job;
  readonly casts: number;
  /** No receipt three seconds after the first send. */
  readonly late: boolean;
  /** The newest refusal of the exchange or of the cast, as a code. */
  readonly trouble: string | null;
  /** The device could not store: nothing may be sealed here. */
  readonly unstorable: boolean;
  /** The receipt stored here whose ballot the server does not have: it runs on an older copy. */
  readonly missing: string | null;
  /** Changes given to the store whose outcome is not here yet. */
  readonly storing: number;
}

export type DeviceEvent =
  | { readonly type: 'loaded'; readonly record: BallotRecord | null }
  | { readonly type: 'round'; readonly round: Round }
  /** A canonical code. `again`: it is the one whose receipt is stored here. */
  | {
      readonly type: 'code';
      readonly code: string;
      readonly again: boolean;
      /** Brought to this kiosk by the voter. */
      readonly brought?: true;
    }
  /** The voter's answer about a second code: go over to it, or stay. */
  | { readonly type: 'decide'; readonly other: boolean }
  | { readonly type: 'mark'; readonly line: number; readonly mark: MarkCode }
  /** The voter is asked whether to cast: the sealing must stand before the answer (P 4.9). */
  | { readonly type: 'commit' }
  | { readonly type: 'committed'; readonly commitment: Commitment }
  | { readonly type: 'commit-failed' }
  | { readonly type: 'cast' }
  /** The voter tests the ballot whose code is shown, instead of casting it. */
  | { readonly type: 'test' }
  /** The second device has shown what it found. */
  | { readonly type: 'test-over' }
  | {
      readonly type: 'exchanged';
      readonly code: string;
      readonly election: Election;
      readonly tokens: readonly string[];
    }
  | { readonly type: 'exchange-refused'; readonly code: string; readonly reason: string }
  | {
      readonly type: 'sealed';
      readonly code: string;
      readonly id: string;
      readonly message: CastMessage;
    }
  | { readonly type: 'seal-failed' }
  /** A receipt that has been checked for the ballot `receipt.id`. */
  | { readonly type: 'receipt'; readonly receipt: Receipt }
  | { readonly type: 'cast-refused'; readonly id: string; readonly reason: string }
  /** Three seconds have passed since the first send of this ballot. */
  | { readonly type: 'late'; readonly id: string }
  /** Whether the server has the ballot of a receipt, asked after every connection. */
  | { readonly type: 'found'; readonly id: string; readonly stands: boolean }
  | { readonly type: 'wake'; readonly job: 'exchange' | 'cast' }
  /** A change is stored; `record` is what stands now, perhaps another tab's. */
  | { readonly type: 'stored'; readonly record: BallotRecord | null }
  | { readonly type: 'store-failed' }
  /** Another tab of this browser changed the record. */
  | { readonly type: 'seen'; readonly record: BallotRecord | null }
  /** The voter asks for another try. */
  | { readonly type: 'retry' }
  /** The voter leaves the ballot of another round, or the kiosk clears itself. */
  | { readonly type: 'leave' };

export type Effect =
  | { readonly type: 'store'; readonly change: Change }
  | { readonly type: 'exchange'; readonly code: string; readonly election: Election }
  | { readonly type: 'commit'; readonly code: string; readonly marks: readonly MarkCode[] }
  | { readonly type: 'seal'; readonly code: string; readonly marks: readonly MarkCode[] }
  | {
      readonly type: 'send';
      readonly record: Extract<BallotRecord, { stage: 'sealed' }>;
      /** The first send waits a random time of up to two seconds (P 4.6.5). */
      readonly first: boolean;
    }
  | { readonly type: 'wait'; readonly job: 'exchange' | 'cast'; readonly ms: number };

/** A kiosk opens its own code only when the desk has called it; one that was brought, at once. */
export function isCalled({ record, round }: DeviceState): boolean {
  return round?.called === true || (record?.stage === 'code' && record.brought === true);
}

/** A device that has just started and knows nothing. */
export function newDevice(kind: DeviceKind): DeviceState {
  return {
    kind,
    loaded: false,
    record: null,
    round: null,
    other: null,
    exchange: 'idle',
    sealing: false,
    committing: false,
    commitment: null,
    tested: null,
    cast: 'idle',
    casts: 0,
    late: false,
    trouble: null,
    unstorable: false,
    missing: null,
    storing: 0,
  };
}

/** Whether the device holds something of a round that is not the server's present one. */
export function isForeign({ record, round }: DeviceState): boolean {
  const eid = record === null ? null : electionOf(record);
  if (eid === null || (round?.phase ?? null) === null) return false;
  // A round that is not sealed yet has no election: nothing kept here can be of it.
  return round?.election?.eid !== eid;
}

/** The server lacks the ballot whose receipt is stored here. */
export function isMissing({ record, missing }: DeviceState): boolean {
  return record?.stage === 'received' && record.receipt.id === missing;
}

/** Polls closed, or the round void: nothing more can be cast in this election. */
export function isOver(round: Round): boolean {
  return (
    round.voided || ['counting', 'counted', 'announced', 'archived'].includes(round.phase ?? '')
  );
}
