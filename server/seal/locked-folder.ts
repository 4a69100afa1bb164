import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unzipSync, zipSync, type Zippable } from 'fflate';
import { equalBytes } from '#shared/protocol/bytes.ts';
import type { RandomBytes } from '#shared/protocol/sodium.ts';
import { ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { syncFolder } from '../store/folders.ts';
import { replaceFile } from '../store/replace-file.ts';
import { eraseBelow, eraseFile, isFile } from './erase.ts';
import { openBytes, sealBytes } from './sealed.ts';
import type { SealCost, SealFault, SealSodium } from './sealed.ts';

/** The whole folder under its seal. While it is there, it alone counts. */
const LOCKED = 'du-lieu.khoa';
/** The same after it was opened: the folder is to be locked again, and this tells its passphrase. */
const OPENED = 'du-lieu.khoa.da-mo';
/** Not worth keeping: made again, or of the running process. */
const LEFT_OUT: readonly string[] = [LOCKED, OPENED, 'server.lock', 'ballast.bin'];

/** How a data folder stands: never locked; locked; open until the server stops, or left open by a crash. */
export type LockState = 'plain' | 'locked' | 'opened';

export async function lockState(data: string): Promise<LockState> {
  if (await isFile(join(data, LOCKED))) return 'locked';
  return (await isFile(join(data, OPENED))) ? 'opened' : 'plain';
}

/**
 * Opens a locked folder, or holds the passphrase against one left open: then the open files count,
 * for they are newer. What a crash half unpacked, or half erased, is erased first. Needs the
 * folder's lock.
 */
export async function unlockFolder(
  sodium: SealSodium,
  data: string,
  passphrase: string,
): Promise<Result<null, SealFault>> {
  const state = await lockState(data);
  if (state === 'plain') return ok(null);
  const sealed = await readFile(join(data, state === 'locked' ? LOCKED : OPENED));
  const zip = openBytes(sodium, 'folder', sealed, passphrase);
  if (!zip.ok) return zip;
  if (state === 'opened') return ok(null);
  await eraseBelow(data, (name) => !LEFT_OUT.includes(name));
  for (const [name, bytes] of Object.entries(unzipSync(zip.value))) {
    const path = join(data, name);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await replaceFile(path, bytes);
  }
  await rename(join(data, LOCKED), join(data, OPENED));
  await syncFolder(data);
  return ok(null);
}

/**
 * Puts the whole folder under the passphrase and erases the open files, once the sealed file is on
 * the disk and was read back. Needs the folder's lock, and no server at work in it.
 */
export async function lockAway(
  sodium: SealSodium,
  random: RandomBytes,
  data: string,
  passphrase: string,
  cost?: SealCost,
): Promise<void> {
  const zip = zipSync(await entriesOf(data), { level: 1 });
  const path = join(data, LOCKED);
  await replaceFile(path, sealBytes(sodium, random, 'folder', zip, passphrase, cost));
  const again = openBytes(sodium, 'folder', await readFile(path), passphrase);
  if (!again.ok || !equalBytes(again.value, zip)) {
    await rm(path);
    throw new Error('The locked folder could not be read back: nothing was erased.');
  }
  await eraseFile(join(data, OPENED));
  await eraseBelow(data, (name) => name !== LOCKED && name !== 'server.lock');
}

/** Leaves an opened folder open for good. */
export async function keepOpen(data: string): Promise<void> {
  await eraseFile(join(data, OPENED));
}

async function entriesOf(data: string): Promise<Zippable> {
  const entries = await readdir(data, { withFileTypes: true, recursive: true });
  const files: Zippable = {};
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(data.length + 1).replaceAll('\\', '/');
    if (!LEFT_OUT.includes(name)) files[name] = await readFile(path);
  }
  return files;
}
