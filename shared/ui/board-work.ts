/**
 * What the board's Web Worker does, and the messages it understands: every check that would make
 * a page stutter. Pure but for the libsodium handed in, so that tests run it without a worker.
 */
import { checkBallotProof, checkBallotSignature } from '#shared/protocol/ballot.ts';
import type { ParsedBallot } from '#shared/protocol/ballot.ts';
import type { FastGroup } from '#shared/protocol/fast/fast-group.ts';
import type { ProtocolCode } from '#shared/protocol/protocol-code.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';
import { verifyTally } from '#shared/protocol/verify.ts';
import { recountBoard } from './recount.ts';
import type { RecountInput, RecountOutcome } from './recount.ts';

/** A ballot whose shape is checked, with what its proof is about (P 4.5). */
export interface BallotTask {
  readonly kind: 'ballot';
  readonly eid: Uint8Array;
  readonly Y: Uint8Array;
  readonly lines: number;
  readonly ballotId: Uint8Array;
  readonly ballot: ParsedBallot;
}

/** Is a board that ends with its `tally` right up to there (P 4.7.4)? */
export interface TallyTask {
  readonly kind: 'tally';
  readonly board: Uint8Array;
}

/** The whole verification and the rows that follow from the board (P 4.11). */
export interface RecountTask extends RecountInput {
  readonly kind: 'recount';
}

export type BoardTask = BallotTask | TallyTask | RecountTask;

/** A check's answer: the rule that is broken, or null. */
export interface CheckDone {
  readonly kind: 'checked';
  readonly code: ProtocolCode | null;
}

/** A recount's answer. */
export interface RecountDone {
  readonly kind: 'recounted';
  readonly outcome: RecountOutcome;
}

/** A task on its way to the worker. */
export interface WorkerRequest {
  readonly id: number;
  readonly task: BoardTask;
}

/** Said once under `id` 0: whether the fast verifier could be had. */
export interface VerifierSaid {
  readonly id: 0;
  readonly kind: 'verifier';
  readonly fast: boolean;
}

/** What comes back under the same `id`; `progress` any number of times before the end. */
export type WorkerReply =
  | {
      readonly id: number;
      readonly kind: 'progress';
      readonly done: number;
      readonly total: number;
    }
  | ({ readonly id: number } & (CheckDone | RecountDone));

/** Does one task, by the plain verifier without `fast`; `onProgress` is called only by a recount. */
export function doBoardTask(
  sodium: Sodium,
  task: BoardTask,
  onProgress: (done: number, total: number) => void,
  fast?: FastGroup,
): CheckDone | RecountDone {
  switch (task.kind) {
    case 'ballot':
      return { kind: 'checked', code: checkBallot(sodium, task, fast) };
    case 'tally':
      return { kind: 'checked', code: checkTally(sodium, task, fast) };
    case 'recount':
      return { kind: 'recounted', outcome: recountBoard(sodium, task, onProgress, fast) };
  }
}

/** P 4.5: the signature, then every point, scalar and proof. */
function checkBallot(sodium: Sodium, task: BallotTask, fast?: FastGroup): ProtocolCode | null {
  const { eid, Y, lines, ballotId, ballot } = task;
  if (!checkBallotSignature(sodium, eid, ballotId, ballot)) return 'E_SIG';
  const { vk, body } = ballot;
  if (fast === undefined) return checkBallotProof(sodium, eid, Y, lines, vk, body);
  return fast.checkBallots(sodium, [{ eid, Y, lines, vk, body }])[0] ?? null;
}

/** The proofs are left out: this device has checked each of them as its ballot arrived. */
function checkTally(sodium: Sodium, { board }: TallyTask, fast?: FastGroup): ProtocolCode | null {
  const report = verifyTally(sodium, { board }, { checkProof: () => null, fast });
  return report.valid ? null : report.code;
}
