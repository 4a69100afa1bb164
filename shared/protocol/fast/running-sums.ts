/** Σ α and Σ β of every line, kept ballot by ballot, so that the close adds nothing (P 4.7.3). */
import { invariant } from '../../assert.ts';
import { ELEMENT_BYTES } from '../group.ts';
import { linesOf } from '../ballot-layout.ts';
import type { LineSums } from '../ballot-layout.ts';
import type { BallotSums } from '../ballot-sums.ts';
import { Arena } from './arena.ts';
import { POINT_BYTES } from './wasm-exports.ts';
import type { WasmExports } from './wasm-exports.ts';

/** Sums over checked ballots of one form. Public data only. */
export class RunningSums implements BallotSums {
  readonly #wasm: WasmExports;
  readonly #lines: number;
  /** A_0 B_0 A_1 B_1 … as the module holds points. */
  #points: Uint8Array;

  constructor(wasm: WasmExports, lines: number) {
    const arena = new Arena(wasm);
    const points = arena.reserve(2 * lines * POINT_BYTES);
    wasm.clear(points, 2 * lines);
    this.#wasm = wasm;
    this.#lines = lines;
    this.#points = arena.read(points, 2 * lines * POINT_BYTES);
  }

  /** Adds a ballot whose encodings were checked; anything else is a bug, thrown. */
  add(body: Uint8Array): void {
    this.#change(body, false);
  }

  /** Takes a ballot away that was added. */
  subtract(body: Uint8Array): void {
    this.#change(body, true);
  }

  /** The sums as they go into `tally`. */
  encoded(): LineSums {
    const arena = new Arena(this.#wasm);
    const points = arena.place(this.#points);
    const bytes = arena.reserve(2 * this.#lines * ELEMENT_BYTES);
    this.#wasm.encodeAll(bytes, points, 2 * this.#lines);
    const all = arena.read(bytes, 2 * this.#lines * ELEMENT_BYTES);
    const sums = Array.from({ length: 2 * this.#lines }, (_, place) =>
      all.slice(place * ELEMENT_BYTES, (place + 1) * ELEMENT_BYTES),
    );
    return {
      A: sums.filter((_, place) => place % 2 === 0),
      B: sums.filter((_, place) => place % 2 === 1),
    };
  }

  #change(body: Uint8Array, negative: boolean): void {
    invariant(linesOf(body) === this.#lines, 'a ballot of this election');
    const arena = new Arena(this.#wasm);
    const points = arena.place(this.#points);
    const good = this.#wasm.addLines(points, arena.place(body), this.#lines, negative ? 1 : 0);
    invariant(good !== 0, 'a ballot whose points were checked');
    this.#points = arena.read(points, this.#points.length);
  }
}
