/**
 * The register of exchanged tokens (P 4.6.3): line 0 names the election, every other line is one
 * claim's blinded element with the answers of all issuers. Order, shapes and uniqueness of claims
 * are checked here; the proofs are the issuers' (`checkEvaluation`) and the verifier's.
 */
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { toBase64url } from './bytes.ts';
import { entryHash, formatLine, readChain, ZERO_HASH } from './chain.ts';
import type { ChainFault } from './chain.ts';
import type { Evaluation, RegisterEntry } from './entries.ts';
import { explain } from './explain.ts';
import type { ProtocolCode } from './protocol-code.ts';
import { bytes, integer, list, object, point } from './shape.ts';
import type { Sodium } from './sodium.ts';

/** What a claim's line holds: the same B is answered again from it, another B is refused. */
export interface RegisteredExchange {
  readonly n: number;
  readonly B: string;
  readonly evals: readonly Evaluation[];
}

/**
 * A register's state. `byClaim` (keys base64url) grows in place and is shared by all states of one
 * fold; only the newest state may be evolved further (`rewindRegister` goes back).
 */
export interface RegisterState {
  /** Number of lines so far. */
  readonly n: number;
  /** Hash of the last line; `ZERO_HASH` while empty. */
  readonly head: Uint8Array;
  /** The election named by line 0, else the one expected; base64url. */
  readonly eid: string | null;
  /** Number of issuers, all of whom answer in every line, in the order of `setup`. */
  readonly issuers: number;
  /** Number of exchanges. */
  readonly count: number;
  readonly byClaim: ReadonlyMap<string, RegisteredExchange>;
}

type ExchangeBody = Extract<RegisterEntry, { t: 'exchange' }>['b'];

/** A register without a line; `eid` null accepts any election, else another one is `E_EID`. */
export function emptyRegister(eid: Uint8Array | null, issuers: number): RegisterState {
  const expected = eid === null ? null : toBase64url(eid);
  return { n: 0, head: ZERO_HASH, eid: expected, issuers, count: 0, byClaim: new Map() };
}

/** The line, without its LF, that appends `b` under type `t`. */
export function nextRegisterLine(state: RegisterState, t: string, b: unknown): string {
  return formatLine(state.n, t, state.head, b);
}

/**
 * The state after appending `b` under type `t`. Codes: `E_PHASE`, `E_JSON`, `E_B64`, `E_SIZE`,
 * `E_POINT`, `E_EID`, `E_CLAIM_USED`; the state is unchanged then.
 */
export function evolveRegister(
  sodium: Sodium,
  state: RegisterState,
  t: string,
  b: unknown,
): Result<RegisterState, ProtocolCode> {
  const entry = parseRegisterEntry(sodium, state, t, b);
  if (!entry.ok) return entry;
  const code = registerConflict(state, entry.value);
  if (code !== null) return err(code);
  const line = nextRegisterLine(state, t, b);
  return ok(
    applyRegisterEntry(state, entry.value, entryHash(sodium, 'register-entry', state.head, line)),
  );
}

/** The state of a whole register file, or its first fault. */
export function replayRegister(
  sodium: Sodium,
  bytes: Uint8Array,
  eid: Uint8Array | null,
  issuers: number,
): Result<RegisterState, ChainFault> {
  let state = emptyRegister(eid, issuers);
  for (const line of readChain(sodium, 'register-entry', bytes)) {
    if (!line.ok) return line;
    const entry = parseRegisterEntry(sodium, state, line.value.t, line.value.b);
    const code = entry.ok ? registerConflict(state, entry.value) : entry.error;
    if (!entry.ok || code !== null) {
      const fault = code ?? 'E_JSON';
      return err({ entry: line.value.n, code: fault, message: explain(fault) });
    }
    state = applyRegisterEntry(state, entry.value, line.value.hash);
  }
  return ok(state);
}

/** Goes back to an earlier state of the same fold, when later lines never reached the disk. */
export function rewindRegister(state: RegisterState): RegisterState {
  const byClaim = [...state.byClaim].filter(([, { n }]) => n < state.n);
  return { ...state, byClaim: new Map(byClaim) };
}

/** The typed entry, in its place and of its exact shape. */
export function parseRegisterEntry(
  sodium: Sodium,
  state: Pick<RegisterState, 'n' | 'issuers'>,
  t: string,
  b: unknown,
): Result<RegisterEntry, ProtocolCode> {
  if (t !== (state.n === 0 ? 'register' : 'exchange')) return err('E_PHASE');
  const code = t === 'register' ? registerShape(b) : exchangeCode(sodium, state.issuers, b);
  // Taken on the word of the shape just checked.
  return code === null ? ok({ t, b } as RegisterEntry) : err(code);
}

const registerShape = object({ eid: bytes(32) });

/** Issuers answer in the order of `setup`, which numbers them from 1. */
function exchangeCode(sodium: Sodium, issuers: number, b: unknown): ProtocolCode | null {
  const P = point(sodium);
  const evaluation = object({ i: integer, E: P, proof: bytes(64) });
  const shape = object({ claim: bytes(32), B: P, evals: list(evaluation, issuers) });
  const code = shape(b);
  if (code !== null) return code;
  const inOrder = (b as ExchangeBody).evals.every(({ i }, place) => i === place + 1);
  return inOrder ? null : 'E_PHASE';
}

/** What the lines before it have against an entry: another election, or the claim's own line. */
export function registerConflict(
  state: RegisterState,
  { t, b }: RegisterEntry,
): ProtocolCode | null {
  if (t === 'register') return state.eid === null || state.eid === b.eid ? null : 'E_EID';
  return state.byClaim.has(b.claim) ? 'E_CLAIM_USED' : null;
}

/** The state after a parsed entry whose line has this hash. */
export function applyRegisterEntry(
  state: RegisterState,
  { t, b }: RegisterEntry,
  hash: Uint8Array,
): RegisterState {
  const next = { ...state, n: state.n + 1, head: hash };
  if (t === 'register') return { ...next, eid: b.eid };
  // The map grows in place: copying it for every exchange would be quadratic.
  (state.byClaim as Map<string, RegisteredExchange>).set(b.claim, {
    n: state.n,
    B: b.B,
    evals: b.evals,
  });
  return { ...next, count: state.count + 1 };
}
