import { parentPort } from 'node:worker_threads';
import { openSync } from 'fontkit';
import { VIETNAMESE_LETTERS } from '#shared/readiness/letters.ts';
import { sampleRound } from '#shared/protocol/sample-round.ts';
import { TINOS } from '../papers/fonts.ts';
import { loadSodium, random } from '../sodium.ts';
import type { SelfTest } from './self-test.ts';

/** Letters that any of the papers' four fonts lacks. */
function missingLetters(): string {
  const fonts = Object.values(TINOS).map((path) => openSync(path));
  return Array.from(VIETNAMESE_LETTERS)
    .filter((letter) =>
      fonts.some(
        (font) => 'fonts' in font || !font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0),
      ),
    )
    .join('');
}

const sodium = await loadSodium();
const begun = performance.now();
const failed = sampleRound(sodium, random);
const test: SelfTest = {
  sample: { ms: Math.round(performance.now() - begun), failed },
  missingLetters: missingLetters(),
};
parentPort?.postMessage(test);
