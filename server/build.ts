import { existsSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { buildGuide } from './build-guide.ts';
import { buildOffline } from './build-offline.ts';
import { buildVerifier } from './build-verifier.ts';

const ROOT = join(import.meta.dirname, '..');
const APPS = ['kiosk', 'chair-console'] as const;
const SOURCES = [...APPS, 'shared', 'docs', 'package.json', 'package-lock.json'];
const STAMP = join(ROOT, 'dist', 'built.json');

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
  // Loaded only when needed: a built tree starts without the bundler.
  const { build } = await import('vite');
  for (const app of APPS) {
    await build({
      configFile: join(ROOT, app, 'vite.config.ts'),
      root: join(ROOT, app),
      logLevel: 'warn',
    });
  }
  await buildOffline();
  await buildGuide();
  await compressFolder(join(ROOT, 'dist'));
  await writeFile(STAMP, JSON.stringify({ apps: APPS }));
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
