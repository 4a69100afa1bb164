import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Low } from 'lowdb';
import type { Adapter } from 'lowdb';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { isCode } from './error-code.ts';
import { removeLeftovers, replaceFile } from './replace-file.ts';

/** A lowdb adapter that says whether its last `read` had to use the copy. */
export interface DurableAdapter<T> extends Adapter<T> {
  /** Why the copy `<path>.bak` was read instead of the file; null when it was not. */
  readonly note: string | null;
}

/** A value on the disk. What `value` shows has been synced. */
export interface DurableValue<T> {
  readonly value: T;
  /** Set when the value came from the copy `.bak` at opening: it may be one write old. */
  readonly note: string | null;
  /**
   * Replaces the value by `fn` of a copy of it, after earlier updates. Resolves when the new value is
   * synced; on rejection `value` stays the old one.
   */
  update(fn: (value: T) => T): Promise<void>;
}

/**
 * Opens the JSON value at `path`, whose folder exists; `defaults` when neither the file nor its copy
 * exists. A file that is there but cannot be trusted is never replaced by defaults: the copy is
 * taken, or the error names the file (reliability 1.1). For settings and drafts, never for ballots.
 */
export async function openDurable<T extends object>(
  path: string,
  defaults: T,
  parse: (input: unknown) => Result<T, string>,
): Promise<Result<DurableValue<T>, string>> {
  const adapter = durableJsonFile(path, parse);
  const low = new Low<T>(adapter, defaults);
  try {
    await removeLeftovers(path);
    await removeLeftovers(`${path}.bak`);
    await low.read();
  } catch (error) {
    return err(error instanceof Error ? error.message : `${path}: cannot be read`);
  }
  return ok(durableValue(low, adapter.note));
}

function durableValue<T extends object>(low: Low<T>, note: string | null): DurableValue<T> {
  let value = low.data;
  let last: Promise<void> = Promise.resolve();
  async function change(fn: (value: T) => T): Promise<void> {
    // The disk first: lowdb's own update would show the new value before it is safe.
    low.data = fn(structuredClone(value));
    await low.write();
    value = low.data;
  }
  return {
    get value() {
      return value;
    },
    note,
    update(fn) {
      const done = last.then(() => change(fn));
      last = done.catch(() => undefined);
      return done;
    },
  };
}

/**
 * The adapter: `{"checksum", "data"}` in one file, replaced atomically and synced, the previous
 * content in `<path>.bak`. Writes run one after another; each resolves when it is on the disk.
 * `read` gives null when file and copy are missing and throws when what exists is damaged.
 */
export function durableJsonFile<T>(
  path: string,
  parse: (input: unknown) => Result<T, string>,
): DurableAdapter<T> {
  const backup = `${path}.bak`;
  let note: string | null = null;
  let last: Promise<void> = Promise.resolve();

  async function write(data: T): Promise<void> {
    const current = await readOne(path, parse);
    // A damaged file must not replace the good copy.
    if (current.ok && current.value !== null) await replaceFile(backup, encode(current.value.data));
    await replaceFile(path, encode(data));
  }

  return {
    get note() {
      return note;
    },
    async read() {
      const found = await readEither(path, backup, parse);
      note = found.note;
      return found.data;
    },
    write(data) {
      const done = last.then(() => write(data));
      last = done.catch(() => undefined);
      return done;
    },
  };
}

async function readEither<T>(
  path: string,
  backup: string,
  parse: (input: unknown) => Result<T, string>,
): Promise<{ data: T | null; note: string | null }> {
  const main = await readOne(path, parse);
  if (main.ok && main.value !== null) return { data: main.value.data, note: null };
  const reason = main.ok ? `${path}: missing` : main.error;
  const copy = await readOne(backup, parse);
  if (copy.ok && copy.value !== null) return { data: copy.value.data, note: reason };
  if (main.ok && copy.ok) return { data: null, note: null };
  throw new Error(copy.ok ? reason : `${reason}; ${copy.error}`);
}

async function readOne<T>(
  path: string,
  parse: (input: unknown) => Result<T, string>,
): Promise<Result<{ data: T } | null, string>> {
  let text;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return ok(null);
    throw error;
  }
  const decoded = decode(text);
  if (!decoded.ok) return err(`${path}: ${decoded.error}`);
  const data = parse(decoded.value);
  return data.ok ? ok({ data: data.value }) : err(`${path}: ${data.error}`);
}

function encode(data: unknown): Uint8Array {
  const text = JSON.stringify(data);
  return Buffer.from(`{"checksum":"${checksumOf(text)}","data":${text}}\n`);
}

function decode(text: string): Result<unknown, string> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err('not JSON');
  }
  if (typeof json !== 'object' || json === null) return err('not an object');
  if (!('checksum' in json) || !('data' in json)) return err('no checksum');
  return json.checksum === checksumOf(JSON.stringify(json.data))
    ? ok(json.data)
    : err('checksum does not match');
}

function checksumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
