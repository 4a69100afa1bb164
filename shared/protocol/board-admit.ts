/** Which entry is let onto a board: in its place, of its exact shape, its author's first word. */
import { defined } from '#shared/assert.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { ballotIdOf } from './ballot.ts';
import type { StoredBallot } from './ballot-box.ts';
import { isFirstWord, isInPlace } from './board-place.ts';
import { isBoardEntryType, parseBallotBody, parseBoardBody } from './board-shape.ts';
import type { BoardState } from './board-state.ts';
import type { BoardEntry } from './entries.ts';
import type { ProtocolCode } from './protocol-code.ts';
import type { Sodium } from './sodium.ts';

/** An entry that may come next: typed, or a ballot with its bytes and id. */
export type Admitted =
  | { readonly kind: 'entry'; readonly entry: Exclude<BoardEntry, { t: 'ballot' }> }
  | { readonly kind: 'ballot'; readonly ballot: Pick<StoredBallot, 'id' | 'ballot'> };

/** The entry, if it may come next by order and shape; a used ballot key is let through. */
export function admit(
  sodium: Sodium,
  state: BoardState,
  t: string,
  b: unknown,
): Result<Admitted, ProtocolCode> {
  if (!isBoardEntryType(t) || !isInPlace(state, t)) return err('E_PHASE');
  if (t === 'ballot') return admitBallot(sodium, state, b);
  const parsed = parseBoardBody(sodium, t, b, state.setup);
  if (!parsed.ok) return parsed;
  if (parsed.value.t === 'ballot' || !isFirstWord(state, parsed.value)) return err('E_PHASE');
  return ok({ kind: 'entry', entry: parsed.value });
}

function admitBallot(
  sodium: Sodium,
  state: BoardState,
  b: unknown,
): Result<Admitted, ProtocolCode> {
  const parsed = parseBallotBody(sodium, b, defined(state.setup, 'setup'));
  if (!parsed.ok) return parsed;
  const { vk, body } = parsed.value;
  const id = ballotIdOf(sodium, defined(state.eid, 'eid'), vk, body);
  return ok({ kind: 'ballot', ballot: { id, ballot: parsed.value } });
}
