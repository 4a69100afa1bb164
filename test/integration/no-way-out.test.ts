/** Issue 7.5: a meeting in a network that leads nowhere, and pages that ask nobody else. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TSX } from '../../scripts/child.ts';
import { ROOT } from '../../scripts/root.ts';

const run = promisify(execFile);

let out: string;
/** Why no network of its own can be made here; null when it can. */
let why: string | null = null;

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'hom-phieu-no-way-out-'));
  try {
    await run('unshare', ['--net', 'true']);
    await run('ip', ['-V']);
  } catch (error) {
    why = `unshare --net: ${error instanceof Error ? error.message.split('\n')[0]! : ''}`;
  }
});

afterAll(async () => {
  await rm(out, { recursive: true, force: true });
});

/** A shell line in a network with nothing but its own loopback: no route, no name server. */
function inside(line: string): Promise<{ stdout: string; stderr: string }> {
  const options = { cwd: ROOT, timeout: 400_000, maxBuffer: 1 << 24 };
  return run('unshare', ['--net', 'sh', '-c', `ip link set lo up && ${line}`], options);
}

describe('a network without any route', () => {
  test('leads nowhere: this test would see it', async ({ skip }) => {
    if (why !== null) skip(why);
    const { stdout } = await inside('ip route show table all type unicast; ip -brief address');
    expect(stdout).not.toMatch(/default|via/u);
    expect(
      stdout
        .trim()
        .split('\n')
        .filter((line) => !line.startsWith('lo')),
    ).toEqual([]);
  });

  test('holds a whole rehearsal, papers and all: ballots, count, recounts, result', async ({
    skip,
  }) => {
    if (why !== null) skip(why);
    const program = [
      process.execPath,
      ...TSX,
      'scripts/rehearse.ts',
      '--voters',
      '24',
      '--out',
      out,
    ];
    const { stdout } = await inside(program.map((word) => `'${word}'`).join(' '));
    expect(stdout).toContain('Đã kiểm: gửi = xác nhận = lưu = kiểm');
    expect(stdout).toContain('Văn bản:');
    expect((await readdir(out)).sort()).toEqual(
      expect.arrayContaining(['board.jsonl', 'papers', 'register.jsonl', 'result.json']),
    );
  }, 400_000);

  test('verifies what was written, with nobody to ask', async ({ skip }) => {
    if (why !== null) skip(why);
    const files = ['board.jsonl', '--register', 'register.jsonl', '--result', 'result.json'];
    const words = files.map((word) => (word.startsWith('--') ? word : join(out, word)));
    const program = [process.execPath, ...TSX, 'scripts/verify.ts', ...words, '--json'];
    const { stdout } = await inside(program.map((word) => `'${word}'`).join(' '));
    expect(stdout).toContain('"valid":true');
  }, 120_000);
});

/** Where a page could be told to go: attributes, styles, requests. Names of XML are no addresses. */
const ADDRESS = /\b(?:https?|wss?|ftp):\/\/[^\s"'`)<>\\,;]+|(?:src|href|action)=["']\/\/[^"']+/giu;

/**
 * Hosts that stand in the built scripts and are never asked: the reader of this list can check it,
 * a new one fails the test. That none of them is asked the browser tests show, request by request,
 * and the pages' own policy (`connect-src 'self'`) forbids.
 */
const NAMED: readonly string[] = [
  // Vocabularies of XML and PDF.
  ...['www.w3.org', 'www.xfa.org', 'ns.adobe.com', 'www.aiim.org', 'purl.org'],
  'schemas.openxmlformats.org',
  // Messages, comments and licences of Svelte, Socket.IO, core-js (in pdf.js).
  ...['svelte.dev', 'socket.io', 'github.com', 'www.apache.org', 'tools.ietf.org'],
  // core-js and pdf.js try URL parsers on these.
  ...['a', 'a@b', 'x', 'тест', 'foo.bar', 'example.com'],
  // Where zxing-wasm would look for its program if it were not handed over with the page.
  'fastly.jsdelivr.net',
];

describe('the watch over a server’s connections (nothing-joins.test.ts)', () => {
  test('writes down a name asked for, an address connected to, a socket made', async () => {
    const file = join(out, 'outward.jsonl');
    const script = `
      import dns from 'node:dns';
      import dgram from 'node:dgram';
      import net from 'node:net';
      dns.lookup('localhost', () => undefined);
      dgram.createSocket('udp4').close();
      net.connect(9, '127.0.0.1').on('error', () => undefined);`;
    const watch = join(ROOT, 'test', 'support', 'outward.js');
    const words = ['--import', watch, '--input-type=module', '--eval', script];
    await run(process.execPath, words, { env: { ...process.env, HOM_PHIEU_OUTWARD: file } });
    const seen = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
    const kinds = seen.map((line) => (JSON.parse(line) as { what: string }).what);
    expect(kinds).toEqual(['loaded', 'dns', 'udp', 'connect']);
    expect(seen.at(-1)).toContain('127.0.0.1');
  });
});

describe('built pages', () => {
  test('name no address beyond the hall in what a browser loads', async ({ skip }) => {
    const dist = join(ROOT, 'dist');
    const names = await readdir(dist, { recursive: true }).catch(() => []);
    const pages = names.filter((name) => /\.(?:html|css|js|mjs|json|webmanifest)$/u.test(name));
    if (pages.length === 0) skip('the pages are not built (npm run build)');
    const foreign: string[] = [];
    for (const name of pages) {
      const text = await readFile(join(dist, name), 'utf8');
      for (const [address] of text.matchAll(ADDRESS)) {
        const host = /^[a-z]+:\/\/([^/?#:]*)/iu.exec(address)?.[1] ?? address;
        const isFilledIn = host.startsWith('${') || host === 'localhost' || host === '';
        if (!isFilledIn && !NAMED.includes(host)) foreign.push(`${name}: ${address}`);
      }
    }
    expect([...new Set(foreign)]).toEqual([]);
  });

  test('load nothing by an address with a host: every src, href and url() is of this server', async ({
    skip,
  }) => {
    const dist = join(ROOT, 'dist');
    const names = await readdir(dist, { recursive: true }).catch(() => []);
    const pages = names.filter((name) => /\.(?:html|css)$/u.test(name));
    if (pages.length === 0) skip('the pages are not built (npm run build)');
    for (const name of pages) {
      const text = await readFile(join(dist, name), 'utf8');
      const loads = text.matchAll(
        /(?:\b(?:src|href|action)=["']?|url\(["']?|@import\s+["'])([^"')\s>]+)/giu,
      );
      for (const [, address = ''] of loads) {
        expect(address, name).not.toMatch(/^(?:[a-z]+:)?\/\//iu);
      }
    }
  });
});
