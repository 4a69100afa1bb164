/**
 * Sealing a ballot on the voter's device (SPEC B3–B10). Marks, nonces and responses are secret:
 * arithmetic on them happens in libsodium only, and every mark costs the same operations.
 */
import { defined, invariant } from '../assert.ts';
import {
  ballotChallenge,
  ballotIdOf,
  ballotSignedDigest,
  LINE_BYTES,
  LINE_POINTS,
  LINE_SCALARS,
  MARK_VALUES,
  markPoints,
} from './ballot-layout.ts';
import { concat, toBase64url, u32 } from './bytes.ts';
import type { CastMessage, MarkCode } from './entries.ts';
import {
  add,
  isZero,
  multiply,
  multiplyBase,
  scalarAdd,
  scalarFromNumber,
  scalarMultiply,
  scalarNegate,
  scalarSubtract,
} from './group.ts';
import { h64 } from './hash.ts';
import type { RandomBytes, Sodium, SodiumKeyPair } from './sodium.ts';

const SEED_BYTES = 32;
const BRANCHES = [0, 1, 2, 3] as const;

/** The election's values and the voter's, without the key: what "test this ballot" reveals. */
export interface SealInput {
  readonly eid: Uint8Array;
  /** The election's public key, a point. */
  readonly Y: Uint8Array;
  readonly marks: readonly MarkCode[];
  readonly vk: Uint8Array;
  /** 32 fresh bytes of this sealing; a seed used for other marks gives other nonces (B4). */
  readonly seed: Uint8Array;
}

/** Fresh randomness for one sealing (B3); never derived from the ballot code. */
export function generateSeed(random: RandomBytes): Uint8Array {
  return random(SEED_BYTES);
}

/** The finished cast message and its id. Store it before it is sent; it is sent again unchanged. */
export function sealBallot(
  sodium: Sodium,
  input: Omit<SealInput, 'vk'> & {
    readonly key: SodiumKeyPair;
    /** The issuers' outputs in order, 64 bytes each. */
    readonly tokens: readonly Uint8Array[];
  },
): { message: CastMessage; id: Uint8Array } {
  const { eid, key, tokens } = input;
  const vk = key.publicKey;
  const body = sealBody(sodium, { ...input, vk });
  const id = ballotIdOf(sodium, eid, vk, body);
  const digest = ballotSignedDigest(sodium, eid, id, tokens);
  return {
    id,
    message: {
      eid: toBase64url(eid),
      vk: toBase64url(vk),
      token: tokens.map(toBase64url),
      body: toBase64url(body),
      sig: toBase64url(sodium.crypto_sign_detached(digest, key.privateKey)),
    },
  };
}

/**
 * The body alone, 544 bytes a line: the same input gives the same bytes, so a second device can
 * recompute a ballot that was sealed only to be tested (B11).
 */
export function sealBody(sodium: Sodium, input: SealInput): Uint8Array {
  const { eid, Y, marks, vk } = input;
  invariant(marks.length > 0 && input.seed.length === SEED_BYTES, 'marks and a seed');
  const nextNonce = nonceStream(sodium, input);
  const constants = sealingConstants(sodium);
  const lines = marks.map((mark) => commitLine(sodium, constants, Y, mark, nextNonce));
  const points = concat(...lines.flatMap((line) => line.points));
  const e = ballotChallenge(sodium, eid, vk, points);
  const body = concat(points, ...lines.flatMap((line) => respond(sodium, e, line)));
  for (const line of lines) wipe(sodium, line);
  invariant(body.length === marks.length * LINE_BYTES, 'the body has its size');
  return body;
}

/** The nonces s_0, s_1, … of one sealing, zeros skipped (B4). */
function nonceStream(sodium: Sodium, { eid, vk, marks, seed }: SealInput): () => Uint8Array {
  const root = h64(sodium, 'ballot-nonce', seed, eid, vk, Uint8Array.from(marks));
  let k = 0;
  return () => {
    for (;;) {
      const wide = sodium.crypto_hash_sha512(concat(root, u32(k++)));
      const nonce = sodium.crypto_core_ristretto255_scalar_reduce(wide);
      if (!isZero(nonce)) return nonce;
    }
  };
}

/** v_j·G and the scalars v_j − v_m, so that no line computes them again. */
interface SealingConstants {
  readonly points: readonly Uint8Array[];
  readonly differences: readonly (readonly Uint8Array[])[];
}

function sealingConstants(sodium: Sodium): SealingConstants {
  const values = MARK_VALUES.map(scalarFromNumber);
  return {
    points: markPoints(sodium),
    differences: values.map((v) => values.map((of) => scalarSubtract(sodium, of, v))),
  };
}

/** A line between its commitments and its responses; everything but `points` is secret. */
interface CommittedLine {
  readonly mark: MarkCode;
  readonly points: readonly Uint8Array[];
  readonly r: Uint8Array;
  readonly u: readonly Uint8Array[];
  /** Per branch the chosen challenge; zero in the true branch until the responses. */
  readonly c: readonly Uint8Array[];
}

/** α, β and the eight commitments (B5): 8 base and 5 other multiplications for every mark. */
function commitLine(
  sodium: Sodium,
  constants: SealingConstants,
  Y: Uint8Array,
  mark: MarkCode,
  nextNonce: () => Uint8Array,
): CommittedLine {
  const r = nextNonce();
  const u = BRANCHES.map(() => nextNonce());
  const c = BRANCHES.map((j) => (j === mark ? new Uint8Array(32) : nextNonce()));
  const differences = defined(constants.differences[mark]);
  const markPoint = defined(constants.points[mark]);
  const points = [multiplyBase(sodium, r), add(sodium, multiply(sodium, r, Y), markPoint)];
  for (const j of BRANCHES) {
    const nonce = defined(u[j]);
    const B = multiply(sodium, nonce, Y);
    points.push(multiplyBase(sodium, nonce));
    points.push(j === mark ? B : add(sodium, B, shift(defined(c[j]), defined(differences[j]))));
  }
  invariant(points.length === LINE_POINTS, 'ten points a line');
  return { mark, points, r, u, c };

  function shift(challenge: Uint8Array, difference: Uint8Array): Uint8Array {
    return multiplyBase(sodium, scalarMultiply(sodium, challenge, difference));
  }
}

/** c_0 c_1 c_2 z_0 z_1 z_2 z_3 of a line for the challenge e (B7). */
function respond(sodium: Sodium, e: Uint8Array, line: CommittedLine): Uint8Array[] {
  const sum = line.c.reduce((a, b) => scalarAdd(sodium, a, b));
  const own = scalarAdd(sodium, e, scalarNegate(sodium, sum));
  const c = line.c.map((challenge, j) => (j === line.mark ? own : challenge));
  const z = line.u.map((u, j) =>
    scalarAdd(sodium, u, scalarMultiply(sodium, defined(c[j]), line.r)),
  );
  const scalars = [...c.slice(0, 3), ...z];
  invariant(scalars.length === LINE_SCALARS, 'seven scalars a line');
  return scalars;
}

/** Best effort: JavaScript promises no erasure. The challenges are public by now. */
function wipe(sodium: Sodium, line: CommittedLine): void {
  for (const secret of [line.r, ...line.u]) sodium.memzero(secret);
}
