import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IssueCounts } from '../../../server/round/issue-counts.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hom-phieu-issues-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** 20 March 2026 on the hall's clocks (+07:00), whatever zone the laptop is set to. */
function at(hour: number, minute: number): Date {
  return new Date(Date.UTC(2026, 2, 20, hour - 7, minute, 59));
}

describe('ballots issued by desk and quarter of an hour (design 7)', () => {
  it('are counted by desk, way and quarter, and found again', async () => {
    const counts = await IssueCounts.open(folder);
    counts.add('Bàn 1', 'screen', at(8, 14));
    counts.add('Bàn 1', 'screen', at(8, 0));
    counts.add('Bàn 1', 'paper', at(8, 15));
    counts.add('Bàn 2', 'screen', at(23, 59));
    await counts.save();
    const again = await IssueCounts.open(folder);
    again.add('Bàn 1', 'screen', at(8, 7));
    await again.save();
    expect(await IssueCounts.read(folder)).toEqual([
      { desk: 'Bàn 1', quarter: '2026-03-20T08:00', way: 'screen', count: 3 },
      { desk: 'Bàn 1', quarter: '2026-03-20T08:15', way: 'paper', count: 1 },
      { desk: 'Bàn 2', quarter: '2026-03-20T23:45', way: 'screen', count: 1 },
    ]);
  });

  it('wait a moment, so that no issue waits for the disk, and are written by themselves', async () => {
    const counts = await IssueCounts.open(folder);
    counts.add('Bàn 1', 'screen', at(8, 0));
    expect(await readdir(folder)).toEqual([]);
    await expect
      .poll(() => IssueCounts.read(folder), { timeout: 8_000 })
      .toMatchObject([{ count: 1 }]);
  });

  it('file times are set equal at the close: they would say when the last ballot was issued', async () => {
    const counts = await IssueCounts.open(folder);
    for (const hour of [8, 9]) {
      counts.add('Bàn 1', 'screen', at(hour, 0));
      await counts.save();
    }
    const level = at(12, 0);
    await counts.level(level);
    for (const name of ['issues.json', 'issues.json.bak']) {
      expect((await stat(join(folder, name))).mtime).toEqual(level);
    }
  });

  it('damaged ones are put aside, and the round goes on', async () => {
    await writeFile(join(folder, 'issues.json'), '{"checksum":"x","data":{}}');
    const counts = await IssueCounts.open(folder);
    counts.add('Bàn 1', 'screen', at(8, 0));
    await counts.save();
    expect(await IssueCounts.read(folder)).toMatchObject([{ count: 1 }]);
    const aside = await readFile(join(folder, 'issues.json.damaged'), 'utf8');
    expect(aside).toContain('"checksum":"x"');
  });
});
