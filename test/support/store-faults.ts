/** A `JournalFs` that records its calls and makes one of them fail, over a real or simulated disk. */
import type { JournalFile, JournalFs } from '../../server/store/journal-fs.ts';

/**
 * How the chosen call goes wrong; `short` concerns writes, at other calls nothing happens; at `stop`
 * the process ends: neither this call nor a later one happens, none is answered.
 */
export type FaultKind = 'EIO' | 'ENOSPC' | 'short' | 'stop';

/** The `at`-th call, from 1, fails, once. */
export interface Fault {
  readonly at: number;
  readonly kind: FaultKind;
}

export type Call = 'open' | 'syncFolder' | 'readAll' | 'write' | 'truncate' | 'datasync' | 'sync';

export interface FaultyFs extends JournalFs {
  /** Every call made so far. */
  readonly calls: Call[];
  /** Resolves when the process has ended at a `stop`. */
  readonly stopped: Promise<void>;
}

/** `fs` with one fault. Closing never fails. */
export function withFault(fs: JournalFs, fault: Fault | null): FaultyFs {
  const calls: Call[] = [];
  const { promise: stopped, resolve: stop } = promiseWithResolver();
  async function step(call: Call): Promise<'short' | null> {
    calls.push(call);
    if (fault === null || calls.length < fault.at) return null;
    if (fault.kind === 'stop') {
      stop();
      return new Promise<never>(() => undefined);
    }
    if (calls.length > fault.at) return null;
    if (fault.kind === 'short') return 'short';
    throw systemError(fault.kind);
  }
  return {
    calls,
    stopped,
    async open(path, mode) {
      await step('open');
      return faultyFile(await fs.open(path, mode), step);
    },
    async syncFolder(path) {
      await step('syncFolder');
      await fs.syncFolder(path);
    },
  };
}

function faultyFile(file: JournalFile, step: (call: Call) => Promise<'short' | null>): JournalFile {
  return {
    async readAll() {
      await step('readAll');
      return file.readAll();
    },
    async write(bytes, position) {
      const isShort = (await step('write')) === 'short';
      return file.write(isShort ? bytes.subarray(0, bytes.length >> 1) : bytes, position);
    },
    async truncate(length) {
      await step('truncate');
      await file.truncate(length);
    },
    async datasync() {
      await step('datasync');
      await file.datasync();
    },
    async sync() {
      await step('sync');
      await file.sync();
    },
    close: () => file.close(),
  };
}

/** A promise and the function that resolves it. */
export function promiseWithResolver(): { promise: Promise<void>; resolve: () => void } {
  const resolvers: (() => void)[] = [];
  const promise = new Promise<void>((resolve) => resolvers.push(resolve));
  return { promise, resolve: resolvers[0]! };
}

/** An error as the system reports it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: injected`), { code });
}
