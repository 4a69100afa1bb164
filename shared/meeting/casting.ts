import { checkBallotShape, checkBallotSignature, ballotIdOf } from '../protocol/ballot.ts';
import type { ParsedBallot } from '../protocol/ballot.ts';
import type { BallotPosition } from '../protocol/ballot-box.ts';
import { equalBytes, fromBase64url, toBase64url } from '../protocol/bytes.ts';
import type { BallotBody, CastMessage } from '../protocol/entries.ts';
import type { ProtocolCode } from '../protocol/protocol-code.ts';
import type { Sodium } from '../protocol/sodium.ts';
import { computeToken } from '../protocol/token.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { Round } from './state.ts';

/** A cast that has passed every check but the proof of its lines. */
export interface AdmittedCast {
  readonly id: Uint8Array;
  readonly ballot: ParsedBallot;
  readonly body: BallotBody;
}

/** What to do with a cast: answer with the receipt of the stored ballot, or have its proof checked. */
export type Admission =
  | { readonly kind: 'stored'; readonly id: Uint8Array; readonly position: BallotPosition }
  | { readonly kind: 'prove'; readonly cast: AdmittedCast };

/**
 * The checks on a cast before its proof, cheapest first (P 4.8): size, base64, election; a stored
 * id is answered in every phase; then phase, ballot key, signature and the issuer's own token.
 * Without a valid token nobody can make the server do proof work. A token whose exchange the
 * register lacks, because it lagged when the meeting moved to its copy, waits with `E_NOT_ISSUED`
 * until the device has exchanged again: the board may never count more ballots than the register.
 */
export function admitCast(
  sodium: Sodium,
  round: Round,
  issuerKey: Uint8Array | null,
  message: CastMessage,
): Result<Admission, ProtocolCode> {
  const { setup, eid } = round.board;
  if (setup === null || eid === null) return err('E_PHASE');
  const parsed = checkBallotShape(sodium, setup.lines.length, message, setup.issuers.length);
  if (!parsed.ok) return parsed;
  const named = fromBase64url(message.eid, 32);
  if (!named.ok) return named;
  if (!equalBytes(named.value, eid)) return err('E_EID');
  const { vk, token, body, sig } = message;
  const id = ballotIdOf(sodium, eid, parsed.value.vk, parsed.value.body);
  const position = round.board.positionOf(toBase64url(id));
  if (position !== undefined) return ok({ kind: 'stored', id, position });
  const code = refuseNew(round, parsed.value);
  if (code !== null) return err(code);
  if (!checkBallotSignature(sodium, eid, id, parsed.value)) return err('E_SIG');
  if (issuerKey === null || !isOwnToken(sodium, issuerKey, eid, parsed.value))
    return err('E_TOKEN(1)');
  if (freeExchanges(round) <= 0) return err('E_NOT_ISSUED');
  return ok({ kind: 'prove', cast: { id, ballot: parsed.value, body: { vk, token, body, sig } } });
}

/** Why a ballot that is not stored cannot be entered now: polls not open, or its key is used. */
export function refuseNew(round: Round, { vk }: ParsedBallot): ProtocolCode | null {
  if (!round.board.polling || round.log.closed !== null) return 'E_PHASE';
  return round.board.has(toBase64url(vk)) ? 'E_VK_USED' : null;
}

/** How many more ballots the register's exchanges allow (count ≤ register.count, P 4.7.1). */
export function freeExchanges({ board, register }: Round): number {
  return register.count - board.ballotCount;
}

function isOwnToken(
  sodium: Sodium,
  issuerKey: Uint8Array,
  eid: Uint8Array,
  { vk, tokens }: ParsedBallot,
): boolean {
  const [own] = tokens;
  return own !== undefined && equalBytes(own, computeToken(sodium, issuerKey, eid, vk));
}
