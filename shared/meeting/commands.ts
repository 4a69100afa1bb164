import type { PaperBody, TellerEntry } from '../protocol/entries.ts';
import type { Gap } from '../result/gaps.ts';

/** How a ballot reaches a member: QR on the desk's screen, printed slip, kiosk tablet, paper. */
export type IssueWay = 'screen' | 'slip' | 'kiosk' | 'paper';

/** Why the second copy is not written: gone or broken, without room, or gone its own way. */
export type CopyFault = 'lost' | 'full' | 'differs';

/** A teller as the conference elected them; `memberId` when they are on the roll. */
export interface CommitteeChoice {
  readonly name: string;
  readonly post?: string;
  readonly head: boolean;
  /** This teller's device evaluates every token too, where the plan asks for it (R20, P 4.2). */
  readonly coIssuer?: boolean;
}

/** What the chair may ask of a round. */
export type ChairCommand =
  | { readonly type: 'freeze-ballot' }
  | { readonly type: 'confirm-quorum' }
  | { readonly type: 'allow-phones'; readonly allowed: boolean }
  | {
      readonly type: 'record-committee';
      readonly members: readonly CommitteeChoice[];
      readonly how: string;
    }
  | { readonly type: 'restart-ceremony'; readonly reason: string }
  /** `present` is the number shown, typed by the chair. */
  | { readonly type: 'open-polls'; readonly present: number }
  /** `outstanding` is the number shown, typed by the chair. */
  | { readonly type: 'close-polls'; readonly outstanding: number }
  | { readonly type: 'lower-agreement-quorum'; readonly reason: string }
  | { readonly type: 'record-incident'; readonly text: string }
  | { readonly type: 'explain-gap'; readonly gap: Gap; readonly reason: string }
  /** Ends a device's say whose recount differs while others agree: it is revoked, its word kept. */
  | { readonly type: 'set-aside-recount'; readonly device: string; readonly reason: string }
  | { readonly type: 'announce' }
  | { readonly type: 'archive' }
  /**
   * `round`: the one meant. Said again after a lost answer, it must not void the round that has
   * begun meanwhile.
   */
  | { readonly type: 'void-round'; readonly round: string; readonly reason: string };

/** What a desk may ask of a round. */
export type DeskCommand =
  | { readonly type: 'set-present'; readonly memberId: string; readonly present: boolean }
  | {
      readonly type: 'issue';
      readonly memberId: string;
      readonly way: 'screen' | 'kiosk';
      readonly claim: string;
    }
  | { readonly type: 'issue'; readonly memberId: string; readonly way: 'slip' | 'paper' }
  | { readonly type: 'register-slips'; readonly claims: readonly string[] };

/** What a teller's device may ask of a round. */
export type TellerCommand =
  /** `pk`: a co-issuer's VOPRF key (P 4.6.4). */
  | {
      readonly type: 'join';
      readonly sign: string;
      readonly box: string;
      readonly pk?: string;
    }
  | { readonly type: 'post'; readonly entry: TellerEntry }
  | { readonly type: 'void-token'; readonly memberId: string; readonly reason: string }
  /** `serial`: the first 8 characters printed on the member's slip (P 4.6.6). */
  | {
      readonly type: 'void-slip';
      readonly memberId: string;
      readonly serial: string;
      readonly reason: string;
    }
  | { readonly type: 'key-paper'; readonly body: PaperBody }
  | { readonly type: 'fix-paper'; readonly paper: boolean }
  | { readonly type: 'record-incident'; readonly text: string }
  | { readonly type: 'explain-gap'; readonly gap: Gap; readonly reason: string }
  | { readonly type: 'submit-recount'; readonly digest: string }
  | { readonly type: 'sign-minutes' }
  | { readonly type: 'correct'; readonly reason: string };

/** The one command of a supervisor's page: it changes nothing but the record. */
export interface SupervisorCommand {
  readonly type: 'submit-recount';
  readonly digest: string;
}

/** A voter's written question as the log keeps it (R10): who asked stays with the staff unit. */
export interface RecordedQuestion {
  /** The subject's id. */
  readonly subject: string;
  readonly text: string;
  /** Days, `YYYY-MM-DD`; null: not yet. */
  readonly received: string;
  readonly forwarded: string | null;
  readonly answered: string | null;
  readonly answer: string;
  /** The name of the file that holds the answer; null: the text is all. */
  readonly file: string | null;
}

/** The staff unit's written questions, at the freeze. */
export interface RecordQuestionsCommand {
  readonly type: 'record-questions';
  readonly questions: readonly RecordedQuestion[];
}

/** The server's word on the second copy: lost, and why, or written again (null). */
export interface NoteCopyCommand {
  readonly type: 'note-copy';
  readonly failed: CopyFault | null;
}

/**
 * A command with its author, as the server established it from the device's session, never from
 * the message. The type lets no role utter another's command.
 */
export type Command =
  | { readonly role: 'chair'; readonly command: ChairCommand }
  | { readonly role: 'desk'; readonly desk: string; readonly command: DeskCommand }
  | ByTeller
  | {
      readonly role: 'supervisor';
      readonly name: string;
      readonly device: string;
      readonly command: SupervisorCommand;
    }
  /** The server's own recount, made in another process from the board's bytes, and its copy's fate. */
  | {
      readonly role: 'server';
      readonly command: SupervisorCommand | NoteCopyCommand | RecordQuestionsCommand;
    };

/** A command of the teller numbered `i`, from the device with this key. */
export interface ByTeller {
  readonly role: 'teller';
  readonly i: number;
  readonly device: string;
  readonly command: TellerCommand;
}
