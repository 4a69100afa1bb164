/**
 * The checks of a ballot, cheapest first (SPEC B12–B15): shape, signature, proof. Public data only.
 * This is the plain verifier, by libsodium alone; the fast one must give the same answer.
 */
import { defined } from '../assert.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import {
  ballotChallenge,
  ballotSignedDigest,
  LINE_BYTES,
  LINE_POINTS,
  LINE_SCALARS,
  markPoints,
  pointAt,
  pointsOf,
  scalarAt,
} from './ballot-layout.ts';
import { equalBytes, fromBase64url } from './bytes.ts';
import type { BallotBody } from './entries.ts';
import {
  add,
  isPoint,
  isScalar,
  multiply,
  multiplyBase,
  scalarSubtract,
  subtract,
} from './group.ts';
import type { ProtocolCode } from './protocol-code.ts';
import type { Sodium } from './sodium.ts';
import { TOKEN_BYTES } from './token.ts';

const BRANCHES = [0, 1, 2, 3] as const;

/** A ballot's four fields as bytes of the right lengths; nothing else is known of them. */
export interface ParsedBallot {
  readonly vk: Uint8Array;
  readonly tokens: readonly Uint8Array[];
  readonly body: Uint8Array;
  readonly sig: Uint8Array;
}

/** Encodings and lengths, in reading order: `E_B64`, `E_SIZE` (B12). No group work. */
export function checkBallotShape(
  _sodium: Sodium,
  lines: number,
  ballot: BallotBody,
  issuers: number,
): Result<ParsedBallot, ProtocolCode> {
  const vk = fromBase64url(ballot.vk, 32);
  if (!vk.ok) return vk;
  if (ballot.token.length !== issuers) return err('E_SIZE');
  const tokens: Uint8Array[] = [];
  for (const text of ballot.token) {
    const token = fromBase64url(text, TOKEN_BYTES);
    if (!token.ok) return token;
    tokens.push(token.value);
  }
  const body = fromBase64url(ballot.body, lines * LINE_BYTES);
  if (!body.ok) return body;
  const sig = fromBase64url(ballot.sig, 64);
  if (!sig.ok) return sig;
  return ok({ vk: vk.value, tokens, body: body.value, sig: sig.value });
}

/** Whether the ballot key signed this id and these tokens: strict Ed25519 of C9 (B13). */
export function checkBallotSignature(
  sodium: Sodium,
  eid: Uint8Array,
  id: Uint8Array,
  ballot: ParsedBallot,
): boolean {
  const digest = ballotSignedDigest(sodium, eid, id, ballot.tokens);
  return sodium.crypto_sign_verify_detached(ballot.sig, digest, ballot.vk);
}

/**
 * Null for a valid proof, else the first fault in the order of the body: `E_POINT(line,k)`,
 * `E_SCALAR(line,k)`, then `E_PROOF` (B14, B15). The body has `lines` lines: `checkBallotShape`.
 */
export function checkBallotProof(
  sodium: Sodium,
  eid: Uint8Array,
  Y: Uint8Array,
  lines: number,
  vk: Uint8Array,
  body: Uint8Array,
): ProtocolCode | null {
  const fault = checkBallotEncoding(sodium, lines, body);
  if (fault !== null) return fault;
  const e = ballotChallenge(sodium, eid, vk, pointsOf(body));
  const constants = markPoints(sodium);
  for (let line = 0; line < lines; line++) {
    if (!checkLine(sodium, Y, body, line, e, constants)) return 'E_PROOF';
  }
  return null;
}

/** The first element of the body that is not canonical, or an identity; null for none (B14). */
export function checkBallotEncoding(
  sodium: Sodium,
  lines: number,
  body: Uint8Array,
): ProtocolCode | null {
  for (let line = 0; line < lines; line++) {
    for (let k = 0; k < LINE_POINTS; k++) {
      if (!isPoint(sodium, pointAt(body, line, k))) return `E_POINT(${line},${k})`;
    }
  }
  for (let line = 0; line < lines; line++) {
    for (let k = 0; k < LINE_SCALARS; k++) {
      if (!isScalar(scalarAt(body, line, k))) return `E_SCALAR(${line},${k})`;
    }
  }
  return null;
}

/** z_j·G = A_j + c_j·α and z_j·Y = B_j + c_j·(β − v_j·G) in all four branches (B15). */
function checkLine(
  sodium: Sodium,
  Y: Uint8Array,
  body: Uint8Array,
  line: number,
  e: Uint8Array,
  constants: readonly Uint8Array[],
): boolean {
  const alpha = pointAt(body, line, 0);
  const beta = pointAt(body, line, 1);
  const c = challengesOf(sodium, body, line, e);
  return BRANCHES.every((j) => {
    const z = scalarAt(body, line, 3 + j);
    const challenge = defined(c[j]);
    const A = pointAt(body, line, 2 + 2 * j);
    const B = pointAt(body, line, 3 + 2 * j);
    const target = subtract(sodium, beta, defined(constants[j]));
    return (
      holds(multiplyBase(sodium, z), A, challenge, alpha) &&
      holds(multiply(sodium, z, Y), B, challenge, target)
    );
  });

  function holds(
    left: Uint8Array,
    commitment: Uint8Array,
    challenge: Uint8Array,
    point: Uint8Array,
  ): boolean {
    return equalBytes(left, add(sodium, commitment, multiply(sodium, challenge, point)));
  }
}

/** c_0 … c_3 of a line; the last is what the challenge leaves. */
function challengesOf(sodium: Sodium, body: Uint8Array, line: number, e: Uint8Array): Uint8Array[] {
  const given = [0, 1, 2].map((k) => scalarAt(body, line, k));
  const last = given.reduce((rest, c) => scalarSubtract(sodium, rest, c), e);
  return [...given, last];
}
