/** Advance widths of Tinos, and so of Times New Roman, in thousandths of an em, from U+0020 on. */
const REGULAR = [
  250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
  500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
  556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
  722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
  278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];
const BOLD = [
  250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500,
  500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667,
  611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722,
  722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556,
  278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
];
/** Letters that do not decompose into one of the above. */
const OTHERS: Readonly<Record<string, string>> = { đ: 'd', Đ: 'D', '\u00a0': ' ' };
const WIDE: ReadonlySet<string> = new Set(['…', '—']);

const HORN = '\u031b';

/**
 * How long `text` is on one line in Times New Roman of `size` points, in points, without kerning.
 * Vietnamese letters are as wide as their base, but for the horn of ơ and ư.
 */
export function textWidth(text: string, size: number, bold = false): number {
  const table = bold ? BOLD : REGULAR;
  const letters = Array.from(text.normalize('NFD').replace(/[\u0300-\u031a\u031c-\u036f]/gu, ''));
  const thousandths = letters.reduce((sum, letter) => sum + letterWidth(letter, table), 0);
  return (thousandths * size) / 1000;
}

function letterWidth(letter: string, table: readonly number[]): number {
  if (letter === HORN) return 45;
  if (WIDE.has(letter)) return 1000;
  const code = (OTHERS[letter] ?? letter).codePointAt(0) ?? 0;
  return table[code - 0x20] ?? 560;
}
