import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isPermitted, makeAuthority, makeLeaf } from '../../../server/tls/authority.ts';
import {
  certificatesOf,
  covers,
  factsOf,
  readCertificate,
} from '../../../server/tls/certificate.ts';
import { derOf, localTls, TLS_FILE } from '../../../server/tls/local.ts';

const NOW = new Date('2026-11-21T08:00:00Z');
const DAY_MS = 24 * 3600 * 1000;
const HOSTS = ['192.168.1.10', '127.0.0.1', '::1', 'localhost', 'hoi-truong.local'];

function later(days: number): Date {
  return new Date(NOW.getTime() + days * DAY_MS);
}

async function folder(): Promise<string> {
  const data = await mkdtemp(join(tmpdir(), 'hom-phieu-tls-'));
  onTestFinished(() => rm(data, { recursive: true, force: true }));
  return data;
}

async function made(data: string, hosts = HOSTS, now = NOW) {
  const local = await localTls(data, hosts, now);
  if (!local.ok) throw new Error(local.error);
  return local.value;
}

/** What a client that trusts only `ca` says of a server with this certificate under that name. */
async function handshake(ca: string, leaf: { cert: string; key: string }, host: string) {
  const server = createServer(leaf);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const said = await new Promise<string>((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, ca, servername: '', checkServerIdentity });
    socket.once('secureConnect', () => {
      resolve('trusted');
      socket.destroy();
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.message);
    });
  });
  server.close();
  return said;
  function checkServerIdentity(): Error | undefined {
    return covers(leaf.cert, host) ? undefined : new Error(`not for ${host}`);
  }
}

describe('the local authority (reliability 3.1, S1)', () => {
  test('a leaf that holds every name and address, signed by an authority of path length 0', async () => {
    const { authority, leaf, made: what } = await made(await folder());
    expect(what).toBe('authority');
    const ca = new X509Certificate(authority.cert);
    const server = new X509Certificate(leaf.cert);
    expect([ca.ca, server.ca]).toEqual([true, false]);
    expect(server.checkIssued(ca) && server.verify(ca.publicKey)).toBe(true);
    expect(ca.verify(ca.publicKey)).toBe(true);
    expect(ca.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
    for (const host of HOSTS) expect(covers(leaf.cert, host), host).toBe(true);
    for (const host of ['192.168.1.11', 'example.com']) expect(covers(leaf.cert, host)).toBe(false);
    // RFC 5280: serverAuth, which Apple demands, and nothing else.
    expect(server.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
  });

  test('good from yesterday on: under 825 days, and never longer than its authority', async () => {
    const { authority, leaf } = await made(await folder());
    const [ca] = certificatesOf(authority.cert).map((each) => factsOf(each, 0));
    const [own] = certificatesOf(leaf.cert).map((each) => factsOf(each, 0));
    expect([ca!.from, ca!.to]).toEqual([later(-1), later(400)]);
    expect([own!.from, own!.to]).toEqual([later(-1), later(180)]);
    const late = await makeLeaf(authority, HOSTS, later(300));
    expect(new X509Certificate(late.cert).validTo).toBe(
      new X509Certificate(authority.cert).validTo,
    );
  });

  test('a client that trusts the authority trusts the leaf', async () => {
    const { authority, leaf } = await made(await folder(), HOSTS, new Date());
    expect(await handshake(authority.cert, leaf, '192.168.1.10')).toBe('trusted');
    const other = await makeAuthority(HOSTS, new Date());
    expect(await handshake(other.cert, leaf, '192.168.1.10')).not.toBe('trusted');
  });

  test.each(['8.8.8.8', 'example.com', 'evil.example.vn'])(
    'its constraints forbid it to speak for %s, whatever it signs',
    async (host) => {
      const authority = await makeAuthority(HOSTS, new Date());
      const forged = await makeLeaf(authority, [host], new Date());
      expect(await handshake(authority.cert, forged, host)).toBe('permitted subtree violation');
    },
  );

  test('a name outside the private ones is allowed where it was made for it', async () => {
    const authority = await makeAuthority(
      [...HOSTS, 'phieu.example.vn', '203.0.113.7'],
      new Date(),
    );
    for (const host of ['phieu.example.vn', '203.0.113.7']) {
      expect(isPermitted(authority, host)).toBe(true);
      const leaf = await makeLeaf(authority, [host], new Date());
      expect(await handshake(authority.cert, leaf, host)).toBe('trusted');
    }
    expect(isPermitted(authority, 'other.example.vn')).toBe(false);
  });
});

describe('kept in the data folder', () => {
  test('design 7, server secrets: one file of mode 600, the same at the next start', async () => {
    const data = await folder();
    const first = await made(data);
    expect((await stat(join(data, TLS_FILE))).mode & 0o777).toBe(0o600);
    const again = await made(data);
    expect(again).toEqual({ ...first, made: 'nothing' });
  });

  test('another address: a new certificate of the same authority; one that is gone changes nothing', async () => {
    const data = await folder();
    const first = await made(data);
    const moved = await made(data, [...HOSTS, '10.0.0.5']);
    expect(moved.made).toBe('leaf');
    expect(moved.authority).toEqual(first.authority);
    expect(covers(moved.leaf.cert, '10.0.0.5')).toBe(true);
    expect((await made(data, HOSTS.slice(2))).made).toBe('nothing');
  });

  test('with 30 days left the certificate is renewed, and the authority in its turn', async () => {
    const data = await folder();
    await made(data);
    expect((await made(data, HOSTS, later(149))).made).toBe('nothing');
    expect((await made(data, HOSTS, later(151))).made).toBe('leaf');
    expect((await made(data, HOSTS, later(371))).made).toBe('authority');
  });

  test('a name that the authority may not serve needs a new authority', async () => {
    const data = await folder();
    await made(data);
    expect((await made(data, [...HOSTS, 'phieu.example.vn'])).made).toBe('authority');
    expect((await made(data, [...HOSTS, 'phieu.example.vn'])).made).toBe('nothing');
  });

  test('a damaged file is said, and not replaced', async () => {
    const data = await folder();
    for (const text of ['', '{', '{"format":"hom-phieu/tls/1"}']) {
      await writeFile(join(data, TLS_FILE), text);
      expect(await localTls(data, HOSTS, NOW)).toEqual({ ok: false, error: 'damaged' });
      expect(await readFile(join(data, TLS_FILE), 'utf8')).toBe(text);
    }
  });

  test('what devices install holds no key', async () => {
    const { authority } = await made(await folder());
    const der = derOf(authority);
    expect(new X509Certificate(der).fingerprint256).toBe(
      new X509Certificate(authority.cert).fingerprint256,
    );
  });
});

describe('a certificate and its key', () => {
  test('each fault has its name', async () => {
    const authority = await makeAuthority(HOSTS, NOW);
    const { cert, key } = await makeLeaf(authority, HOSTS, NOW);
    const other = await makeLeaf(authority, HOSTS, NOW);
    const locked =
      '-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----';
    const broken = key.replace(/\n[A-Za-z0-9+/]{20}/u, '\nAAAAAAAAAAAAAAAAAAAA');
    const faults = [
      [readCertificate('hello', key, NOW), 'not-a-certificate'],
      [readCertificate(key, key, NOW), 'not-a-certificate'],
      [readCertificate(cert, cert, NOW), 'not-a-key'],
      [readCertificate(cert, broken, NOW), 'not-a-key'],
      [readCertificate(cert, locked, NOW), 'locked-key'],
      [readCertificate(cert, other.key, NOW), 'other-key'],
      [readCertificate(cert, key, later(180)), 'expired'],
      [readCertificate(cert, key, later(-2)), 'not-yet'],
    ] as const;
    expect(faults.map(([found]) => found)).toEqual(
      faults.map(([, error]) => ({ ok: false, error })),
    );
  });

  test('names, addresses and what follows it in its file', async () => {
    const authority = await makeAuthority(HOSTS, NOW);
    const { cert, key } = await makeLeaf(authority, HOSTS, NOW);
    const read = readCertificate(`${cert}\n${authority.cert}`, key, NOW);
    expect(read).toMatchObject({
      ok: true,
      value: {
        names: ['localhost', 'hoi-truong.local'],
        addresses: ['192.168.1.10', '127.0.0.1', '0:0:0:0:0:0:0:1'],
        chain: 1,
        selfSigned: false,
      },
    });
    expect(read.ok && read.value.fingerprint).toMatch(/^[0-9A-F]{64}$/u);
  });
});
