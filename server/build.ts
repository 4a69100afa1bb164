import { existsSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { buildGuide } from './build-guide.ts';
import { buildOffline } from './build-offline.ts';
import { buildVerifier } from './build-verifier.ts';
import { writeNotices } from './licences.ts';

const ROOT = join(import.meta.dirname, '..');
/** Where the built pages lie, and the fast verifier, the guide and the third parties' notices. */
export const DIST = join(ROOT, 'dist');
/** Sources, and the folder in `dist/` that is served. */
const APPS = [
  ['kiosk', 'kiosk'],
  ['chair-console', 'console'],
] as const;
const SOURCES = [
  ...APPS.map(([sources]) => sources),
  'shared',
  'docs',
  'package.json',
  'package-lock.json',
];
const STAMP = join(DIST, 'built.json');

/** Builds the pages when `dist/` is missing or older than its sources; true when it did. */
export async function buildIfStale(): Promise<boolean> {
  if (existsSync(STAMP) && (await newestSource()) <= (await stat(STAMP)).mtimeMs) return false;
  await buildApps();
  return true;
}

/**
 * Builds the fast verifier, both apps, the offline page and the guide into `dist/` and compresses them
 * beforehand: a phone gets bytes from the disk.
 */
export async function buildApps(): Promise<void> {
  await buildVerifier();
  await buildPages();
  await buildOffline();
  await buildGuide();
  await writeNotices(join(DIST, 'guide', 'third-party.txt'));
  await compressFolder(DIST);
  await writeFile(STAMP, JSON.stringify({ apps: APPS }));
}

/**
 * Builds both apps into folders of `out`: the same sources give the same bytes. The fast verifier
 * must stand.
 */
export async function buildPages(out = DIST): Promise<void> {
  // Loaded only when needed: a built tree starts without the bundler.
  const { build } = await import('vite');
  for (const [sources, folder] of APPS) {
    await build({
      configFile: join(ROOT, sources, 'vite.config.ts'),
      root: join(ROOT, sources),
      logLevel: 'warn',
      build: { outDir: join(out, folder), emptyOutDir: true },
    });
  }
}

const COMPRESSIBLE = /\.(?:m?js|css|html|svg|json|wasm)$/u;

async function compressFolder(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await compressFolder(path);
    else if (COMPRESSIBLE.test(entry.name)) {
      const packed = await promisify(gzip)(await readFile(path), { level: 9 });
      await writeFile(`${path}.gz`, packed);
    }
  }
}

async function newestSource(): Promise<number> {
  const times = await Promise.all(SOURCES.map((name) => newestIn(join(ROOT, name))));
  return Math.max(...times);
}

async function newestIn(path: string): Promise<number> {
  const found = await stat(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const names = await readdir(path);
  const times = await Promise.all(names.map((name) => newestIn(join(path, name))));
  return Math.max(0, ...times);
}
