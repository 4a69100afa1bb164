import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Round } from '#shared/meeting/state.ts';
import { digestOf, factsOf } from '#shared/papers/facts-of.ts';
import type { PaperFacts } from '#shared/papers/facts.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { parseResult } from '#shared/result/result.ts';
import type { MeetingResult } from '#shared/result/result.ts';
import { IssueCounts } from '../round/issue-counts.ts';
import { countSetAside, replay } from '../round/round-files.ts';
import type { RoundDamage } from '../round/round-files.ts';
import { isCode } from '../store/error-code.ts';
import { readJournal } from '../store/journal.ts';

/** Why the papers of a folder cannot be made: what is wrong, and with which file (and line). */
export interface FolderFault {
  readonly what: 'missing' | 'damaged' | 'result-differs' | 'result-alone';
  readonly file: string;
  readonly line: number | null;
}

/**
 * The facts of the round whose records lie in `folder`, read and checked, never changed: a round of
 * the data folder, or what a rehearsal wrote. A stored `result.json` must be what the records say.
 */
export async function paperFacts(
  sodium: Sodium,
  folder: string,
): Promise<Result<PaperFacts, FolderFault>> {
  const round = await readRound(sodium, folder);
  if (!round.ok) return round;
  const stored = await readResult(folder);
  if (!stored.ok) return stored;
  const { venue } = round.value.log.plan;
  const id = `${venue.id}-${round.value.log.attempt}`;
  const issues = await IssueCounts.read(folder);
  const facts = factsOf(sodium, { id, round: round.value, issues, stored: stored.value });
  const fault = faultOf(sodium, folder, facts, stored.value);
  return fault === null ? ok(facts) : err(fault);
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

function faultOf(
  sodium: Sodium,
  folder: string,
  facts: PaperFacts,
  stored: MeetingResult | null,
): FolderFault | null {
  if (stored === null) return null;
  const file = join(folder, 'result.json');
  const { result } = facts;
  const isSame =
    result !== null &&
    result.venue === stored.venue &&
    JSON.stringify(result.figures) === JSON.stringify(stored.figures) &&
    digestOf(sodium, result) === digestOf(sodium, stored);
  if (!isSame || stored.venue !== facts.plan.venue.id) {
    return { what: 'result-differs', file, line: null };
  }
  return null;
}

async function readRound(sodium: Sodium, folder: string): Promise<Result<Round, FolderFault>> {
  const file = join(folder, 'log.jsonl');
  if (!(await isThere(file))) {
    const isResult = await isThere(join(folder, 'result.json'));
    return err({ what: isResult ? 'result-alone' : 'missing', file, line: null });
  }
  const log = await readJournal(sodium, file, 'log-entry');
  if (!log.ok) return damaged(log.error);
  if (log.value.length === 0) return err({ what: 'missing', file, line: null });
  const board = await readJournal(sodium, join(folder, 'board.jsonl'), 'board-entry');
  if (!board.ok) return damaged(board.error);
  const register = await readJournal(sodium, join(folder, 'register.jsonl'), 'register-entry');
  if (!register.ok) return damaged(register.error);
  const round = replay(sodium, folder, log.value, board.value, register.value);
  if (!round.ok) return damaged(round.error);
  return ok({ ...round.value, boardsSetAside: await countSetAside(folder) });
}

function damaged({ file, line }: RoundDamage): Result<never, FolderFault> {
  return err({ what: 'damaged', file, line });
}

async function isThere(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null))?.isFile() === true;
}

async function readResult(folder: string): Promise<Result<MeetingResult | null, FolderFault>> {
  const file = join(folder, 'result.json');
  try {
    const parsed = parseResult(JSON.parse(await readFile(file, 'utf8')));
    return parsed.ok ? ok(parsed.value) : err({ what: 'damaged', file, line: null });
  } catch (error) {
    if (isCode(error, 'ENOENT')) return ok(null);
    if (error instanceof SyntaxError) return err({ what: 'damaged', file, line: null });
    throw error;
  }
}
