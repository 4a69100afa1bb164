import type {
  ChairCommand,
  DeskCommand,
  SupervisorCommand,
  TellerCommand,
} from './meeting/commands.ts';
import type { Refusal } from './meeting/refusals.ts';
import type {
  ChairView,
  DeskView,
  DisplayView,
  KioskState,
  KioskView,
  PairedRole,
  SupervisorView,
  TellerView,
  Turnout,
  VoterView,
} from './meeting/views.ts';
import type { ListedPaper } from './papers/listed.ts';
import type { Paper } from './papers/model.ts';
import type { PaperChoice, PapersCommand } from './papers/wishes.ts';
import type { CastMessage, Evaluation, Receipt, SignedHead } from './protocol/entries.ts';
import type { Result } from './result.ts';
import type { HallWifi } from './wifi.ts';
import type { ReadinessEvents } from './wire-readiness.ts';
import type { ArchiveEvents } from './wire-archive.ts';
import type { DraftEvents } from './wire-drafts.ts';
import type { PreparationEvents } from './wire-preparation.ts';

/**
 * Every message between a device and the server, typed once for both sides. A command goes up and
 * is acknowledged with a `Result`; a whole view comes down, never a difference. One namespace per
 * role, so that no role can utter another's command (design 3).
 */

/** The server's answer to any message. */
export type Answer<T> = Result<T, Refusal>;

/** How a message is answered; the server disconnects a client that gives no acknowledgement. */
export type Reply<T> = (answer: Answer<T>) => void;

/** Refusals of the voter's two messages: protocol codes (P 4.10) as they are. */
export type VoterReply<T> = (answer: Result<T, { readonly code: string }>) => void;

export const NAMESPACES = {
  door: '/door',
  voter: '/voter',
  ballot: '/ballot',
  kiosk: '/kiosk',
  chair: '/chair',
  desk: '/desk',
  teller: '/teller',
  supervisor: '/supervisor',
  display: '/display',
  walk: '/walk',
} as const;

/** What a paired device presents in `handshake.auth`: its key, a fresh nonce from the door, a signature. */
export interface DeviceProof {
  readonly device: string;
  readonly nonce: string;
  /** Ed25519 over `frame('device', namespace, nonce)`, base64url. */
  readonly sig: string;
}

/** A pairing as the device learns it. */
export interface Pairing {
  readonly role: PairedRole;
  readonly label: string;
  /** The teller's number, for a teller's device. */
  readonly teller: number | null;
}

/** `/door`: open to everyone, knows nothing of the meeting. */
export interface DoorEvents {
  /** A fresh nonce, good once and for 60 seconds. */
  challenge: (reply: Reply<{ readonly nonce: string }>) => void;
  /** Redeems a pairing code for this device's key (Ed25519 public key, base64url). */
  pair: (
    message: { readonly code: string; readonly device: string; readonly label?: string },
    reply: Reply<Pairing>,
  ) => void;
  /** What this device is paired as, or `not-paired`. */
  whoami: (message: DeviceProof, reply: Reply<Pairing>) => void;
}

/** `/voter`: phones and kiosks. Nothing about results ever travels here. */
export interface VoterEvents {
  /** P 4.6: the blinded token for this claim. Codes: E_CLAIM_UNKNOWN, E_CLAIM_USED, E_NOT_ISSUED, E_PHASE … */
  exchange: (
    message: { readonly claim: string; readonly B: string },
    reply: VoterReply<{ readonly evals: readonly Evaluation[] }>,
  ) => void;
  /** Whether a tracking id stands on the board, and where. */
  find: (
    message: { readonly id: string },
    reply: VoterReply<{ readonly n: number } | null>,
  ) => void;
}

/** `/ballot`: one connection per cast, without any session (P 4.6.5). */
export interface BallotEvents {
  cast: (message: CastMessage, reply: VoterReply<Receipt>) => void;
}

export interface VoterPushes {
  view: (view: VoterView) => void;
  turnout: (turnout: Turnout) => void;
}

export interface KioskEvents {
  /** Offers the claim of a code made on this kiosk; the desk issues it to a member (P 4.6.1). */
  offer: (message: { readonly claim: string | null }, reply: Reply<null>) => void;
  /** How the tablet stands, for the desks: kept in memory alone, and nothing of any mark. */
  state: (message: { readonly state: KioskState }, reply: Reply<null>) => void;
}

export interface KioskPushes {
  view: (view: KioskView) => void;
  turnout: (turnout: Turnout) => void;
}

/** What the chair may ask beside the round's commands. */
export type HallCommand =
  | { readonly type: 'load-plan'; readonly plan: unknown }
  | { readonly type: 'load-sample' }
  | { readonly type: 'start-round'; readonly venueId: string; readonly rehearsal: boolean }
  /** Goes back to an earlier round, to read it or to finish its papers. */
  | { readonly type: 'select-round'; readonly round: string }
  | {
      readonly type: 'create-pairing';
      readonly role: Exclude<PairedRole, 'chair'>;
      readonly label: string;
      /** Only for a teller's device: the teller's number. */
      readonly teller?: number;
    }
  | { readonly type: 'revoke-device'; readonly device: string }
  /** Where the second copy of the data folder is kept, a folder of the server's laptop; null: nowhere. */
  | { readonly type: 'set-copy'; readonly path: string | null }
  /** The hall's Wi-Fi, for the display's QR code; null: none is shown. */
  | { readonly type: 'set-wifi'; readonly wifi: HallWifi | null };

/** A pairing code as the chair shows it: single use, for ten minutes. */
export interface PairingOffer {
  readonly code: string;
  readonly urls: readonly string[];
  /** How long it is good, in seconds from this answer on: no two clocks in the hall need agree. */
  readonly lastsSeconds: number;
}

/** A finished file as it travels to whoever downloads it. */
export interface PaperBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The papers of the active round, for the chair and the head of the committee; before them, refused. */
export interface PaperEvents {
  'papers-list': (message: null, reply: Reply<readonly ListedPaper[]>) => void;
  /** One paper, made afresh. */
  paper: (choice: PaperChoice, reply: Reply<PaperBytes>) => void;
  /** All papers as they were last made, as one ZIP. */
  'papers-zip': (message: null, reply: Reply<PaperBytes>) => void;
  /** The text read out in the hall, from the count on. */
  'papers-reading': (message: null, reply: Reply<Paper>) => void;
}

export interface ChairEvents
  extends PaperEvents, DraftEvents, ReadinessEvents, ArchiveEvents, PreparationEvents {
  command: (command: ChairCommand, reply: Reply<null>) => void;
  hall: (command: HallCommand, reply: Reply<PairingOffer | null>) => void;
  papers: (command: PapersCommand, reply: Reply<null>) => void;
}

export interface DeskEvents {
  command: (command: DeskCommand, reply: Reply<null>) => void;
}

/** Readers of the public record: lines from entry `from` on, at most a chunk, and the newest signed head. */
export interface RecordEvents {
  board: (
    message: { readonly from: number },
    reply: Reply<{ readonly lines: readonly string[]; readonly head: SignedHead | null }>,
  ) => void;
  register: (
    message: { readonly from: number },
    reply: Reply<{ readonly lines: readonly string[] }>,
  ) => void;
}

export interface RecordPushes {
  /** The board grew: it now has `entries` entries under this signed head. Fetch what is missing. */
  grew: (message: { readonly entries: number; readonly head: SignedHead | null }) => void;
}

/** What a co-issuer's device made of one request: evaluated, or refused for another B (P 4.6.4). */
export type CoIssuerAnswer =
  | { readonly claim: string; readonly E: string; readonly proof: string }
  | { readonly claim: string; readonly refused: true };

export interface TellerEvents extends RecordEvents, PaperEvents {
  command: (command: TellerCommand, reply: Reply<null>) => void;
  /** A co-issuer's answers to `evaluate`, in any order; the same again does no harm. */
  evaluations: (
    message: { readonly answers: readonly CoIssuerAnswer[] },
    reply: Reply<null>,
  ) => void;
}

export interface SupervisorEvents extends RecordEvents {
  command: (command: SupervisorCommand, reply: Reply<null>) => void;
}

export interface ChairPushes {
  view: (view: ChairView) => void;
}

export interface DeskPushes {
  view: (view: DeskView) => void;
}

export interface TellerPushes extends RecordPushes {
  view: (view: TellerView) => void;
  /** To a co-issuer: blinded tokens to be evaluated, each with its claim (P 4.6.3). Asked again until answered. */
  evaluate: (message: {
    readonly requests: readonly { readonly claim: string; readonly B: string }[];
  }) => void;
}

export interface SupervisorPushes extends RecordPushes {
  view: (view: SupervisorView) => void;
}

export interface DisplayPushes {
  view: (view: DisplayView) => void;
}

/** Largest message a client may send, in bytes: a 60-line ballot is 44 KB. */
export const MAX_MESSAGE_BYTES = 64_000;
