import { statfs } from 'node:fs/promises';

/** Bytes this user may still write on the disk that holds `dir` (warn under 500 MB, refuse to open under 100 MB). */
export async function freeBytes(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize;
}
