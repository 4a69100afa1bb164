/** What the stages of the verifier share (P 4.11). */
import { PlainSums } from './ballot-sums.ts';
import type { BallotSums } from './ballot-sums.ts';
import type { BoardState } from './board-state.ts';
import { emptyBoard } from './board-state.ts';
import type { BoardEntry } from './entries.ts';
import type { FastGroup } from './fast/fast-group.ts';
import type { ProtocolCode } from './protocol-code.ts';
import type { Sodium } from './sodium.ts';
import type { Exclusion } from './tally.ts';

/** The files to verify; `result` is the parsed JSON of a result file. */
export interface VerifyInput {
  readonly board: Uint8Array;
  readonly register?: Uint8Array;
  readonly result?: unknown;
}

/** One ballot's proof and what it is about. */
export interface ProofClaim {
  readonly eid: Uint8Array;
  /** The committee's key. */
  readonly Y: Uint8Array;
  readonly lines: number;
  readonly vk: Uint8Array;
  readonly body: Uint8Array;
}

/** How to verify; the plain verifier by libsodium when nothing is given. */
export interface VerifyOptions {
  readonly onProgress?: (done: number, total: number) => void;
  /** Replaces `checkBallotProof`: must give the same answer. */
  readonly checkProof?: (claim: ProofClaim) => ProtocolCode | null;
  /** Ballots in batches, in WebAssembly: the same answers, some fifteen times as fast. */
  readonly fast?: FastGroup | undefined;
}

/** Work done and in all: exchanges and ballots verified, of the lines of both files. */
export interface VerifyProgress {
  readonly done: number;
  readonly total: number;
}

/** The first failure: which file, which entry (null: none in particular), which rule. */
export interface Fault {
  readonly file: 'board' | 'register' | 'result';
  readonly entry: number | null;
  readonly code: ProtocolCode;
  /** Says more than the code alone, where there is more to say. */
  readonly message?: string;
}

/** An entry other than a ballot, with its place and hash. */
export interface PlacedEntry {
  readonly n: number;
  readonly hash: Uint8Array;
  readonly entry: Exclude<BoardEntry, { t: 'ballot' }>;
}

/** One verification under way: filled in by its stages in their order. */
export interface Verification {
  readonly sodium: Sodium;
  readonly input: VerifyInput;
  readonly options: VerifyOptions;
  readonly total: number;
  done: number;
  /** After stage 1: the whole board. */
  state: BoardState;
  entries: PlacedEntry[];
  /** After stage 4, when a register is given. */
  register: { readonly count: number; readonly head: Uint8Array } | null;
  /** After stage 5. */
  excluded: Exclusion[];
  sums: BallotSums;
}

/** A stage under way: pauses for breath, ends with its first fault or null. */
export type StageSteps = Generator<undefined, Fault | null, void>;

/** A stage of the verifier. */
export type Stage = (verification: Verification) => StageSteps;

/** A verification before its first stage. */
export function beginVerification(
  sodium: Sodium,
  input: VerifyInput,
  options: VerifyOptions,
): Verification {
  return {
    sodium,
    input,
    options,
    total: countLines(input.board) + (input.register ? countLines(input.register) : 0),
    done: 0,
    state: emptyBoard(),
    entries: [],
    register: null,
    excluded: [],
    sums: new PlainSums(sodium, 0),
  };
}

/** A fault of a board entry. */
export function boardFault(entry: number, code: ProtocolCode): Fault {
  return { file: 'board', entry, code };
}

/** The entries of the given types, ascending. */
export function entriesOf<T extends PlacedEntry['entry']['t']>(
  { entries }: Verification,
  ...types: readonly T[]
): (PlacedEntry & { readonly entry: Extract<PlacedEntry['entry'], { t: T }> })[] {
  return entries.filter(
    (placed): placed is PlacedEntry & { entry: Extract<PlacedEntry['entry'], { t: T }> } =>
      types.some((t) => t === placed.entry.t),
  );
}

function countLines(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++;
  return lines;
}
