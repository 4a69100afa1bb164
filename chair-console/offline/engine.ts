/**
 * The engine of the offline page: libsodium, both verifiers, no network. Its text stands once in
 * the page. It runs as a worker where the browser allows one from a page opened from disk; else the
 * page runs the same text itself and calls `globalThis.homPhieuEngine`.
 */
import wrappers from 'libsodium-wrappers-sumo';
import { FastGroup } from '#shared/protocol/fast/fast-group.ts';
import { wasmExports } from '#shared/protocol/fast/wasm-exports.ts';
import { random } from '#shared/ui/sodium.ts';
// The build puts it in as base64: the page may fetch nothing.
import fastWasm from '../../dist/verifier/fast.wasm?url';
import { checkSteps } from './check.ts';
import type { EngineReply, OfflineTask } from './task.ts';

/** Does one task; `answer` is called with progress and then with the end. */
export type Engine = (task: OfflineTask, answer: (reply: EngineReply) => void) => Promise<void>;

declare global {
  /** Set by the engine's text when the page itself runs it. */
  var homPhieuEngine: Engine | undefined;
}

/** Between two breaths of the page, in milliseconds. */
const SLICE_MS = 40;

const isWorker = typeof document === 'undefined';
const ready = Promise.all([wrappers.ready.then(() => wrappers), loadFast()]);

async function run(task: OfflineTask, answer: (reply: EngineReply) => void): Promise<void> {
  try {
    const [sodium, fast] = await ready;
    const steps = checkSteps(sodium, fast, task);
    let since = performance.now();
    for (;;) {
      const step = steps.next();
      if (step.done === true) {
        answer({ kind: 'done', verdict: step.value });
        return;
      }
      if (performance.now() - since < SLICE_MS) continue;
      answer({ kind: 'progress', ...step.value });
      if (!isWorker) await new Promise((resolve) => setTimeout(resolve));
      since = performance.now();
    }
  } catch (error) {
    answer({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

/** The fast verifier; undefined where the browser refuses WebAssembly of this module. */
async function loadFast(): Promise<FastGroup | undefined> {
  try {
    const base64 = fastWasm.slice(fastWasm.indexOf(',') + 1);
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const { instance } = await WebAssembly.instantiate(bytes);
    return new FastGroup(wasmExports(instance.exports), random);
  } catch {
    return undefined;
  }
}

if (isWorker) {
  globalThis.addEventListener('message', ({ data }: MessageEvent<OfflineTask>) => {
    void run(data, (reply) => {
      globalThis.postMessage(reply);
    });
  });
} else {
  globalThis.homPhieuEngine = run;
}
