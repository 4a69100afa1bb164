import { spawn, type ChildProcess } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TSX } from '../child.ts';
import { ROOT } from '../root.ts';
import { freePort } from '../free-port.ts';
import { FAULT_ORDERS, type Orders, type Target } from './points.ts';

/** How a server's life ended. */
export interface Death {
  /** The step at which it was killed; null when it was killed from outside, or ended by itself. */
  readonly target: Target | null;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

const LINK = /https?:\/\/\S+\/console\/#pair=[\w-]+(?=\s)/;
const READY = /^Hòm Phiếu sẵn sàng/m;
/** The chair's link as the terminal draws it. */
const QR = /.*(?:▄|▀).*\n/g;
const STOP_MS = 5000;

/** The real server in a process of its own that is killed and started again, on one folder and port. */
export class Victim {
  readonly data: string;
  readonly #orders: string;
  readonly #trace: string;
  readonly #hit: string;
  #child: ChildProcess | null = null;
  #output = '';
  #everything = '';
  readonly #port: number;
  #death: Promise<Death> | null = null;

  private constructor(folder: string, port: number) {
    this.#port = port;
    this.data = join(folder, 'data');
    this.#orders = join(folder, 'orders.json');
    this.#trace = join(folder, 'trace.txt');
    this.#hit = join(folder, 'hit.json');
  }

  /** `folder` exists and is empty; it holds the data folder and the orders beside it. */
  static async in(folder: string): Promise<Victim> {
    return new Victim(folder, await freePort());
  }

  /** Where it serves, in every life. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** All that every life of it printed. */
  get printed(): string {
    return this.#everything;
  }

  /**
   * Starts it; `link` is the chair's one-time link once it serves, null when it dies before, and
   * `death` how it ended.
   */
  async start(
    orders: Pick<Orders, 'targets' | 'any'>,
  ): Promise<{ readonly link: Promise<string | null>; readonly death: Promise<Death> }> {
    const whole: Orders = { ...orders, trace: this.#trace, hit: this.#hit };
    await rm(this.#hit, { force: true });
    await writeFile(this.#orders, JSON.stringify(whole));
    await writeFile(this.#trace, '', { flag: 'a' });
    const place = ['--data', this.data, '--port', String(this.#port), '--host', '127.0.0.1'];
    const child = spawn(
      process.execPath,
      [...TSX, join('scripts', 'fault', 'victim.ts'), ...place],
      {
        cwd: ROOT,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, HOM_PHIEU_NO_BUILD: '1', [FAULT_ORDERS]: this.#orders },
      },
    );
    this.#child = child;
    this.#output = '';
    const death = this.#deathOf(child);
    this.#death = death;
    const link = Promise.race([this.#linkOf(child), death.then(() => null)]);
    return { link, death };
  }

  /** Sends a signal from outside: SIGKILL as a power switch, SIGTERM as Ctrl+C. */
  signal(signal: 'SIGKILL' | 'SIGTERM'): void {
    this.#child?.kill(signal);
  }

  /** Stops it as Ctrl+C does, and for good after a while. */
  async stop(): Promise<void> {
    this.signal('SIGTERM');
    const timer = setTimeout(() => {
      this.signal('SIGKILL');
    }, STOP_MS);
    await this.#death;
    clearTimeout(timer);
  }

  /** Every step reached so far, in order. */
  async trace(): Promise<string[]> {
    return (await readFile(this.#trace, 'utf8')).split('\n').slice(0, -1);
  }

  #linkOf(child: ChildProcess): Promise<string> {
    return new Promise((resolve) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream?.setEncoding('utf8').on('data', (chunk: string) => {
          this.#output += chunk.replace(QR, '');
          this.#everything += chunk.replace(QR, '');
          const link = LINK.exec(this.#output)?.[0];
          if (link === undefined || !READY.test(this.#output)) return;
          resolve(link);
        });
      }
    });
  }

  #deathOf(child: ChildProcess): Promise<Death> {
    // Whatever ends the runner, no server outlives it.
    function kill(): void {
      child.kill('SIGKILL');
    }
    process.once('exit', kill);
    return new Promise((resolve) => {
      child.once('close', (code, signal) => {
        process.off('exit', kill);
        void this.#readHit().then((target) => {
          resolve({ target, code, signal, output: this.#output });
        });
      });
    });
  }

  async #readHit(): Promise<Target | null> {
    try {
      return JSON.parse(await readFile(this.#hit, 'utf8')) as Target;
    } catch {
      return null;
    }
  }
}
