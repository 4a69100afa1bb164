/** What comes from others (S19): few, pinned, of known licence, and running nothing when installed. */
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { licenceTable, thirdParties } from '../../../server/licences.ts';

const ALLOWED = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Zlib',
];

/** Used unchanged by the bundler while it builds, and sent to no device. */
const BUILD_ONLY = /^lightningcss(?:-|$)/u;

/** esbuild's script replaces a start script by the program itself, to start faster: not needed. */
const WITH_SCRIPT = ['esbuild'];

/** One licence of an SPDX expression without nesting that suffices: all of AND, one of OR. */
function isAllowed(expression: string): boolean {
  const flat = expression.replace(/^\(|\)$/gu, '');
  if (flat.includes(' OR ')) return flat.split(' OR ').some((each) => ALLOWED.includes(each));
  return flat.split(' AND ').every((each) => ALLOWED.includes(each));
}

describe('S19: what comes from others', () => {
  test('every dependency, for development too, is pinned to one version', async () => {
    const own = JSON.parse(await readFile('package.json', 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    const { nanoid } = (own['overrides']?.['docx'] ?? {}) as unknown as { nanoid: string };
    const wanted = { ...own['dependencies'], ...own['devDependencies'], nanoid };
    for (const [name, version] of Object.entries(wanted)) {
      expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+$/u)]);
    }
    expect(Object.keys(own['dependencies']!).length).toBeLessThanOrEqual(32);
  });

  test('the lock names the bytes of each', async () => {
    for (const { path, integrity } of await thirdParties()) {
      expect([path, integrity]).toEqual([path, expect.stringMatching(/^sha512-/u)]);
    }
  });

  test('each has a licence of the list', async () => {
    const odd = (await thirdParties()).filter(
      ({ name, licence }) =>
        !isAllowed(licence) && !(licence === 'MPL-2.0' && BUILD_ONLY.test(name)),
    );
    expect(odd).toEqual([]);
  });

  test('the list can refuse', () => {
    for (const bad of ['GPL-3.0', 'UNKNOWN', 'MIT AND GPL-2.0', '(AGPL-3.0 OR GPL-3.0)', 'MPL-2.0'])
      expect(isAllowed(bad), bad).toBe(false);
    expect(isAllowed('(MIT OR GPL-2.0)')).toBe(true);
  });

  test('none runs a script when it is installed, and npm is told to run none', async () => {
    const scripts = (await thirdParties()).filter(({ installScript }) => installScript);
    expect(scripts.map(({ name }) => name).filter((name) => !WITH_SCRIPT.includes(name))).toEqual(
      [],
    );
    expect(await readFile('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/mu);
  });

  test('docs/licences.md is up to date (npm run licences)', async () => {
    expect(await readFile('docs/licences.md', 'utf8')).toBe(await licenceTable());
  });
});
