/** The server as `npm start` runs it, in a process of its own, to be killed. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { TSX } from '../../scripts/child.ts';
import { ROOT } from '../../scripts/root.ts';

/** Starts `npm start` with these arguments, on a tree that is not built; killed with the test. */
export function runServer(...args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [...TSX, 'server/main.ts', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, HOM_PHIEU_NO_BUILD: '1' },
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

/** All it printed, and its exit code, once it has ended. */
export function ended(child: ChildProcess): Promise<{ code: number | null; text: string }> {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
    });
  }
  return new Promise((resolve) => {
    child.once('close', (code) => {
      resolve({ code, text });
    });
  });
}

/** Ends it at once, as a laptop that falls off the table. */
export async function killed(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

/** Resolves once a server answers on loopback at `port`. */
export async function serving(port: number): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const isUp = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the server did not come up');
}
