/** The worker's own file: libsodium inside, one task after the other (see `issuer-work.ts`). */
import wrappers from 'libsodium-wrappers-sumo';
import { random } from '#shared/ui/sodium.ts';
import { doIssuerTask } from './issuer-work.ts';
import type { IssuerTask } from './issuer-work.ts';

const ready = wrappers.ready.then(() => wrappers);

globalThis.addEventListener(
  'message',
  (event: MessageEvent<{ readonly id: number; readonly task: IssuerTask }>) => {
    const { id, task } = event.data;
    void ready.then((sodium) => {
      globalThis.postMessage({ id, done: doIssuerTask(sodium, random, task) });
    });
  },
);
