const VOWELS = 'aăâeêioôơuưy';
/** Combining grave, acute, tilde, hook above, dot below. */
const TONES = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];

/** Every letter of Vietnamese that ASCII lacks, both cases, composed (NFC): 134. */
export const VIETNAMESE_LETTERS: string = lettersOf();

function lettersOf(): string {
  const small = Array.from(VOWELS).flatMap((vowel) =>
    TONES.map((tone) => (vowel + tone).normalize('NFC')),
  );
  const accented = [...small.filter((letter) => letter > '\u007f'), 'đ'];
  return [...accented, ...accented.map((letter) => letter.toUpperCase())].join('');
}
