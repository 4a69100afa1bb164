import { defined, invariant } from '#shared/assert.ts';

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;

/** The largest number that `inWords` can say. */
export const LARGEST_IN_WORDS = 9999;

/**
 * A count in Vietnamese words, 0 to 9999: `bốn mươi lăm`, `một trăm linh năm`,
 * `hai nghìn không trăm bốn mươi bảy`. Anything else is a bug.
 */
export function inWords(n: number): string {
  invariant(Number.isInteger(n) && n >= 0 && n <= LARGEST_IN_WORDS, 'a count from 0 to 9999');
  if (n === 0) return digit(0);
  const [thousands, rest] = [Math.floor(n / 1000), n % 1000];
  const upper = thousands === 0 ? [] : [digit(thousands), 'nghìn'];
  return [...upper, ...underThousand(rest, thousands > 0)].join(' ');
}

/** `full`: after thousands the hundreds are always said, `không trăm` too. */
function underThousand(n: number, full: boolean): string[] {
  if (n === 0) return [];
  const [hundreds, rest] = [Math.floor(n / 100), n % 100];
  const saysHundreds = full || hundreds > 0;
  return [...(saysHundreds ? [digit(hundreds), 'trăm'] : []), ...underHundred(rest, saysHundreds)];
}

function underHundred(n: number, afterHundreds: boolean): string[] {
  if (n === 0) return [];
  const [tens, units] = [Math.floor(n / 10), n % 10];
  if (tens === 0) return [...(afterHundreds ? ['linh'] : []), digit(units)];
  return [...(tens === 1 ? ['mười'] : [digit(tens), 'mươi']), ...unitsAfterTens(tens, units)];
}

/** One and five change their sound after a ten: `hai mươi mốt`, `mười lăm`. */
function unitsAfterTens(tens: number, units: number): string[] {
  if (units === 0) return [];
  if (units === 1 && tens > 1) return ['mốt'];
  return [units === 5 ? 'lăm' : digit(units)];
}

function digit(n: number): string {
  return defined(DIGITS[n], 'digit');
}
