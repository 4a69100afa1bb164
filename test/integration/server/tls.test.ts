import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as plainRequest } from 'node:http';
import { request } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import { connect as openSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Result } from '#shared/result.ts';
import { startApp } from '../../../server/app.ts';
import type { App } from '../../../server/app.ts';
import { parseOptions } from '../../../server/options.ts';
import { makeAuthority, makeLeaf } from '../../../server/tls/authority.ts';
import type { TlsWish } from '../../../server/tls/wish.ts';
import { cutOff, SocketMeeting, TestServer } from '../../support/hall.ts';

const LOCAL: TlsWish = { way: 'local', names: [] };

afterEach(() => {
  delete process.env['HOM_PHIEU_CA'];
});

async function temporary(): Promise<string> {
  const data = await mkdtemp(join(tmpdir(), 'hom-phieu-tls-'));
  onTestFinished(() => rm(data, { recursive: true, force: true }));
  return data;
}

/** A server of the local authority; the scripted devices of this test trust that authority. */
async function localServer(): Promise<{ server: TestServer; ca: string }> {
  const server = await TestServer.start(undefined, LOCAL);
  onTestFinished(() => server.remove());
  const ca = server.app.tls.authority!.cert;
  const path = join(await temporary(), 'ca.pem');
  await writeFile(path, ca);
  process.env['HOM_PHIEU_CA'] = path;
  return { server, ca };
}

/** A certificate of some organiser, in two files. */
async function ownFiles(hosts = ['phieu.example.vn'], now = new Date()) {
  const folder = await temporary();
  const authority = await makeAuthority(hosts, now);
  const { cert, key } = await makeLeaf(authority, hosts, now);
  const wish = {
    way: 'own' as const,
    cert: join(folder, 'fullchain.pem'),
    key: join(folder, 'privkey.pem'),
    names: [] as readonly string[],
  };
  await writeFile(wish.cert, `${cert}\n${authority.cert}\n`);
  await writeFile(wish.key, key, { mode: 0o600 });
  return { wish, authority, cert, key };
}

async function startWith(tls: TlsWish): Promise<Result<App, string>> {
  const parsed = parseOptions(['--data', await temporary(), '--port', '0', '--host', '127.0.0.1']);
  if (!parsed.ok) throw new Error(parsed.error);
  const options = { ...parsed.value, tls };
  const started = await startApp(options, 'test');
  if (started.ok) onTestFinished(() => started.value.close());
  return started;
}

interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

function get(url: string, options: { ca?: string; headers?: Record<string, string> } = {}) {
  return new Promise<Answered>((resolve, reject) => {
    const ask = url.startsWith('https:') ? request : plainRequest;
    const asked = ask(url, { ...options, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, body: Buffer.concat(parts) });
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('the local authority at work (issue 7, point 1)', () => {
  test('a small rehearsal over TLS: pairing, ceremony, casting, count, announcement', async () => {
    const { server } = await localServer();
    const meeting = await SocketMeeting.start(server, true);
    await meeting.to('announced');
    expect(meeting.ballots).toHaveLength(3);
    expect(meeting.chair.view?.result?.figures).toMatchObject({ electronic: 3, paper: 1 });
    expect(meeting.chair.view?.addresses).toEqual([server.url]);
    meeting.leave();
  });

  test('after a restart the devices are back, under the same certificate', async () => {
    const { server } = await localServer();
    const meeting = await SocketMeeting.start(server, true);
    const before = server.app.tls.identity;
    await server.restart();
    expect(server.app.tls.identity).toEqual(before);
    await meeting.say({ type: 'freeze-ballot' });
    await meeting.chair.until(({ hall }) => hall?.phase === 'rollCall', 'the chair is back');
    meeting.leave();
  });

  test('S1: no TLS below 1.2, and whoever does not trust the authority gets no page', async () => {
    const { server, ca } = await localServer();
    const old = await new Promise((resolve) => {
      const { port } = server.app;
      const socket = connect({
        port,
        host: '127.0.0.1',
        ca,
        maxVersion: 'TLSv1.1',
        minVersion: 'TLSv1',
      });
      socket.once('error', () => {
        resolve('refused');
      });
      socket.once('secureConnect', () => {
        resolve('connected');
      });
    });
    expect(old).toBe('refused');
    await expect(get(`${server.url}/`)).rejects.toThrow(/self-signed|unable to verify/u);
    expect((await get(`${server.url}/`, { ca })).status).toBeLessThan(500);
  });

  test('S1: no meeting over plain HTTP: a socket there is led away', async () => {
    const { server } = await localServer();
    const plain = `${server.url.replace('https', 'http')}/socket.io/?EIO=4`;
    const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };
    const socket = { ...upgrade, 'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==' };
    expect((await get(`${plain}&transport=polling`)).status).toBe(307);
    expect((await get(`${plain}&transport=websocket`, { headers: socket })).status).toBe(307);
  });

  test('plain HTTP leads to the same page over HTTPS, without what stood behind «?», not cached', async () => {
    const { server } = await localServer();
    const plain = server.url.replace('https', 'http');
    for (const [path, to] of [
      ['/', '/'],
      ['/console/', '/console/'],
      ['/?code=ABCD-2345', '/'],
      ['//evil.example/', '/evil.example/'],
    ] as const) {
      const { status, headers } = await get(`${plain}${path}`);
      expect([status, headers.location]).toEqual([307, `${server.url}${to}`]);
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['content-security-policy']).toContain("default-src 'none'");
    }
    const foreign = await get(`${plain}/`, { headers: { host: 'evil.example' } });
    expect([foreign.status, foreign.headers.location]).toEqual([421, undefined]);
  });

  test('the authority is fetched over plain HTTP, without any key, from a page without code', async () => {
    const { server, ca } = await localServer();
    const plain = server.url.replace('https', 'http');
    const der = await get(`${plain}/chung-chi/hom-phieu-ca.crt`);
    expect(der.headers['content-type']).toBe('application/x-x509-ca-cert');
    const pem = `-----BEGIN CERTIFICATE-----\n${der.body.toString('base64')}\n-----END CERTIFICATE-----`;
    expect((await get(`${server.url}/chung-chi/`, { ca: pem })).status).toBe(200);
    const page = (await get(`${plain}/chung-chi/`)).body.toString('utf8');
    const { serving } = server.app.tls;
    const fingerprint = serving.way === 'local' ? serving.authority.fingerprint : '';
    expect(page.replace(/<[^>]*>|\s/gu, '')).toContain(fingerprint);
    expect(page).not.toMatch(/<script|PRIVATE|style=/u);
    expect(page).toContain(`${server.url}/`);
    expect((await get(`${plain}/chung-chi/qr.svg`)).body.toString()).toContain('<svg');
    expect((await get(`${plain}/chung-chi/trang.css`)).headers['content-type']).toContain('css');
    expect(ca).not.toContain('PRIVATE');
  });

  test('connections that say nothing do not keep the server from stopping', async () => {
    const { server } = await localServer();
    const silent = openSocket(server.app.port, '127.0.0.1');
    await new Promise((resolve) => silent.once('connect', resolve));
    const begun = performance.now();
    await server.stop();
    expect(performance.now() - begun).toBeLessThan(5_000);
    silent.destroy();
  });

  test('a revoked device is cut off over TLS too', async () => {
    const { server } = await localServer();
    const meeting = await SocketMeeting.start(server, true);
    const { devices } = await meeting.chair.until(
      (view) => view.devices.some(({ role }) => role === 'desk'),
      'the desk is seen',
    );
    const { id } = devices.find(({ role }) => role === 'desk')!;
    const cut = cutOff(
      (meeting.desk as unknown as { socket: Parameters<typeof cutOff>[0] }).socket,
    );
    await meeting.hall({ type: 'revoke-device', device: id });
    expect(await cut).toBe(true);
    meeting.leave();
  });
});

describe("the organiser's certificate", () => {
  test('pages are reached by its name; plain HTTP leads there', async () => {
    const { wish, authority } = await ownFiles();
    const started = await startWith(wish);
    if (!started.ok) throw new Error(started.error);
    const { port, urls } = started.value;
    expect(urls).toEqual([`https://phieu.example.vn:${port}`]);
    const named = { ca: authority.cert, headers: { host: `phieu.example.vn:${port}` } };
    const plain = await get(`http://127.0.0.1:${port}/console/`);
    expect(plain.headers.location).toBe(`https://phieu.example.vn:${port}/console/`);
    const secure = await new Promise<number>((resolve, reject) => {
      const asked = request(
        { ...named, port, host: '127.0.0.1', servername: 'phieu.example.vn', agent: false },
        ({ statusCode = 0 }) => {
          resolve(statusCode);
        },
      );
      asked.on('error', reject);
      asked.end();
    });
    expect(secure).toBeLessThan(421);
    expect((await get(`http://127.0.0.1:${port}/chung-chi/`)).status).toBe(307);
  });

  test('each fault is one sentence that names the file and what to do; nothing is served', async () => {
    const { wish, key } = await ownFiles();
    const other = await ownFiles();
    const old = await ownFiles(['a.example.vn'], new Date('2024-01-05T08:00:00Z'));
    const early = await ownFiles(['a.example.vn'], new Date(Date.now() + 5 * 86_400_000));
    const wild = await ownFiles(['*.example.vn']);
    const text = join(await temporary(), 'text.pem');
    await writeFile(text, 'xin chào');
    const cases: [TlsWish, RegExp][] = [
      [{ ...wish, cert: '/không/có.pem' }, /^Không tìm thấy tệp chứng chỉ «\/không\/có\.pem»/u],
      [{ ...wish, key: '/không/có.pem' }, /^Không tìm thấy tệp khóa «\/không\/có\.pem»/u],
      [{ ...wish, cert: tmpdir() }, /^Không đọc được tệp chứng chỉ/u],
      [{ ...wish, cert: text }, /không phải chứng chỉ dạng PEM/u],
      [{ ...wish, key: text }, /không phải khóa riêng dạng PEM/u],
      [{ ...wish, key: other.wish.key }, /không phải của chứng chỉ/u],
      [old.wish, /đã hết hạn ngày 03\/07\/2024/u],
      [early.wish, /chỉ có giá trị từ ngày \d\d\/\d\d\/\d{4}/u],
      [wild.wish, /--name TÊN/u],
      [{ ...wish, names: ['other.example.vn'] }, /không dùng được cho tên «other\.example\.vn»/u],
    ];
    for (const [tls, sentence] of cases) {
      const started = await startWith(tls);
      expect(started.ok ? 'started' : started.error).toMatch(sentence);
      expect(String(!started.ok && started.error)).not.toContain(key.slice(40, 60));
    }
    const named = await startWith({ ...wild.wish, names: ['phieu.example.vn'] });
    expect(named.ok && new URL(named.value.urls[0]!).hostname).toBe('phieu.example.vn');
  });
});

describe('options', () => {
  test('one of three ways; names only with a certificate', () => {
    function tls(...argv: string[]) {
      const parsed = parseOptions(argv);
      return parsed.ok ? parsed.value.tls : parsed.error;
    }
    expect(tls()).toBeNull();
    expect(tls('--tls-local')).toEqual({ way: 'local', names: [] });
    expect(tls('--tls-local', '--name', 'Phieu.Lan', '--name', 'b')).toEqual({
      way: 'local',
      names: ['phieu.lan', 'b'],
    });
    expect(tls('--tls-cert', 'c', '--tls-key', 'k')).toEqual({
      way: 'own',
      cert: 'c',
      key: 'k',
      names: [],
    });
    expect(tls('--tls-local', '--tls-cert', 'c', '--tls-key', 'k')).toMatch(/Chỉ chọn một/u);
    expect(tls('--name', 'a.vn')).toMatch(/--name chỉ dùng/u);
    for (const bad of ['', 'a b', 'a/b', 'a-', 'a..b', 'ấ.vn', `${'a'.repeat(64)}.vn`]) {
      expect(tls('--tls-local', '--name', bad), bad).toMatch(/không phải tên máy/u);
    }
  });
});
