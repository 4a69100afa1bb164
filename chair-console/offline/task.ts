/** What the page and its engine say to each other; the engine runs in a worker or on the page. */
import type { VerifyReport } from '#shared/protocol/verify.ts';
import type { BoardFacts } from './facts.ts';

/** Files to verify; the result is parsed JSON of its format. */
export interface OfflineTask {
  readonly board: Uint8Array;
  readonly register: Uint8Array | null;
  readonly result: unknown;
  /** By the plain verifier alone, the second opinion. */
  readonly slow: boolean;
}

/** Which of the two verifiers gave a verdict. */
export type VerifiedBy = 'fast' | 'plain';

/** One verdict. */
export interface OfflineVerdict {
  readonly report: VerifyReport;
  readonly by: VerifiedBy;
  /** What a valid board says beyond its totals; null where it is not valid. */
  readonly facts: BoardFacts | null;
}

/** What the engine answers, any number of `progress` before the one end. */
export type EngineReply =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly verdict: OfflineVerdict }
  | { readonly kind: 'failed'; readonly message: string };
