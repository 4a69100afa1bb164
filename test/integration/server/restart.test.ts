import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Phase } from '#shared/meeting/state.ts';
import {
  chairView,
  deskView,
  displayView,
  supervisorView,
  tellerView,
  voterView,
} from '#shared/meeting/views-of.ts';
import { err } from '#shared/result.ts';
import { startApp } from '../../../server/app.ts';
import { RoundFiles } from '../../../server/round/round-files.ts';
import { PHASES } from '#shared/meeting/state.ts';
import { bareFacts } from '../../support/bare-facts.ts';
import { memberId, smallPlan, SocketMeeting, TestServer } from '../../support/hall.ts';
import { sodium } from '../../support/sodium.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

async function newMeeting(phase?: Phase): Promise<{ server: TestServer; meeting: SocketMeeting }> {
  const server = await TestServer.start();
  onTestFinished(() => server.remove());
  const meeting = await SocketMeeting.start(server);
  onTestFinished(() => {
    meeting.leave();
  });
  if (phase !== undefined) await meeting.to(phase);
  return { server, meeting };
}

/** Every view, with nobody connected: what the records alone say. */
function views({ app }: TestServer): unknown {
  const { active } = app.hall;
  const presence = { devices: [], tellers: new Map(), addresses: [] };
  return JSON.parse(
    JSON.stringify([
      chairView(sodium, { ...bareFacts, setup: app.hall.setup(), active, presence }),
      deskView(active, 'Bàn 1', presence, []),
      tellerView(sodium, active, 1, presence),
      supervisorView(sodium, active, 'Giám sát', presence),
      displayView(sodium, active, presence),
      voterView(active),
    ]),
  ) as unknown;
}

async function start(data: string): Promise<string | null> {
  const options = { data, port: 0, host: '127.0.0.1', plan: null, copy: null, tls: null };
  const started = await startApp(options, 'test');
  if (!started.ok) return started.error;
  await started.value.close();
  return null;
}

describe('a restart', () => {
  test('in every phase: the same views, the same devices, and the meeting goes on', async () => {
    const { server, meeting } = await newMeeting();
    for (const phase of PHASES) {
      await meeting.to(phase);
      if (phase === 'counted') {
        // The server's own recount comes from a worker, when it comes.
        await meeting.chair.until(
          ({ recounts }) => recounts.some(({ source }) => source === 'server'),
          'the server’s recount stands',
        );
      }
      const before = views(server);
      await server.restart();
      expect(views(server), phase).toEqual(before);
      // The very same devices come back by themselves and carry on.
      await meeting.chair.until(({ hall }) => hall?.phase === phase, `${phase} again`);
    }
    expect(meeting.chair.view?.result?.recounts).toHaveLength(2);
  });

  test('a torn last line is cut, of every record', async () => {
    const { server, meeting } = await newMeeting('polling');
    const before = views(server);
    meeting.leave();
    await server.stop();
    for (const name of ['log.jsonl', 'register.jsonl', 'board.jsonl']) {
      await appendFile(join(server.folder, name), '{"n":99,"t":"bal');
    }
    await server.restart();
    expect(views(server)).toEqual(before);
  });

  for (const [name, line] of [
    ['log.jsonl', 4],
    ['board.jsonl', 3],
    ['register.jsonl', 2],
  ] as const) {
    test(`a damaged line in the middle of ${name} stops the start, naming file and line`, async () => {
      const { server, meeting } = await newMeeting('polling');
      meeting.leave();
      await server.stop();
      const path = join(server.folder, name);
      const text = await readFile(path, 'utf8');
      const lines = text.split('\n');
      lines[line - 1] = lines[line - 1]!.replace(/"b":\{"(\w)/u, '"b":{"x$1');
      await writeFile(path, lines.join('\n'));
      const reason = await start(server.data);
      expect(reason).toContain(path);
      expect(reason).toMatch(new RegExp(`dòng ${line + 1}|dòng ${line} `, 'u'));
      // Nothing was repaired.
      expect(await readFile(path, 'utf8')).toBe(lines.join('\n'));
      await writeFile(path, text);
      expect(await start(server.data)).toBeNull();
    });
  }

  test('a damaged settings file does not start empty', async () => {
    const { server, meeting } = await newMeeting('rollCall');
    meeting.leave();
    await server.stop();
    for (const name of ['plan.json', 'plan.json.bak']) {
      await writeFile(join(server.data, name), '{"checksum":"0","data":{"plan":null}}');
    }
    expect(await start(server.data)).toContain('plan.json');
  });

  test('design 7: missing keys of a round that has a board stop the start', async () => {
    const { server, meeting } = await newMeeting('polling');
    meeting.leave();
    await server.stop();
    const path = join(server.folder, 'keys.json');
    const keys = await readFile(path);
    await rm(path);
    expect(await start(server.data)).toContain('keys.json');
    await writeFile(path, '{"board":null}');
    expect(await start(server.data)).toContain('keys.json');
    await writeFile(path, keys);
    expect(await start(server.data)).toBeNull();
  });

  test('a round whose creation never reached the disk is left aside', async () => {
    const { server, meeting } = await newMeeting('rollCall');
    meeting.leave();
    await server.stop();
    for (const [id, text] of [
      ['bch-2', ''],
      ['bch-3', '{"n":0,"t":"round-cr'],
    ] as const) {
      await mkdir(join(server.data, 'rounds', id), { recursive: true });
      await writeFile(join(server.data, 'rounds', id, 'log.jsonl'), text);
    }
    await server.restart();
    expect(server.app.hall.active?.id).toBe('rounds/bch-1');
    expect(server.app.hall.setup().plan?.venues[0]?.rounds).toHaveLength(1);
  });

  test('a second server on the folder is refused and harms nothing', async () => {
    const { server, meeting } = await newMeeting('polling');
    expect(await start(server.data)).toMatch(/đang được một máy chủ khác dùng/u);
    await meeting.desk.setPresent(memberId(6), true);
  });
});

describe('a full disk', () => {
  test('what the server owes is done at the next word, whoever says it', async () => {
    const { server, meeting } = await newMeeting('polling');
    vi.spyOn(RoundFiles.prototype, 'appendBoard').mockResolvedValueOnce(err('disk-full'));
    const close = { type: 'close-polls', outstanding: 2 } as const;
    expect(await meeting.chair.command(close)).toMatchObject({ error: { code: 'disk-full' } });
    expect(meeting.chair.view?.hall?.phase).toBe('polling');
    await meeting.chair.command(close);
    await meeting.chair.until(({ hall }) => hall?.phase === 'counting', 'the polls are closed');
    expect(server.app.hall.active?.round.board.closeBody?.count).toBe(3);
  });
});

describe('rounds', () => {
  test('two starts at once are one after the other, each on a folder of its own', async () => {
    const { server, meeting } = await newMeeting();
    const answers = await Promise.all(
      [1, 2, 3].map(() =>
        meeting.chair.hall({ type: 'start-round', venueId: 'bch', rehearsal: true }),
      ),
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
    const ids = server.app.hall.setup().plan?.venues[0]?.rounds.map(({ id }) => id);
    expect(ids?.sort()).toEqual([
      'rehearsals/bch-1',
      'rehearsals/bch-2',
      'rehearsals/bch-3',
      'rounds/bch-1',
    ]);
    await server.restart();
    expect(server.app.hall.setup().plan?.venues[0]?.rounds).toHaveLength(4);
  });

  test('an official round under way cannot be left, a plan not replaced; a void one is followed', async () => {
    const { meeting } = await newMeeting('sealing');
    const active = { ok: false, error: { code: 'round-active' } };
    const again = { type: 'start-round', venueId: 'bch', rehearsal: false } as const;
    expect(await meeting.chair.hall(again)).toEqual(active);
    const other = { ...smallPlan(), title: 'Kế hoạch khác' };
    expect(await meeting.chair.hall({ type: 'load-plan', plan: other })).toEqual(active);
    // The same plan again, as a restart with --plan gives it, changes nothing.
    expect((await meeting.chair.hall({ type: 'load-plan', plan: smallPlan() })).ok).toBe(true);
    expect(meeting.chair.view?.hall?.round).toBe('rounds/bch-1');
    expect(await meeting.chair.hall({ type: 'load-sample' })).toEqual(active);
    await meeting.say({ type: 'void-round', round: 'rounds/bch-1', reason: 'Sai danh sách' });
    // F26: the next round begins by itself, with the same ballot, in roll call.
    const { hall } = await meeting.chair.until(
      (view) => view.hall?.round === 'rounds/bch-2' && view.hall.phase === 'rollCall',
      'the second round',
    );
    expect(hall?.quorum.present).toBe(0);
    expect(await meeting.chair.hall(again)).toEqual({ ok: true, value: null });
  });

  test('plans: unknown venue, bad plan with path and sentence, a sample serves rehearsals only', async () => {
    const { meeting } = await newMeeting();
    const { chair } = meeting;
    expect(
      await chair.hall({ type: 'start-round', venueId: 'nowhere', rehearsal: true }),
    ).toMatchObject({ error: { code: 'unknown-venue' } });
    const bad = { ...smallPlan(), title: '' };
    expect(await chair.hall({ type: 'load-plan', plan: bad })).toMatchObject({
      error: {
        code: 'plan-invalid',
        detail: { problems: expect.stringContaining('title') as unknown },
      },
    });
    await meeting.hall({ type: 'load-sample' });
    expect(await chair.hall({ type: 'start-round', venueId: 'bch', rehearsal: false })).toEqual({
      ok: false,
      error: { code: 'rehearsal-only' },
    });
    await meeting.hall({ type: 'start-round', venueId: 'bch', rehearsal: true });
    await chair.until(({ hall }) => hall?.rehearsal === true, 'a rehearsal');
    expect(await chair.hall({ type: 'select-round', round: 'rounds/../x' })).toEqual({
      ok: false,
      error: { code: 'no-round' },
    });
    await meeting.hall({ type: 'select-round', round: 'rounds/bch-1' });
  });

  test('P 4.3: a ceremony restarted after the key stood ends in a board that verifies', async () => {
    const { server, meeting } = await newMeeting('sealing');
    const before = server.app.hall.active!.round.board.eid;
    await meeting.say({ type: 'restart-ceremony', reason: 'Đổi máy' });
    await meeting.pairTellers();
    for (const teller of meeting.tellers) await teller.join();
    await Promise.all(meeting.tellers.map((teller) => teller.ceremony()));
    await server.restart();
    expect(server.app.hall.active?.round.boardsSetAside).toBe(1);
    expect(server.app.hall.active?.round.board.eid).not.toEqual(before);
    await meeting.chair.until(({ count }) => count?.tellers.every((t) => t.confirmed) === true, '');
    await meeting.to('announced');
    expect(meeting.chair.view?.result?.recounts).toHaveLength(2);
  });
});

describe('stopping', () => {
  test('a word to a stopping round is refused, nothing is lost and nothing thrown', async () => {
    const { server, meeting } = await newMeeting('polling');
    const room = server.app.hall.room!;
    const { message } = meeting.ballots[0]!.ballot;
    meeting.leave();
    await room.close();
    const command = { type: 'record-incident', text: 'Muộn' } as const;
    expect(await room.submit({ role: 'chair', command })).toEqual({
      ok: false,
      error: { code: 'stopping' },
    });
    const fresh = { claim: 'A'.repeat(43), B: 'A'.repeat(43) };
    expect(await room.exchange(fresh)).toMatchObject({ ok: false });
    expect(await room.cast(message)).toMatchObject({ ok: true });
  });
});
