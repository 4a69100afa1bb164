/**
 * The two equations of every branch of every line of many ballots, as one sum (SPEC B15, P 4.5
 * batch form): Σ ρ·(A + c·α − z·G) + σ·(B + c·(β − v·G) − z·Y), for weights ρ and σ of 128 bits
 * that nobody could foresee. PUBLIC DATA ONLY.
 *
 * Points and scalars of a batch stand in this order: G, Y, then α and β of every line of every
 * ballot, then A_0 B_0 … A_3 B_3 of every line of every ballot.
 */
import { CACHED } from './edwards';
import { decode } from './ristretto';
import {
  addShifted,
  addWeighted,
  isReduced,
  lastChallenge,
  negateScalar,
  reduceWide,
  SCALAR,
  WEIGHT,
  WIDE,
} from './scalar';

/** α β A_0 B_0 … A_3 B_3. */
export const LINE_POINTS: i32 = 10;
const LINE_SCALARS: i32 = 7;
export const ELEMENT: usize = 32;

/** Points before those of the first line. */
const FIXED: usize = 2;

// Σ ρz, then Σ σc of each branch but the blank one, then Σ σz, over the whole batch.
const sumOfG: usize = memory.data(64);
const sumsOfMarks: usize = memory.data(192);
const sumOfY: usize = memory.data(64);

const sumOfAlpha: usize = memory.data(64);
const sumOfBeta: usize = memory.data(64);
const last: usize = memory.data(32);
const part: usize = memory.data(32);

/** The place of the first point that is not one or is the identity, in the body's order; −1: none. */
export function decodeBallot(
  points: usize,
  body: usize,
  lines: i32,
  ballot: i32,
  ballots: i32,
): i32 {
  for (let line = 0; line < lines; line++) {
    const place = <usize>(ballot * lines + line);
    const long = points + (FIXED + 2 * place) * CACHED;
    const short = points + (FIXED + 2 * <usize>(ballots * lines) + 8 * place) * CACHED;
    for (let k = 0; k < LINE_POINTS; k++) {
      const at = line * LINE_POINTS + k;
      const bytes = body + <usize>at * ELEMENT;
      const cached = k < 2 ? long + <usize>k * CACHED : short + <usize>(k - 2) * CACHED;
      if (isZeroElement(bytes) || !decode(cached, bytes)) return at;
    }
  }
  return -1;
}

function isZeroElement(bytes: usize): bool {
  return (
    (load<u64>(bytes) | load<u64>(bytes, 8) | load<u64>(bytes, 16) | load<u64>(bytes, 24)) == 0
  );
}

/** The place of the first scalar of the body that is not below q; −1: none. */
export function checkScalars(body: usize, lines: i32): i32 {
  const scalars = body + <usize>(lines * LINE_POINTS) * ELEMENT;
  for (let at = 0; at < lines * LINE_SCALARS; at++) {
    if (!isReduced(scalars + <usize>at * SCALAR)) return at;
  }
  return -1;
}

/** Before the first ballot of a batch. */
export function beginBatch(): void {
  memory.fill(sumOfG, 0, WIDE);
  memory.fill(sumsOfMarks, 0, 3 * WIDE);
  memory.fill(sumOfY, 0, WIDE);
}

/**
 * The scalars of one ballot's points, and its part of those of G and Y. `weights`: per line ρ and
 * σ of each branch, 128 bytes; `e` is the ballot's challenge.
 */
export function weighBallot(
  scalars: usize,
  body: usize,
  e: usize,
  weights: usize,
  lines: i32,
  ballot: i32,
  ballots: i32,
): void {
  const given = body + <usize>(lines * LINE_POINTS) * ELEMENT;
  for (let line = 0; line < lines; line++) {
    const place = <usize>(ballot * lines + line);
    const own = given + <usize>(line * LINE_SCALARS) * SCALAR;
    const weight = weights + <usize>line * 8 * WEIGHT;
    const long = scalars + (FIXED + 2 * place) * SCALAR;
    const short = scalars + (FIXED + 2 * <usize>(ballots * lines) + 8 * place) * SCALAR;
    weighLine(long, own, e, weight);
    for (let k: usize = 0; k < 8; k++) {
      memory.copy(short + k * SCALAR, weight + k * WEIGHT, WEIGHT);
      memory.fill(short + k * SCALAR + WEIGHT, 0, WEIGHT);
    }
  }
}

/** One line: the scalars of α and β, and what goes to G and Y. */
function weighLine(long: usize, own: usize, e: usize, weight: usize): void {
  memory.fill(sumOfAlpha, 0, WIDE);
  memory.fill(sumOfBeta, 0, WIDE);
  lastChallenge(last, e, own);
  for (let j: usize = 0; j < 4; j++) {
    const c = j == 3 ? last : own + j * SCALAR;
    const z = own + (3 + j) * SCALAR;
    const rho = weight + 2 * j * WEIGHT;
    const sigma = rho + WEIGHT;
    addWeighted(sumOfAlpha, rho, c);
    addWeighted(sumOfBeta, sigma, c);
    addWeighted(sumOfG, rho, z);
    if (j != 0) addWeighted(sumsOfMarks + (j - 1) * WIDE, sigma, c);
    addWeighted(sumOfY, sigma, z);
  }
  reduceWide(long, sumOfAlpha);
  reduceWide(long + SCALAR, sumOfBeta);
}

/** After the last ballot: the scalars of G and Y. v = 0, 1, 2^bits, 2^(2·bits). */
export function endBatch(scalars: usize, bits: i32): void {
  for (let j = 0; j < 3; j++) {
    reduceWide(part, sumsOfMarks + <usize>j * WIDE);
    addShifted(sumOfG, part, j * bits);
  }
  reduceWide(scalars, sumOfG);
  negateScalar(scalars);
  reduceWide(scalars + SCALAR, sumOfY);
  negateScalar(scalars + SCALAR);
}
