/**
 * A teller's device that issues beside the server (P 4.6.4, R20): which B it has answered for every
 * claim, what it makes of a request, of a line of the register and of a ballot's token. Pure.
 */
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import type { BoardState } from './board-state.ts';
import { equalBytes, fromBase64url, toBase64url } from './bytes.ts';
import type { RegisterEntry } from './entries.ts';
import { isPoint, multiply } from './group.ts';
import type { TokenBearer } from './tally.ts';
import type { RandomBytes, Sodium } from './sodium.ts';
import { bytesOf } from './signed-word.ts';
import { checkEvaluation, computeToken, evaluateToken } from './token.ts';

/** A co-issuer's VOPRF key: k ≠ 0 is secret, pk = k·G stands in `setup`. */
export interface CoIssuerKey {
  readonly k: Uint8Array;
  readonly pk: Uint8Array;
}

/** A claim and the one B that was evaluated for it, base64url. */
export interface IssuedClaim {
  readonly claim: string;
  readonly B: string;
}

/** What is to be done with requests: evaluated (`fresh` ones are listed first), or refused. */
export interface JudgedRequests {
  readonly fresh: readonly IssuedClaim[];
  readonly granted: readonly IssuedClaim[];
  /** Claims that were answered for another B, and requests whose B is no point. */
  readonly refused: readonly string[];
}

/**
 * Each request against the device's own list: the same claim with the same B is answered again,
 * another B is refused, also within one message. The fresh ones must be on the device's disk before
 * any of them is answered.
 */
export function judgeRequests(
  sodium: Sodium,
  list: ReadonlyMap<string, string>,
  requests: readonly IssuedClaim[],
): JudgedRequests {
  const fresh = new Map<string, string>();
  const granted: IssuedClaim[] = [];
  const refused: string[] = [];
  for (const { claim, B } of requests) {
    const known = list.get(claim) ?? fresh.get(claim);
    if (known === undefined ? !isBlinded(sodium, claim, B) : known !== B) refused.push(claim);
    else {
      if (known === undefined) fresh.set(claim, B);
      granted.push({ claim, B });
    }
  }
  return { fresh: [...fresh].map(([claim, B]) => ({ claim, B })), granted, refused };
}

function isBlinded(sodium: Sodium, claim: string, B: string): boolean {
  const point = fromBase64url(B, 32);
  return fromBase64url(claim, 32).ok && point.ok && isPoint(sodium, point.value);
}

/** An evaluation with its proof, base64url. */
export interface Evaluated {
  readonly E: string;
  readonly proof: string;
}

/** E = k·B with the proof for each B (T6); every B is a point. About 0.6 ms each. */
export function evaluateAll(
  sodium: Sodium,
  random: RandomBytes,
  { k, pk }: CoIssuerKey,
  Bs: readonly string[],
): Evaluated[] {
  return Bs.map((B) => {
    const { E, proof } = evaluateToken(sodium, random, k, pk, bytesOf(B, 32));
    return { E: toBase64url(E), proof: toBase64url(proof) };
  });
}

/** Which ballots carry this issuer's own output as their token `i` (T8). About 0.13 ms each. */
export function madeTokens(
  sodium: Sodium,
  k: Uint8Array,
  eid: Uint8Array,
  i: number,
  ballots: readonly Pick<TokenBearer, 'ballot'>[],
): boolean[] {
  return ballots.map(({ ballot: { vk, tokens } }) => {
    const own = tokens[i - 1];
    return own !== undefined && equalBytes(own, computeToken(sodium, k, eid, vk));
  });
}

type Exchange = Extract<RegisterEntry, { t: 'exchange' }>['b'];

/** Why a line of the register is none that this device evaluated. */
export type RegisterLineFault = 'unknown' | 'otherB' | 'otherE';

/**
 * Every line must be one that this device evaluated, with the same B and its own E = k·B. A line
 * `unknown` to the list may still be its own, from before a restore: see `isOwnLine`.
 */
export function registerLineFault(
  sodium: Sodium,
  { k }: CoIssuerKey,
  i: number,
  list: ReadonlyMap<string, string>,
  { claim, B, evals }: Exchange,
): RegisterLineFault | null {
  const issued = list.get(claim);
  if (issued === undefined) return 'unknown';
  if (issued !== B) return 'otherB';
  const E = evals[i - 1]?.E;
  return E === toBase64url(multiply(sodium, k, bytesOf(B, 32))) ? null : 'otherE';
}

/** Does the line carry a proof under this device's key? Only who holds k can have made one. */
export function isOwnLine(
  sodium: Sodium,
  { pk }: CoIssuerKey,
  i: number,
  { B, evals }: Exchange,
): boolean {
  const own = evals[i - 1];
  if (own === undefined) return false;
  const [blinded, E, proof] = [bytesOf(B, 32), bytesOf(own.E, 32), bytesOf(own.proof, 64)];
  return checkEvaluation(sodium, pk, blinded, E, proof);
}

/** The number under which `setup` names this key, or null: this device does not issue there. */
export function issuerNumber({ setup }: BoardState, pk: string): number | null {
  return setup?.issuers.find((issuer) => issuer.pk === pk)?.i ?? null;
}

/** Why the key is not revealed: the register read is not the one `close` names. */
export type RevealFault = 'register' | 'fewer';

/**
 * Before `token-reveal` (P 4.6.4): the register as this device has read and checked it must be the
 * one `close` names, and must not have more lines than the device evaluated. The value is how many
 * evaluations the register lacks: exchanges that were never completed, or hidden ones.
 */
export function compareBeforeReveal(
  { closeBody }: BoardState,
  read: { readonly count: number; readonly head: Uint8Array },
  issued: number,
): Result<number, RevealFault> {
  if (closeBody?.register.count !== read.count) return err('register');
  if (closeBody.register.head !== toBase64url(read.head)) return err('register');
  return issued < read.count ? err('fewer') : ok(issued - read.count);
}
