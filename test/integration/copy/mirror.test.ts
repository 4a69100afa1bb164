import { appendFile, cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { applyChanges, finishCopy, PENDING } from '../../../server/copy/delta.ts';
import { Mirror } from '../../../server/copy/mirror.ts';
import { preparePlace } from '../../../server/copy/place.ts';
import type { CopyUnit } from '../../../server/copy/source.ts';
import { temporaryFolder } from '../store/helpers.ts';

const ROUND = 'rounds/bch-1';

/** A data folder of one round whose chained files grow as the test says. */
class Source {
  readonly data: string;
  readonly place: string;
  readonly synced = new Map<string, { size: number; entries: number; life: number }>();
  clock = 0;
  readonly passes: (string | null)[] = [];
  mirror: Mirror | null = null;

  private constructor(root: string) {
    this.data = join(root, 'data');
    this.place = join(root, 'stick', 'copy');
  }

  static async make(): Promise<Source> {
    const source = new Source(await temporaryFolder());
    await mkdir(join(source.data, ROUND), { recursive: true });
    for (const name of ['log.jsonl', 'register.jsonl', 'board.jsonl']) await source.begin(name);
    await writeFile(join(source.data, 'settings.json'), 'settings 1');
    await writeFile(join(source.data, 'server.lock'), 'locked');
    await writeFile(join(source.data, ROUND, 'keys.json'), 'keys 1');
    return source;
  }

  async begin(name: string, life = 0): Promise<void> {
    await writeFile(this.path(name), '');
    this.synced.set(name, { size: 0, entries: 0, life });
  }

  /** `unsynced`: written, but not yet known to be on the disk. */
  async append(name: string, line: string, unsynced = false): Promise<void> {
    await appendFile(this.path(name), `${line}\n`);
    const file = this.synced.get(name)!;
    if (unsynced) return;
    const { size } = await stat(this.path(name));
    this.synced.set(name, { ...file, size, entries: file.entries + 1 });
  }

  path(name: string): string {
    return join(this.data, ROUND, name);
  }

  units(): CopyUnit[] {
    const synced = [...this.synced].map(([name, file]) => ({ name, ...file }));
    return [
      { folder: ROUND, synced },
      { folder: '', synced: [] },
    ];
  }

  async start(): Promise<Mirror> {
    expect(await preparePlace(this.data, 'own', this.place)).toMatchObject({ ok: true });
    this.mirror = new Mirror({
      data: this.data,
      id: 'own',
      path: this.place,
      units: () => this.units(),
      now: () => this.clock,
      changed: () => undefined,
      passed: (failed) => this.passes.push(failed),
    });
    onTestFinished(() => this.mirror!.close());
    return this.mirror;
  }

  copied(name: string): Promise<string> {
    return readFile(join(this.place, name), 'utf8').catch(() => 'none');
  }

  async caughtUp(): Promise<void> {
    await vi.waitFor(
      async () => {
        for (const [name, { size }] of this.synced) {
          const whole = await readFile(this.path(name));
          expect(await this.copied(`${ROUND}/${name}`)).toBe(whole.toString('utf8', 0, size));
        }
      },
      { timeout: 8_000, interval: 50 },
    );
  }
}

describe('design 7, Copy: the data folder in a second place', () => {
  test('everything but the lock is copied, and what grows follows', async () => {
    const source = await Source.make();
    await source.append('log.jsonl', 'created');
    await mkdir(join(source.data, 'imports/0123456789abcdef'), { recursive: true });
    await writeFile(join(source.data, 'imports/0123456789abcdef/log.jsonl'), 'taken in');
    await writeFile(join(source.data, 'imports/coming.part'), 'half an archive');
    const mirror = await source.start();
    await source.caughtUp();
    await vi.waitFor(async () => {
      expect(await source.copied('settings.json')).toBe('settings 1');
    });
    expect(await source.copied(`${ROUND}/keys.json`)).toBe('keys 1');
    expect(await source.copied('server.lock')).toBe('none');
    // An archive on its way up is of no use without its end, and may be 400 MB.
    expect(await source.copied('imports/0123456789abcdef/log.jsonl')).toBe('taken in');
    expect(await source.copied('imports/coming.part')).toBe('none');
    await source.append('board.jsonl', 'ballot 1');
    await source.append('board.jsonl', 'ballot 2');
    await writeFile(source.path('keys.json'), 'keys 2');
    await source.caughtUp();
    await vi.waitFor(async () => {
      expect(await source.copied(`${ROUND}/keys.json`)).toBe('keys 2');
      expect(mirror.status).toMatchObject({ entriesBehind: 0, lagSeconds: 0, failed: null });
    }, 3_000);
  });

  test('what is written but not synced is not copied: it may still be cut', async () => {
    const source = await Source.make();
    await source.append('board.jsonl', 'ballot 1');
    await source.append('board.jsonl', 'half a ba', true);
    await source.start();
    await source.caughtUp();
    expect(await source.copied(`${ROUND}/board.jsonl`)).toBe('ballot 1\n');
  });

  test('a stick pulled out is told with its lag, tried again, and never made anew elsewhere', async () => {
    const source = await Source.make();
    await source.append('board.jsonl', 'ballot 0');
    const mirror = await source.start();
    await source.caughtUp();
    // The pass is over: the mirror itself knows that it is complete.
    await vi.waitFor(() => {
      expect(source.passes).toEqual([null]);
    }, 5_000);
    await rename(join(source.place, '..'), `${source.data}-pocket`);
    await source.append('board.jsonl', 'ballot 1');
    source.clock = 7_500;
    await vi.waitFor(() => {
      expect(mirror.status).toMatchObject({ failed: 'lost', entriesBehind: 1, lagSeconds: 7 });
    }, 5_000);
    // What a system leaves at a mount point: an empty folder, which is not the copy.
    await mkdir(source.place, { recursive: true });
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await source.copied(`${ROUND}/board.jsonl`)).toBe('none');
    expect(mirror.status.failed).toBe('lost');
    expect(source.passes).toEqual([null, 'lost']);
    await rm(join(source.place, '..'), { recursive: true });
    await rename(`${source.data}-pocket`, join(source.place, '..'));
    await source.caughtUp();
    await vi.waitFor(() => {
      expect(mirror.status).toMatchObject({ failed: null, entriesBehind: 0, lagSeconds: 0 });
      expect(source.passes).toEqual([null, 'lost', null]);
    }, 5_000);
  });

  test('a copy that went its own way, as when a meeting was held on it, is never overwritten', async () => {
    const source = await Source.make();
    await source.append('board.jsonl', 'ballot 1');
    await source.start();
    await source.caughtUp();
    await source.mirror!.close();
    await appendFile(join(source.place, ROUND, 'board.jsonl'), 'cast on the copy\n');
    await source.append('board.jsonl', 'cast here');
    const again = await source.start();
    await vi.waitFor(() => {
      expect(again.status.failed).toBe('differs');
    }, 5_000);
    expect(await source.copied(`${ROUND}/board.jsonl`)).toBe('ballot 1\ncast on the copy\n');
  });

  test('P 4.3: a board set aside after a restart of the ceremony is followed', async () => {
    const source = await Source.make();
    await source.append('board.jsonl', 'setup 1');
    await source.start();
    await source.caughtUp();
    await rename(source.path('board.jsonl'), source.path('board.aborted-1.jsonl'));
    await source.begin('board.jsonl', 1);
    // Longer than the old one at once: its length alone would not tell.
    await source.append('board.jsonl', 'another setup, longer');
    await source.caughtUp();
    await vi.waitFor(async () => {
      expect(await source.copied(`${ROUND}/board.aborted-1.jsonl`)).toBe('setup 1\n');
    }, 5_000);
  });
});

describe('a step of the copy is whole or not there', () => {
  const before = { 'a.jsonl': 'one\n', 'b.json': 'old' } as const;
  const changes = [
    { path: 'a.jsonl', offset: 4, bytes: Buffer.from('two\n') },
    { path: 'b.json', offset: null, bytes: Buffer.from('new') },
    { path: 'rounds/r/log.jsonl', offset: 0, bytes: Buffer.from('first\n') },
  ];
  const names = ['a.jsonl', 'b.json', 'rounds/r/log.jsonl'];

  async function filled(): Promise<string> {
    const folder = await temporaryFolder();
    for (const [name, text] of Object.entries(before)) await writeFile(join(folder, name), text);
    return folder;
  }

  async function contents(folder: string): Promise<string[]> {
    return Promise.all(
      names.map((name) => readFile(join(folder, name), 'utf8').catch(() => 'none')),
    );
  }

  test('cut off at any byte of its plan: the copy is the old one', async () => {
    const folder = await filled();
    const done = `${folder}-done`;
    await cp(folder, done, { recursive: true });
    onTestFinished(() => rm(done, { recursive: true, force: true }));
    await applyChanges(done, changes);
    const plan = await readFile(join(done, PENDING));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: plan.length - 1 }), async (length) => {
        await writeFile(join(folder, PENDING), plan.subarray(0, length));
        await finishCopy(folder);
        expect(await contents(folder)).toEqual(['one\n', 'old', 'none']);
      }),
      { numRuns: 40 },
    );
    // From here on it is completed, whatever of it was already carried out.
    for (const half of ['', 'tw', 'two\n', 'garbage of a failed disk']) {
      await writeFile(join(folder, 'a.jsonl'), `one\n${half}`);
      await writeFile(join(folder, PENDING), plan);
      await finishCopy(folder);
      expect(await contents(folder)).toEqual(['one\ntwo\n', 'new', 'first\n']);
      expect(await stat(join(folder, PENDING)).catch(() => 'gone')).toBe('gone');
    }
  });
});

describe('the place of a copy', () => {
  test('inside the data folder, around it, another meeting, no folder at all: refused', async () => {
    const root = await temporaryFolder();
    const data = join(root, 'data');
    await mkdir(join(data, 'rounds'), { recursive: true });
    await writeFile(join(root, 'file'), '');
    await mkdir(join(root, 'other', 'rounds'), { recursive: true });
    await mkdir(join(root, 'photos'));
    await writeFile(join(root, 'photos', 'a.jpg'), '');
    async function codeOf(place: string): Promise<string> {
      const prepared = await preparePlace(data, 'own', place);
      return prepared.ok ? 'ok' : prepared.error.code;
    }
    expect(await codeOf(data)).toBe('copy-inside');
    expect(await codeOf(join(data, 'x', 'y'))).toBe('copy-inside');
    expect(await codeOf(root)).toBe('copy-inside');
    expect(await codeOf(join(root, 'other'))).toBe('copy-occupied');
    expect(await codeOf(join(root, 'file'))).toBe('copy-unusable');
    expect(await codeOf(join(root, 'file', 'x'))).toBe('copy-unusable');
    expect(await codeOf(join(root, 'photos'))).toBe('ok');
    expect(await codeOf(join(root, 'photos'))).toBe('ok');
    expect(await preparePlace(data, 'another meeting', join(root, 'photos'))).toMatchObject({
      error: { code: 'copy-occupied' },
    });
  });
});
