/** The inner loop of the logarithms in WebAssembly (`assembly/steps.ts`). Public data only. */
import type { AffinePoint, Steps } from '../curve25519.ts';
import { Arena } from './arena.ts';
import type { WasmExports } from './wasm-exports.ts';

const POINT_BYTES = 64;
const STEP_BYTES = 16;

/** The low 53 bits of a number of 64: all of its low word, and these of its high one. */
const HIGH_BITS = 0x1f_ffff;

/** What `plainStepsOver` gives, by the module. */
export function fastStepsOver(
  wasm: WasmExports,
  all: readonly AffinePoint[],
): (p: AffinePoint) => Steps {
  const given = encodePoints(all);
  return (p) => {
    const arena = new Arena(wasm);
    const kept = arena.reserve(wasm.keptBytes(all.length));
    wasm.loadPoints(kept, arena.place(given), all.length);
    const out = arena.reserve(STEP_BYTES * all.length);
    wasm.stepAround(out, arena.place(encodePoints([p])), kept, all.length);
    return decodeSteps(arena.read(out, STEP_BYTES * all.length));
  };
}

/** u and v of every point, 32 bytes each, little-endian. */
function encodePoints(points: readonly AffinePoint[]): Uint8Array {
  const bytes = new Uint8Array(points.length * POINT_BYTES);
  const view = new DataView(bytes.buffer);
  for (const [place, { u, v }] of points.entries()) {
    for (let at = 0; at < 32; at += 8) {
      const shift = BigInt(8 * at);
      view.setBigUint64(place * POINT_BYTES + at, BigInt.asUintN(64, u >> shift), true);
      view.setBigUint64(place * POINT_BYTES + 32 + at, BigInt.asUintN(64, v >> shift), true);
    }
  }
  return bytes;
}

function decodeSteps(bytes: Uint8Array): Steps {
  const view = new DataView(bytes.buffer);
  const sums: number[] = [];
  const differences: number[] = [];
  for (let at = 0; at < bytes.length; at += STEP_BYTES) {
    sums.push(keyAt(view, at));
    differences.push(keyAt(view, at + 8));
  }
  return { sums, differences };
}

function keyAt(view: DataView, at: number): number {
  const high = view.getUint32(at + 4, true) & HIGH_BITS;
  return high * 2 ** 32 + view.getUint32(at, true);
}
