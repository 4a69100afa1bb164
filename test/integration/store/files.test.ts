import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freeBytes } from '../../../server/store/disk.ts';
import { makeFolder } from '../../../server/store/folders.ts';
import { readSecretFile, writeSecretFile } from '../../../server/store/secret-file.ts';
import { temporaryFolder } from './helpers.ts';

const SECRET = new Uint8Array([0, 255, 10, 13, 7]);

test('a secret is read as it was written, for its owner only, with nothing beside it (design 7)', async () => {
  const dir = await temporaryFolder();
  const path = join(dir, 'keys.json');
  await writeFile(path, 'an older file anyone may read', { mode: 0o644 });
  await writeFile(join(dir, '.keys.json~1.tmp'), 'what a killed write left');
  await writeSecretFile(path, SECRET);
  expect(new Uint8Array((await readSecretFile(path)) ?? [])).toEqual(SECRET);
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(dir)).toEqual(['keys.json']);
});

test('a missing secret is null, one that cannot be read is an error', async () => {
  const dir = await temporaryFolder();
  expect(await readSecretFile(join(dir, 'keys.json'))).toBeNull();
  await expect(readSecretFile(dir)).rejects.toThrow('EISDIR');
});

test('a secret that cannot be written is an error and leaves no copy', async () => {
  const dir = await temporaryFolder();
  await makeFolder(join(dir, 'keys.json', 'child'));
  await expect(writeSecretFile(join(dir, 'keys.json'), SECRET)).rejects.toThrow();
  expect(await readdir(dir)).toEqual(['keys.json']);
});

test('folders are made with their parents, and again without complaint', async () => {
  const dir = await temporaryFolder();
  const path = join(dir, 'rounds', 'v1-1');
  await makeFolder(path);
  await makeFolder(path);
  expect((await stat(path)).isDirectory()).toBe(true);
});

test('free space is a plausible number of bytes (S20)', async () => {
  const bytes = await freeBytes(await temporaryFolder());
  expect(Number.isSafeInteger(bytes)).toBe(true);
  expect(bytes).toBeGreaterThan(0);
});
