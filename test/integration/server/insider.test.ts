/**
 * Those inside who try to take more of the laptop than is theirs: its processors while ballots come
 * in, its disk, another device's place (reliability S3, S15, S16).
 */
import { readdir, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import type { Socket } from 'socket.io-client';
import { afterEach, describe, expect, test } from 'vitest';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { disconnect } from '../../../scripts/clients/connect.ts';
import {
  bare,
  bareOpen,
  memberId,
  outcome,
  pairChair,
  SocketMeeting,
  TestServer,
} from '../../support/hall.ts';
import { random } from '../../support/sodium.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function held(): Promise<{ server: TestServer; meeting: SocketMeeting }> {
  const server = await TestServer.start();
  closers.push(() => server.remove());
  const meeting = await SocketMeeting.start(server);
  closers.push(() => {
    meeting.leave();
  });
  return { server, meeting };
}

function opened(socket: Socket): Socket {
  closers.push(() => {
    disconnect(socket);
  });
  return socket;
}

function codeOf(answer: unknown): string {
  if (typeof answer === 'string') return answer;
  const { ok, error } = answer as { ok: boolean; error?: { code: string } };
  return ok ? 'ok' : (error?.code ?? '');
}

describe('who asks for much work', () => {
  test('the head’s device gets two papers at a time, and ballots do not wait for them', async () => {
    const { meeting } = await held();
    await meeting.to('polling');
    const head = opened(bare(meeting.tellers[0]!.device, 'teller'));
    const paper = { id: 'ballot', copy: null, format: 'pdf' };
    const asked = Promise.all(
      Array.from({ length: 50 }, () => outcome(head, 'paper', [paper], 60_000)),
    );
    const begun = performance.now();
    await meeting.vote(memberId(4), [1, 1, 1]).catch(() => undefined);
    expect(performance.now() - begun).toBeLessThan(10_000);
    const words = (await asked).map(codeOf);
    expect(words.filter((word) => word !== 'papers-busy').length).toBeLessThanOrEqual(2);
    expect(words).toContain('ok');
    // And afterwards as before.
    expect(codeOf(await outcome(head, 'paper', [paper], 60_000))).toBe('ok');
  }, 120_000);

  test('another laptop’s archive is not taken in while the polls are open', async () => {
    const { meeting } = await held();
    const chair = opened(bare(meeting.chair.device, 'chair'));
    const part = { part: 0, text: 'AAAA' };
    expect(codeOf(await outcome(chair, 'import-part', [part]))).toBe('ok');
    await meeting.to('polling');
    expect(codeOf(await outcome(chair, 'import-part', [part]))).toBe('wrong-phase');
    const take = { passphrase: 'mật khẩu nào cũng vậy' };
    expect(codeOf(await outcome(chair, 'import-open', [take]))).toBe('wrong-phase');
  }, 120_000);

  test('parts said many times at once are written once, and questions about imports wait in a short line', async () => {
    const { server, meeting } = await held();
    const chair = opened(bare(meeting.chair.device, 'chair'));
    const text = toBase64url(random(30_000));
    expect(codeOf(await outcome(chair, 'import-part', [{ part: 0, text }]))).toBe('ok');
    const words = await Promise.all(
      Array.from({ length: 100 }, () => outcome(chair, 'import-part', [{ part: 1, text }])),
    );
    expect(words.map(codeOf).filter((word) => word === 'ok')).toHaveLength(1);
    const { size } = await stat(join(server.data, 'imports', 'coming.part'));
    expect(size).toBe(60_000);
    const lists = await Promise.all(
      Array.from({ length: 40 }, () => outcome(chair, 'imports-list', [null], 60_000)),
    );
    const kinds = lists.map(codeOf);
    expect(kinds.filter((kind) => kind === 'ok').length).toBeLessThanOrEqual(9);
    expect(kinds).toContain('too-many-requests');
  }, 120_000);

  test('an upload that never ended is gone after a restart', async () => {
    const { server, meeting } = await held();
    const chair = opened(bare(meeting.chair.device, 'chair'));
    await outcome(chair, 'import-part', [{ part: 0, text: 'AAAA' }]);
    await server.restart();
    expect(await readdir(join(server.data, 'imports'))).toEqual([]);
  }, 60_000);
});

describe('who knocks', () => {
  test('the chair is told, quietly, that somebody tries pairing codes', async () => {
    const { server, meeting } = await held();
    function names(): string[] {
      return (meeting.chair.view?.alarms ?? []).map(({ code }) => code);
    }
    for (let n = 0; n < 10; n += 1) {
      expect(names()).not.toContain('pairing-guesses');
      const door = opened(bareOpen(server.url, 'door'));
      const guess = { code: `AAAAA-AAAA${n}`, device: toBase64url(random(32)) };
      expect(codeOf(await outcome(door, 'pair', [guess]))).toBe('pairing-code');
    }
    await meeting.chair.until(
      ({ alarms }) => alarms.some(({ code }) => code === 'pairing-guesses'),
      'the chair is told',
    );
  }, 60_000);
});

describe('odd requests', () => {
  function get(url: string, path: string, headers: Record<string, string>) {
    return new Promise<{ status: number; body: string }>((resolve, reject) => {
      const { hostname, port } = new URL(url);
      request({ hostname, port, path, headers: { connection: 'close', ...headers } }, (answer) => {
        let body = '';
        answer.on('data', (piece: Buffer) => (body += piece.toString()));
        answer.on('end', () => {
          resolve({ status: answer.statusCode ?? 0, body });
        });
      })
        .on('error', reject)
        .end();
    });
  }

  const ODD = ['[localhost', '[127.0.0.1]', '127.0.0.1]', '127.0.0.1:99999999', 'localhost:'];

  test('S2: a Host that is none is not answered, over plain HTTP or on the way to HTTPS; no trace of the program goes out', async () => {
    const plain = await TestServer.start();
    closers.push(() => plain.remove());
    const secure = await TestServer.start(undefined, { way: 'local', names: [] });
    closers.push(() => secure.remove());
    for (const { url } of [plain, secure]) {
      for (const host of ODD) {
        const { status, body } = await get(url, '/', { host });
        expect([host, status]).toEqual([host, 421]);
        expect(body).not.toMatch(/node:|\.ts|<pre>/u);
      }
    }
  }, 60_000);

  test('S2: no answer comes as a script, and an origin of the other scheme is another origin', async () => {
    const server = await TestServer.start();
    closers.push(() => server.remove());
    const path = '/socket.io/?EIO=4&transport=polling';
    const { host } = new URL(server.url);
    expect((await get(server.url, path, { host })).status).toBe(200);
    expect((await get(server.url, `${path}&j=0`, { host })).status).toBe(403);
    const origin = `https://${host}`;
    expect((await get(server.url, path, { host, origin })).status).toBe(403);
  }, 60_000);
});

test('other users of the laptop read nothing of the data folder (S1)', async () => {
  const server = await TestServer.start();
  closers.push(() => server.remove());
  await pairChair(server);
  const entries = await readdir(server.data, { withFileTypes: true, recursive: true });
  const open: string[] = [];
  for (const entry of entries) {
    const { mode } = await stat(join(entry.parentPath, entry.name));
    if ((mode & 0o077) !== 0) open.push(entry.name);
  }
  expect(open).toEqual([]);
});
