import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { bare, outcome, pairChair, SocketMeeting, TestServer } from '../../support/hall.ts';

test('design 7, Copy: the chair chooses the place, sees it complete, and ends it; others may not', async () => {
  const server = await TestServer.start();
  onTestFinished(() => server.remove());
  const folder = await mkdtemp(join(tmpdir(), 'hom-phieu-stick-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const meeting = await SocketMeeting.start(server);
  onTestFinished(() => {
    meeting.leave();
  });
  await meeting.chair.until(
    ({ copy, alarms }) => copy === null && alarms.some(({ code }) => code === 'no-copy'),
    'an official round without a copy is amber',
  );
  const path = join(folder, 'Bản sao');
  expect(await meeting.chair.hall({ type: 'set-copy', path: server.data })).toMatchObject({
    error: { code: 'copy-inside' },
  });
  await meeting.hall({ type: 'set-copy', path });
  await meeting.chair.until(
    ({ copy, alarms }) =>
      copy?.path === path &&
      copy.failed === null &&
      copy.entriesBehind === 0 &&
      !alarms.some(({ code }) => code === 'no-copy'),
    'the copy is complete',
  );
  await meeting.to('sealing');
  await vi.waitFor(async () => {
    for (const name of ['log.jsonl', 'board.jsonl', 'register.jsonl', 'keys.json']) {
      const copied = await readFile(join(path, 'rounds', 'bch-1', name), 'utf8');
      expect(copied, name).toBe(await readFile(join(server.folder, name), 'utf8'));
    }
  }, 5_000);
  await meeting.hall({ type: 'set-copy', path: null });
  await meeting.chair.until(({ copy }) => copy === null, 'no copy');

  const chair = bare(await pairChair(server), 'chair');
  onTestFinished(() => {
    chair.io._close();
  });
  for (const wrong of [{}, { path: '' }, { path: 7 }, { path: 'x'.repeat(401) }]) {
    expect(await outcome(chair, 'hall', [{ type: 'set-copy', ...wrong }])).toMatchObject({
      ok: false,
      error: { code: 'malformed' },
    });
  }
});
