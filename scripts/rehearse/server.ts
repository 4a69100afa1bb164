import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { TSX } from '../child.ts';
import { ROOT } from '../root.ts';

/** The real server in a process of its own, on a data folder of its own. */
export interface RunningServer {
  readonly data: string;
  /** The chair's one-time link, as printed. */
  readonly link: string;
  /** Where the voters go. */
  readonly url: string;
  /** Rejects, with what it printed, if it ends before it is asked to. */
  readonly crashed: Promise<never>;
  /** Stops it; its exit code (0 when it stopped as asked). */
  stop(): Promise<number | null>;
}

export interface ServerOptions {
  readonly plan?: string;
  /** A folder to keep; without it a temporary one, removed at `stop`. */
  readonly data?: string;
  readonly port?: number;
  /** Loopback unless said. */
  readonly host?: string;
  /** Whether the screens are built first, when they are out of date. */
  readonly screens?: boolean;
}

const LINK = /https?:\/\/\S+\/console\/#pair=[\w-]+(?=\s)/;
const READY = /^Hòm Phiếu sẵn sàng/m;
const START_MS = 240_000;
const STOP_MS = 15_000;

/** Starts the server on loopback and waits until it serves. Throws with its output when it dies. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'hom-phieu-')));
  const child = spawn(process.execPath, [...TSX, 'server/main.ts', ...argumentsOf(options, data)], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...(options.screens === true ? {} : { HOM_PHIEU_NO_BUILD: '1' }) },
  });
  const output = outputOf(child);
  const exit = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
  });
  const crashed = exit.then((code) => {
    throw new Error(`the server ended with ${String(code)}:\n${output.text()}`);
  });
  crashed.catch(() => undefined);
  // Whatever ends this process, the server does not outlive it.
  function end(): void {
    child.kill();
  }
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  const link = await Promise.race([output.link, crashed]);
  return {
    data,
    link,
    url: new URL(link).origin,
    crashed,
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      const code = await exit;
      clearTimeout(timer);
      if (options.data === undefined) await rm(data, { recursive: true, force: true });
      return code;
    },
  };
}

/** What the server prints, and the chair's link once it says that it is ready. */
function outputOf(child: ChildProcessByStdio<null, Readable, Readable>): {
  text(): string;
  readonly link: Promise<string>;
} {
  let text = '';
  const link = new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the server was not ready within ${START_MS / 1000} s:\n${text}`));
    }, START_MS);
    function read(chunk: string): void {
      text += chunk;
      const printed = LINK.exec(text)?.[0];
      if (printed === undefined || !READY.test(text)) return;
      clearTimeout(timer);
      resolve(printed);
    }
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', read);
    }
  });
  return { text: () => text, link };
}

function argumentsOf(
  { plan, port = 0, host = '127.0.0.1' }: ServerOptions,
  data: string,
): string[] {
  const place = ['--data', data, '--port', String(port), '--host', host];
  return plan === undefined ? place : [...place, '--plan', plan];
}
