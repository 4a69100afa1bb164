import type { PaperSettings } from './papers/settings.ts';
import type { RoundPlan } from './plan/round-plan.ts';
import type { Reply } from './wire.ts';

/** Drafts of plans as the chair's page keeps them on the server; all in `/chair`. */

/** A kept draft as lists show it. */
export interface DraftEntry {
  readonly id: string;
  /** Its plan's title; may be empty. */
  readonly title: string;
  /** Grows by one with every save. */
  readonly revision: number;
  /** ISO 8601, the server's clock. */
  readonly savedAt: string;
}

/** One part of a draft on its way: a plan of 2,000 people is more than one message may hold. */
export interface DraftPart {
  readonly id: string;
  /** The revision that this one follows; 0 for a new draft. */
  readonly base: number;
  readonly part: number;
  readonly parts: number;
  /** At most `PART_LENGTH` UTF-16 units of the draft's JSON. */
  readonly text: string;
}

/** Of a part's text: three bytes for each unit still fit into a message. */
export const PART_LENGTH = 20_000;
/** Of a whole draft's JSON, in UTF-16 units. */
export const LARGEST_DRAFT = 5_000_000;
/** How many drafts are kept at once. */
export const MOST_DRAFTS = 12;

/** What a ballot is shown from before it is frozen: on paper and on a phone (R12). */
export interface BallotSource {
  readonly plan: RoundPlan;
  readonly rehearsal: boolean;
}

export interface DraftEvents {
  'drafts-list': (
    message: null,
    reply: Reply<{ readonly drafts: readonly DraftEntry[]; readonly settings: PaperSettings }>,
  ) => void;
  /** The draft's JSON in UTF-8: the server hands its bytes on and reads nothing of them. */
  'draft-open': (
    message: { readonly id: string },
    reply: Reply<{ readonly entry: DraftEntry; readonly bytes: Uint8Array }>,
  ) => void;
  /** The last part is answered with the entry, synced; the others with null. */
  'draft-put': (message: DraftPart, reply: Reply<DraftEntry | null>) => void;
  'draft-delete': (message: { readonly id: string }, reply: Reply<null>) => void;
  /**
   * Makes the draft, as last saved, the plan. Where a ballot is frozen the reason is required: its
   * round is declared void and a new version begins, to be frozen again (F26).
   */
  'draft-use': (
    message: { readonly id: string; readonly revision: number; readonly reason: string | null },
    reply: Reply<null>,
  ) => void;
  /** The stored plan as JSON; null where there is none. */
  'plan-read': (message: null, reply: Reply<string | null>) => void;
  /** The ballot of the active round. */
  'ballot-source': (message: null, reply: Reply<BallotSource>) => void;
}
