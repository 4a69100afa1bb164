import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { alignedTo, isSamePlan } from '#shared/papers/align-venue.ts';
import { counted } from '#shared/papers/counted.ts';
import type { PaperFacts } from '#shared/papers/facts.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';
import { paperFacts } from './facts.ts';

/** Where the data folder keeps other laptops' records, beside the rounds. */
const IMPORTS = 'imports';

/**
 * The facts of the other venues, for the two-venue sheet (R48): of those beside `folder` under the
 * same plan the newest attempt that has a result, and every venue that was taken in from an archive.
 */
export async function otherVenues(
  sodium: Sodium,
  folder: string,
  own: PaperFacts,
): Promise<readonly PaperFacts[]> {
  const here = await venuesHere(sodium, folder, own);
  const imported = await venuesFromElsewhere(sodium, folder, own);
  return [...here, ...imported].sort(byVenue);
}

async function venuesHere(
  sodium: Sodium,
  folder: string,
  own: PaperFacts,
): Promise<readonly PaperFacts[]> {
  const parent = dirname(resolve(folder));
  const newest = new Map<string, { facts: PaperFacts; attempt: number }>();
  for (const name of await folders(parent)) {
    const attempt = attemptOf(name);
    if (name === basename(folder) || attempt === null) continue;
    const facts = await paperFacts(sodium, join(parent, name));
    if (!facts.ok || !isOtherVenue(own, facts.value)) continue;
    const { id } = facts.value.plan.venue;
    if (attempt > (newest.get(id)?.attempt ?? 0)) newest.set(id, { facts: facts.value, attempt });
  }
  return [...newest.values()].map(({ facts }) => facts);
}

async function venuesFromElsewhere(
  sodium: Sodium,
  folder: string,
  own: PaperFacts,
): Promise<readonly PaperFacts[]> {
  const result = counted(own);
  const imports = join(dirname(dirname(resolve(folder))), IMPORTS);
  const venues: PaperFacts[] = [];
  for (const name of await folders(imports)) {
    const facts = await paperFacts(sodium, join(imports, name));
    const other = facts.ok ? counted(facts.value) : null;
    if (result === null || other === null || !isUsable(own, other)) continue;
    venues.push(alignedTo(result, other, name.slice(0, 4)));
  }
  return venues;
}

function isOtherVenue(own: PaperFacts, other: PaperFacts): boolean {
  return (
    isUsable(own, other) && other.plan.venue.id !== own.plan.venue.id && isSamePlan(own, other)
  );
}

function isUsable(own: PaperFacts, other: PaperFacts): boolean {
  return other.result !== null && other.voided === null && other.rehearsal === own.rehearsal;
}

async function folders(parent: string): Promise<string[]> {
  const names = await readdir(parent, { withFileTypes: true }).catch(() => []);
  return names
    .filter((each) => each.isDirectory() && !each.name.includes('.'))
    .map(({ name }) => name);
}

function byVenue(a: PaperFacts, b: PaperFacts): number {
  return a.plan.venue.id < b.plan.venue.id ? -1 : 1;
}

/** The attempt in a round folder's name, `<venueId>-<attempt>`. */
function attemptOf(name: string): number | null {
  const found = /-(\d+)$/u.exec(name)?.[1];
  return found === undefined ? null : Number(found);
}
