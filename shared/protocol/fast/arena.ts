import { invariant } from '../../assert.ts';
import type { WasmExports } from './wasm-exports.ts';

const PAGE = 65_536;
const ALIGN = 16;

/**
 * The module's memory for one call: laid out from the start of its heap, gone with the next arena.
 * Public data only.
 */
export class Arena {
  readonly #wasm: WasmExports;
  #next: number;

  constructor(wasm: WasmExports) {
    this.#wasm = wasm;
    this.#next = aligned(wasm.heapStart());
  }

  /** Room for this many bytes; what stands there is undefined. */
  reserve(bytes: number): number {
    const at = this.#next;
    this.#next = aligned(at + bytes);
    const missing = this.#next - this.#wasm.memory.buffer.byteLength;
    if (missing > 0) this.#wasm.memory.grow(Math.ceil(missing / PAGE));
    return at;
  }

  /** Room with these bytes in it. */
  place(bytes: Uint8Array): number {
    const at = this.reserve(bytes.length);
    this.write(at, bytes);
    return at;
  }

  write(at: number, bytes: Uint8Array): void {
    invariant(at + bytes.length <= this.#next, 'room was reserved');
    new Uint8Array(this.#wasm.memory.buffer, at, bytes.length).set(bytes);
  }

  /** A copy of the bytes at an address. */
  read(at: number, length: number): Uint8Array {
    return new Uint8Array(this.#wasm.memory.buffer, at, length).slice();
  }
}

function aligned(at: number): number {
  return Math.ceil(at / ALIGN) * ALIGN;
}
