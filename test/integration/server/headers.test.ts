/** What every answer carries (reliability S12, S13, S14). */
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestServer } from '../../support/hall.ts';
import { DIST } from '../../../server/build.ts';

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start();
});

afterAll(() => server.remove());

const PATHS = [
  '/',
  '/console/',
  '/huong-dan/',
  '/no-such-page',
  `/files/${'a'.repeat(32)}/${'0'.repeat(64)}`,
  '/socket.io/?EIO=4&transport=polling',
  '/socket.io/?EIO=4&transport=polling&sid=none',
];

describe('headers', () => {
  for (const path of PATHS) {
    test(`${path}: a strict policy, no frame, no referrer, no cookie, no word on the software`, async () => {
      const { headers } = await fetch(server.url + path);
      const host = new URL(server.url).host;
      expect(headers.get('content-security-policy')?.split(';')).toEqual([
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "worker-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "frame-src 'self'",
        `connect-src 'self' ws://${host} wss://${host}`,
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ]);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      // On the laptop itself, as over HTTPS; over plain HTTP browsers would only complain.
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('permissions-policy')).toMatch(/camera=\(self\).*microphone=\(\)/u);
      expect(headers.get('set-cookie')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('server')).toBeNull();
      expect(headers.get('access-control-allow-origin')).toBeNull();
    });
  }

  test('nothing is kept but pages, which are asked for anew, and files whose name is their content', async () => {
    for (const path of PATHS.slice(3)) {
      expect((await fetch(server.url + path)).headers.get('cache-control'), path).toBe('no-store');
    }
    for (const folder of ['kiosk', 'console'] as const) {
      const names = await readdir(join(DIST, folder, 'assets')).catch(() => []);
      for (const name of names.filter((each) => each.endsWith('.js')).slice(0, 2)) {
        const { headers } = await fetch(`${server.url}/${folder}/assets/${name}`);
        expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
        expect(name).toMatch(/-[\w-]{8}\.js$/u);
      }
    }
  });

  test('no method but reading is answered with a page', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      const { status } = await fetch(`${server.url}/no-such-page`, { method, body: 'x' });
      expect([method, status]).toEqual([method, 404]);
    }
    const { status } = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`, {
      method: 'PUT',
    });
    expect(status).toBe(400);
  });
});

describe('S2: pages of elsewhere', () => {
  /** The status of a Socket.IO handshake with these headers; 101 and 200 let in. */
  function handshake(
    transport: 'polling' | 'websocket',
    headers: Record<string, string>,
  ): Promise<number> {
    const upgrade = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    };
    return new Promise((resolve, reject) => {
      const asked = request(`${server.url}/socket.io/?EIO=4&transport=${transport}`, {
        headers: transport === 'polling' ? headers : { ...upgrade, ...headers },
      });
      asked.once('upgrade', (response, socket) => {
        socket.destroy();
        resolve(response.statusCode ?? 0);
      });
      asked.once('response', (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      asked.once('error', reject);
      asked.end();
    });
  }

  for (const [transport, welcome] of [
    ['polling', 200],
    ['websocket', 101],
  ] as const) {
    test(`${transport}: foreign origins, foreign names for this laptop and requests across sites are refused`, async () => {
      const { host, origin, port } = new URL(server.url);
      expect(await handshake(transport, { host, origin })).toBe(welcome);
      expect(await handshake(transport, { host: `localhost:${port}` })).toBe(welcome);
      for (const headers of [
        { host, origin: 'http://evil.example' },
        { host, origin: 'null' },
        { host, origin: `https://${host}.evil.example` },
        { host: 'evil.example', origin: 'http://evil.example' },
        { host: `evil.example:${port}`, origin },
        { host: `${host}.evil.example`, origin: `http://${host}.evil.example` },
        { host: `127.0.0.1.evil.example:${port}` },
        { host, 'sec-fetch-site': 'cross-site' },
        { host, 'sec-fetch-site': 'same-site' },
      ]) {
        // 403 from our own check; 400 where HTTP itself is broken.
        expect([403, 400], JSON.stringify(headers)).toContain(await handshake(transport, headers));
      }
    });
  }

  test('a page is given to nobody under a foreign name', async () => {
    const { port } = new URL(server.url);
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1.evil.example',
      '0.0.0.0',
    ]) {
      const status = await new Promise((resolve, reject) => {
        request(server.url, { headers: { host } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .once('error', reject)
          .end();
      });
      expect([host, status]).toEqual([host, 421]);
    }
  });
});
