/** What the board has proved, for the check of a result file beside it (P 4.11, stage 11). */
import type { CloseBody, PaperBody, ResultBody, SetupBody, TallyBody } from './entries.ts';

/** The facts of one valid board that a result file is compared with. */
export interface ResultFacts {
  readonly setup: SetupBody;
  readonly close: CloseBody;
  readonly tally: TallyBody;
  /** The count of the paper ballots the two tellers agree on; null when there were none. */
  readonly paper: PaperBody | null;
  readonly result: ResultBody;
  /** Base64url hash of the board's last line. */
  readonly head: string;
  /** Number of lines of the board. */
  readonly entries: number;
  /** Base64url digest `recount` of `JSON.stringify(rows)` over this board's head. */
  recountOf(rows: unknown): string;
}

/** The check of a result file: null, or what is wrong with it in one sentence. */
export type ResultFileCheck = (
  result: unknown,
  facts: ResultFacts,
) => { readonly code: 'E_RESULT'; readonly message: string } | null;
