import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { MadeArchive } from '#shared/wire-archive.ts';
import { notedArchive } from '../../server/archive/made-archives.ts';
import { MARKER } from '../../server/copy/place.ts';
import { lockState, type LockState } from '../../server/seal/locked-folder.ts';

/** What the server itself makes in a data folder or in its second copy; nothing else is erased. */
const OWN = new Set([
  'rounds',
  'rehearsals',
  'archives',
  'imports',
  'files',
  'plan.json',
  'settings.json',
  'pairings.json',
  'files.json',
  'drafts.json',
  'drafts',
  'preparation.json',
  'tls.json',
  'ballast.bin',
  'server.lock',
  'du-lieu.khoa',
  'du-lieu.khoa.da-mo',
  MARKER,
  'copy.pending',
]);
/** One of these, and the folder is ours: the other names are common ones. */
const SURE = [
  'rounds',
  'rehearsals',
  'settings.json',
  'du-lieu.khoa',
  'du-lieu.khoa.da-mo',
  MARKER,
];

/** A round and whether its records may already go. */
export interface RoundLeft {
  readonly id: string;
  readonly rehearsal: boolean;
  /** The chair archived it, or declared it void. */
  readonly over: boolean;
  /** A sealed archive of it lies in the folder. */
  readonly sealed: boolean;
  /** The archive that was made of it last, wherever it lies now; null: none was. */
  readonly made: MadeArchive | null;
}

/** All that lies in a data folder or a second copy. */
export interface Inventory {
  readonly path: string;
  readonly state: LockState;
  readonly rounds: readonly RoundLeft[];
  readonly archives: readonly string[];
  readonly imports: number;
  /** Of what is erased. */
  readonly files: number;
  readonly bytes: number;
  /** Names that are none of the server's: left where they are. */
  readonly others: readonly string[];
  /** Where the second copy is kept, and its id; null: none, or the folder is locked. */
  readonly copy: { readonly id: string; readonly path: string | null } | null;
  /** The id in the mark of a second copy; null: this is none. */
  readonly copyOf: string | null;
}

const settingsShape = v.object({
  copy: v.nullish(v.object({ id: v.string(), path: v.nullable(v.string()) })),
});
const markerShape = v.object({ of: v.string() });

/** Whether the server makes a file or folder of this name; leftovers of a killed write too. */
export function isOwn(name: string): boolean {
  return (
    OWN.has(name) || /^\..+~[0-9a-f-]{36}\.tmp$/u.test(name) || name.startsWith('server.lock.')
  );
}

/** What lies in `path`; null: this is no data folder and no copy of one. */
export async function inventoryOf(path: string): Promise<Inventory | null> {
  const names = await readdir(path).catch(() => null);
  if (names?.some((name) => SURE.includes(name)) !== true) return null;
  const settings = await shapeIn(join(path, 'settings.json'), settingsShape);
  const marker = await shapeIn(join(path, MARKER), markerShape);
  const archives = (await namesIn(join(path, 'archives'))).filter((name) =>
    name.endsWith('.homphieu'),
  );
  return {
    path,
    state: await lockState(path),
    rounds: [
      ...(await roundsIn(join(path, 'rounds'), false, archives)),
      ...(await roundsIn(join(path, 'rehearsals'), true, archives)),
    ],
    archives,
    imports: (await namesIn(join(path, 'imports'))).filter((name) => /^[0-9a-f]{16}$/u.test(name))
      .length,
    ...(await sizeOf(path, names.filter(isOwn))),
    others: names.filter((name) => !isOwn(name)),
    copy: settings?.copy ?? null,
    copyOf: marker?.of ?? null,
  };
}

async function roundsIn(
  folder: string,
  rehearsal: boolean,
  archives: readonly string[],
): Promise<RoundLeft[]> {
  const names = (await namesIn(folder)).filter((name) => !name.startsWith('.')).sort();
  return Promise.all(
    names.map(async (id) => ({
      id,
      rehearsal,
      over: await isOver(join(folder, id, 'log.jsonl')),
      made: await notedArchive(join(folder, id)),
      sealed: archives.includes(`luu-tru-${rehearsal ? 'dien-tap-' : ''}${id}.homphieu`),
    })),
  );
}

/** By the log's own words: it need not be sound to be erased. */
async function isOver(log: string): Promise<boolean> {
  const text = await readFile(log, 'utf8').catch(() => '');
  return /"t":"(?:archived|round-voided)"/u.test(text);
}

async function sizeOf(
  folder: string,
  names: readonly string[],
): Promise<{ readonly files: number; readonly bytes: number }> {
  let [files, bytes] = [0, 0];
  for (const name of names.filter((each) => each !== 'server.lock')) {
    const path = join(folder, name);
    const found = await lstat(path).catch(() => null);
    if (found?.isDirectory() === true) {
      const below = await sizeOf(path, await readdir(path));
      files += below.files;
      bytes += below.bytes;
    } else {
      files += 1;
      bytes += found?.size ?? 0;
    }
  }
  return { files, bytes };
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

async function shapeIn<T>(path: string, shape: v.GenericSchema<unknown, T>): Promise<T | null> {
  try {
    const parsed = v.safeParse(shape, JSON.parse(await readFile(path, 'utf8')));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
