/**
 * The verifier (P 4.11): from the bytes of a board, and of the register and the result file when
 * they are given, to one verdict. It trusts nobody, repairs nothing, and reports the first failure
 * of its stages in their order. The same program runs on the server, on a member's or supervisor's
 * device and offline.
 */
import { checkResultFile } from '#shared/result/check-result.ts';
import { defined } from '#shared/assert.ts';
import { toBase64url, utf8 } from './bytes.ts';
import type { ResultBody, SetupBody } from './entries.ts';
import { explain } from './explain.ts';
import { h32 } from './hash.ts';
import type { ProtocolCode } from './protocol-code.ts';
import type { Sodium } from './sodium.ts';
import { beginVerification } from './verification.ts';
import type {
  Fault,
  Stage,
  StageSteps,
  Verification,
  VerifyInput,
  VerifyOptions,
  VerifyProgress,
} from './verification.ts';
import { checkBallots } from './verify-ballots.ts';
import { checkClose, checkOpenings, checkPapers, checkResult, checkTally } from './verify-count.ts';
import type { ResultFacts } from './verify-facts.ts';
import { checkKey } from './verify-key.ts';
import { checkFinalHead, readFinishedBoard, readTalliedBoard } from './verify-lines.ts';
import { checkRegister } from './verify-register.ts';

export type { ProofClaim, VerifyInput, VerifyOptions, VerifyProgress } from './verification.ts';

/** The first failure found. */
export interface InvalidReport {
  readonly valid: false;
  readonly file: 'board' | 'register' | 'result';
  /** Number of the line; null when the failure is of the whole file. */
  readonly entry: number | null;
  readonly code: ProtocolCode;
  /** One Vietnamese sentence, ready to print. */
  readonly message: string;
}

/** What a valid board has proved. */
export interface ValidReport {
  readonly valid: true;
  readonly entries: number;
  /** Base64url hash of the last line. */
  readonly head: string;
  /** N, the electronic ballots counted. */
  readonly counted: number;
  /** Paper ballots collected. */
  readonly paper: number;
  readonly setup: SetupBody;
  readonly electronic: ResultBody['electronic'];
  readonly total: ResultBody['total'];
  /** The digest over the result file's rows; null when no result file was given. */
  readonly recount: string | null;
}

export type VerifyReport = ValidReport | InvalidReport;

/** A board checked as far as its tally: what a member's device needs before it agrees. */
export type TallyReport =
  | {
      readonly valid: true;
      readonly entries: number;
      /** Base64url hash of the `tally` entry. */
      readonly th: string;
      readonly N: number;
    }
  | InvalidReport;

const WHOLE: readonly Stage[] = [
  readFinishedBoard,
  checkFinalHead,
  checkKey,
  checkRegister,
  checkBallots,
  checkClose,
  checkPapers,
  checkTally,
  checkOpenings,
  checkResult,
  checkFile,
];

const UP_TO_TALLY: readonly Stage[] = [
  readTalliedBoard,
  checkKey,
  checkRegister,
  checkBallots,
  checkClose,
  checkPapers,
  checkTally,
];

/** Verifies a finished board, and the files given with it, in one go. */
export function verifyBoard(
  sodium: Sodium,
  input: VerifyInput,
  options: VerifyOptions = {},
): VerifyReport {
  return run(verifyBoardSteps(sodium, input, options), options);
}

/** The same in small steps, so that a page can draw between them: returns the report. */
export function* verifyBoardSteps(
  sodium: Sodium,
  input: VerifyInput,
  options: VerifyOptions = {},
): Generator<VerifyProgress, VerifyReport, void> {
  const verification = beginVerification(sodium, input, options);
  const fault = yield* runStages(verification, WHOLE);
  return fault === null ? validReport(verification) : invalidReport(fault);
}

/** Verifies a board under way up to its `tally`: everything P 4.7.4 asks of a member's device. */
export function verifyTally(
  sodium: Sodium,
  input: Omit<VerifyInput, 'result'>,
  options: VerifyOptions = {},
): TallyReport {
  return run(verifyTallySteps(sodium, input, options), options);
}

/** The same in small steps. */
export function* verifyTallySteps(
  sodium: Sodium,
  input: Omit<VerifyInput, 'result'>,
  options: VerifyOptions = {},
): Generator<VerifyProgress, TallyReport, void> {
  const verification = beginVerification(sodium, input, options);
  const fault = yield* runStages(verification, UP_TO_TALLY);
  if (fault !== null) return invalidReport(fault);
  const { n, tally, tallyEntryHash } = verification.state;
  const th = toBase64url(defined(tallyEntryHash));
  return { valid: true, entries: n, th, N: defined(tally).N };
}

/** H32 `recount`: the digest of a recount's rows, exactly as they are stored (P 4.1). */
export function recountDigest(sodium: Sodium, boardHead: Uint8Array, rows: unknown): Uint8Array {
  return h32(sodium, 'recount', boardHead, utf8(JSON.stringify(rows ?? null)));
}

function run<Report>(
  steps: Generator<VerifyProgress, Report, void>,
  { onProgress }: VerifyOptions,
): Report {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    onProgress?.(step.value.done, step.value.total);
  }
}

function* runStages(
  verification: Verification,
  stages: readonly Stage[],
): Generator<VerifyProgress, Fault | null, void> {
  for (const stage of stages) {
    const steps = stage(verification);
    for (;;) {
      const step = steps.next();
      if (step.done !== true) yield { done: verification.done, total: verification.total };
      else if (step.value !== null) return step.value;
      else break;
    }
  }
  yield { done: verification.total, total: verification.total };
  return null;
}

/** Stage 11: the result file, when it is given. */
// eslint-disable-next-line require-yield -- a stage, too short to pause
function* checkFile(verification: Verification): StageSteps {
  const { result } = verification.input;
  if (result === undefined) return null;
  const wrong = checkResultFile(result, factsOf(verification));
  return wrong === null ? null : { file: 'result', entry: null, ...wrong };
}

function factsOf({ sodium, state }: Verification): ResultFacts {
  return {
    setup: defined(state.setup),
    close: defined(state.closeBody),
    tally: defined(state.tally),
    paper: state.papers[0] ?? null,
    result: defined(state.result),
    head: toBase64url(state.head),
    entries: state.n,
    recountOf: (rows) => toBase64url(recountDigest(sodium, state.head, rows)),
  };
}

function validReport(verification: Verification): ValidReport {
  const { sodium, state, input } = verification;
  const { electronic, total } = defined(state.result);
  return {
    valid: true,
    entries: state.n,
    head: toBase64url(state.head),
    counted: defined(state.tally).N,
    paper: state.papers[0]?.count ?? 0,
    setup: defined(state.setup),
    electronic,
    total,
    recount: hasRows(input.result)
      ? toBase64url(recountDigest(sodium, state.head, input.result.rows))
      : null,
  };
}

function hasRows(result: unknown): result is { readonly rows: unknown } {
  return typeof result === 'object' && result !== null && 'rows' in result;
}

function invalidReport({ file, entry, code, message }: Fault): InvalidReport {
  return { valid: false, file, entry, code, message: message ?? explain(code) };
}
