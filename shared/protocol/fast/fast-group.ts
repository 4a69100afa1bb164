/**
 * The fast verifier: many proofs in one multi-scalar multiplication, in WebAssembly (P 4.5, batch
 * form; SPEC B15). PUBLIC DATA ONLY. The plain verifier of `ballot-check.ts` stays beside it and
 * has the last word on every refusal.
 *
 * Why a batch proves every ballot in it: the equations of all ballots are summed with weights of
 * 128 bits, drawn after the ballots were given. If any equation is false, the sum holds for at most
 * one of the 2^128 values of its weight. The weights therefore come from the verifier's own CSPRNG
 * (`RandomBytes`): whoever could foresee them could make two faults cancel. ristretto255 has prime
 * order, so nothing hides in a cofactor.
 */
import {
  ballotChallenge,
  LINE_POINTS,
  LINE_SCALARS,
  pointsOf,
  RADIX_BITS,
} from '../ballot-layout.ts';
import { checkBallotProof } from '../ballot-check.ts';
import { BASE, ELEMENT_BYTES } from '../group.ts';
import type { ProtocolCode } from '../protocol-code.ts';
import type { RandomBytes, Sodium } from '../sodium.ts';
import type { ProofClaim } from '../verification.ts';
import type { AffinePoint, Steps } from '../curve25519.ts';
import { Arena } from './arena.ts';
import { fastStepsOver } from './fast-steps.ts';
import { RunningSums } from './running-sums.ts';
import { CACHED_BYTES, POINT_BYTES, SCALAR_BYTES } from './wasm-exports.ts';
import type { WasmExports } from './wasm-exports.ts';
import { windowWidth } from './window-width.ts';

/** ρ and σ of four branches, 16 bytes each. */
const LINE_WEIGHTS = 128;

/** G and Y stand before the points of the ballots. */
const FIXED = 2;

/** Ballots of one multiplication: more gain little, and fill the memory. */
const MOST = 64;

/** Points and scalars of one batch in the module's memory. */
interface Batch {
  readonly lines: number;
  readonly ballots: number;
  readonly points: number;
  readonly scalars: number;
  readonly body: number;
  readonly e: number;
  readonly weights: number;
}

/** One instance of the module. One thread uses it, one call at a time. */
export class FastGroup {
  readonly #wasm: WasmExports;
  readonly #random: RandomBytes;

  /** `random` must be the platform's CSPRNG: soundness rests on it. */
  constructor(wasm: WasmExports, random: RandomBytes) {
    this.#wasm = wasm;
    this.#random = random;
  }

  /**
   * The verdict on every proof: exactly what `checkBallotProof` says of each. A batch that does not
   * hold is looked at ballot by ballot, and a ballot found wrong once more by the plain verifier.
   */
  checkBallots(sodium: Sodium, claims: readonly ProofClaim[]): (ProtocolCode | null)[] {
    const codes = new Map<ProofClaim, ProtocolCode | null>();
    for (const group of sameKey(claims)) {
      for (let start = 0; start < group.length; start += MOST) {
        const batch = group.slice(start, start + MOST);
        const good = batch.length > 1 && this.fault(sodium, batch) === null;
        for (const claim of batch) codes.set(claim, good ? null : this.#checkOne(sodium, claim));
      }
    }
    return claims.map((claim) => codes.get(claim) ?? null);
  }

  /**
   * Null when every proof of the batch holds, else a fault of it; of a single ballot, the same as
   * the plain verifier's. The claims, at least one, have the same Y and number of lines.
   */
  fault(sodium: Sodium, claims: readonly ProofClaim[]): ProtocolCode | null {
    const [first] = claims;
    if (first === undefined) return null;
    const arena = new Arena(this.#wasm);
    const batch = layOut(arena, first.lines, claims.length);
    if (!this.#decodeFixed(arena, batch, first.Y)) return 'E_PROOF';
    this.#wasm.beginBatch();
    for (const [place, claim] of claims.entries()) {
      const code = this.#addBallot(sodium, arena, batch, place, claim);
      if (code !== null) return code;
    }
    this.#wasm.endBatch(batch.scalars, RADIX_BITS);
    return this.#isIdentity(arena, batch) ? null : 'E_PROOF';
  }

  /** Sums of ballots line by line, none so far. */
  runningSums(lines: number): RunningSums {
    return new RunningSums(this.#wasm, lines);
  }

  /** The inner loop of the logarithms: what `plainStepsOver` gives. */
  stepsOver(all: readonly AffinePoint[]): (p: AffinePoint) => Steps {
    return fastStepsOver(this.#wasm, all);
  }

  #checkOne(sodium: Sodium, claim: ProofClaim): ProtocolCode | null {
    if (this.fault(sodium, [claim]) === null) return null;
    const { eid, Y, lines, vk, body } = claim;
    return checkBallotProof(sodium, eid, Y, lines, vk, body);
  }

  #decodeFixed(arena: Arena, { points, body }: Batch, Y: Uint8Array): boolean {
    arena.write(body, BASE);
    arena.write(body + ELEMENT_BYTES, Y);
    return this.#wasm.decodeAll(points, body, FIXED) < 0;
  }

  #addBallot(
    sodium: Sodium,
    arena: Arena,
    { lines, ballots, points, scalars, body, e, weights }: Batch,
    place: number,
    claim: ProofClaim,
  ): ProtocolCode | null {
    const wasm = this.#wasm;
    arena.write(body, claim.body);
    const badPoint = wasm.decodeBallot(points, body, lines, place, ballots);
    if (badPoint >= 0) return `E_POINT(${placeOf(badPoint, LINE_POINTS)})`;
    const badScalar = wasm.checkScalars(body, lines);
    if (badScalar >= 0) return `E_SCALAR(${placeOf(badScalar, LINE_SCALARS)})`;
    arena.write(e, ballotChallenge(sodium, claim.eid, claim.vk, pointsOf(claim.body)));
    arena.write(weights, this.#random(lines * LINE_WEIGHTS));
    wasm.weighBallot(scalars, body, e, weights, lines, place, ballots);
    return null;
  }

  #isIdentity(arena: Arena, { lines, ballots, points, scalars }: Batch): boolean {
    const wasm = this.#wasm;
    const long = FIXED + 2 * lines * ballots;
    const count = long + 8 * lines * ballots;
    const width = windowWidth(long, count - long);
    const scratch = arena.reserve(wasm.scratchBytes(count, width));
    const result = arena.reserve(POINT_BYTES);
    wasm.combine(result, points, scalars, count, long, width, scratch);
    return wasm.isIdentity(result) !== 0;
  }
}

function layOut(arena: Arena, lines: number, ballots: number): Batch {
  const count = FIXED + LINE_POINTS * lines * ballots;
  return {
    lines,
    ballots,
    points: arena.reserve(count * CACHED_BYTES),
    scalars: arena.reserve(count * SCALAR_BYTES),
    body: arena.reserve(lines * (LINE_POINTS + LINE_SCALARS) * ELEMENT_BYTES),
    e: arena.reserve(SCALAR_BYTES),
    weights: arena.reserve(lines * LINE_WEIGHTS),
  };
}

/** The claims of each committee's key and ballot form: a batch has one of each. */
function sameKey(claims: readonly ProofClaim[]): ProofClaim[][] {
  const groups = new Map<string, ProofClaim[]>();
  for (const claim of claims) {
    const key = `${claim.lines} ${claim.Y.join(' ')}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [claim]);
    else group.push(claim);
  }
  return [...groups.values()];
}

/** `line,k` of an element's place in the body. */
function placeOf(at: number, perLine: number): `${number},${number}` {
  return `${Math.floor(at / perLine)},${at % perLine}`;
}
