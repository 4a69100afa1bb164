import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { MadeArchive } from '#shared/wire-archive.ts';
import { replaceFile } from '../store/replace-file.ts';

/** Beside a round's records, and never in its archive: what was made of it last. */
export const MADE_ARCHIVE = 'made-archive.json';

const FILE = v.strictObject({
  format: v.literal('hom-phieu/made-archive/1'),
  name: v.string(),
  bytes: v.number(),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/u)),
  files: v.number(),
  madeAt: v.string(),
});

/** Notes in a round's folder which archive was made of it; synced when it resolves. */
export async function noteArchive(folder: string, made: MadeArchive): Promise<void> {
  const text = JSON.stringify({ format: 'hom-phieu/made-archive/1', ...made });
  await replaceFile(join(folder, MADE_ARCHIVE), Buffer.from(`${text}\n`));
}

/** The archive that was made last of the round in this folder; null: none, or the note is none. */
export async function notedArchive(folder: string): Promise<MadeArchive | null> {
  try {
    const text = await readFile(join(folder, MADE_ARCHIVE), 'utf8');
    const parsed = v.safeParse(FILE, JSON.parse(text));
    if (!parsed.success) return null;
    const { name, bytes, sha256, files, madeAt } = parsed.output;
    return { name, bytes, sha256, files, madeAt };
  } catch {
    return null;
  }
}
