import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { isCode } from './error-code.ts';
import { isRunning, ownIdentity } from './process-identity.ts';

/** A held lock. It is given back by `release` or when the process exits, whichever is first. */
export interface FolderLock {
  release(): Promise<void>;
}

/** Who holds the folder; `since` is an ISO time, for display. */
export interface LockHolder {
  readonly pid: number;
  readonly since: string;
}

const LOCK_NAME = 'server.lock';
const ATTEMPTS = 20;
const PAUSE_MS = 50;

const LockRecord = v.object({
  id: v.string(),
  pid: v.pipe(v.number(), v.integer(), v.minValue(1)),
  boot: v.nullable(v.string()),
  start: v.nullable(v.string()),
  uptime: v.number(),
  since: v.string(),
});
type LockRecord = v.InferOutput<typeof LockRecord>;

/**
 * Takes the folder for this process alone (F16): `O_EXCL` on `server.lock`. The lock of a process that
 * no longer runs is taken over; a holder that may still run is the error, in this process too.
 */
export async function lockFolder(dir: string): Promise<Result<FolderLock, LockHolder>> {
  const path = join(dir, LOCK_NAME);
  const own = { id: randomUUID(), ...(await ownIdentity()), since: new Date().toISOString() };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if (await create(path, own)) return hold(path, own);
    const text = await readText(path);
    const record = text === null ? null : parseRecord(text);
    if (record !== null) {
      if (await isRunning(record)) return err({ pid: record.pid, since: record.since });
      await takeAway(path, text);
    } else if (text !== null && attempt >= ATTEMPTS / 2) {
      // Nobody finished writing it in all this time: its maker died.
      await takeAway(path, text);
    } else {
      await sleep(PAUSE_MS);
    }
  }
  return err({ pid: 0, since: own.since });
}

async function create(path: string, own: LockRecord): Promise<boolean> {
  try {
    await writeFile(path, JSON.stringify(own), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/**
 * Removes the dead lock whose content was `text`. The rename picks it up in one step, so that a lock
 * which another process made in between is seen and put back instead of deleted.
 */
async function takeAway(path: string, text: string | null): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  const isSame = (await readText(aside)) === text;
  await (isSame ? rm(aside, { force: true }) : rename(aside, path));
}

/** Makes sure that no process taking over a dead lock at the same time removed this one. */
async function hold(path: string, own: LockRecord): Promise<Result<FolderLock, LockHolder>> {
  await sleep(PAUSE_MS);
  const text = await readText(path);
  const holder = text === null ? null : parseRecord(text);
  if (holder?.id !== own.id)
    return err({ pid: holder?.pid ?? 0, since: holder?.since ?? own.since });
  function free(): void {
    if (parseRecord(readNow(path))?.id === own.id) rmSync(path, { force: true });
  }
  process.once('exit', free);
  return ok({
    release() {
      process.off('exit', free);
      free();
      return Promise.resolve();
    },
  });
}

function parseRecord(text: string): LockRecord | null {
  try {
    const record = v.safeParse(LockRecord, JSON.parse(text));
    return record.success ? record.output : null;
  } catch {
    return null;
  }
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function readNow(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
