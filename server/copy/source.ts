import { readdir, readFile, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { GATHERING } from '../archive/gathering.ts';
import { BALLAST } from '../store/ballast.ts';
import { isCode } from '../store/error-code.ts';
import type { Change } from './delta.ts';
import { PENDING } from './delta.ts';
import { MARKER } from './place.ts';

/** A chained file as far as it is synced; `life` counts how often it was begun anew. */
export interface SyncedFile {
  readonly name: string;
  readonly size: number;
  readonly entries: number;
  readonly life: number;
}

/** A round's folder, relative to the data folder, and its chained files at this moment. */
export interface CopyUnit {
  readonly folder: string;
  readonly synced: readonly SyncedFile[];
}

/** What the copy already has of the data folder. */
export interface Known {
  /** Chained files by path. */
  readonly synced: Map<string, Pick<SyncedFile, 'size' | 'entries' | 'life'>>;
  /** Other files by path, each as the version that was copied. */
  readonly plain: Map<string, string>;
}

/** What the copy lacks of a unit, all of one moment, and what it knows once it has it. */
export interface Step {
  readonly changes: readonly Change[];
  readonly known: Known;
}

/** The copy holds something else than the beginning of this file: it is never overwritten. */
export class CopyDiffers extends Error {
  override readonly name = 'CopyDiffers';
}

const TRIES = 5;
/** Never of use elsewhere: a lock, files being written, the marks of a copy, and the ballast. */
const LEFT_OUT = /^(?:server\.lock.*|\..*~.*\.tmp)$/u;

/**
 * What the copy at `target` lacks of one unit; null when the files would not hold still. Chained
 * files are read as far as they are synced, the others are the same before and after.
 */
export async function nextStep(
  data: string,
  target: string,
  unit: () => CopyUnit,
  known: Known,
): Promise<Step | null> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { folder } = unit();
    const before = await plainFiles(data, folder);
    const { synced } = unit();
    const step = await stepOf(data, target, { folder, synced }, before, known);
    const after = await plainFiles(data, folder);
    if (step !== null && isSame(before, after)) return step;
  }
  return null;
}

async function stepOf(
  data: string,
  target: string,
  { folder, synced }: CopyUnit,
  plain: ReadonlyMap<string, string>,
  known: Known,
): Promise<Step | null> {
  const step = { changes: [] as Change[], known: emptyKnown() };
  for (const file of synced) {
    const path = `${folder}/${file.name}`;
    const had =
      known.synced.get(path)?.life === file.life
        ? known.synced.get(path)
        : await verified(data, target, path, file, [...plain.keys()]);
    const have = had?.size ?? 0;
    const bytes = await readRange(join(data, path), have, file.size);
    if (bytes === null) return null;
    if (bytes.length > 0 || had === undefined) step.changes.push({ path, offset: have, bytes });
    step.known.synced.set(path, file);
  }
  for (const [path, version] of plain) {
    if (known.plain.get(path) !== version) {
      const bytes = await readIfThere(join(data, path));
      if (bytes === null) return null;
      step.changes.push({ path, offset: null, bytes });
    }
    step.known.plain.set(path, version);
  }
  return step;
}

/** Nothing is known of the copy yet. */
export function emptyKnown(): Known {
  return { synced: new Map(), plain: new Map() };
}

/**
 * How much of the file the copy has; undefined when nothing, or an older board that was set aside
 * and goes. Throws `CopyDiffers` where it holds anything else.
 */
async function verified(
  data: string,
  target: string,
  path: string,
  file: SyncedFile,
  beside: readonly string[],
): Promise<Pick<SyncedFile, 'size' | 'entries' | 'life'> | undefined> {
  const copied = await readIfThere(join(target, path));
  if (copied === null || copied.length === 0) return undefined;
  const source = await readRange(join(data, path), 0, file.size);
  if (source !== null && isBeginning(copied, source)) {
    return { size: copied.length, entries: countLines(copied), life: file.life };
  }
  for (const other of beside.filter((name) => /\/board\.aborted-\d+\.jsonl$/u.test(name))) {
    const aside = await readIfThere(join(data, other));
    if (aside !== null && isBeginning(copied, aside)) return undefined;
  }
  throw new CopyDiffers(path);
}

function isBeginning(part: Buffer, whole: Buffer): boolean {
  return part.length <= whole.length && part.equals(whole.subarray(0, part.length));
}

function countLines(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines += 1;
  return lines;
}

/** Bytes `from` to `to` of a file; null when it has fewer, since it was moved or begun anew. */
async function readRange(path: string, from: number, to: number): Promise<Buffer | null> {
  if (to <= from) return to === from ? Buffer.alloc(0) : null;
  try {
    const file = await open(path, 'r');
    try {
      const bytes = Buffer.alloc(to - from);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
      return bytesRead === bytes.length ? bytes : null;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/**
 * The files of a unit that are not chained, by path, each with its version: all below the round's
 * folder, or, of the data folder itself, all outside the rounds.
 */
async function plainFiles(data: string, folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const waiting = [folder];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const entry of await readdir(join(data, at), { withFileTypes: true })) {
      const path = at === '' ? entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory()) {
        if (path !== 'rounds' && path !== 'rehearsals') waiting.push(path);
      } else if (entry.isFile() && !isLeftOut(path, entry.name)) {
        found.set(path, await versionOf(join(data, path)));
      }
    }
  }
  return found;
}

/** A version that is never the same twice where the file went meanwhile. */
async function versionOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeMs } = await stat(path);
    return `${ino} ${size} ${mtimeMs}`;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return `gone ${performance.now()}`;
    throw error;
  }
}

function isLeftOut(path: string, name: string): boolean {
  if (path === MARKER || path === PENDING || path === BALLAST || LEFT_OUT.test(name)) return true;
  // On its way up, up to 400 MB, and of no use without its end.
  if (path === `imports/${GATHERING}`) return true;
  return /^(?:rounds|rehearsals)\/[^/]+\/(?:log|register|board)\.jsonl$/u.test(path);
}

function isSame(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([path, version]) => b.get(path) === version);
}
