/** The fast verifier, built from its sources if need be, as the shells hand it to `shared/`. */
import { readFile } from 'node:fs/promises';
import { FastGroup } from '#shared/protocol/fast/fast-group.ts';
import { wasmExports } from '#shared/protocol/fast/wasm-exports.ts';
import { buildVerifier, VERIFIER_FILE } from '../../server/build-verifier.ts';
import { random } from './sodium.ts';

await buildVerifier();
const { instance } = await WebAssembly.instantiate(await readFile(VERIFIER_FILE));

/** The module itself. */
export const wasm = wasmExports(instance.exports);

export const fast = new FastGroup(wasm, random);
