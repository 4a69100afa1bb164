import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Socket } from 'socket.io-client';
import { io } from 'socket.io-client';
import { disconnect, pairDevice } from '../../../scripts/clients/connect.ts';
import type { Device } from '../../../scripts/clients/connect.ts';
import {
  bare,
  bareOpen,
  connectedOrRefused,
  cutOff,
  outcome,
  SocketMeeting,
  TestServer,
} from '../../support/hall.ts';

type Name = 'chair' | 'desk' | 'teller' | 'supervisor' | 'display' | 'kiosk';
const EVENTS: Readonly<Record<string, readonly string[]>> = {
  chair: ['command', 'hall'],
  desk: ['command'],
  teller: ['command', 'board', 'register'],
  supervisor: ['command', 'board', 'register'],
  kiosk: ['offer', 'exchange', 'find'],
  door: ['pair', 'whoami'],
  voter: ['exchange', 'find'],
  ballot: ['cast'],
};

const deep = JSON.parse(`${'['.repeat(1_000)}${']'.repeat(1_000)}`) as unknown;

/** Nothing of this has the form of any message. */
const MALFORMED: readonly unknown[] = [
  null,
  true,
  42,
  'text',
  [],
  {},
  { type: 'no-such-command' },
  { type: ['freeze-ballot'] },
  { type: 'freeze-ballot', extra: 1 },
  JSON.parse('{"__proto__": {"type": "announce"}}'),
  { type: '__proto__' },
  { type: 'constructor' },
  { from: -1 },
  { from: 1.5 },
  { from: '0' },
  { claim: 'short' },
  { claim: 'A'.repeat(43), B: 'A'.repeat(42) },
  { id: 7 },
  { code: 7, device: 'A'.repeat(43) },
  { device: '!', nonce: '', sig: '' },
  { eid: 'ă', vk: '', token: 'none', body: null, sig: {} },
  { type: 'set-present', memberId: '../../etc', present: 'yes' },
  { type: 'start-round', venueId: '../x', rehearsal: true },
  Buffer.from([1, 2, 3]),
  { type: Buffer.from('announce') },
  deep,
];

let server: TestServer;
let meeting: SocketMeeting;
const devices = new Map<string, Device>();
const opened: Socket[] = [];

beforeAll(async () => {
  server = await TestServer.start();
  meeting = await SocketMeeting.start(server);
  await meeting.to('polling');
  devices.set('chair', meeting.chair.device).set('desk', meeting.desk.device);
  devices.set('teller', meeting.tellers[0]!.device);
  devices.set('supervisor', meeting.supervisor.device);
  for (const role of ['display', 'kiosk'] as const) {
    devices.set(role, await pairDevice(server.url, await meeting.chair.pairingCode(role, ''), ''));
  }
});

afterAll(async () => {
  meeting.leave();
  await server.remove();
});

afterEach(() => {
  for (const socket of opened.splice(0)) disconnect(socket);
  // The meeting goes on as if nothing had happened.
  expect(meeting.chair.view?.hall?.phase).toBe('polling');
});

function socketOf(name: string): Socket {
  const device = devices.get(name);
  const socket =
    device === undefined ? bareOpen(server.url, name as 'door') : bare(device, name as Name);
  opened.push(socket);
  return socket;
}

async function stillServes(): Promise<void> {
  const { n } = server.app.hall.active!.round.board;
  expect((await meeting.supervisor.readBoard(0)).lines).toHaveLength(n);
}

describe('bad messages', () => {
  for (const [name, events] of Object.entries(EVENTS)) {
    for (const event of events) {
      test(`/${name} ${event}: malformed in ${MALFORMED.length} ways is a refusal`, async () => {
        const { log, board } = server.app.hall.active!.round;
        const before = [log.feed.length, board.n];
        let socket = socketOf(name);
        for (const message of MALFORMED) {
          const answer = await outcome(socket, event, [message]);
          const codes = ['malformed', 'E_JSON', 'too-many-requests'];
          if (answer === 'disconnected') socket = socketOf(name);
          else {
            const { ok, error } = answer as { ok: boolean; error: { code: string } };
            expect([ok, codes.includes(error.code)], JSON.stringify(message)).toEqual([
              false,
              true,
            ]);
          }
        }
        const after = server.app.hall.active!.round;
        expect([after.log.feed.length, after.board.n]).toEqual(before);
      });

      test(`/${name} ${event}: without an acknowledgement the connection is cut`, async () => {
        for (const args of [[], [{}], [{}, {}], [{}, 'ack']]) {
          const socket = socketOf(name);
          await connectedOrRefused(socket);
          const cut = cutOff(socket);
          socket.emit(event, ...args);
          expect(await cut).toBe(true);
          disconnect(socket);
        }
        await stillServes();
      });

      test(`/${name} ${event}: more than 64 KB cuts the connection, others go on`, async () => {
        const socket = socketOf(name);
        expect(await outcome(socket, event, [{ type: 'x'.repeat(70_000) }])).toBe('disconnected');
        await stillServes();
      });
    }
  }

  for (const name of [...Object.keys(EVENTS), 'display']) {
    test(`/${name}: an event that is none cuts the connection`, async () => {
      expect(await outcome(socketOf(name), 'no-such-event', [{}])).toBe('disconnected');
      expect(await outcome(socketOf(name), 'toString', [{}])).toBe('disconnected');
      await stillServes();
    });
  }

  test('a flood of one connection is refused and the hall goes on', async () => {
    const socket = socketOf('voter');
    const asked = Array.from({ length: 200 }, () =>
      outcome(socket, 'find', [{ id: 'A'.repeat(43) }], 10_000),
    );
    const answers = await Promise.all(asked);
    const refused = answers.filter((answer) => !(answer as { ok: boolean }).ok);
    expect(refused.length).toBeGreaterThan(100);
    expect(refused[0]).toEqual({ ok: false, error: { code: 'too-many-requests' } });
    await stillServes();
  });

  test('a message after the connection is gone, and half a frame, do no harm', async () => {
    const socket = socketOf('ballot');
    await connectedOrRefused(socket);
    socket.emit('cast', {}, () => undefined);
    disconnect(socket);
    const session = await handshake();
    const deep = `42/voter,1["find",${'['.repeat(30_000)}${']'.repeat(30_000)}]`;
    for (const text of [
      '40/voter,',
      deep,
      '42',
      '42["',
      '42/chair,["command"]',
      '45-1["x"]',
      '9',
    ]) {
      await post(session, text);
    }
    await stillServes();
  });
});

const POLLING = '/socket.io/?EIO=4&transport=polling';

/** A session by hand, to say what no client would. */
async function handshake(): Promise<string> {
  const text = await (await fetch(`${server.url}${POLLING}`)).text();
  return (JSON.parse(text.slice(1)) as { sid: string }).sid;
}

async function post(session: string, body: string): Promise<void> {
  await (await fetch(`${server.url}${POLLING}&sid=${session}`, { method: 'POST', body })).text();
}

describe('foreign pages (reliability S2)', () => {
  function get(headers: Record<string, string>, path = POLLING): Promise<number> {
    return new Promise((resolve, reject) => {
      const asked = request(`${server.url}${path}`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      asked.on('error', reject).end();
    });
  }

  test('a socket of another origin, or under a foreign name, is refused', async () => {
    const host = new URL(server.url).host;
    expect(await get({ host })).toBe(200);
    expect(await get({ host, origin: server.url })).toBe(200);
    for (const origin of ['http://evil.example', 'null', 'http://127.0.0.1:1', 'x', 'file://']) {
      expect(await get({ host, origin }), origin).toBe(403);
    }
    expect(await get({ host: 'evil.example' })).toBe(403);
    expect(await get({ host: `evil.example:${server.app.port}`, origin: server.url })).toBe(403);
  });

  test('a web socket too', async () => {
    const socket = io(`${server.url}/door`, {
      transports: ['websocket'],
      reconnection: false,
      extraHeaders: { origin: 'http://evil.example' },
    });
    expect(await connectedOrRefused(socket)).not.toBe('connected');
    socket.close();
  });

  test('a page under a foreign name is not served', async () => {
    function asked(host: string): Promise<number> {
      return get({ host }, '/');
    }
    expect(await asked('evil.example')).toBe(421);
    expect(await asked(new URL(server.url).host)).not.toBe(421);
  });
});
