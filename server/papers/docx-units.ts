/** Points as twips, the twentieths of a point that WordprocessingML measures in. */
export function twips(points: number): number {
  return Math.round(points * 20);
}

/** Millimetres as twips. */
export function twipsOf(millimetres: number): number {
  return twips((millimetres * 72) / 25.4);
}

/** Points as half points, for letters. */
export function halfPoints(points: number): number {
  return Math.round(points * 2);
}

/** Points as eighths, for lines. */
export function eighths(points: number): number {
  return Math.round(points * 8);
}
