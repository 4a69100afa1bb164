import { randomUUID } from 'node:crypto';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isCode } from './error-code.ts';
import { syncFolder } from './folders.ts';

const RENAME_TRIES = 20;
const RENAME_PAUSE_MS = 50;

/**
 * Puts `bytes` at `path`, mode 600. At any moment, and after any crash, the file is the old one or
 * the new one, whole; when this resolves it is the new one, on the disk. When it rejects, either.
 */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `${temporaryPrefix(path)}${randomUUID()}.tmp`);
  try {
    await writeSynced(temporary, bytes);
    await renameOver(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Removes what a killed `replaceFile` of this path left behind. Needs the folder's lock. */
export async function removeLeftovers(path: string): Promise<void> {
  const prefix = temporaryPrefix(path);
  for (const name of await readdir(dirname(path))) {
    if (name.startsWith(prefix) && name.endsWith('.tmp')) await rm(join(dirname(path), name));
  }
}

function temporaryPrefix(path: string): string {
  return `.${basename(path)}~`;
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** On Windows a virus scanner or an indexer may hold the target for a moment (steno does the same). */
async function renameOver(from: string, to: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const isHeld = process.platform === 'win32' && isCode(error, 'EPERM', 'EBUSY', 'EACCES');
      if (!isHeld || tries >= RENAME_TRIES) throw error;
      await sleep(RENAME_PAUSE_MS);
    }
  }
}
