/** The pages as built: the same bytes each time (S19), and nothing inline or from elsewhere (S13). */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildPages } from '../../server/build.ts';
import { buildVerifier } from '../../server/build-verifier.ts';
import { clientBuildDigest } from '../../server/client-digest.ts';

let folder: string;
let fresh: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hom-phieu-pages-'));
  fresh = join(folder, 'one');
  await buildVerifier();
  await buildPages(fresh);
}, 240_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

async function filesOf(root: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    found.set(path.slice(root.length), (await readFile(path)).toString('base64'));
  }
  return new Map([...found].sort());
}

describe('S19: what devices receive can be built again', () => {
  test('two builds are byte-identical, and so is their digest', async () => {
    const again = join(folder, 'two');
    await buildPages(again);
    const [one, two] = [await filesOf(fresh), await filesOf(again)];
    expect([...two.keys()]).toEqual([...one.keys()]);
    for (const [path, bytes] of one) expect(two.get(path) === bytes, path).toBe(true);
    const digest = await clientBuildDigest(fresh);
    expect(digest).toMatch(/^[0-9a-f]{64}$/u);
    expect(await clientBuildDigest(again)).toBe(digest);
  }, 240_000);

  test('the digest knows every byte, every name and every file; not what the server packs beside', async () => {
    const small = join(folder, 'small');
    await mkdir(join(small, 'kiosk', 'assets'), { recursive: true });
    expect(await clientBuildDigest(small)).toBeNull();
    await writeFile(join(small, 'kiosk', 'index.html'), 'a');
    await writeFile(join(small, 'kiosk', 'assets', 'x.js'), 'b');
    const seen = [await clientBuildDigest(small)];
    await writeFile(join(small, 'kiosk', 'assets', 'x.js.gz'), 'packed');
    expect(await clientBuildDigest(small)).toBe(seen[0]);
    await writeFile(join(small, 'kiosk', 'assets', 'x.js'), 'c');
    seen.push(await clientBuildDigest(small));
    await writeFile(join(small, 'kiosk', 'assets', 'y.js'), '');
    seen.push(await clientBuildDigest(small));
    await rm(join(small, 'kiosk', 'assets', 'y.js'));
    await mkdir(join(small, 'console'));
    await writeFile(join(small, 'console', 'y.js'), '');
    seen.push(await clientBuildDigest(small));
    expect(new Set(seen).size).toBe(4);
  });
});

describe('pages as built', () => {
  async function pages(): Promise<{ name: string; html: string }[]> {
    const found: { name: string; html: string }[] = [];
    for (const entry of await readdir(fresh, { recursive: true })) {
      if (entry.endsWith('.html')) {
        found.push({ name: entry, html: await readFile(join(fresh, entry), 'utf8') });
      }
    }
    return found;
  }

  test('no inline script, style or handler, and nothing from elsewhere', async () => {
    const all = await pages();
    expect(all.map(({ name }) => name)).toContain(join('kiosk', 'index.html'));
    for (const { name, html } of all) {
      for (const [tag] of html.matchAll(/<script\b[^>]*>/gu)) expect(tag, name).toContain(' src="');
      expect(html, name).not.toMatch(/<style\b|\sstyle="|\son\w+="|javascript:/u);
      const addresses = [...html.matchAll(/(?:src|href|action)="([^"]+)"/gu)].map(([, to]) => to);
      for (const to of addresses) expect(to, name).not.toMatch(/^(?:https?:)?\/\//u);
    }
  });

  test('no script or style names an address elsewhere that a browser would fetch', async () => {
    for (const entry of await readdir(fresh, { recursive: true })) {
      if (!/\.(?:js|mjs|css)$/u.test(entry)) continue;
      const text = await readFile(join(fresh, entry), 'utf8');
      for (const address of [
        /url\(\s*["']?https?:/u,
        /@import\s+["']?https?:/u,
        /(?:import|fetch|importScripts|WebSocket|EventSource|Worker)\(\s*["'`](?:https?|wss?):/u,
      ]) {
        expect([entry, address.exec(text)?.[0]]).toEqual([entry, undefined]);
      }
    }
  });
});
