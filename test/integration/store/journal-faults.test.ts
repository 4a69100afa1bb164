import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nodeJournalFs } from '../../../server/store/journal-fs.ts';
import { openJournal } from '../../../server/store/journal.ts';
import type { Journal, JournalFs } from '../../../server/store/journal.ts';
import { writeFile } from 'node:fs/promises';
import { sodium } from '../../support/sodium.ts';
import { withFault } from '../../support/store-faults.ts';
import type { Call, FaultKind } from '../../support/store-faults.ts';
import { entry, idsOf, openSound, temporaryFolder } from './helpers.ts';

interface Outcome {
  readonly acknowledged: string[];
  readonly refused: string[];
  readonly calls: Call[];
}

/** A short life of a server: opens over a torn tail, appends together and in turn, stops at a fault. */
async function live(path: string, fs: JournalFs & { calls: Call[] }): Promise<Outcome> {
  const outcome: Outcome = { acknowledged: [], refused: [], calls: fs.calls };
  const opened = await openJournal(sodium, path, 'log-entry', fs).catch(() => null);
  if (opened?.ok !== true) return outcome;
  const { journal } = opened.value;
  try {
    await Promise.all(['a', 'b', 'c'].map((id) => cast(journal, outcome, [id])));
    for (const id of ['d', 'e', 'f']) await cast(journal, outcome, [id, `${id}2`]);
  } catch {
    // Fail-stop: the process would end here.
  }
  await journal.close();
  return outcome;
}

async function cast(journal: Journal, outcome: Outcome, ids: string[]): Promise<void> {
  const answer = await journal.append(ids.map(entry));
  (answer.ok ? outcome.acknowledged : outcome.refused).push(...ids);
}

async function tornFile(): Promise<string> {
  const path = join(await temporaryFolder(), 'log.jsonl');
  const { journal } = await openSound(path);
  await journal.append([entry('old')]);
  await journal.close();
  await writeFile(path, '{"n":1,"t":"te', { flag: 'a' });
  return path;
}

describe('every call of the disk fails once (F5; I1, I3, I4, I6)', () => {
  test.each<FaultKind>(['EIO', 'ENOSPC', 'short'])(
    '%s at the k-th call, k = 1 … all',
    async (kind) => {
      const { calls } = await live(await tornFile(), withFault(nodeJournalFs, null));
      expect(calls.filter((call) => call === 'datasync')).toHaveLength(4);
      for (let at = 1; at <= calls.length; at += 1) {
        const path = await tornFile();
        const { acknowledged, refused } = await live(path, withFault(nodeJournalFs, { at, kind }));
        const { journal, entries } = await openSound(path);
        const found = idsOf(entries);
        const where = `${kind} at call ${at} (${calls[at - 1] ?? ''})`;
        expect(found, where).toEqual([...new Set(found)]);
        expect(found, where).toEqual(['old', ...acknowledged]);
        expect(
          found.filter((id) => refused.includes(id)),
          where,
        ).toEqual([]);
        expect((await journal.append([entry('next')])).ok, where).toBe(true);
        await journal.close();
      }
    },
  );
});
