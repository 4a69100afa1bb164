/** Stage 4: the register, when it is given (P 4.6.3, 4.6.4, 4.11). */
import { defined } from '#shared/assert.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { toBase64url } from './bytes.ts';
import { readChain, ZERO_HASH } from './chain.ts';
import type { Issuer, RegisterEntry } from './entries.ts';
import type { ProtocolCode } from './protocol-code.ts';
import { parseRegisterEntry } from './register.ts';
import { bytesOf } from './signed-word.ts';
import type { Sodium } from './sodium.ts';
import { checkEvaluation } from './token.ts';
import type { Fault, StageSteps, Verification } from './verification.ts';

type ExchangeBody = Extract<RegisterEntry, { t: 'exchange' }>['b'];

interface RegisterFile {
  readonly eid: string;
  /** Line n stands at place n − 1. */
  readonly exchanges: readonly ExchangeBody[];
  readonly head: Uint8Array;
}

/** Chain and shapes of all lines, then the election, unique claims, and every proof. */
export function* checkRegister(verification: Verification): StageSteps {
  const { sodium, input, state } = verification;
  if (input.register === undefined) return null;
  const { issuers } = defined(state.setup, 'setup');
  const file = readRegister(sodium, input.register, issuers.length);
  if (!file.ok) return file.error;
  const { eid, exchanges, head } = file.value;
  if (eid !== toBase64url(defined(state.eid))) return registerFault(0, 'E_EID');
  const repeated = firstRepeatedClaim(exchanges);
  if (repeated !== null) return registerFault(repeated + 1, 'E_CLAIM_USED');
  for (const [place, exchange] of exchanges.entries()) {
    const code = wrongEvaluation(sodium, issuers, exchange);
    if (code !== null) return registerFault(place + 1, code);
    verification.done++;
    yield;
  }
  verification.register = { count: exchanges.length, head };
  return null;
}

function readRegister(
  sodium: Sodium,
  bytes: Uint8Array,
  issuers: number,
): Result<RegisterFile, Fault> {
  let eid: string | null = null;
  let head = ZERO_HASH;
  const exchanges: ExchangeBody[] = [];
  for (const line of readChain(sodium, 'register-entry', bytes)) {
    if (!line.ok) return err(registerFault(line.error.entry, line.error.code));
    const { n, t, b, hash } = line.value;
    const entry = parseRegisterEntry(sodium, { n, issuers }, t, b);
    if (!entry.ok) return err(registerFault(n, entry.error));
    if (entry.value.t === 'register') eid = entry.value.b.eid;
    else exchanges.push(entry.value.b);
    head = hash;
  }
  return eid === null ? err(registerFault(0, 'E_PHASE')) : ok({ eid, exchanges, head });
}

/** The first exchange whose claim has a line already. */
function firstRepeatedClaim(exchanges: readonly ExchangeBody[]): number | null {
  const claims = new Set<string>();
  for (const [place, { claim }] of exchanges.entries()) {
    if (claims.has(claim)) return place;
    claims.add(claim);
  }
  return null;
}

function wrongEvaluation(
  sodium: Sodium,
  issuers: readonly Issuer[],
  { B, evals }: ExchangeBody,
): ProtocolCode | null {
  for (const { i, E, proof } of evals) {
    const pk = bytesOf(defined(issuers[i - 1], 'the issuer').pk);
    const good = checkEvaluation(sodium, pk, bytesOf(B), bytesOf(E), bytesOf(proof));
    if (!good) return `E_TOKEN(${i})`;
  }
  return null;
}

function registerFault(entry: number, code: ProtocolCode): Fault {
  return { file: 'register', entry, code };
}
