import type { ProtocolCode } from '../protocol/protocol-code.ts';
import { fromBase64url } from '../protocol/bytes.ts';
import type { Evaluation, RegisterEntry } from '../protocol/entries.ts';
import { isPoint } from '../protocol/group.ts';
import type { RandomBytes, Sodium } from '../protocol/sodium.ts';
import { evaluateToken } from '../protocol/token.ts';
import { toBase64url } from '../protocol/bytes.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { coIssuerSeats } from './co-issuers.ts';
import type { CoIssuerSeat } from './co-issuers.ts';
import { electronicIssuedCount } from './roll.ts';
import type { Round } from './state.ts';

/** A voter's blinded token for one claim, base64url. */
export interface ExchangeMessage {
  readonly claim: string;
  readonly B: string;
}

/** The answer of the register's line, and the line itself when it is a new one. */
export interface Exchanged {
  readonly evals: readonly Evaluation[];
  readonly entry: Extract<RegisterEntry, { t: 'exchange' }> | null;
  /** Co-issuers who have not evaluated yet: nothing is entered or answered before (P 4.6.3). */
  readonly waitsFor: readonly CoIssuerSeat[];
}

const NOBODY: ReadonlyMap<number, Evaluation> = new Map();

/**
 * P 4.6.3. The same claim with the same B is answered again from its line, in every phase; another
 * B is `E_CLAIM_USED`; unknown or voided `E_CLAIM_UNKNOWN`; outside the polls `E_PHASE`. A new
 * exchange needs a ballot that was issued and not exchanged yet, else `E_NOT_ISSUED` and nothing
 * is written: a stray slip can never make the board invalid. `others`: what co-issuers have
 * evaluated for this claim and B, already checked, by issuer; the line is entered when all are there.
 */
export function decideExchange(
  sodium: Sodium,
  random: RandomBytes,
  round: Round,
  issuer: { readonly k: Uint8Array; readonly pk: Uint8Array } | null,
  { claim, B }: ExchangeMessage,
  others: ReadonlyMap<number, Evaluation> = NOBODY,
): Result<Exchanged, ProtocolCode> {
  const known = round.register.byClaim.get(claim);
  if (known !== undefined) {
    return known.B === B
      ? ok({ evals: known.evals, entry: null, waitsFor: [] })
      : err('E_CLAIM_USED');
  }
  if (!round.board.polling || round.log.closed !== null || issuer === null) {
    return err('E_PHASE');
  }
  if (!round.log.claims.has(claim)) return err('E_CLAIM_UNKNOWN');
  const point = fromBase64url(B, 32);
  if (!point.ok) return point;
  if (!isPoint(sodium, point.value)) return err('E_POINT');
  if (round.register.count >= electronicIssuedCount(round.log)) return err('E_NOT_ISSUED');
  const seats = coIssuerSeats(round.board);
  const waitsFor = seats.filter(({ i }) => !others.has(i));
  if (waitsFor.length > 0) return ok({ evals: [], entry: null, waitsFor });
  const { E, proof } = evaluateToken(sodium, random, issuer.k, issuer.pk, point.value);
  const own = { i: 1, E: toBase64url(E), proof: toBase64url(proof) };
  const evals = [own, ...seats.flatMap(({ i }) => others.get(i) ?? [])];
  return ok({ evals, entry: { t: 'exchange', b: { claim, B, evals } }, waitsFor: [] });
}
