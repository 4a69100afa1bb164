/**
 * `count` as a percentage of `base` with a decimal comma and fixed decimals, from exact integers,
 * half up (R34, procedure B5): `53,19`. Base 0 has no percentage: `–` (F23).
 */
export function percentText(count: number, base: number, decimals = 2): string {
  if (base === 0) return '–';
  const unit = 10n ** BigInt(decimals);
  const [part, whole] = [BigInt(count), BigInt(base)];
  // Half up: the floor of the exact quotient plus one half.
  const scaled = (200n * part * unit + whole) / (2n * whole);
  const fraction = (scaled % unit).toString().padStart(decimals, '0');
  return decimals === 0 ? scaled.toString() : `${scaled / unit},${fraction}`;
}

/** The same with trailing zeros dropped, for papers only: `97,5`, `40`. */
export function percentTrimmed(count: number, base: number, decimals = 2): string {
  const text = percentText(count, base, decimals);
  return text.includes(',') ? text.replace(/,?0+$/u, '') : text;
}
