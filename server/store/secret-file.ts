import { readFile } from 'node:fs/promises';
import { isCode } from './error-code.ts';
import { removeLeftovers, replaceFile } from './replace-file.ts';

/**
 * Writes a secret: mode 600, the file and its name on the disk when this resolves, the old content
 * or the new one after a crash (design 7, Server secrets). The old content is then nowhere in the
 * folder, nor what a killed write left; what a disk keeps of freed blocks is out of reach. One call
 * at a time for a path.
 */
export async function writeSecretFile(path: string, bytes: Uint8Array): Promise<void> {
  await removeLeftovers(path);
  await replaceFile(path, bytes);
}

/** The bytes of a secret file, or null when there is none. Rejects when it cannot be read. */
export async function readSecretFile(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}
