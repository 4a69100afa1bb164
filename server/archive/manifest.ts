import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';

/** The name of the list inside an archive. */
export const MANIFEST_NAME = 'archive.json';
const FORMAT = 'hom-phieu/archive/1';

const shape = v.strictObject({
  format: v.literal(FORMAT),
  /** `<venueId>-<attempt>`. */
  round: v.string(),
  rehearsal: v.boolean(),
  title: v.string(),
  venue: v.string(),
  software: v.string(),
  /** ISO 8601 of the server's clock. */
  madeAt: v.string(),
  files: v.array(
    v.strictObject({
      name: v.pipe(v.string(), v.check(isInside)),
      bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
      sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/u)),
    }),
  ),
});

/** What an archive holds, and whose it is; nothing of any member or mark. */
export type ArchiveManifest = v.InferOutput<typeof shape>;
export type ArchiveFiles = ReadonlyMap<string, Uint8Array>;

/** The list of these files, each with its digest, in the order of their names. */
export function manifestOf(
  facts: Omit<ArchiveManifest, 'format' | 'files'>,
  files: ArchiveFiles,
): ArchiveManifest {
  const names = [...files.keys()].sort();
  return {
    format: FORMAT,
    ...facts,
    files: names.map((name) => {
      const bytes = files.get(name) ?? new Uint8Array();
      return { name, bytes: bytes.length, sha256: sha256(bytes) };
    }),
  };
}

/** The list in its JSON, or null. */
export function parseManifest(bytes: Uint8Array | undefined): ArchiveManifest | null {
  try {
    const parsed = v.safeParse(shape, JSON.parse(Buffer.from(bytes ?? []).toString('utf8')));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/** Holds the files against the list: the first that is missing, changed, or not in it. */
export function checkFiles(manifest: ArchiveManifest, files: ArchiveFiles): Result<null, string> {
  for (const { name, bytes, sha256: digest } of manifest.files) {
    const file = files.get(name);
    if (file?.length !== bytes || sha256(file) !== digest) return err(name);
  }
  const listed = new Set(manifest.files.map(({ name }) => name));
  const other = [...files.keys()].find((name) => name !== MANIFEST_NAME && !listed.has(name));
  return other === undefined ? ok(null) : err(other);
}

/** SHA-256 in lower-case hexadecimal, as other tools print it. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A path that stays below the folder it is unpacked into, on Windows too. */
function isInside(name: string): boolean {
  const parts = name.split('/');
  return !/[\\:]/u.test(name) && parts.every((part) => part !== '' && !/^\.+$/u.test(part));
}
