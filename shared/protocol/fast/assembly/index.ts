/**
 * The fast verifier's WebAssembly: decoding, multi-scalar multiplication, running sums. PUBLIC DATA
 * ONLY: nothing here takes constant time, so no secret may ever be written into its memory. The
 * caller lays out the memory from `heapStart` on; every length and pointer is the caller's duty.
 */
export { beginBatch, checkScalars, decodeBallot, endBatch, weighBallot } from './ballot';
export { combine, scratchBytes } from './msm';
export { isIdentity } from './ristretto';
export { reduceWide } from './scalar';
export { keptBytes, loadPoints, stepAround } from './steps';
export { addLines, clear, decodeAll, encodeAll } from './sums';

/** The first byte that is the caller's. */
export function heapStart(): usize {
  return __heap_base;
}
