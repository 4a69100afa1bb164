/** Letters that look like Đ and are not: Ð of Icelandic, Ɖ of Ewe; and their small ones. */
const LIKE_D: Readonly<Record<string, string>> = {
  '\u00D0': 'Đ',
  '\u0189': 'Đ',
  '\u00F0': 'đ',
  '\u0256': 'đ',
};
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;
/** Nothing to see: controls, formats, private use, what stands for an unknown letter. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu;

/**
 * A text from a file or a clipboard as the plan has it: NFC, one space between words (no-break ones
 * too), nothing invisible, and Đ as Vietnamese writes it.
 */
export function cleanText(given: string): string {
  return given
    .replace(/[\s\u00A0]+/gu, ' ')
    .replace(UNSEEN, '')
    .normalize('NFC')
    .replace(/[\u00D0\u0189\u00F0\u0256]/gu, (letter) => LIKE_D[letter] ?? letter)
    .trim();
}

/**
 * The key under which two writings of one name meet (R5): case, spaces, and where a tone stands
 * within its syllable («Hoà», «Hòa») make no difference; letters and tones do.
 */
export function nameKey(name: string): string {
  return cleanText(name)
    .toLowerCase()
    .split(' ')
    .map((syllable) => {
      const marks = syllable.normalize('NFD');
      const tones = (marks.match(TONES) ?? []).sort().join('');
      return marks.replace(TONES, '').normalize('NFC') + tones;
    })
    .join(' ');
}

/**
 * True for a text that was typed in a font of before Unicode (TCVN3 `NguyÔn V¨n`, VNI `Nguyeãn
 * Vaên`): letters that no Vietnamese word has, a capital letter with a mark inside a word, or two
 * vowels that never stand together.
 */
export function looksLegacy(text: string): boolean {
  return FOREIGN.test(text) || CAPITAL_INSIDE.test(text) || VNI_PAIR.test(text);
}

/** Of Latin-1's upper half, what is no Vietnamese letter; and letters of other alphabets' code pages. */
const FOREIGN =
  /[\u00A1-\u00B6\u00B8-\u00BF\u00C4-\u00C7\u00CB\u00CE\u00CF\u00D1\u00D6-\u00D8\u00DB\u00DC\u00DE\u00DF\u00E4-\u00E7\u00EB\u00EE\u00EF\u00F1\u00F6-\u00F8\u00FB\u00FC\u00FE\u00FF\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u0192\u02C6\u02DC\uFFFD]/u;
const CAPITAL_INSIDE = /\p{Ll}[\u00C0-\u00DD]/u;
const VNI_PAIR = /a[âêáàãåù]|e[âáàãù]|o[âãù]|aê/iu;
