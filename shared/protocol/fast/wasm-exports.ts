/** What the fast verifier's WebAssembly offers (see `assembly/index.ts`): numbers are addresses. */
import { invariant } from '../../assert.ts';

/** Bytes of a point, of a cached point and of a scalar in the module's memory. */
export const POINT_BYTES = 160;
export const CACHED_BYTES = 120;
export const SCALAR_BYTES = 32;

/** The module's memory; it grows and never shrinks. */
export interface WasmMemory {
  readonly buffer: ArrayBufferLike;
  grow(pages: number): number;
}

/** The exports of an instance. Each function trusts its caller for every address and length. */
export interface WasmExports {
  readonly memory: WasmMemory;
  heapStart(): number;
  decodeBallot(
    points: number,
    body: number,
    lines: number,
    ballot: number,
    ballots: number,
  ): number;
  checkScalars(body: number, lines: number): number;
  beginBatch(): void;
  weighBallot(
    scalars: number,
    body: number,
    e: number,
    weights: number,
    lines: number,
    ballot: number,
    ballots: number,
  ): void;
  endBatch(scalars: number, bits: number): void;
  combine(
    result: number,
    cached: number,
    scalars: number,
    count: number,
    long: number,
    width: number,
    scratch: number,
  ): void;
  scratchBytes(count: number, width: number): number;
  isIdentity(point: number): number;
  clear(points: number, count: number): void;
  addLines(sums: number, body: number, lines: number, negative: number): number;
  encodeAll(bytes: number, points: number, count: number): void;
  decodeAll(cached: number, bytes: number, count: number): number;
  keptBytes(count: number): number;
  loadPoints(kept: number, given: number, count: number): void;
  stepAround(out: number, p: number, kept: number, count: number): void;
  reduceWide(scalar: number, sum: number): void;
}

/** The exports of an instance of the module that the build made; throws for any other. */
export function wasmExports(exports: unknown): WasmExports {
  const found = exports as Partial<WasmExports>;
  invariant(typeof found.heapStart === 'function', "the fast verifier's module");
  return found as WasmExports;
}
