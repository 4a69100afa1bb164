/** Uploads wait where the disk is nearly full: a round's own records need what room there is. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type * as Disk from '../../../server/store/disk.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { bare, outcome, pairChair, TestServer } from '../../support/hall.ts';

/** Free bytes that the disk says it has; null: as it is. */
const disk = vi.hoisted(() => ({ free: null as number | null }));
vi.mock('../../../server/store/disk.ts', async (original) => {
  const real = await original<typeof Disk>();
  return { ...real, freeBytes: (dir: string) => disk.free ?? real.freeBytes(dir) };
});

const PDF = new TextEncoder().encode('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n%%EOF\n');
let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(async () => {
  disk.free = null;
  await server.remove();
});

async function here(folder: string): Promise<string[]> {
  return readdir(join(server.data, folder)).catch(() => []);
}

test('design 7, Disk: under 500 MB no dossier and no archive comes up, and nothing of it is kept', async () => {
  const chair = bare(await pairChair(server), 'chair');
  const part = { part: 0, text: toBase64url(PDF) };
  disk.free = 499_000_000;
  expect(await server.app.hall.storeFile('hồ sơ.pdf', PDF)).toMatchObject({
    error: { code: 'disk-full' },
  });
  expect(await outcome(chair, 'import-part', [part])).toMatchObject({
    error: { code: 'disk-full' },
  });
  expect([await here('files'), await here('imports')]).toEqual([[], []]);
  disk.free = 501_000_000;
  expect(await server.app.hall.storeFile('hồ sơ.pdf', PDF)).toMatchObject({ ok: true });
  expect(await outcome(chair, 'import-part', [part])).toMatchObject({ ok: true });
  expect([await here('files'), await here('imports')]).toMatchObject([
    { length: 1 },
    ['coming.part'],
  ]);
  chair.disconnect();
});
