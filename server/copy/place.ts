import { constants } from 'node:fs';
import { access, mkdir, readFile, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import * as v from 'valibot';
import { refusal } from '#shared/meeting/refusals.ts';
import type { Refusal } from '#shared/meeting/refusals.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { BALLAST } from '../store/ballast.ts';
import { freeBytes, MEGABYTE, OPENING_BYTES } from '../store/disk.ts';
import { isCode } from '../store/error-code.ts';
import { isNetworkPath, liesOnNetwork } from './network-place.ts';
import { replaceFile } from '../store/replace-file.ts';

/** Says whose copy a folder holds: passes never begin in a folder without it. */
export const MARKER = 'copy.json';

const FILE = v.strictObject({ format: v.literal('hom-phieu/copy/1'), of: v.string() });

/** What only a data folder or a copy has. */
const OWN_NAMES = ['rounds', 'rehearsals', 'plan.json', 'settings.json', 'server.lock'];

/**
 * Makes a folder the place of the copy of `data`, whose id is `id`: created if need be, marked as
 * this copy, and its absolute path returned. Refused where it lies on another machine (the records
 * are confidential, the hall's network is isolated), inside the data folder or around it, holds another meeting's records, cannot be written, or has less free space than the data
 * needs and 100 MB more.
 */
export async function preparePlace(
  data: string,
  id: string,
  wanted: string,
): Promise<Result<string, Refusal>> {
  if (isNetworkPath(wanted)) return err(refusal('copy-network'));
  const path = resolve(wanted);
  const place = await realOf(path);
  // A link, or a drive's letter, may still lead to another machine.
  if (isNetworkPath(place) || (await liesOnNetwork(place))) return err(refusal('copy-network'));
  const source = await realpath(data);
  if (isWithin(source, place) || isWithin(place, source)) return err(refusal('copy-inside'));
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    await access(path, constants.R_OK | constants.W_OK);
    const owner = await ownerOf(path);
    const names = owner === id ? [] : await readdir(path);
    if (owner !== id && (owner !== null || names.some((name) => OWN_NAMES.includes(name)))) {
      return err(refusal('copy-occupied'));
    }
    const needed = owner === id ? OPENING_BYTES : OPENING_BYTES + (await sizeOf(data));
    if ((await freeBytes(path)) < needed) {
      return err(refusal('copy-no-room', { mb: Math.ceil(needed / MEGABYTE) }));
    }
    await writeMarker(path, id);
    return ok(path);
  } catch (error) {
    if (isCode(error, 'ENOSPC', 'EDQUOT')) return err(refusal('copy-no-room', { mb: 100 }));
    if (error instanceof Error && 'code' in error) return err(refusal('copy-unusable'));
    throw error;
  }
}

/** Whether the folder is there and is the copy of the data folder with this id. */
export async function isPlaceOf(path: string, id: string): Promise<boolean> {
  return (await ownerOf(path)) === id;
}

/** Whether two paths lead to the same folder, or `inner` lies in `outer`. */
export async function isSamePlace(outer: string, inner: string): Promise<boolean> {
  return isWithin(await realOf(resolve(outer)), await realOf(resolve(inner)));
}

/** Written each time: it shows at once whether the place takes a file and a rename. */
async function writeMarker(path: string, id: string): Promise<void> {
  const marker = { format: 'hom-phieu/copy/1', of: id };
  await replaceFile(join(path, MARKER), Buffer.from(`${JSON.stringify(marker)}\n`));
}

async function ownerOf(path: string): Promise<string | null> {
  try {
    const parsed = v.safeParse(FILE, JSON.parse(await readFile(join(path, MARKER), 'utf8')));
    return parsed.success ? parsed.output.of : '';
  } catch (error) {
    if (isCode(error, 'ENOENT', 'ENOTDIR')) return null;
    if (error instanceof SyntaxError) return '';
    throw error;
  }
}

/** The path without symbolic links, also of a folder that does not exist yet. */
async function realOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(await realOf(parent), basename(path));
  }
}

function isWithin(outer: string, inner: string): boolean {
  const way = relative(outer, inner);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

async function sizeOf(folder: string): Promise<number> {
  let total = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) total += await sizeOf(path);
    else if (entry.isFile() && entry.name !== BALLAST) total += (await stat(path)).size;
  }
  return total;
}
