import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { PaperFacts } from '#shared/papers/facts.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';
import type { Result } from '#shared/result.ts';
import { IssueCounts } from '../round/issue-counts.ts';
import { countSetAside } from '../round/round-files.ts';
import { isCode } from '../store/error-code.ts';
import { factsOfRecords } from './record-facts.ts';
import type { FolderFault } from './record-facts.ts';

export type { FolderFault } from './record-facts.ts';

/**
 * The facts of the round whose records lie in `folder`, read and checked, never changed: a round of
 * the data folder, or what a rehearsal wrote. A stored `result.json` must be what the records say.
 */
export async function paperFacts(
  sodium: Sodium,
  folder: string,
): Promise<Result<PaperFacts, FolderFault>> {
  const [log, board, register, result] = await Promise.all(
    ['log.jsonl', 'board.jsonl', 'register.jsonl', 'result.json'].map((name) =>
      readOrNull(join(folder, name)),
    ),
  );
  const records = {
    log: log ?? null,
    board: board ?? null,
    register: register ?? null,
    result: result ?? null,
    issues: await IssueCounts.read(folder),
    boardsSetAside: log === null ? 0 : await countSetAside(folder),
  };
  return factsOfRecords(sodium, records, folder);
}

/**
 * The facts of the same plan's other venues beside `folder`, for the two-venue sheet (R48): of each
 * the newest attempt that has a result.
 */
export async function otherVenues(
  sodium: Sodium,
  folder: string,
  own: PaperFacts,
): Promise<readonly PaperFacts[]> {
  const parent = dirname(resolve(folder));
  const names = await readdir(parent, { withFileTypes: true }).catch(() => []);
  const newest = new Map<string, { facts: PaperFacts; attempt: number }>();
  for (const { name } of names.filter((each) => each.isDirectory())) {
    const attempt = attemptOf(name);
    if (name === basename(folder) || attempt === null) continue;
    const facts = await paperFacts(sodium, join(parent, name));
    if (!facts.ok || !isOtherVenue(own, facts.value)) continue;
    const { id } = facts.value.plan.venue;
    if (attempt > (newest.get(id)?.attempt ?? 0)) newest.set(id, { facts: facts.value, attempt });
  }
  return [...newest.values()].map(({ facts }) => facts).sort(byVenue);
}

function isOtherVenue(own: PaperFacts, other: PaperFacts): boolean {
  const { plan } = other;
  return (
    other.result !== null &&
    other.voided === null &&
    other.rehearsal === own.rehearsal &&
    plan.venue.id !== own.plan.venue.id &&
    plan.title === own.plan.title &&
    plan.number === own.plan.number &&
    plan.date === own.plan.date
  );
}

function byVenue(a: PaperFacts, b: PaperFacts): number {
  return a.plan.venue.id < b.plan.venue.id ? -1 : 1;
}

/** The attempt in a round folder's name, `<venueId>-<attempt>`. */
function attemptOf(name: string): number | null {
  const found = /-(\d+)$/u.exec(name)?.[1];
  return found === undefined ? null : Number(found);
}

async function readOrNull(file: string): Promise<Uint8Array | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}
