import type { PaperBody } from '../protocol/entries.ts';
import type { RoundPlan } from '../plan/round-plan.ts';
import type { Gap } from '../result/gaps.ts';
import type { CommitteeChoice, CopyFault, IssueWay, RecordedQuestion } from './commands.ts';

/**
 * What the log (nhật ký hội nghị) records: facts in the past tense. `at` is the server's clock,
 * ISO 8601. Events of the polls carry none, and no log event ever holds a mark, a token or
 * anything by which a ballot could be joined to a member (design 7, R50).
 */
export type LogEvent =
  | {
      readonly type: 'round-created';
      readonly at: string;
      readonly plan: RoundPlan;
      readonly attempt: number;
      readonly rehearsal: boolean;
      readonly software: string;
    }
  /** Before the freeze: the written questions of this venue, and what was answered (R10). */
  | {
      readonly type: 'questions-recorded';
      readonly at: string;
      readonly questions: readonly RecordedQuestion[];
    }
  | { readonly type: 'ballot-frozen'; readonly at: string; readonly digest: string }
  | {
      readonly type: 'checked-in';
      readonly at: string | null;
      readonly memberId: string;
      readonly desk: string;
    }
  | {
      readonly type: 'checked-out';
      readonly at: string | null;
      readonly memberId: string;
      readonly desk: string;
    }
  | {
      readonly type: 'quorum-confirmed';
      readonly at: string;
      readonly present: number;
      readonly base: number;
    }
  | { readonly type: 'phones-decided'; readonly at: string; readonly allowed: boolean }
  | {
      readonly type: 'committee-recorded';
      readonly at: string;
      readonly members: readonly CommitteeChoice[];
      readonly how: string;
    }
  | {
      readonly type: 'teller-joined';
      readonly at: string;
      readonly i: number;
      readonly sign: string;
      readonly box: string;
      /** A co-issuer's VOPRF key. */
      readonly pk?: string;
    }
  | { readonly type: 'ceremony-restarted'; readonly at: string; readonly reason: string }
  | { readonly type: 'polls-opened'; readonly at: string; readonly present: number }
  | { readonly type: 'slips-registered'; readonly claims: readonly string[] }
  | {
      readonly type: 'ballot-issued';
      readonly memberId: string;
      readonly way: IssueWay;
      /** Only where the claim was made for this member (screen, kiosk). */
      readonly claim: string | null;
    }
  | { readonly type: 'token-voided'; readonly memberId: string; readonly reason: string }
  /** The voided claim was never exchanged, so no ballot can be joined to the member by it. */
  | {
      readonly type: 'slip-voided';
      readonly memberId: string;
      readonly claim: string;
      readonly reason: string;
    }
  | {
      readonly type: 'polls-closed';
      readonly at: string;
      readonly issued: number;
      readonly presentAtVote: number;
    }
  | { readonly type: 'paper-keyed'; readonly at: string; readonly body: PaperBody }
  | { readonly type: 'paper-fixed'; readonly at: string; readonly bodies: readonly PaperBody[] }
  | { readonly type: 'agreement-quorum-lowered'; readonly at: string; readonly reason: string }
  | {
      readonly type: 'incident-recorded';
      readonly at: string | null;
      readonly by: string;
      readonly text: string;
    }
  | {
      readonly type: 'gap-explained';
      readonly at: string;
      readonly gap: Gap;
      readonly reason: string;
    }
  | {
      readonly type: 'recount-submitted';
      readonly at: string;
      readonly by: string;
      readonly source: 'server' | 'supervisor' | 'teller';
      readonly device: string;
      readonly digest: string;
    }
  /** An unequal recount that no longer blocks: its device was revoked, for this reason (design 7). */
  | {
      readonly type: 'recount-set-aside';
      readonly at: string;
      readonly by: string;
      readonly device: string;
      readonly digest: string;
      readonly reason: string;
    }
  /** The second copy is no longer written, and why; without a time while the polls are open. */
  | { readonly type: 'copy-lost'; readonly at: string | null; readonly why: CopyFault }
  | { readonly type: 'copy-regained'; readonly at: string | null }
  | { readonly type: 'announced'; readonly at: string }
  | { readonly type: 'corrected'; readonly at: string; readonly reason: string }
  | { readonly type: 'minutes-signed'; readonly at: string }
  | { readonly type: 'archived'; readonly at: string }
  | { readonly type: 'round-voided'; readonly at: string; readonly reason: string };
