import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
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
  for (const elsewhere of ['\\\\may-chu\\chung', '//may-chu/chung', 'smb://may-chu/chung']) {
    expect(await meeting.chair.hall({ type: 'set-copy', path: elsewhere })).toMatchObject({
      error: { code: 'copy-network' },
    });
  }
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

test('reliability 1.5: the log notes a lost copy and its return, while the polls are open without a time', async () => {
  const server = await TestServer.start();
  onTestFinished(() => server.remove());
  const folder = await mkdtemp(join(tmpdir(), 'hom-phieu-stick-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const meeting = await SocketMeeting.start(server);
  onTestFinished(() => {
    meeting.leave();
  });
  const stick = join(folder, 'stick');
  await meeting.hall({ type: 'set-copy', path: stick });
  await meeting.to('rollCall');
  expect(await notes(server)).toEqual([]);

  await rename(stick, join(folder, 'pocket'));
  await meeting.chair.until(
    ({ alarms }) => alarms.some(({ code }) => code === 'copy-lost'),
    'the alarm says what to do',
  );
  await vi.waitFor(async () => {
    expect(await notes(server)).toEqual([{ t: 'copy-lost', at: expect.any(String) as string }]);
  }, 3_000);
  // Still gone at the next start: it was said already.
  await server.restart();
  await meeting.to('polling');
  expect(await notes(server)).toHaveLength(1);

  await rename(join(folder, 'pocket'), stick);
  await vi.waitFor(async () => {
    expect((await notes(server)).slice(1)).toEqual([{ t: 'copy-regained', at: null }]);
  }, 8_000);
  await meeting.chair.until(
    ({ copy, alarms }) =>
      copy?.entriesBehind === 0 && !alarms.some(({ code }) => code === 'copy-lost'),
    'the copy is complete again',
  );
}, 30_000);

/** What the log says of the copy. */
async function notes({ folder }: TestServer): Promise<{ t: string; at: string | null }[]> {
  const lines = (await readFile(join(folder, 'log.jsonl'), 'utf8')).trimEnd().split('\n');
  return lines
    .map((line) => JSON.parse(line) as { t: string; b: { at: string | null } })
    .filter(({ t }) => t.startsWith('copy-'))
    .map(({ t, b }) => ({ t, at: b.at }));
}
