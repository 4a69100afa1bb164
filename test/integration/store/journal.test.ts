import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseChain, ZERO_HASH } from '#shared/protocol/chain.ts';
import { nodeJournalFs } from '../../../server/store/journal-fs.ts';
import { JournalBroken, openJournal, readJournal } from '../../../server/store/journal.ts';
import type { JournalFile, JournalFs } from '../../../server/store/journal.ts';
import { sodium } from '../../support/sodium.ts';
import { promiseWithResolver, withFault } from '../../support/store-faults.ts';
import { entry, idsOf, openSound, temporaryFolder } from './helpers.ts';

async function logPath(): Promise<string> {
  return join(await temporaryFolder(), 'log.jsonl');
}

describe('file format (P 4.2)', () => {
  test('a missing file is an empty journal, made with mode 600 and its name synced', async () => {
    const path = await logPath();
    const fs = withFault(nodeJournalFs, null);
    const { journal, entries, torn } = await openSound(path, fs);
    expect({ n: journal.n, head: journal.head, size: journal.size, entries, torn }).toEqual({
      n: 0,
      head: ZERO_HASH,
      size: 0,
      entries: [],
      torn: null,
    });
    expect(fs.calls).toContain('syncFolder');
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
    await journal.close();
  });

  test('what is written is a chain that the protocol reads, and is answered as written', async () => {
    const path = await logPath();
    const { journal } = await openSound(path);
    const first = await journal.append([entry('a'), entry('b')]);
    const second = await journal.append([entry('c')]);
    if (!first.ok || !second.ok) throw new Error('refused');
    const bytes = await readFile(path);
    const chain = parseChain(sodium, 'log-entry', bytes);
    if (!chain.ok) throw new Error(chain.error.message);
    const answered = [...first.value, ...second.value];
    expect(chain.value.entries).toEqual(answered.map(({ n, t, b, hash }) => ({ n, t, b, hash })));
    expect(bytes.toString()).toBe(answered.map(({ line }) => `${line}\n`).join(''));
    expect([journal.n, journal.head, journal.size]).toEqual([3, chain.value.head, bytes.length]);
    await journal.close();
  });

  test('a board made by another program opens, and a further line follows its head', async () => {
    const sample = await readFile(
      join(import.meta.dirname, '../../vectors/sample-board/board.jsonl'),
    );
    const path = await logPath();
    await writeFile(path, sample);
    const opened = await openJournal(sodium, path, 'board-entry');
    if (!opened.ok) throw new Error('refused');
    expect(opened.value.entries.length).toBe(sample.toString().split('\n').length - 1);
    expect(opened.value.entries.at(-1)?.t).toBe('head');
    await opened.value.journal.close();
    expect(await readFile(path)).toEqual(sample);
  });

  test('closing and opening again gives the same entries, hashes and head', async () => {
    const path = await logPath();
    const { journal } = await openSound(path);
    const written = await journal.append([entry('a'), entry('b')]);
    await journal.close();
    const again = await openSound(path);
    expect(again.entries).toEqual(written.ok && written.value);
    expect(again.journal.head).toEqual(journal.head);
    await again.journal.append([entry('c')]);
    await again.journal.close();
    const read = await readJournal(sodium, path, 'log-entry');
    expect(read.ok && idsOf(read.value)).toEqual(['a', 'b', 'c']);
  });

  test('a body that is no JSON object is a bug of its caller alone: the chain stays sound', async () => {
    const path = await logPath();
    const { journal } = await openSound(path);
    const answers = await Promise.allSettled([
      journal.append([entry('a')]),
      journal.append([entry('lost'), { t: 'test', b: undefined }]),
      journal.append([entry('b')]),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    await journal.close();
    expect(idsOf((await openSound(path)).entries)).toEqual(['a', 'b']);
  });
});

describe('group commit (reliability 1.5)', () => {
  /** A disk whose `fdatasync` waits until the test lets it go. */
  function slowSync(): { fs: JournalFs; release: () => void } {
    const { promise: gate, resolve: release } = promiseWithResolver();
    function slow(file: JournalFile): JournalFile {
      return { ...file, datasync: () => gate.then(() => file.datasync()) };
    }
    const fs: JournalFs = {
      ...nodeJournalFs,
      open: async (path, mode) => slow(await nodeJournalFs.open(path, mode)),
    };
    return { fs, release };
  }

  test('nothing is acknowledged, counted or in the head before the sync is over', async () => {
    const path = await logPath();
    const { fs, release } = slowSync();
    const { journal } = await openSound(path, fs);
    let isAnswered = false;
    const answer = journal.append([entry('a')]).finally(() => {
      isAnswered = true;
    });
    while ((await stat(path)).size === 0) await new Promise(setImmediate);
    for (let i = 0; i < 20; i += 1) await new Promise(setImmediate);
    expect([isAnswered, journal.n, journal.size, journal.head]).toEqual([false, 0, 0, ZERO_HASH]);
    release();
    expect((await answer).ok).toBe(true);
    expect(journal.n).toBe(1);
    await journal.close();
  });

  test('200 calls at once are one write and one sync, in the order of the calls', async () => {
    const path = await logPath();
    const fs = withFault(nodeJournalFs, null);
    const { journal } = await openSound(path, fs);
    fs.calls.length = 0;
    const ids = Array.from({ length: 200 }, (_, i) => String(i));
    const answers = await Promise.all(ids.map((id) => journal.append([entry(id)])));
    expect(fs.calls).toEqual(['write', 'datasync']);
    expect(answers.flatMap((answer) => (answer.ok ? idsOf(answer.value) : []))).toEqual(ids);
    await journal.close();
    expect(idsOf((await openSound(path)).entries)).toEqual(ids);
  });

  test('calls made during a sync share the next one', async () => {
    const path = await logPath();
    const slow = slowSync();
    const fs = withFault(slow.fs, null);
    const { journal } = await openSound(path, fs);
    fs.calls.length = 0;
    const first = journal.append([entry('first')]);
    while ((await stat(path)).size === 0) await new Promise(setImmediate);
    const rest = Array.from({ length: 50 }, (_, i) => journal.append([entry(String(i))]));
    slow.release();
    await Promise.all([first, ...rest]);
    expect(fs.calls).toEqual(['write', 'datasync', 'write', 'datasync']);
    await journal.close();
  });

  test('closing waits for what was appended; appending afterwards throws', async () => {
    const path = await logPath();
    const { journal } = await openSound(path);
    const answer = journal.append([entry('a')]);
    await journal.close();
    expect((await answer).ok).toBe(true);
    expect(() => journal.append([entry('b')])).toThrow('append after close');
    expect(idsOf((await openSound(path)).entries)).toEqual(['a']);
  });
});

describe('a disk that fails (design 7, Disk)', () => {
  test.each(['ENOSPC', 'short'] as const)(
    '%s at a write: E_DISK_FULL for the whole batch, nothing of it in the file, then it goes on',
    async (kind) => {
      const path = await logPath();
      const opening = withFault(nodeJournalFs, null);
      await (await openSound(path, opening)).journal.close();
      const fs = withFault(nodeJournalFs, { at: opening.calls.length + 3, kind });
      const { journal } = await openSound(path, fs);
      await journal.append([entry('kept')]);
      const { n, head, size } = journal;
      const refused = await Promise.all([
        journal.append([entry('x')]),
        journal.append([entry('y')]),
      ]);
      expect(refused).toEqual([
        { ok: false, error: 'E_DISK_FULL' },
        { ok: false, error: 'E_DISK_FULL' },
      ]);
      expect([journal.n, journal.head, journal.size]).toEqual([n, head, size]);
      expect((await stat(path)).size).toBe(size);
      expect(fs.calls.slice(-2)).toEqual(['truncate', 'sync']);
      expect((await journal.append([entry('later')])).ok).toBe(true);
      await journal.close();
      expect(idsOf((await openSound(path)).entries)).toEqual(['kept', 'later']);
    },
  );

  test.each([
    { call: 'write', kind: 'EIO', after: 1 },
    { call: 'datasync', kind: 'EIO', after: 2 },
    { call: 'datasync', kind: 'ENOSPC', after: 2 },
  ] as const)(
    '$kind at a $call: fail-stop for the batch, the queue and all later calls',
    async (f) => {
      const path = await logPath();
      const opening = withFault(nodeJournalFs, null);
      await (await openSound(path, opening)).journal.close();
      const fs = withFault(nodeJournalFs, { at: opening.calls.length + f.after, kind: f.kind });
      const { journal } = await openSound(path, fs);
      const batch = journal.append([entry('a')]);
      await Promise.resolve();
      const queued = journal.append([entry('b')]);
      await expect(batch).rejects.toBeInstanceOf(JournalBroken);
      await expect(queued).rejects.toBeInstanceOf(JournalBroken);
      expect(fs.calls[opening.calls.length + f.after - 1]).toBe(f.call);
      const before = fs.calls.length;
      await expect(journal.append([entry('c')])).rejects.toBeInstanceOf(JournalBroken);
      expect(fs.calls.length).toBe(before);
      expect(fs.calls.filter((call) => call === 'datasync').length).toBeLessThanOrEqual(1);
      await journal.close();
      expect((await openSound(path)).entries).toEqual([]);
    },
  );

  test('no file of the folder is left behind by all this', async () => {
    const path = await logPath();
    const { journal } = await openSound(path);
    await journal.append([entry('a')]);
    await journal.close();
    expect(await readdir(join(path, '..'))).toEqual(['log.jsonl']);
  });
});
