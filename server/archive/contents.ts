import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MADE_ARCHIVE } from './made-archives.ts';
import { isCode } from '../store/error-code.ts';

/** What never leaves the machine in an archive: keys, the note of the last archive, what a killed write left. */
function isKept(name: string): boolean {
  if (name === 'keys.json' || name === MADE_ARCHIVE || name.startsWith('.')) return false;
  return !/\.(lock|tmp|bak|pending)$/u.test(name);
}

/** The files that an archive takes along beside a round's own folder. */
export interface ArchiveExtras {
  /** By the name inside the archive: the path here. One that is missing is left out. */
  readonly files: ReadonlyMap<string, string>;
}

/** Every file of a round's folder but its keys, and the extras, by their names in the archive. */
export async function archiveContents(
  folder: string,
  extras: ArchiveExtras,
): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  for (const entry of entries.filter((each) => each.isFile() && isKept(each.name))) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1).replaceAll('\\', '/');
    files.set(name, await readFile(path));
  }
  for (const [name, path] of extras.files) {
    const bytes = await readFile(path).catch((error: unknown) => {
      if (isCode(error, 'ENOENT')) return null;
      throw error;
    });
    if (bytes !== null) files.set(name, bytes);
  }
  return files;
}
