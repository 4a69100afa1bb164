import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  Ballast,
  BALLAST,
  BALLAST_BYTES,
  BALLAST_FROM_BYTES,
} from '../../../server/store/ballast.ts';
import { DiskWatch, MEGABYTE } from '../../../server/store/disk.ts';
import { temporaryFolder } from './helpers.ts';

function sizeIn(folder: string): Promise<number> {
  return stat(join(folder, BALLAST)).then(
    ({ size }) => size,
    () => 0,
  );
}

describe('reliability 1.5: the ballast', () => {
  test('is written bytes, step by step, up to 64 MB, and goes on where it was left', async () => {
    const folder = await temporaryFolder();
    const first = new Ballast(folder, 40 * MEGABYTE);
    await first.tend(BALLAST_FROM_BYTES);
    expect(await sizeIn(folder)).toBe(40 * MEGABYTE);
    const second = new Ballast(folder, 40 * MEGABYTE);
    for (let step = 0; step < 3; step += 1) await second.tend(BALLAST_FROM_BYTES);
    expect(await sizeIn(folder)).toBe(BALLAST_BYTES);
    const bytes = await readFile(join(folder, BALLAST));
    // Zeros might take no room at all.
    expect(new Set(bytes.subarray(-4096)).size).toBeGreaterThan(200);
    const { blocks, mode } = await stat(join(folder, BALLAST));
    expect(blocks * 512).toBeGreaterThanOrEqual(BALLAST_BYTES);
    expect(mode & 0o777).toBe(0o600);
  });

  test('is not written where it would itself fill the disk', async () => {
    const folder = await temporaryFolder();
    await new Ballast(folder).tend(BALLAST_FROM_BYTES - 1);
    expect(await sizeIn(folder)).toBe(0);
  });

  test('given up once, and begun again when there is room', async () => {
    const folder = await temporaryFolder();
    const ballast = new Ballast(folder, BALLAST_BYTES);
    expect(await ballast.release()).toBe(false);
    expect(ballast.spent).toBe(false);
    await ballast.tend(BALLAST_FROM_BYTES);
    expect(await ballast.release()).toBe(true);
    expect([ballast.spent, await sizeIn(folder), await ballast.release()]).toEqual([
      true,
      0,
      false,
    ]);
    await ballast.tend(BALLAST_FROM_BYTES - 1);
    expect([ballast.spent, await sizeIn(folder)]).toEqual([true, 0]);
    await ballast.tend(BALLAST_FROM_BYTES);
    expect([ballast.spent, await sizeIn(folder)]).toEqual([false, BALLAST_BYTES]);
  });
});

describe('design 7, Disk: the watch and the ballast', () => {
  test('goes for what ends a round, never for a ballot; the alarms say so', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, BALLAST), Buffer.alloc(MEGABYTE, 1));
    const told: boolean[] = [];
    const disk = new DiskWatch(() => Promise.resolve(0), new Ballast(folder));
    disk.onChange((recovered) => told.push(recovered));
    expect(await disk.noRoom(false)).toBe(false);
    expect([await sizeIn(folder), disk.alarms]).toEqual([MEGABYTE, [{ code: 'disk-full' }]]);
    expect(await disk.noRoom(true)).toBe(true);
    expect(await sizeIn(folder)).toBe(0);
    // Ballots are refused as before: what was freed is for the round's end.
    expect([disk.full, disk.alarms]).toEqual([
      true,
      [{ code: 'disk-full' }, { code: 'disk-reserve' }],
    ]);
    expect(told).toEqual([false, false]);
    expect(await disk.noRoom(true)).toBe(false);
  });
});
