/** The fast verifier's WebAssembly is made from its sources, the same bytes every time. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { buildVerifier, compileVerifier, VERIFIER_FILE } from '../../server/build-verifier.ts';

test('two builds are byte-identical, and what stands in dist/ is one of them', async () => {
  await buildVerifier();
  const built = await readFile(VERIFIER_FILE);
  const [one, other] = [await compileVerifier(), await compileVerifier()];
  expect(Buffer.compare(one, other)).toBe(0);
  expect(Buffer.compare(one, built)).toBe(0);
}, 120_000);

test('a fresh build is left as it is', async () => {
  await buildVerifier();
  expect(await buildVerifier()).toBe(false);
});

test('the module asks for nothing from outside: it can only compute', async () => {
  await buildVerifier();
  const module = await WebAssembly.compile(await readFile(VERIFIER_FILE));
  expect(WebAssembly.Module.imports(module)).toEqual([]);
});
