import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockFolder } from '../../../server/store/folder-lock.ts';
import { isRunning, ownIdentity } from '../../../server/store/process-identity.ts';
import { temporaryFolder } from './helpers.ts';

/** No process has this number on Linux, macOS or Windows. */
const DEAD_PID = 2 ** 30;

async function leaveLock(dir: string, change: object): Promise<void> {
  const own = { id: 'old', ...(await ownIdentity()), since: '2026-01-01T00:00:00.000Z' };
  await writeFile(join(dir, 'server.lock'), JSON.stringify({ ...own, ...change }));
}

test('a folder is held once, in this process too, and free again after release (F16)', async () => {
  const dir = await temporaryFolder();
  const first = await lockFolder(dir);
  const second = await lockFolder(dir);
  expect(second).toMatchObject({ ok: false, error: { pid: process.pid } });
  if (!first.ok) throw new Error('refused');
  await first.value.release();
  expect(await readdir(dir)).toEqual([]);
  const third = await lockFolder(dir);
  expect(third.ok).toBe(true);
  await first.value.release();
  expect(existsSync(join(dir, 'server.lock'))).toBe(true);
  if (third.ok) await third.value.release();
});

test.each<[string, object]>([
  ['no such process', { pid: DEAD_PID }],
  ['another boot, the number in use again', { boot: 'another' }],
  ['the number of a process that started at another time', { start: '1' }],
  ['a machine that was up longer than it is now', { boot: null, uptime: uptime() + 3_600 }],
])('the lock of a dead process is taken over: %s', async (_, change) => {
  const dir = await temporaryFolder();
  await leaveLock(dir, change);
  const lock = await lockFolder(dir);
  expect(lock.ok).toBe(true);
  expect(await readFile(join(dir, 'server.lock'), 'utf8')).toContain(`"pid":${process.pid}`);
  expect(await readdir(dir)).toEqual(['server.lock']);
  if (lock.ok) await lock.value.release();
});

test('in doubt the holder lives: without boot id and start time its number decides', async () => {
  const own = await ownIdentity();
  expect(await isRunning({ ...own, boot: null, start: null })).toBe(true);
  expect(await isRunning({ ...own, boot: null, start: null, pid: DEAD_PID })).toBe(false);
});

test('a lock file cut short by a power cut does not lock for ever', async () => {
  const dir = await temporaryFolder();
  await writeFile(join(dir, 'server.lock'), '{"id":');
  const lock = await lockFolder(dir);
  expect(lock.ok).toBe(true);
  if (lock.ok) await lock.value.release();
});

test('ten at once over a dead lock: exactly one gets the folder (F16)', async () => {
  for (let round = 0; round < 10; round += 1) {
    const dir = await temporaryFolder();
    await leaveLock(dir, { pid: DEAD_PID });
    const locks = await Promise.all(Array.from({ length: 10 }, () => lockFolder(dir)));
    expect(locks.filter(({ ok }) => ok)).toHaveLength(1);
    for (const lock of locks) if (lock.ok) await lock.value.release();
  }
});
