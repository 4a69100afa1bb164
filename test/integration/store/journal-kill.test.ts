import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { lockFolder } from '../../../server/store/folder-lock.ts';
import { idsOf, openSound, temporaryFolder } from './helpers.ts';

const KILLS = 10;
const script = join(import.meta.dirname, '../../support/store-child.ts');

/** Starts the child and waits for its first line; `lines` gives the whole lines it has printed. */
async function start(
  job: string,
  path: string,
): Promise<{ child: ChildProcess; lines: () => string[] }> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, job, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  await once(child.stdout, 'data');
  return { child, lines: () => text.split('\n').slice(0, -1) };
}

async function kill(child: ChildProcess): Promise<void> {
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}

test(`${KILLS} × kill -9 while eight writers append: every acknowledged entry is there once (F1; I1, I6)`, async () => {
  const path = join(await temporaryFolder(), 'log.jsonl');
  const acknowledged: string[] = [];
  for (let i = 0; i < KILLS; i += 1) {
    const { child, lines } = await start('append', path);
    await sleep(5 + Math.random() * 150);
    await kill(child);
    acknowledged.push(...lines().filter((line) => line !== 'ready'));
    const { journal, entries } = await openSound(path);
    await journal.close();
    const found = idsOf(entries);
    const set = new Set(found);
    expect(set.size).toBe(found.length);
    expect(acknowledged.filter((id) => !set.has(id))).toEqual([]);
  }
  expect(acknowledged.length).toBeGreaterThan(KILLS);
}, 120_000);

test('a folder held by another process is refused, and taken over once that was killed (F16)', async () => {
  const dir = await temporaryFolder();
  const { child, lines } = await start('lock', dir);
  expect(lines()).toEqual(['locked']);
  expect(await lockFolder(dir)).toMatchObject({ ok: false, error: { pid: child.pid } });
  await kill(child);
  const lock = await lockFolder(dir);
  expect(lock.ok).toBe(true);
  if (lock.ok) await lock.value.release();
});
