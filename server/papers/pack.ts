import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { ZippableFile } from 'fflate';
import type { PaperFile } from './make.ts';
import { readManifest } from './manifest.ts';

/** A ZIP knows no zone and no time before 1980: one moment for all, so that equal papers give equal ZIPs. */
const STORED = { level: 0, mtime: '1980-01-02T00:00:00' } as const;

/**
 * Every file that was made in `out`, as one ZIP; null where none were made. DOCX, XLSX and PDF are
 * packed already: they are only put together.
 */
export async function packed(out: string, name: string): Promise<PaperFile | null> {
  const manifest = await readManifest(out);
  if (manifest === null) return null;
  const entries: Record<string, ZippableFile> = {};
  for (const file of manifest.files) entries[file] = [await readFile(join(out, file)), STORED];
  return { name, bytes: zipSync(entries) };
}
