import type { ProfileId } from '#shared/plan/profiles.ts';
import type { ProofClaim } from '#shared/protocol/verify.ts';
import type { Figures } from '#shared/result/figures.ts';

/** What the verification workers are asked, and what they answer; public data only. */
export type Task =
  /** Ballots that waited at the same time: checked as one batch. */
  | { readonly kind: 'ballots'; readonly claims: readonly ProofClaim[] }
  /** The server's own recount, from the bytes on the disk. */
  | {
      readonly kind: 'recount';
      readonly board: Uint8Array;
      readonly register: Uint8Array;
      readonly profile: ProfileId;
      /** Only those of the roll are taken from it. */
      readonly figures: Figures;
    };

/** `codes`: against each claim's proof, null when it holds. */
export type Answer =
  | { readonly kind: 'ballots'; readonly codes: readonly (string | null)[] }
  | { readonly kind: 'recount'; readonly digest: string | null; readonly code: string | null };

/** The answer to a task. */
export type AnswerTo<T extends Task> = Extract<Answer, { kind: T['kind'] }>;
