import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { openJournal } from '../../../server/store/journal.ts';
import type { Journal, JournalFile, JournalFs } from '../../../server/store/journal.ts';
import { sodium } from '../../support/sodium.ts';
import { simulatedDisk } from '../../support/store-disk.ts';
import type { SimulatedDisk } from '../../support/store-disk.ts';
import { withFault } from '../../support/store-faults.ts';
import type { Fault, FaultKind } from '../../support/store-faults.ts';
import { idsOf } from './helpers.ts';

/** One life of the process: it appends in batches, a call fails or it is killed there, the power may go. */
interface Life {
  readonly batches: number[];
  readonly fault: Fault | null;
  readonly cut: { readonly kept: number; readonly isGarbled: boolean } | null;
}

const life: fc.Arbitrary<Life> = fc.record({
  batches: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 }),
  fault: fc.option(
    fc.record({
      at: fc.integer({ min: 1, max: 14 }),
      kind: fc.constantFrom<FaultKind[]>('EIO', 'ENOSPC', 'short', 'stop'),
    }),
  ),
  cut: fc.option(
    fc.record({ kept: fc.double({ min: 0, max: 1, noNaN: true }), isGarbled: fc.boolean() }),
  ),
});
const lives = fc.array(life, { minLength: 1, maxLength: 5 });

/** A mistake to be found: in the calls of the disk, or in when an append counts as acknowledged. */
interface Bug {
  readonly wrap: (fs: JournalFs) => JournalFs;
  readonly acknowledgesEarly: boolean;
}
const NO_BUG: Bug = { wrap: (fs) => fs, acknowledgesEarly: false };

function withFile(change: (file: JournalFile) => Partial<JournalFile>): Bug['wrap'] {
  return (fs) => ({
    ...fs,
    open: async (path, mode) => {
      const file = await fs.open(path, mode);
      return { ...file, ...change(file) };
    },
  });
}

interface History {
  /** What a voter was told, or would be told on asking again: it must stay. */
  acknowledged: string[];
  readonly attempted: Set<string>;
}

/** Lives through all of it and checks, after every opening, I1, I3, I4 and I6. */
async function survives(all: readonly Life[], bug: Bug): Promise<boolean> {
  const disk = simulatedDisk();
  const history: History = { acknowledged: [], attempted: new Set() };
  for (const [index, one] of all.entries()) {
    const isSound = await liveOnce(disk, one, bug, history, `${index}`);
    if (!isSound) return false;
  }
  return isConsistent(disk, bug, history);
}

async function liveOnce(
  disk: SimulatedDisk,
  { batches, fault, cut }: Life,
  bug: Bug,
  history: History,
  name: string,
): Promise<boolean> {
  const faulty = withFault(disk, fault);
  const fs = bug.wrap(dropsOnFailedSync(faulty, disk));
  async function work(): Promise<boolean> {
    const opened = await openJournal(sodium, 'log', 'log-entry', fs).catch(() => null);
    if (opened === null) return true;
    if (!opened.ok || !holds(idsOf(opened.value.entries), history)) return false;
    history.acknowledged = idsOf(opened.value.entries);
    for (const [k, size] of batches.entries()) {
      await castBatch(opened.value.journal, size, `${name}-${k}`, bug, history);
    }
    return true;
  }
  const isSound = await Promise.race([work(), faulty.stopped.then(() => true)]);
  if (cut !== null) disk.powerCut(cut.kept, cut.isGarbled);
  return isSound;
}

async function castBatch(
  journal: Journal,
  size: number,
  name: string,
  bug: Bug,
  history: History,
): Promise<void> {
  const calls = Array.from({ length: size }, async (_, i) => {
    const id = `${name}-${i}`;
    const answer = journal.append([attempt(id, history)]);
    if (bug.acknowledgesEarly) history.acknowledged.push(id);
    if ((await answer).ok && !bug.acknowledgesEarly) history.acknowledged.push(id);
  });
  await Promise.allSettled(calls);
}

function attempt(id: string, { attempted }: History): { t: string; b: { id: string } } {
  attempted.add(id);
  return { t: 'test', b: { id } };
}

/** After a failed sync Linux keeps showing the bytes and never writes them (fsyncgate). */
function dropsOnFailedSync(fs: JournalFs, disk: SimulatedDisk): JournalFs {
  return withFile((file) => ({
    datasync: () =>
      file.datasync().catch((error: unknown) => {
        disk.dropUnsynced();
        throw error;
      }),
  }))(fs);
}

function holds(found: readonly string[], { acknowledged, attempted }: History): boolean {
  const isOnce = new Set(found).size === found.length;
  const isKnown = found.every((id) => attempted.has(id));
  const kept = found.filter((id) => acknowledged.includes(id));
  return isOnce && isKnown && kept.join() === acknowledged.join();
}

async function isConsistent(disk: SimulatedDisk, bug: Bug, history: History): Promise<boolean> {
  disk.powerCut(0, false);
  const opened = await openJournal(sodium, 'log', 'log-entry', bug.wrap(disk)).catch(() => null);
  return opened?.ok === true && holds(idsOf(opened.value.entries), history);
}

test('power cuts, kills and one fault per life lose nothing acknowledged (F4; I1, I3, I4, I6)', async () => {
  await fc.assert(
    fc.asyncProperty(lives, async (all) => {
      expect(await survives(all, NO_BUG)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test.each<[string, Bug]>([
  [
    'no sync at all',
    {
      ...NO_BUG,
      wrap: withFile(() => ({ datasync: () => Promise.resolve(), sync: () => Promise.resolve() })),
    },
  ],
  ['no sync at opening', { ...NO_BUG, wrap: withFile(() => ({ sync: () => Promise.resolve() })) }],
  [
    'the name of the file not synced',
    { ...NO_BUG, wrap: (fs) => ({ ...fs, syncFolder: () => Promise.resolve() }) },
  ],
  ['acknowledged before the sync', { ...NO_BUG, acknowledgesEarly: true }],
  [
    'torn tail not cut',
    { ...NO_BUG, wrap: withFile(() => ({ truncate: () => Promise.resolve() })) },
  ],
  [
    'a short write taken for a whole one',
    {
      ...NO_BUG,
      wrap: withFile((file) => ({
        write: (bytes, at) => file.write(bytes, at).then(() => bytes.length),
      })),
    },
  ],
])('the check bites: %s is found', async (_, bug) => {
  const details = await fc.check(
    fc.asyncProperty(lives, (all) => survives(all, bug)),
    { numRuns: 2_000 },
  );
  expect(details.failed).toBe(true);
});
