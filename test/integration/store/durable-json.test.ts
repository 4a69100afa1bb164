import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { describe, expect, test } from 'vitest';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { durableJsonFile, openDurable } from '../../../server/store/durable-json.ts';
import type { DurableValue } from '../../../server/store/durable-json.ts';
import { temporaryFolder } from './helpers.ts';

interface Settings {
  title: string;
  count: number;
}
const DEFAULTS: Settings = { title: 'Mặc định', count: 0 };

function parse(input: unknown): Result<Settings, string> {
  const isSettings =
    typeof input === 'object' && input !== null && 'title' in input && 'count' in input;
  return isSettings ? ok(input as Settings) : err('not settings');
}

async function settingsPath(): Promise<string> {
  return join(await temporaryFolder(), 'settings.json');
}

async function openGood(path: string): Promise<DurableValue<Settings>> {
  const opened = await openDurable(path, DEFAULTS, parse);
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
}

/** A file and its copy: two updates, so that the copy holds count 1 and the file count 2. */
async function twoWrites(path: string): Promise<void> {
  const settings = await openGood(path);
  for (const count of [1, 2]) await settings.update((old) => ({ ...old, count }));
}

describe('what a resolved update promises (reliability 0.2)', () => {
  test('nothing on the disk gives the defaults and writes nothing', async () => {
    const path = await settingsPath();
    expect((await openGood(path)).value).toEqual(DEFAULTS);
    expect(await readdir(join(path, '..'))).toEqual([]);
  });

  test('a resolved update is in the file, with its checksum, and no other file but the copy', async () => {
    const path = await settingsPath();
    await twoWrites(path);
    expect(await openGood(path)).toMatchObject({
      value: { title: 'Mặc định', count: 2 },
      note: null,
    });
    const stored = JSON.parse(await readFile(path, 'utf8')) as { checksum: string; data: unknown };
    expect(stored.checksum).toMatch(/^[0-9a-f]{64}$/);
    expect(stored.data).toEqual({ title: 'Mặc định', count: 2 });
    expect(await readdir(join(path, '..'))).toEqual(['settings.json', 'settings.json.bak']);
    expect(await readFile(`${path}.bak`, 'utf8')).toContain('"count":1');
  });

  test('updates made together run one after another and lose nothing', async () => {
    const path = await settingsPath();
    const settings = await openGood(path);
    function add(old: Settings): Settings {
      return { ...old, count: old.count + 1 };
    }
    await Promise.all(Array.from({ length: 30 }, () => settings.update(add)));
    expect(settings.value.count).toBe(30);
    expect((await openGood(path)).value.count).toBe(30);
  });

  test('memory changes only after the disk: not during the write, not after a failed one', async () => {
    const path = await settingsPath();
    const settings = await openGood(path);
    const update = settings.update((old) => {
      old.count = 7;
      return old;
    });
    await Promise.resolve();
    expect(settings.value.count).toBe(0);
    await update;
    expect(settings.value.count).toBe(7);
    await rm(join(path, '..'), { recursive: true });
    await expect(settings.update((old) => ({ ...old, count: 8 }))).rejects.toThrow('ENOENT');
    expect(settings.value.count).toBe(7);
  });

  test('a function that throws refuses its own update only', async () => {
    const settings = await openGood(await settingsPath());
    const failing = settings.update(() => {
      throw new Error('no');
    });
    const next = settings.update((old) => ({ ...old, count: 1 }));
    await expect(failing).rejects.toThrow('no');
    await next;
    expect(settings.value.count).toBe(1);
  });

  test('the adapter serves lowdb’s own Low, its concurrent writes in order', async () => {
    const path = await settingsPath();
    const low = new Low(durableJsonFile(path, parse), DEFAULTS);
    const writes = [1, 2, 3].map((count) => {
      low.data = { ...low.data, count };
      return low.write();
    });
    await Promise.all(writes);
    expect((await openGood(path)).value.count).toBe(3);
    expect(await readFile(`${path}.bak`, 'utf8')).toContain('"count":2');
  });

  test('what a killed write left behind is removed at opening, other files are not', async () => {
    const path = await settingsPath();
    await writeFile(join(path, '..', '.settings.json~123.tmp'), 'half');
    await writeFile(join(path, '..', '.settings.json.bak~123.tmp'), 'half');
    await writeFile(join(path, '..', '.other.json~123.tmp'), 'half');
    await openGood(path);
    expect(await readdir(join(path, '..'))).toEqual(['.other.json~123.tmp']);
  });

  test('the file is for its owner only', async () => {
    const path = await settingsPath();
    await twoWrites(path);
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
  });
});

describe('damage is never answered by defaults (reliability 1.1)', () => {
  const damages: [string, (path: string) => Promise<void>][] = [
    ['empty', (path) => writeFile(path, '')],
    ['null', (path) => writeFile(path, 'null')],
    ['zeros', (path) => writeFile(path, '\0'.repeat(80))],
    ['cut', async (path) => writeFile(path, (await readFile(path)).subarray(0, 40))],
    ['no checksum', (path) => writeFile(path, '{"data":{"title":"x","count":9}}')],
    [
      'wrong checksum',
      async (path) =>
        writeFile(path, (await readFile(path, 'utf8')).replace('"count":2', '"count":9')),
    ],
    ['missing', (path) => rm(path)],
  ];

  test.each(damages)('%s: the copy is taken, with a note', async (_, damage) => {
    const path = await settingsPath();
    await twoWrites(path);
    await damage(path);
    const settings = await openGood(path);
    expect(settings.value.count).toBe(1);
    expect(settings.note).toContain(path);
    await settings.update((old) => ({ ...old, count: 3 }));
    expect(await readFile(`${path}.bak`, 'utf8')).toContain('"count":1');
    expect(await openGood(path)).toMatchObject({ value: { count: 3 }, note: null });
  });

  test.each(damages)(
    '%s, and the copy damaged: an error that names the file',
    async (_, damage) => {
      const path = await settingsPath();
      await twoWrites(path);
      await damage(path);
      await writeFile(`${path}.bak`, '{');
      const opened = await openDurable(path, DEFAULTS, parse);
      expect(opened).toEqual({ ok: false, error: expect.stringContaining(path) as string });
    },
  );

  test('damaged without a copy: an error', async () => {
    const path = await settingsPath();
    await writeFile(path, 'null');
    expect((await openDurable(path, DEFAULTS, parse)).ok).toBe(false);
  });

  test('a value of an older shape is damage too, by the parser', async () => {
    const path = await settingsPath();
    await durableJsonFile<unknown>(path, ok).write({ other: true });
    expect(await openDurable(path, DEFAULTS, parse)).toEqual({
      ok: false,
      error: `${path}: not settings`,
    });
  });

  test('no flipped bit is ever taken for the value', async () => {
    const path = await settingsPath();
    await twoWrites(path);
    const good = await readFile(path);
    for (let at = 0; at < good.length; at += 1) {
      const damaged = Buffer.from(good);
      damaged[at]! ^= 1 << (at % 8);
      await writeFile(path, damaged);
      const { value, note } = await openGood(path);
      expect(note === null ? value.count : 2, `byte ${at}`).toBe(2);
      expect(value.title, `byte ${at}`).toBe('Mặc định');
    }
  });
});
