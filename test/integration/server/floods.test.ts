/** Floods, slow senders and readers (reliability S15, S16, F22): they get nothing, the hall goes on. */
import { createServer } from 'node:http';
import type { Server as HttpServer } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket as NetSocket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { disconnect } from '../../../scripts/clients/connect.ts';
import { Gate, GATE_LIMITS, householdOf, limitsFor } from '../../../server/gate.ts';
import type { GateLimits } from '../../../server/gate.ts';
import { mayBeParsed } from '../../../server/message-size.ts';
import {
  bareOpen,
  connectedOrRefused,
  cutOff,
  outcome,
  SocketMeeting,
  TestServer,
} from '../../support/hall.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A server with small limits behind its gate. */
async function gated(limits: Partial<GateLimits>, now = () => performance.now()) {
  const gate = new Gate(now, { ...GATE_LIMITS, ...limits });
  const http: HttpServer = createServer((_, response) => response.end('ok'));
  gate.watchConnections(http);
  const sockets = new Server(http, {
    allowRequest: ({ socket }, decide) => {
      decide(null, gate.mayOpen(socket.remoteAddress));
    },
  });
  gate.watchSessions(sockets);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  closers.push(() => sockets.close());
  return { gate, sockets, port: (http.address() as AddressInfo).port };
}

/** A bare connection from an address of this machine; true when it is still open a little later. */
async function stays(port: number, localAddress = '127.0.0.1'): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  closers.push(() => socket.destroy());
  socket.on('error', () => undefined);
  return Promise.race([
    new Promise<boolean>((resolve) => {
      socket.once('close', () => {
        resolve(false);
      });
    }),
    sleep(500, true),
  ]);
}

async function staying(count: number, port: number, address?: string): Promise<number> {
  const all = await Promise.all(Array.from({ length: count }, () => stays(port, address)));
  return all.filter(Boolean).length;
}

describe('floods of connections (F22)', () => {
  test('one machine gets its part and no more; another one still comes in', async () => {
    const { port } = await gated({ connections: 60, perAddress: 40 });
    expect(await staying(100, port)).toBe(40);
    expect(await staying(100, port, '127.0.0.2')).toBe(20);
  });

  test('who opens and closes without end is closed at once; places that were left are free again', async () => {
    let time = 0;
    const { port } = await gated({ newBurst: 50, newPerSecond: 10, perAddress: 30 }, () => time);
    expect(await staying(30, port)).toBe(30);
    for (const close of closers.splice(1)) await close();
    await sleep(100);
    expect(await staying(30, port)).toBe(20);
    expect(await stays(port)).toBe(false);
    time += 500;
    expect(await staying(20, port)).toBe(5);
  });

  test('sessions of one machine end at its part; closed ones are counted no more', async () => {
    const { port } = await gated({ sessionsPerAddress: 5 });
    async function open(): Promise<boolean> {
      const socket = io(`http://127.0.0.1:${port}`, { reconnection: false, forceNew: true });
      closers.push(() => socket.close());
      return (await connectedOrRefused(socket)) === 'connected';
    }
    const first = [];
    for (let i = 0; i < 8; i += 1) first.push(await open());
    expect(first.filter(Boolean)).toHaveLength(5);
    for (const close of closers.splice(1)) await close();
    await sleep(200);
    expect(await open()).toBe(true);
  });

  test('a hall of 2,000 phones behind one router trips nothing, at the scan and when the router was off', () => {
    const gate = new Gate(() => 0);
    // Each loads the page: six connections, twenty files, all in one instant.
    for (let i = 0; i < 2_000 * 26; i += 1) expect(gate.mayAsk('192.168.1.1')).toBe(true);
    const { perAddress, sessionsPerAddress } = GATE_LIMITS;
    expect(perAddress).toBeGreaterThanOrEqual(2_000 * 7);
    expect(sessionsPerAddress).toBeGreaterThanOrEqual(2_000 * 3);
  });

  test('as many as the system has handles for, some kept for the records', () => {
    expect(limitsFor(1_048_576)).toEqual(GATE_LIMITS);
    expect(limitsFor(null)).toEqual(GATE_LIMITS);
    const few = limitsFor(4_096);
    expect(few).toMatchObject({ connections: 3_584, perAddress: 3_136 });
    expect(few.sessions).toBeLessThan(few.connections);
  });

  test('an IPv6 device is known by its network, an IPv4 one by its address', () => {
    expect(householdOf('::ffff:192.168.1.7')).toBe('192.168.1.7');
    expect(householdOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2');
    expect(householdOf('2001:db8:1:2::9')).toBe('2001:db8:1:2');
    expect(householdOf('2001:db8::9')).toBe('2001:db8:0:0');
    expect(householdOf('::1')).toBe('0:0:0:0');
    expect(householdOf(undefined)).toBe('');
  });
});

describe('a session that floods or does not read', () => {
  test('more messages than any device has to say cut it, known or unknown ones', async () => {
    const { sockets, port } = await gated({ packetsPerSecond: 10, packetBurst: 50 });
    let heard = 0;
    sockets.on('connection', (socket) => {
      socket.on('x', () => (heard += 1));
    });
    for (const event of ['x', 'unknown']) {
      const socket = io(`http://127.0.0.1:${port}`, { reconnection: false, forceNew: true });
      closers.push(() => socket.close());
      await connectedOrRefused(socket);
      const cut = cutOff(socket);
      for (let i = 0; i < 2_000; i += 1) socket.emit(event, i);
      expect(await cut).toBe(true);
    }
    expect(heard).toBeLessThanOrEqual(60);
  });

  test('who takes nothing is cut before it fills the memory', async () => {
    const { sockets, port } = await gated({ unreadBytes: 4_000_000 });
    const gone = new Promise<string>((resolve) => {
      sockets.on('connection', (socket) => {
        socket.on('disconnect', resolve);
        const timer = setInterval(() => socket.emit('view', 'x'.repeat(200_000)), 5);
        socket.once('disconnect', () => {
          clearInterval(timer);
        });
      });
    });
    const raw = upgraded(port);
    raw.pause();
    expect(await gone).toBe('forced close');
  });

  /** A web socket by hand that reads nothing of what comes. */
  function upgraded(port: number): NetSocket {
    const socket = connect(port, '127.0.0.1');
    closers.push(() => socket.destroy());
    socket.write(
      [
        'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
        `Host: 127.0.0.1:${port}`,
        'Upgrade: websocket',
        'Connection: Upgrade',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
        '',
        '',
      ].join('\r\n'),
    );
    // A masked frame `40`, with a mask of zeros: the default namespace.
    setTimeout(() => socket.write(Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0x34, 0x30])), 200);
    return socket;
  }
});

describe('before anything is parsed', () => {
  test('a packet is text, and no longer than its namespace needs', () => {
    for (const fine of [
      '0/door,',
      '0/chair,{"device":"x"}',
      '1/voter,',
      '2/voter,1["find",{"id":"x"}]',
      `2/ballot,0["cast",{"body":"${'A'.repeat(50_000)}"}]`,
      `2/desk,7["command",{"claims":["${'A'.repeat(25_000)}"]}]`,
      '40',
    ]) {
      expect(mayBeParsed(fine), fine.slice(0, 40)).toBe(true);
    }
    for (const bad of [
      Buffer.from('2/voter,["find"]'),
      new ArrayBuffer(2),
      undefined,
      `2/voter,1["find",{"id":"${'A'.repeat(2_000)}"}]`,
      `2/door,1["pair",{"code":"${'A'.repeat(2_000)}"}]`,
      `0/door,${'{"a":'.repeat(500)}`,
      `2/desk,1["command",{"claims":["${'A'.repeat(33_000)}"]}]`,
      `2["find","${'A'.repeat(200)}"]`,
      `2/nowhere,1["find","${'A'.repeat(200)}"]`,
      `2/__proto__,1["find","${'A'.repeat(200)}"]`,
      '9'.repeat(200),
    ]) {
      expect(mayBeParsed(bad), typeof bad).toBe(false);
    }
  });
});

describe('the real server', () => {
  let server: TestServer;
  let meeting: SocketMeeting;

  beforeAll(async () => {
    server = await TestServer.start();
    meeting = await SocketMeeting.start(server);
    await meeting.to('polling');
  });
  afterAll(async () => {
    meeting.leave();
    await server.remove();
  });

  test('S15: five that flood with 10,000 messages a second do not keep a voter waiting', async () => {
    const floods = Array.from({ length: 5 }, () => bareOpen(server.url, 'voter'));
    const timer = setInterval(() => {
      for (const socket of floods) {
        for (let i = 0; i < 20; i += 1)
          socket.emit('find', { id: 'A'.repeat(43) }, () => undefined);
      }
    }, 10);
    const voter = bareOpen(server.url, 'voter');
    const waits: number[] = [];
    for (let i = 0; i < 30; i += 1) {
      const begun = performance.now();
      const answer = await outcome(voter, 'find', [{ id: 'B'.repeat(43) }], 5_000);
      waits.push(performance.now() - begun);
      expect(answer).toMatchObject({ ok: true });
      await sleep(60);
    }
    clearInterval(timer);
    for (const socket of [...floods, voter]) disconnect(socket);
    expect(Math.max(...waits)).toBeLessThan(1_000);
  });

  test('slow senders: half a request, a byte a second, or nothing at all are ended', async () => {
    const { hostname, port } = new URL(server.url);
    async function endOf(begin: string, dribble: string): Promise<number> {
      const begun = performance.now();
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined);
      socket.resume();
      if (begin !== '') socket.write(begin);
      const timer = setInterval(() => dribble !== '' && socket.write(dribble), 1_000);
      await new Promise((resolve) => socket.once('close', resolve));
      clearInterval(timer);
      return performance.now() - begun;
    }
    const host = `Host: ${hostname}:${port}\r\n`;
    const lasted = await Promise.all([
      endOf('', ''),
      endOf('GET / HTTP/1.1\r\n', ''),
      endOf(`GET / HTTP/1.1\r\n${host}X-Slow: `, 'a'),
      endOf(`GET / HTTP/1.1\r\n${host}X-Large: ${'a'.repeat(9_000)}`, ''),
    ]);
    for (const each of lasted) expect(each).toBeLessThan(16_000);
    // Too large is told at once.
    expect(lasted[3]).toBeLessThan(2_000);
  }, 30_000);

  test('giant and nested: what no parser should see ends its own connection', async () => {
    function deep(n: number): string {
      return `${'['.repeat(n)}${']'.repeat(n)}`;
    }
    for (const text of [
      `42/voter,1["find",${deep(31_000)}]`,
      `451-/voter,1["find",${deep(15_000)},{"_placeholder":true,"num":0}]`,
      '45999999-/voter,1["find"]',
      `42/voter,1["find",{"__proto__":{"id":"x"},"constructor":{"prototype":{"ok":true}}}]`,
      `42/voter,1[${'1,'.repeat(30_000)}1]`,
      `42/voter,1["find",1e999999]`,
      `42/voter,${'9'.repeat(20_000)}["find",{}]`,
    ]) {
      const socket = bareOpen(server.url, 'voter');
      await connectedOrRefused(socket);
      (socket.io.engine as unknown as { write(data: string): void }).write(text.slice(1));
      await sleep(50);
      disconnect(socket);
    }
    expect(({} as Record<string, unknown>)['ok']).toBeUndefined();
    const voter = bareOpen(server.url, 'voter');
    expect(await outcome(voter, 'find', [{ id: 'B'.repeat(43) }])).toMatchObject({ ok: true });
    disconnect(voter);
    expect(meeting.chair.view?.hall?.phase).toBe('polling');
  });
});
