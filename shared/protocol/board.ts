/**
 * The incremental fold of a board: the server's replay, a device that follows the board, and the
 * verifier's first stage. It checks order, shapes and uniqueness, but no signature and no proof
 * (`checkAppend`, `verifyBoard`), and does no group arithmetic for ballots.
 */
import { invariant } from '#shared/assert.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { admit } from './board-admit.ts';
import type { Admitted } from './board-admit.ts';
import { applyEntry } from './board-apply.ts';
import { emptyBoard } from './board-state.ts';
import type { BoardState } from './board-state.ts';
import { toBase64url } from './bytes.ts';
import { entryHash, formatLine, parseLine, readChain } from './chain.ts';
import type { ChainFault } from './chain.ts';
import { explain } from './explain.ts';
import type { ProtocolCode } from './protocol-code.ts';
import type { Sodium } from './sodium.ts';

export { checkAppend } from './append-check.ts';
export { emptyBoard } from './board-state.ts';
export type { BoardStage, BoardState } from './board-state.ts';

/** The line, without its LF, that appends `b` under type `t`. */
export function nextLine(state: BoardState, t: string, b: unknown): string {
  return formatLine(state.n, t, state.head, b);
}

/**
 * The state after appending `b` under type `t`. Refuses what is out of place (`E_PHASE`), has not
 * its exact shape (`E_JSON` `E_B64` `E_SIZE` `E_POINT` `E_SCALAR` `E_SETUP`) or uses a ballot key
 * twice (`E_VK_USED`); the state is unchanged then.
 */
export function evolveBoard(
  sodium: Sodium,
  state: BoardState,
  t: string,
  b: unknown,
): Result<BoardState, ProtocolCode> {
  const admitted = admitNew(sodium, state, t, b);
  if (!admitted.ok) return admitted;
  const hash = entryHash(sodium, 'board-entry', state.head, nextLine(state, t, b));
  return ok(applyAdmitted(state, admitted.value, hash));
}

/** The state after one line of a board file or message (without its LF); `E_CHAIN(n)` as well. */
export function evolveBoardLine(
  sodium: Sodium,
  state: BoardState,
  line: Uint8Array,
): Result<BoardState, ProtocolCode> {
  const parsed = parseLine(sodium, 'board-entry', state.n, state.head, line);
  if (!parsed.ok) return parsed;
  const admitted = admitNew(sodium, state, parsed.value.t, parsed.value.b);
  return admitted.ok ? ok(applyAdmitted(state, admitted.value, parsed.value.hash)) : admitted;
}

/** The state of a whole board file, finished or not, or its first fault. */
export function replayBoard(sodium: Sodium, bytes: Uint8Array): Result<BoardState, ChainFault> {
  let state = emptyBoard();
  for (const entry of readChain(sodium, 'board-entry', bytes)) {
    if (!entry.ok) return entry;
    const { n, t, b, hash } = entry.value;
    const admitted = admitNew(sodium, state, t, b);
    if (!admitted.ok) {
      return err({ entry: n, code: admitted.error, message: explain(admitted.error) });
    }
    state = applyAdmitted(state, admitted.value, hash);
  }
  return ok(state);
}

/** Goes back to an earlier state of the same fold, when later lines never reached the disk. */
export function rewindBoard(state: BoardState): BoardState {
  state.ballots.truncate(state.ballotCount);
  return state;
}

/** The state after an admitted entry whose line has this hash. */
export function applyAdmitted(state: BoardState, admitted: Admitted, hash: Uint8Array): BoardState {
  if (admitted.kind === 'entry') return applyEntry(state, admitted.entry, hash);
  invariant(state.ballots.size === state.ballotCount, 'only the newest board state evolves');
  state.ballots.push({ n: state.n, head: hash, ...admitted.ballot });
  return { ...state, n: state.n + 1, head: hash, ballotCount: state.ballotCount + 1 };
}

function admitNew(
  sodium: Sodium,
  state: BoardState,
  t: string,
  b: unknown,
): Result<Admitted, ProtocolCode> {
  const admitted = admit(sodium, state, t, b);
  if (!admitted.ok || admitted.value.kind === 'entry') return admitted;
  const used = state.has(toBase64url(admitted.value.ballot.ballot.vk));
  return used ? err('E_VK_USED') : admitted;
}
