import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { paperSettingsShape } from '#shared/papers/settings-shape.ts';

/** Beside the papers: what they were made with, so that they can be made again with the same text. */
export const MANIFEST = 'papers.json';

const FORMAT = 'hom-phieu/papers/1';
const FILE = v.strictObject({
  format: v.literal(FORMAT),
  settings: paperSettingsShape,
  checks: v.array(
    v.strictObject({
      what: v.string(),
      state: v.picklist(['ok', 'warn', 'fail']),
      value: v.string(),
      advice: v.string(),
    }),
  ),
  /** `recordsMark` of the records they were made from; none in manifests of before it was kept. */
  mark: v.optional(v.string(), ''),
  files: v.array(v.pipe(v.string(), v.regex(/^[a-z0-9-]+\.(?:docx|pdf|json|csv|xlsx)$/u))),
});

export type Manifest = Omit<v.InferOutput<typeof FILE>, 'format'>;

/** The manifest's text; it carries no time, so that the same papers have the same manifest. */
export function manifestText({
  settings,
  checks,
  files,
  mark,
}: {
  readonly [K in keyof Manifest]: Readonly<Manifest[K]>;
}): string {
  return `${JSON.stringify({ format: FORMAT, settings, checks, mark, files }, null, 2)}\n`;
}

/** The manifest of the papers in `folder`; null when none were made there, or it cannot be read. */
export async function readManifest(folder: string): Promise<Manifest | null> {
  try {
    const parsed = v.safeParse(FILE, JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
