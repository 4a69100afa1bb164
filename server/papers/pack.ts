import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { ZippableFile } from 'fflate';
import { OFFLINE_FILE } from '../build-offline.ts';
import { isCode } from '../store/error-code.ts';
import type { PaperFile } from './make.ts';
import { readManifest } from './manifest.ts';

/** A ZIP knows no zone and no time before 1980: one moment for all, so that equal papers give equal ZIPs. */
const STORED = { level: 0, mtime: '1980-01-02T00:00:00' } as const;

/** The one file that is not packed already. */
const PACKED = { level: 9, mtime: STORED.mtime } as const;

/**
 * Every file that was made in `out`, as one ZIP; null where none were made. DOCX, XLSX and PDF are
 * packed already: they are only put together. With them goes `verify.html`, by which whoever keeps
 * the dossier recounts the board from disk; a tree that was never built has none.
 */
export async function packed(out: string, name: string): Promise<PaperFile | null> {
  const manifest = await readManifest(out);
  if (manifest === null) return null;
  const entries: Record<string, ZippableFile> = {};
  for (const file of manifest.files) entries[file] = [await readFile(join(out, file)), STORED];
  const verifier = await offlinePage();
  if (verifier !== null) entries['verify.html'] = [verifier, PACKED];
  return { name, bytes: zipSync(entries) };
}

async function offlinePage(): Promise<Uint8Array | null> {
  try {
    return await readFile(OFFLINE_FILE);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}
