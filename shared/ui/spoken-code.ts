import { groupsOfFour } from './format.ts';

/** The names by which Vietnamese readers say the characters of a code (Crockford's base 32). */
const NAMES: Readonly<Record<string, string>> = {
  '0': 'không',
  '1': 'một',
  '2': 'hai',
  '3': 'ba',
  '4': 'bốn',
  '5': 'năm',
  '6': 'sáu',
  '7': 'bảy',
  '8': 'tám',
  '9': 'chín',
  A: 'a',
  B: 'bê',
  C: 'xê',
  D: 'đê',
  E: 'e',
  F: 'ép-phờ',
  G: 'giê',
  H: 'hát',
  J: 'gi',
  K: 'ca',
  M: 'em-mờ',
  N: 'en-nờ',
  P: 'pê',
  Q: 'quy',
  R: 'e-rờ',
  S: 'ét-xì',
  T: 'tê',
  V: 'vê',
  W: 'vê kép',
  X: 'ích-xì',
  Y: 'i dài',
  Z: 'dét',
};

/** A code as it is said aloud in Vietnamese, a pause after each group; unknown characters as they are. */
export function spokenCode(code: string): string {
  const groups = groupsOfFour(code).map((group) =>
    Array.from(group, (character) => NAMES[character] ?? character).join(' '),
  );
  return groups.join(', ');
}
