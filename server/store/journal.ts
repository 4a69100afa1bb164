import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Sodium } from '#shared/protocol/sodium.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { readChainFile } from './chain-file.ts';
import type { ChainEntry, JournalKind, LineFault } from './chain-file.ts';
import { isCode } from './error-code.ts';
import { startJournal } from './group-commit.ts';
import type { Journal } from './group-commit.ts';
import { nodeJournalFs } from './journal-fs.ts';
import type { JournalFile, JournalFs } from './journal-fs.ts';

export type { ChainEntry, JournalKind } from './chain-file.ts';
export type { Journal, NewEntry } from './group-commit.ts';
export { JournalBroken } from './group-commit.ts';
export type { JournalFile, JournalFs } from './journal-fs.ts';

/** A file that may not be used: its path, the line, counted from 1, and what is wrong with it (F7). */
export interface JournalDamage extends LineFault {
  readonly file: string;
}

/** A journal ready for appending, what it held, and the file a torn tail was moved to, if there was one. */
export interface OpenedJournal {
  readonly journal: Journal;
  readonly entries: ChainEntry[];
  readonly torn: string | null;
}

/**
 * Opens the chained file at `path`, whose folder exists, creating it when missing. The whole chain
 * is checked; a torn tail is copied to `<path>.torn-<k>` (k free, from 1) and cut. What is returned
 * is on the disk: lines that a killed process wrote and did not sync are synced first, since the
 * room will acknowledge them as accepted. Damage is an error and changes nothing on the disk.
 * Rejects with the system's error when the disk does. `fs` is for tests.
 */
export async function openJournal(
  sodium: Sodium,
  path: string,
  kind: JournalKind,
  fs: JournalFs = nodeJournalFs,
): Promise<Result<OpenedJournal, JournalDamage>> {
  const file = await fs.open(path, 'keep');
  try {
    const chain = readChainFile(sodium, kind, await file.readAll());
    if (!chain.ok) {
      await file.close();
      return err({ file: path, ...chain.error });
    }
    const { entries, length, torn } = chain.value;
    const aside = torn === null ? null : await setAside(fs, path, torn);
    if (aside !== null) await file.truncate(length);
    await file.sync();
    await fs.syncFolder(dirname(path));
    const journal = startJournal({ sodium, path, kind, file, length, last: entries.at(-1) });
    return ok({ journal, entries, torn: aside });
  } catch (error) {
    await file.close().catch(() => undefined);
    throw error;
  }
}

/**
 * The entries of a chained file, checked like `openJournal` but changing nothing: for rounds that
 * are over. A torn tail is left out; a missing file has no entries.
 */
export async function readJournal(
  sodium: Sodium,
  path: string,
  kind: JournalKind,
): Promise<Result<ChainEntry[], JournalDamage>> {
  const chain = readChainFile(sodium, kind, await readOrEmpty(path));
  return chain.ok ? ok(chain.value.entries) : err({ file: path, ...chain.error });
}

async function readOrEmpty(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return new Uint8Array();
    throw error;
  }
}

/** Keeps the torn bytes as evidence, durably, before they are cut from the journal. */
async function setAside(fs: JournalFs, path: string, bytes: Uint8Array): Promise<string> {
  const { name, file } = await openFree(fs, path);
  try {
    const written = await file.write(bytes, 0);
    if (written < bytes.length) {
      throw Object.assign(new Error(`No room to keep the torn tail: ${name}`), { code: 'ENOSPC' });
    }
    await file.sync();
  } finally {
    await file.close();
  }
  await fs.syncFolder(dirname(path));
  return name;
}

async function openFree(fs: JournalFs, path: string): Promise<{ name: string; file: JournalFile }> {
  for (let k = 1; ; k += 1) {
    const name = `${path}.torn-${k}`;
    try {
      return { name, file: await fs.open(name, 'new') };
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    }
  }
}
