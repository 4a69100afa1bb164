import { unzipSync, zipSync, type Zippable } from 'fflate';

/** One date for all entries, by the parts ZIP stores: the same in every time zone. */
const MTIME = new Date(1980, 0, 1);

/** An archive packed again so that its bytes depend on its contents alone; `edit` may rewrite them. */
export function repacked(
  archive: Uint8Array,
  edit: (name: string, content: Uint8Array) => Uint8Array = (_, content) => content,
): Uint8Array {
  const entries: Zippable = Object.fromEntries(
    Object.entries(unzipSync(archive)).map(([name, content]) => [name, edit(name, content)]),
  );
  return zipSync(entries, { level: 6, mtime: MTIME });
}
