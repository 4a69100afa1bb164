import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isCode } from './error-code.ts';

/**
 * Makes the names inside `path` durable (a new file, a rename). Windows cannot sync a folder and
 * answers EPERM there: only that is ignored (reliability 1.5).
 */
export async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    if (process.platform === 'win32' && isCode(error, 'EPERM', 'EISDIR', 'EACCES')) return;
    throw error;
  }
}

/** Creates `path` and its missing parents, mode 700, and syncs every folder that got a new name. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = path; made.length >= first.length; made = dirname(made)) {
    await syncFolder(dirname(made));
  }
}
