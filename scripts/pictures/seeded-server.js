// Preloaded into the server whose screens are photographed: the same bytes where it asks for
// randomness, and a wall clock that hardly moves, so that two runs show the same codes and times.
// Never for a meeting: keys made from it are no secret.
import { Buffer } from 'node:buffer';
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';

const BEGIN = Date.parse('2027-03-15T01:00:00Z');
/** The clock goes this many times slower than the real one. */
const SLOWER = 600;

/** One stream for each length asked for: a connection more or less shifts no key. */
const streams = new Map();

function fill(bytes) {
  const view = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let state = streams.get(view.length) ?? (view.length * 2654435761) >>> 0;
  for (let i = 0; i < view.length; i += 1) {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    view[i] = (mixed ^ (mixed >>> 14)) >>> 8;
  }
  streams.set(view.length, state);
  return bytes;
}

const fillSync = crypto.randomFillSync;
crypto.randomFillSync = (bytes, ...part) =>
  part.length === 0 && ArrayBuffer.isView(bytes) ? fill(bytes) : fillSync(bytes, ...part);
crypto.randomBytes = (size, done) => {
  const bytes = fill(Buffer.alloc(size));
  if (done === undefined) return bytes;
  process.nextTick(done, null, bytes);
  return undefined;
};
crypto.webcrypto.getRandomValues = fill;
syncBuiltinESMExports();

const RealDate = globalThis.Date;
const started = RealDate.now();

function now() {
  return BEGIN + Math.floor((RealDate.now() - started) / SLOWER);
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args) => (args.length === 0 ? new target(now()) : new target(...args)),
  apply: () => new RealDate(now()).toString(),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});
