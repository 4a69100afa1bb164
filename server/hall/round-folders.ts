import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../store/folders.ts';

/** Official rounds and rehearsals lie apart (design 7). */
export type RoundKind = 'rounds' | 'rehearsals';

const KINDS: readonly RoundKind[] = ['rounds', 'rehearsals'];

/** The ids of all rounds in the data folder, `rounds/<venue>-<k>`, in a fixed order. */
export async function roundIds(data: string): Promise<string[]> {
  const ids: string[] = [];
  for (const kind of KINDS) {
    await makeFolder(join(data, kind));
    const names = await readdir(join(data, kind), { withFileTypes: true });
    ids.push(...names.filter((each) => each.isDirectory()).map(({ name }) => `${kind}/${name}`));
  }
  return ids.sort();
}

/** The number k of the next round at this venue: one more than any that has a folder. */
export async function nextAttempt(data: string, kind: RoundKind, venueId: string): Promise<number> {
  const prefix = `${kind}/${venueId}-`;
  const used = (await roundIds(data))
    .filter((id) => id.startsWith(prefix))
    .map((id) => Number(id.slice(prefix.length)))
    .filter(Number.isInteger);
  return Math.max(0, ...used) + 1;
}
