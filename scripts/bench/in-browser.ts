import wrappers from 'libsodium-wrappers-sumo';
import { FastGroup } from '#shared/protocol/fast/fast-group.ts';
import { wasmExports } from '#shared/protocol/fast/wasm-exports.ts';
import { measureBallot, measureCount, type Bench } from './protocol.ts';

/** What a page offers to the bench that opened it. */
export interface InBrowser {
  /** Takes the fast verifier's WebAssembly, in base64. */
  readonly start: (wasm: string) => Promise<void>;
  readonly ballot: (lines: number) => ReturnType<typeof measureBallot>;
  readonly count: (
    ballots: number,
    lines: number,
    slow: boolean,
  ) => ReturnType<typeof measureCount>;
}

let bench: Bench | null = null;

const offered: InBrowser = {
  start: async (wasm) => {
    await wrappers.ready;
    const bytes = Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0));
    const { instance } = await WebAssembly.instantiate(bytes);
    const fast = new FastGroup(wasmExports(instance.exports), random);
    bench = { sodium: wrappers, random, fast, processor: null };
  },
  ballot: (lines) => measureBallot(started(), lines),
  count: (ballots, lines, slow) => measureCount(started(), ballots, lines, slow),
};

(globalThis as { homPhieuBench?: InBrowser }).homPhieuBench = offered;

function started(): Bench {
  if (bench === null) throw new Error('start first');
  return bench;
}

function random(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}
