import type { ProfileId } from '#shared/plan/profiles.ts';
import type { LineSums } from '#shared/protocol/ballot.ts';
import type { OpenedBoard } from '#shared/protocol/board-state.ts';
import type { ResultBody } from '#shared/protocol/entries.ts';
import type { ProtocolCode } from '#shared/protocol/protocol-code.ts';
import type { Exclusion, RevealedBoard, TokenBearer } from '#shared/protocol/tally.ts';
import type { Result } from '#shared/result.ts';
import type { ProofClaim } from '#shared/protocol/verify.ts';
import type { Figures } from '#shared/result/figures.ts';

/** What the verification workers are asked, and what they answer; public data only. */
export type Task =
  /** Ballots that waited at the same time: checked as one batch. */
  | { readonly kind: 'ballots'; readonly claims: readonly ProofClaim[] }
  /** Ballots that stand on a board, for its running sums: number `from` and those after it. */
  | {
      readonly kind: 'add';
      readonly election: string;
      readonly lines: number;
      readonly from: number;
      readonly bodies: readonly Uint8Array[];
    }
  /** The sums over all ballots added, but for these. */
  | { readonly kind: 'sums'; readonly election: string; readonly without: readonly Uint8Array[] }
  /** Which ballots have a wrong token. */
  | {
      readonly kind: 'tokens';
      readonly board: RevealedBoard;
      readonly ballots: readonly TokenBearer[];
    }
  /** The counts behind the openings. */
  | { readonly kind: 'result'; readonly board: OpenedBoard }
  /** The server's own recount, from the bytes on the disk. */
  | {
      readonly kind: 'recount';
      /** The files' paths: the worker reads them itself. */
      readonly board: string;
      readonly register: string;
      readonly profile: ProfileId;
      /** Only those of the roll are taken from it. */
      readonly figures: Figures;
    };

/** `codes`: against each claim's proof, null when it holds. */
export type Answer =
  | { readonly kind: 'ballots'; readonly codes: readonly (string | null)[] }
  | { readonly kind: 'add' }
  | { readonly kind: 'sums'; readonly sums: LineSums }
  | { readonly kind: 'tokens'; readonly wrong: readonly Exclusion[] }
  | { readonly kind: 'result'; readonly result: Result<ResultBody, ProtocolCode> }
  | { readonly kind: 'recount'; readonly digest: string | null; readonly code: string | null };

/** The answer to a task. */
export type AnswerTo<T extends Task> = Extract<Answer, { kind: T['kind'] }>;
