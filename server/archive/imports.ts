import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PaperFacts } from '#shared/papers/facts.ts';
import { inGroups } from '#shared/papers/evidence.ts';
import type { FastGroup } from '#shared/protocol/fast/fast-group.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import type { ImportedVenue } from '#shared/wire-archive.ts';
import { paperFacts } from '../papers/facts.ts';
import type { SealSodium } from '../seal/sealed.ts';
import { makeFolder, syncFolder } from '../store/folders.ts';
import { openArchive } from './archive.ts';
import { checkArchive } from './check.ts';
import { GATHERING } from './gathering.ts';
import { sha256 } from './manifest.ts';
import type { ImportRefusal } from './task.ts';

/** What of another laptop's archive is kept: the records that its result follows from. */
const RECORDS = ['log.jsonl', 'board.jsonl', 'register.jsonl', 'result.json', 'issues.json'];

/** Why it was not taken in, and which of its files is to blame. */
export interface ImportFault {
  readonly why: ImportRefusal;
  readonly file: string;
}

/**
 * Opens a sealed archive and checks all that it says: its list, every chain, the board with every
 * proof, the register, the result. What holds is laid under `into` by the digest of its log, so
 * that the same archive again changes nothing (R48).
 */
export async function importArchive(
  sodium: SealSodium,
  fast: FastGroup | undefined,
  sealed: Uint8Array,
  passphrase: string,
  into: string,
): Promise<Result<ImportedVenue, ImportFault>> {
  const archive = openArchive(sodium, sealed, passphrase);
  if (!archive.ok) {
    const { what } = archive.error;
    if (what === 'not-sealed') return err({ why: 'import-not-archive', file: '' });
    if (what === 'passphrase') return err({ why: 'import-passphrase', file: '' });
    const file = 'file' in archive.error ? archive.error.file : '';
    return err({ why: 'import-altered', file });
  }
  const { files } = archive.value;
  if (await isOwnRound(join(into, '..'), files)) return err({ why: 'import-own', file: '' });
  const checked = checkArchive(sodium, files, fast);
  if (!checked.ok) return err({ why: 'import-altered', file: checked.error.file });
  const { facts, board } = checked.value;
  if (board?.valid === false) return err({ why: 'import-altered', file: `${board.file}.jsonl` });
  if (facts.result === null || facts.voided !== null) {
    return err({ why: 'import-no-result', file: '' });
  }
  const id = sha256(files.get('log.jsonl') ?? new Uint8Array()).slice(0, 16);
  await lay(join(into, id), files);
  return ok(entryOf(id, facts));
}

/** The venues that were taken in and whose records still hold, in the order of their voting days. */
export async function listImports(
  sodium: SealSodium,
  into: string,
): Promise<readonly ImportedVenue[]> {
  const names = await readdir(into, { withFileTypes: true }).catch(() => []);
  const venues: ImportedVenue[] = [];
  for (const { name } of names.filter((each) => each.isDirectory() && isImportId(each.name))) {
    const facts = await paperFacts(sodium, join(into, name));
    if (facts.ok && facts.value.result !== null) venues.push(entryOf(name, facts.value));
  }
  return venues.sort((a, b) => (a.votingDay < b.votingDay ? -1 : 1));
}

/**
 * An archive of a round that this data folder has itself, or the copy that it came from: taken in,
 * one venue would stand on the sheet twice. The first line of a log is one round's alone.
 */
async function isOwnRound(data: string, files: ReadonlyMap<string, Uint8Array>): Promise<boolean> {
  const line = firstLine(files.get('log.jsonl') ?? new Uint8Array());
  for (const kind of ['rounds', 'rehearsals']) {
    for (const name of await readdir(join(data, kind)).catch(() => [])) {
      const log = await readFile(join(data, kind, name, 'log.jsonl')).catch(() => null);
      if (log !== null && firstLine(log) === line) return true;
    }
  }
  return false;
}

function firstLine(log: Uint8Array): string {
  return Buffer.from(log).toString('utf8').split('\n', 1)[0] ?? '';
}

/** The name of an import's folder, and of nothing else in there. */
export function isImportId(name: string): boolean {
  return /^[0-9a-f]{16}$/u.test(name);
}

/** Whole or not at all: written beside it first. */
async function lay(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const beside = `${folder}.new`;
  await rm(beside, { recursive: true, force: true });
  await makeFolder(beside);
  for (const name of RECORDS) {
    const bytes = files.get(name);
    if (bytes !== undefined)
      await writeFile(join(beside, name), bytes, { mode: 0o600, flush: true });
  }
  await rm(folder, { recursive: true, force: true });
  await rename(beside, folder);
  await syncFolder(join(folder, '..'));
}

function entryOf(
  id: string,
  { plan, round, rehearsal, result, digest }: PaperFacts,
): ImportedVenue {
  return {
    id,
    round,
    venueName: plan.venue.name,
    votingDay: plan.venue.votingDay,
    rehearsal,
    subjects: plan.lines.length,
    collected: result?.figures.ballotsCollected ?? 0,
    digest: digest === null ? null : inGroups(digest),
  };
}

/** The file that parts are gathered in. */
export async function gatheringFile(into: string): Promise<string> {
  await mkdir(into, { recursive: true, mode: 0o700 });
  return join(into, GATHERING);
}

/** The sealed bytes that were gathered. */
export function gathered(into: string): Promise<Uint8Array> {
  return readFile(join(into, GATHERING));
}
