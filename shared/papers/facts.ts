import type { RoundPlan } from '../plan/round-plan.ts';
import type { CommitteeChoice, IssueWay } from '../meeting/commands.ts';
import type { Phase } from '../meeting/state.ts';
import type { Gap } from '../result/gaps.ts';
import type { MeetingResult } from '../result/result.ts';
import type { CountedLine } from '../protocol/entries.ts';

/**
 * All that the papers of one round may say, gathered once from its records. No paper reads anything
 * else, so a paper made again a year later from the archive says the same. Every figure of the
 * result is in `result`, the one stored result; nothing here repeats one of its numbers but the
 * paper count, which it does not part by line.
 * Times are ISO 8601 of the server's clock, null where the step has not been taken.
 */
export interface PaperFacts {
  readonly plan: RoundPlan;
  /** `<venueId>-<attempt>`. */
  readonly round: string;
  readonly phase: Phase;
  readonly rehearsal: boolean;
  readonly voided: { readonly at: string; readonly reason: string } | null;
  readonly software: string;
  readonly times: {
    readonly created: string | null;
    readonly quorum: string | null;
    readonly committee: string | null;
    readonly opened: string | null;
    readonly closed: string | null;
    /** The last independent recount or, on paper only, the fixing of the count. */
    readonly counted: string | null;
    readonly announced: string | null;
    readonly minutesSigned: string | null;
  };
  readonly ballotDigest: string | null;
  readonly quorum: { readonly present: number; readonly base: number } | null;
  readonly phonesAllowed: boolean | null;
  readonly committee: { readonly members: readonly CommitteeChoice[]; readonly how: string } | null;
  /** The committee's key, 16 characters in groups, compared aloud at the sealing; null: no board. */
  readonly keyFingerprint: string | null;
  /** The board's head when it was sealed: the hash of `open` (eid), base64url; null: not sealed yet. */
  readonly sealedHead?: string | null;
  readonly ceremonyRestarts: readonly string[];
  readonly roll: readonly RollFact[];
  /** Ballots issued by desk and quarter of an hour, never by member (design 7). */
  readonly issues: readonly IssueFact[];
  readonly slips: {
    readonly registered: number;
    readonly handedOut: number;
    readonly voided: number;
  };
  /** Reasons of voided and reissued tokens (F18), without names. */
  readonly reissues: readonly string[];
  readonly paper: {
    readonly count: number;
    readonly rejected: readonly { readonly reason: string; readonly count: number }[];
    /** One a line, of the paper ballots alone. */
    readonly lines: readonly CountedLine[];
    readonly rulings: readonly string[];
  } | null;
  readonly gaps: readonly {
    readonly gap: Gap;
    readonly count: number;
    readonly reason: string | null;
  }[];
  /** Written questions to subjects, and how many were answered; absent where there were none (R10). */
  readonly questions?: { readonly asked: number; readonly answered: number };
  readonly incidents: readonly {
    readonly at: string | null;
    readonly by: string;
    readonly text: string;
  }[];
  readonly agreementQuorumLowered: string | null;
  readonly corrections: readonly { readonly at: string; readonly reason: string }[];
  readonly result: MeetingResult | null;
  /** The digest `recount` of the result (P 4.1), base64url; null before the count. */
  readonly digest: string | null;
}

export interface RollFact {
  readonly name: string;
  readonly post: string;
  readonly group: string;
  readonly attended: boolean;
  /** Checked in at the close, or now while the polls have not closed. */
  readonly present: boolean;
}

export interface IssueFact {
  readonly desk: string;
  /** Start of the quarter on the hall’s clocks (+07:00), `2026-11-21T08:15`; null: not known. */
  readonly quarter: string | null;
  readonly way: IssueWay;
  readonly count: number;
}
