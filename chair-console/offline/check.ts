import type { FastGroup } from '#shared/protocol/fast/fast-group.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';
import { verifyBoardSteps } from '#shared/protocol/verify.ts';
import type { VerifyProgress } from '#shared/protocol/verify.ts';
import { boardFacts } from './facts.ts';
import type { OfflineTask, OfflineVerdict } from './task.ts';

/**
 * The whole verification (P 4.11) in small steps, so that a page without a worker can draw between
 * them. Without `fast`, or where the task asks for it, by the plain verifier.
 */
export function* checkSteps(
  sodium: Sodium,
  fast: FastGroup | undefined,
  { board, register, result, slow }: OfflineTask,
): Generator<VerifyProgress, OfflineVerdict, void> {
  const group = slow ? undefined : fast;
  const input = {
    board,
    ...(register === null ? {} : { register }),
    ...(result === undefined ? {} : { result }),
  };
  const report = yield* verifyBoardSteps(sodium, input, { fast: group });
  return {
    report,
    by: group === undefined ? 'plain' : 'fast',
    facts: report.valid ? boardFacts(sodium, board) : null,
  };
}
