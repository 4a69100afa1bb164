import { readFile } from 'node:fs/promises';
import { FastGroup } from '#shared/protocol/fast/fast-group.ts';
import { wasmExports } from '#shared/protocol/fast/wasm-exports.ts';
import { VERIFIER_FILE } from './build-verifier.ts';
import { isCode } from './store/error-code.ts';
import { random } from './sodium.ts';

/** The fast verifier, as the build made it; undefined, and the plain one does it, without a build. */
export async function loadFastGroup(): Promise<FastGroup | undefined> {
  try {
    const { instance } = await WebAssembly.instantiate(await readFile(VERIFIER_FILE));
    return new FastGroup(wasmExports(instance.exports), random);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
