import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { DIST } from './build.ts';

/** What phones, tablets and laptops in the hall are served, as folders of `dist/`. */
const FOLDERS = ['kiosk', 'console', 'offline'];

/**
 * SHA-256, 64 hexadecimal digits, of all the pages and scripts that devices receive: over one line
 * `<sha256 of the file>  <path>` each, in the order of their paths. The build gives the same bytes
 * from the same sources, so whoever builds them elsewhere can compare (`npm run build` prints it).
 * Null where nothing is built.
 */
export async function clientBuildDigest(dist = DIST): Promise<string | null> {
  const paths = (await Promise.all(FOLDERS.map((folder) => filesIn(join(dist, folder))))).flat();
  if (paths.length === 0) return null;
  const lines = paths.map(async (path) => {
    const name = relative(dist, path).split(sep).join('/');
    return `${sha256(await readFile(path))}  ${name}\n`;
  });
  return sha256((await Promise.all(lines)).sort(byName).join(''));
}

/** All files but those that the server packed beside them for the way. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.gz'))
    .map((entry) => join(entry.parentPath, entry.name));
}

function byName(one: string, other: string): number {
  const [a, b] = [one.slice(64), other.slice(64)];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
