import { FastGroup } from '#shared/protocol/fast/fast-group.ts';
import { wasmExports } from '#shared/protocol/fast/wasm-exports.ts';
import file from '../../dist/verifier/fast.wasm?url';
import { random } from './sodium.ts';

/**
 * The fast verifier, a file of this server's own beside the page; undefined where it cannot be
 * had: the plain verifier gives the same answers, later.
 */
export async function loadFastGroup(): Promise<FastGroup | undefined> {
  try {
    const response = await fetch(file);
    if (!response.ok) return undefined;
    const { instance } = await WebAssembly.instantiate(await response.arrayBuffer());
    return new FastGroup(wasmExports(instance.exports), random);
  } catch {
    return undefined;
  }
}
