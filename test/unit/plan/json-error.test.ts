import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonErrorAt } from '#shared/plan/json-error.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** JSON with one stretch of it replaced. */
const damaged = fc
  .tuple(
    fc.json(),
    fc.nat(60),
    fc.nat(3),
    fc.constantFrom('', '"', ',', '}', ']', '{', ':', '1', 'x', '\\', ' '),
  )
  .map(([json, at, cut, put]) => json.slice(0, at) + put + json.slice(at + cut));

test('design 4: a text has an error place exactly when the engine refuses it', () => {
  fc.assert(
    fc.property(damaged, (text) => {
      expect(jsonErrorAt(text) === null).toBe(isJson(text));
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ['{"a":1,}', 7],
  ['[1 2]', 3],
  ['{"a" 1}', 5],
  ['{"a":\n x}', 7],
  ['[1', 2],
  ['', 0],
  ['1 1', 2],
  ['"a\tb"', 0],
  ['01', 1],
  ['[1}', 2],
  [']', 0],
])('design 4: %j breaks at %i', (text, at) => {
  expect(jsonErrorAt(text)).toBe(at);
});

test('reliability: an open string of a megabyte is found out at once', () => {
  const open = `["${'a'.repeat(1_000_000)}`;
  expect(jsonErrorAt(open)).toBe(1);
  expect(jsonErrorAt(`["${String.raw`\n`.repeat(500_000)}`)).toBe(1);
});
