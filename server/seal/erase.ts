import { open, readdir, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isCode } from '../store/error-code.ts';

const BLOCK = 1024 * 1024;

/**
 * Overwrites a file with zeros, syncs and removes it. On magnetic disks the content is gone; a solid
 * disk, a journal of the file system or a backup may keep older blocks, out of any program's reach.
 */
export async function eraseFile(path: string): Promise<void> {
  try {
    const file = await open(path, 'r+');
    try {
      const { size } = await file.stat();
      const zeros = new Uint8Array(Math.min(size, BLOCK));
      for (let at = 0; at < size; at += BLOCK) {
        await file.write(zeros, 0, Math.min(BLOCK, size - at), at);
      }
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    // One that cannot be written can still be removed.
    if (!isCode(error, 'EACCES', 'EPERM')) throw error;
  }
  await rm(path, { force: true });
}

/**
 * Erases everything below a folder for which `isErased` says so, and the folders left empty; how
 * many files. A link is taken away and what it leads to is left alone.
 */
export async function eraseBelow(
  folder: string,
  isErased: (name: string) => boolean = () => true,
): Promise<number> {
  let count = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (!isErased(entry.name)) continue;
    if (entry.isDirectory()) {
      count += await eraseBelow(path);
      await rmdir(path);
    } else if (entry.isSymbolicLink()) {
      await rm(path);
      count += 1;
    } else {
      await eraseFile(path);
      count += 1;
    }
  }
  return count;
}

/** True when a file of this name is there. */
export async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() === true;
}
