/**
 * The pure rules and the real server, driven by the same words of every role in any order, with
 * restarts between (design 2; reliability F23). `npm test -- long` runs many more.
 */
import { readdir, readlink } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { PHASES } from '#shared/meeting/state.ts';
import { cast } from '../../scripts/clients/voter.ts';
import { memberId, outcome, bareOpen, SocketMeeting, TestServer } from '../support/hall.ts';
import { runModel } from '../support/model/run.ts';

const SEED = 20_260_320;

describe('a meeting under any words (R18, R29, R35, R37, R50)', () => {
  test('rules and server answer alike; files = live state; counts balance; nothing leaks; one way', async () => {
    const { phases, refused, cast, restarts } = await runModel({
      seed: SEED,
      runs: 8,
      steps: 36,
      within: 240_000,
    });
    expect(PHASES.filter((phase) => !phases.has(phase))).toEqual([]);
    expect(restarts).toBeGreaterThan(0);
    expect(refused.size).toBeGreaterThan(8);
    expect(cast.get('cast ok')).toBeGreaterThan(0);
  }, 300_000);
});

/** Files of this process below `folder`; null where the system does not tell. */
async function openBelow(folder: string): Promise<string[] | null> {
  const fds = await readdir('/proc/self/fd').catch(() => null);
  if (fds === null) return null;
  const paths = await Promise.all(
    fds.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => 'closed meanwhile')),
  );
  return paths.filter((path) => path.startsWith(`${folder}/`));
}

describe('a void round', () => {
  test('does not keep the server from starting: its keys are gone, rightly (design 7)', async () => {
    const server = await TestServer.start();
    const meeting = await SocketMeeting.start(server);
    await meeting.to('polling');
    await meeting.say({ type: 'void-round', round: 'rounds/bch-1', reason: 'Sai mẫu phiếu' });
    await meeting.chair.until(({ hall }) => hall?.phase === 'rollCall', 'the next round began');
    await meeting.say({ type: 'void-round', round: 'rounds/bch-2', reason: 'Trước niêm phong' });
    await server.restart();
    expect(server.app.hall.active?.id).toBe('rounds/bch-3');
    const [first] = meeting.ballots;
    expect(await cast(server.url, first!.voter, first!.ballot)).toEqual(first!.receipt);
    meeting.leave();
    await server.remove();
  }, 60_000);
});

describe('a rehearsal that was left', () => {
  test('keeps no file open; its receipts stand, over a restart too; selected again it goes on', async () => {
    const server = await TestServer.start();
    const meeting = await SocketMeeting.start(server, true);
    await meeting.to('polling');
    const { folder } = server;
    const [first] = meeting.ballots;
    expect((await openBelow(folder))?.length ?? 3).toBe(3);

    await meeting.hall({ type: 'start-round', venueId: 'bch', rehearsal: true });
    expect((await openBelow(folder)) ?? []).toEqual([]);
    const page = bareOpen(server.url, 'voter');
    const { id, n } = first!.receipt;
    expect(await outcome(page, 'find', [{ id }])).toEqual({ ok: true, value: { n } });
    page.disconnect();
    await server.restart();
    expect((await openBelow(folder)) ?? []).toEqual([]);
    expect(await cast(server.url, first!.voter, first!.ballot)).toEqual(first!.receipt);

    await meeting.hall({ type: 'select-round', round: 'rehearsals/bch-1' });
    await meeting.chair.until(({ hall }) => hall?.phase === 'polling', 'the rehearsal is back');
    await meeting.desk.setPresent(memberId(6), true);
    await meeting.vote(memberId(6), [1, 1, 1]);
    meeting.leave();
    await server.remove();
  }, 60_000);
});
