import { createHash } from 'node:crypto';
import { open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isCode } from '../store/error-code.ts';
import { makeFolder, syncFolder } from '../store/folders.ts';
import { replaceFile } from '../store/replace-file.ts';

/**
 * One file's part of a step of the copy. `offset` null: the whole file is `bytes`. A number: the
 * file keeps its first `offset` bytes and ends with `bytes`. `path` is relative to the data folder,
 * with `/` between its parts.
 */
export interface Change {
  readonly path: string;
  readonly offset: number | null;
  readonly bytes: Uint8Array;
}

/** Where a step of the copy stands before it is carried out. */
export const PENDING = 'copy.pending';

const HASH_BYTES = 32;
const LENGTH_BYTES = 4;

/**
 * Carries out the changes on the copy in `folder`, all or none: they are written and synced to one
 * file beside it first, so that a copy cut off in the middle is completed by `finishCopy` and its
 * records never belong to different moments. That file stays, since doing the newest step twice
 * changes nothing. Rejects with the system's error.
 */
export async function applyChanges(folder: string, changes: readonly Change[]): Promise<void> {
  await writePending(join(folder, PENDING), encode(changes));
  await syncFolder(folder);
  await carryOut(folder, changes);
}

/**
 * Completes a copy whose last step was cut off; to be called under the folder's lock, before
 * anything in it is read. A folder that is no copy is left as it is.
 */
export async function finishCopy(folder: string): Promise<void> {
  const path = join(folder, PENDING);
  const bytes = await readFile(path).catch((error: unknown) => {
    if (isCode(error, 'ENOENT', 'ENOTDIR')) return null;
    throw error;
  });
  if (bytes === null) return;
  const changes = decode(bytes);
  if (changes !== null) await carryOut(folder, changes);
  await rm(path);
  await syncFolder(folder);
}

async function carryOut(folder: string, changes: readonly Change[]): Promise<void> {
  for (const { path, offset, bytes } of changes) {
    const target = join(folder, ...path.split('/'));
    await makeFolder(dirname(target));
    if (offset === null) await replaceFile(target, bytes);
    else await extend(target, offset, bytes);
  }
}

async function extend(path: string, offset: number, bytes: Uint8Array): Promise<void> {
  const file = await open(path, offset === 0 ? 'w' : 'r+', 0o600);
  try {
    await writeAll(file, bytes, offset);
    await file.truncate(offset + bytes.length);
    await file.sync();
  } finally {
    await file.close();
  }
  if (offset === 0) await syncFolder(dirname(path));
}

async function writePending(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await writeAll(file, bytes, 0);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function writeAll(
  file: Awaited<ReturnType<typeof open>>,
  bytes: Uint8Array,
  position: number,
): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const left = bytes.length - done;
    const { bytesWritten } = await file.write(bytes, done, left, position + done);
    done += bytesWritten;
  }
}

/** Hash of all that follows, length of the list, the list as JSON, the bytes one after another. */
function encode(changes: readonly Change[]): Uint8Array {
  const list = changes.map(({ path, offset, bytes }) => ({ path, offset, length: bytes.length }));
  const head = Buffer.from(JSON.stringify(list));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(head.length);
  const rest = Buffer.concat([length, head, ...changes.map(({ bytes }) => bytes)]);
  return Buffer.concat([hashOf(rest), rest]);
}

/** The changes, or null for a step that was not written to its end. */
function decode(stored: Buffer): Change[] | null {
  const rest = stored.subarray(HASH_BYTES);
  if (rest.length < LENGTH_BYTES || !hashOf(rest).equals(stored.subarray(0, HASH_BYTES)))
    return null;
  let at = LENGTH_BYTES + rest.readUInt32BE(0);
  const list = JSON.parse(rest.subarray(LENGTH_BYTES, at).toString('utf8')) as readonly {
    readonly path: string;
    readonly offset: number | null;
    readonly length: number;
  }[];
  return list.map(({ path, offset, length }) => {
    at += length;
    return { path, offset, bytes: rest.subarray(at - length, at) };
  });
}

function hashOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
