// Preloaded into a server under test: its wall clock goes wrong by as many milliseconds as the
// parent says, at any moment. Timers and `performance.now` are the machine's own, as they are when
// somebody sets a laptop's clock.
import process from 'node:process';
import { isMainThread } from 'node:worker_threads';

const RealDate = globalThis.Date;
let offset = Number(process.env.HOM_PHIEU_TEST_CLOCK ?? '0');

function now() {
  return RealDate.now() + offset;
}

if (isMainThread) {
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args) => (args.length === 0 ? new target(now()) : new target(...args)),
    apply: () => new RealDate(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
  process.on('message', (word) => {
    offset = word.offset;
    process.send({ now: Date.now() });
  });
  process.channel.unref();
}
