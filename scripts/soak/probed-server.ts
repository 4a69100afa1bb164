import { spawn, type ChildProcess } from 'node:child_process';
import { TSX } from '../child.ts';
import { ROOT } from '../root.ts';

/** The server in a process of its own, with a module of the tester loaded before it. */
export interface ProbedServer {
  readonly process: ChildProcess;
  /** The chair's one-time link, as printed. */
  readonly link: string;
  readonly url: string;
  /** Rejects, with what it printed, if it ends before it is asked to. */
  readonly crashed: Promise<never>;
  /** Asks the preloaded module one word; its answer. */
  ask<T>(word: unknown): Promise<T>;
  /** Stops it; its exit code (0 when it stopped as asked). */
  stop(): Promise<number | null>;
}

export interface ProbedOptions {
  /** The module that is loaded first, in JavaScript; it hears the parent's words over IPC. */
  readonly preload: URL;
  readonly data: string;
  readonly plan?: string;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
}

const LINK = /https?:\/\/\S+\/console\/#pair=[\w-]+(?=\s)/;
const READY = /^Hòm Phiếu sẵn sàng/m;
const ANSWER_MS = 30_000;
const STOP_MS = 15_000;

/** Starts the server on loopback, on a tree that is not built, and waits until it serves. */
export async function startProbed(options: ProbedOptions): Promise<ProbedServer> {
  const { preload, data, plan, port = 0 } = options;
  const place = ['--data', data, '--port', String(port), '--host', '127.0.0.1'];
  const own = ['--expose-gc', ...TSX, '--import', preload.href];
  const more = plan === undefined ? [] : ['--plan', plan];
  const child = spawn(process.execPath, [...own, 'server/main.ts', ...place, ...more], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...options.env, HOM_PHIEU_NO_BUILD: '1' },
  });
  let text = '';
  const exit = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
  });
  const crashed = exit.then((code) => {
    throw new Error(`the server ended with ${String(code)}:\n${text}`);
  });
  crashed.catch(() => undefined);
  function kill(): void {
    child.kill('SIGKILL');
  }
  // Whatever ends this process, the server does not outlive it.
  process.once('exit', kill);
  void exit.then(() => process.off('exit', kill));
  const printed = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        const found = LINK.exec(text)?.[0];
        if (found !== undefined && READY.test(text)) resolve(found);
      });
    }
  });
  const link = await Promise.race([printed, crashed]);
  return {
    process: child,
    link,
    url: new URL(link).origin,
    crashed,
    ask: <T>(word: unknown) => Promise.race([answerOf<T>(child, word), crashed]),
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(kill, STOP_MS);
      const code = await exit;
      clearTimeout(timer);
      return code;
    },
  };
}

/** One word at a time: the next message is its answer. */
function answerOf<T>(child: ChildProcess, word: unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(reject, ANSWER_MS, new Error('the probe gave no answer'));
    child.once('message', (answer) => {
      clearTimeout(timer);
      resolve(answer as T);
    });
    child.send(word as object);
  });
}
