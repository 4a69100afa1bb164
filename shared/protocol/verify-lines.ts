/** Stages 1 and 2: every line in its form and place, and the signed head (P 4.11). */
import { defined } from '#shared/assert.ts';
import { applyAdmitted } from './board.ts';
import { admit } from './board-admit.ts';
import type { Admitted } from './board-admit.ts';
import { toBase64url } from './bytes.ts';
import { readChain } from './chain.ts';
import type { ChainEntry } from './chain.ts';
import { checkHead } from './receipt.ts';
import { bytesOf } from './signed-word.ts';
import type { Result } from '#shared/result.ts';
import { err } from '#shared/result.ts';
import type { ProtocolCode } from './protocol-code.ts';
import { boardFault } from './verification.ts';
import type { StageSteps, Verification } from './verification.ts';

const LINES_BETWEEN_PAUSES = 32;

/** Stage 1 of a whole board: it must end with `head`. */
export function* readFinishedBoard(verification: Verification): StageSteps {
  const fault = yield* readLines(verification);
  if (fault !== null) return fault;
  const { finished, n } = verification.state;
  return finished ? null : boardFault(n, 'E_PHASE');
}

/** Stage 1 of a board under way: it must have come as far as `tally`. */
export function* readTalliedBoard(verification: Verification): StageSteps {
  const fault = yield* readLines(verification);
  if (fault !== null) return fault;
  const { tally, n } = verification.state;
  return tally !== null ? null : boardFault(n, 'E_PHASE');
}

/** Stage 2: the board key signed the place and hash of the entry before `head`. */
// eslint-disable-next-line require-yield -- a stage, too short to pause
export function* checkFinalHead({ sodium, state, entries }: Verification): StageSteps {
  const last = defined(entries.at(-1), 'head');
  const before = defined(entries.at(-2), 'result');
  const head = { n: before.n, h: toBase64url(before.hash), sig: defined(state.headSig) };
  const key = bytesOf(defined(state.setup).board);
  const good = checkHead(sodium, key, defined(state.sid), head);
  return good ? null : boardFault(last.n, `E_HEADSIG(${last.n})`);
}

function* readLines(verification: Verification): StageSteps {
  const { sodium, input } = verification;
  for (const line of readChain(sodium, 'board-entry', input.board)) {
    if (!line.ok) return boardFault(line.error.entry, line.error.code);
    const admitted = admitWithResult(verification, line.value);
    if (!admitted.ok) return boardFault(line.value.n, admitted.error);
    take(verification, admitted.value, line.value);
    if (line.value.n % LINES_BETWEEN_PAUSES === 0) yield;
  }
  return null;
}

/** A board with a complaint or an abort has no result: `E_PHASE` there (P 4.2). */
function admitWithResult(
  { sodium, state }: Verification,
  { t, b }: ChainEntry,
): Result<Admitted, ProtocolCode> {
  if (t === 'dkg-complaint' || t === 'abort') return err('E_PHASE');
  return admit(sodium, state, t, b);
}

function take(verification: Verification, admitted: Admitted, { n, hash }: ChainEntry): void {
  verification.state = applyAdmitted(verification.state, admitted, hash);
  if (admitted.kind === 'entry') verification.entries.push({ n, hash, entry: admitted.entry });
}
