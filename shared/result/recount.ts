/**
 * The recount of a finished board from its bytes, and how it compares with what the server says
 * (R36, design 7 Announcing). Every count comes from the board; of the server's result only the
 * profile and the figures of the roll are used, which the board does not hold.
 */
import { defined } from '#shared/assert.ts';
import { replayBoard } from '#shared/protocol/board.ts';
import { fromBase64url, toBase64url } from '#shared/protocol/bytes.ts';
import type { CountedLine } from '#shared/protocol/entries.ts';
import type { FastGroup } from '#shared/protocol/fast/fast-group.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';
import { recountDigest, verifyBoardSteps } from '#shared/protocol/verify.ts';
import type { VerifyProgress } from '#shared/protocol/verify.ts';
import type { Figures } from '#shared/result/figures.ts';
import type { MeetingResult } from '#shared/result/result.ts';
import { buildRows } from '#shared/result/rows.ts';
import type { ResultRow } from '#shared/result/rows.ts';
import type { ProfileId } from '#shared/plan/profiles.ts';

/** What a recount is made of. */
export interface RecountInput {
  readonly board: Uint8Array;
  readonly register: Uint8Array | null;
  readonly profile: ProfileId;
  /** The server's figures: only those of the roll are taken from it. */
  readonly figures: Figures;
}

/** What the board itself says, once every rule holds; or the first rule that does not. */
export type RecountOutcome =
  | {
      readonly valid: true;
      readonly entries: number;
      /** Base64url hash of the last line. */
      readonly head: string;
      readonly figures: Figures;
      readonly rows: readonly ResultRow[];
      /** The digest `recount` of these rows over this board (P 4.1), base64url. */
      readonly digest: string;
    }
  | {
      readonly valid: false;
      readonly file: 'board' | 'register' | 'result';
      readonly entry: number | null;
      readonly code: string;
    };

/**
 * Verifies everything (P 4.11) and works the rows out anew. Long: seconds for a full hall, minutes
 * without `fast`.
 */
export function recountBoard(
  sodium: Sodium,
  input: RecountInput,
  onProgress: (done: number, total: number) => void,
  fast?: FastGroup,
): RecountOutcome {
  const steps = recountSteps(sodium, input, fast);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    onProgress(step.value.done, step.value.total);
  }
}

/** The same in small steps, so that a page without a worker can draw between them. */
export function* recountSteps(
  sodium: Sodium,
  input: RecountInput,
  fast?: FastGroup,
): Generator<VerifyProgress, RecountOutcome, void> {
  const { board, register } = input;
  const files = register === null ? { board } : { board, register };
  const report = yield* verifyBoardSteps(sodium, files, { fast });
  if (!report.valid) {
    return { valid: false, file: report.file, entry: report.entry, code: report.code };
  }
  const { head, entries, total } = report;
  return { valid: true, entries, head, ...rowsOf(sodium, input, head, total) };
}

function rowsOf(
  sodium: Sodium,
  { board, profile, figures: given }: RecountInput,
  head: string,
  totals: readonly CountedLine[],
): { figures: Figures; rows: readonly ResultRow[]; digest: string } {
  const replayed = replayBoard(sodium, board);
  if (!replayed.ok) throw new Error('Bug: a verified board does not replay');
  const { setup, closeBody, tally, papers } = replayed.value;
  const ballotsIssued = defined(closeBody).issued;
  const electronic = defined(tally).N;
  const paper = papers[0]?.count ?? 0;
  const ballotsCollected = electronic + paper;
  const outstanding = ballotsIssued - ballotsCollected;
  const figures = { ...given, ballotsIssued, ballotsCollected, electronic, paper, outstanding };
  const rows = buildRows({ profile, figures, lines: defined(setup).lines, totals });
  const last = fromBase64url(head, 32);
  if (!last.ok) throw new Error('Bug: the head of a verified board is no hash');
  return { figures, rows, digest: toBase64url(recountDigest(sodium, last.value, rows)) };
}

/** Where the server's result is not what this device counted. */
export type Difference =
  | {
      readonly kind: 'figure';
      readonly name: keyof Figures;
      readonly own: number;
      readonly given: number;
    }
  | { readonly kind: 'row'; readonly name: string }
  | { readonly kind: 'board' };

const COUNTED = [
  'ballotsIssued',
  'ballotsCollected',
  'electronic',
  'paper',
  'outstanding',
] as const;

/** Every difference between this device's own recount and the result the server shows. */
export function compareResult(
  own: Extract<RecountOutcome, { valid: true }>,
  given: MeetingResult,
): Difference[] {
  const figures = COUNTED.filter((name) => own.figures[name] !== given.figures[name]).map(
    (name) =>
      ({ kind: 'figure', name, own: own.figures[name], given: given.figures[name] }) as const,
  );
  const length = Math.max(own.rows.length, given.rows.length);
  const rows = Array.from({ length }, (_, i) => [own.rows[i], given.rows[i]] as const)
    .filter(([mine, theirs]) => JSON.stringify(mine) !== JSON.stringify(theirs))
    .map(([mine, theirs]) => ({ kind: 'row', name: mine?.name ?? theirs?.name ?? '' }) as const);
  const sameBoard = given.board?.head === own.head && given.board.entries === own.entries;
  return [...figures, ...rows, ...(sameBoard ? [] : [{ kind: 'board' } as const])];
}
