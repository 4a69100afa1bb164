import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inWords } from '#shared/papers/words.ts';

const DIGITS: Readonly<Record<string, number>> = {
  không: 0,
  một: 1,
  mốt: 1,
  hai: 2,
  ba: 3,
  bốn: 4,
  năm: 5,
  lăm: 5,
  sáu: 6,
  bảy: 7,
  tám: 8,
  chín: 9,
};

/** Reads the words back, knowing nothing of how they were made. */
function parseWords(text: string): number {
  let total = 0;
  let held = 0;
  for (const word of text.split(' ')) {
    if (word === 'nghìn') [total, held] = [total + held * 1000, 0];
    else if (word === 'trăm') [total, held] = [total + held * 100, 0];
    else if (word === 'mươi') [total, held] = [total + held * 10, 0];
    else if (word === 'mười') total += 10;
    else if (word !== 'linh') held = DIGITS[word]!;
  }
  return total + held;
}

test.each([
  [0, 'không'],
  [1, 'một'],
  [5, 'năm'],
  [10, 'mười'],
  [11, 'mười một'],
  [15, 'mười lăm'],
  [20, 'hai mươi'],
  [21, 'hai mươi mốt'],
  [24, 'hai mươi bốn'],
  [45, 'bốn mươi lăm'],
  [100, 'một trăm'],
  [101, 'một trăm linh một'],
  [105, 'một trăm linh năm'],
  [111, 'một trăm mười một'],
  [115, 'một trăm mười lăm'],
  [1000, 'một nghìn'],
  [1005, 'một nghìn không trăm linh năm'],
  [2047, 'hai nghìn không trăm bốn mươi bảy'],
  [9999, 'chín nghìn chín trăm chín mươi chín'],
])('B5 %i is said «%s»', (n, words) => {
  expect(inWords(n)).toBe(words);
});

test('B5 every count in words reads back as itself, and no two are said alike', () => {
  const all = Array.from({ length: 10_000 }, (_, n) => inWords(n));
  expect(all.map(parseWords)).toEqual(all.map((_, n) => n));
  expect(new Set(all).size).toBe(10_000);
});

test('B5 words are lower-case Vietnamese in NFC with single spaces', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9999 }), (n) => {
      const words = inWords(n);
      expect(words).toBe(words.normalize('NFC').toLocaleLowerCase('vi').trim());
      expect(words).not.toMatch(/ {2}/u);
    }),
  );
});

test.each([-1, 10_000, 1.5, Number.NaN])('what is no count of a hall is a bug: %d', (n) => {
  expect(() => inWords(n)).toThrow();
});
