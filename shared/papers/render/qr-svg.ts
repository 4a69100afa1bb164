import type { Qr } from '../model.ts';

/** The dark modules of a QR code, row by row; what `QRCode.create(…).modules` of `qrcode` is. */
export interface QrModules {
  readonly size: number;
  readonly data: ArrayLike<number | boolean>;
}

/** Encodes a text; an argument of the renderers, so that the core needs no encoder. */
export type QrEncoder = (text: string, level: Qr['level']) => QrModules;

/** Modules of white around a code (ISO/IEC 18004). */
export const QUIET = 4;

/** The code as an SVG picture, its quiet zone included: one path, so that no hairlines show. */
export function qrSvg({ size, data }: QrModules): string {
  const rows = Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (_, x) => Boolean(data[y * size + x])),
  );
  const path = rows.flatMap((row, y) => runsOf(row).map(([x, n]) => `M${x} ${y}h${n}v1h-${n}z`));
  const whole = size + 2 * QUIET;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-QUIET} ${-QUIET} ${whole} ${whole}">` +
    `<path d="${path.join('')}" fill="#000000"/></svg>`
  );
}

/** Where dark stretches of a row begin, and how long they are. */
function runsOf(row: readonly boolean[]): [number, number][] {
  return row.flatMap((dark, x): [number, number][] => {
    if (!dark || row[x - 1] === true) return [];
    const end = row.indexOf(false, x);
    return [[x, (end < 0 ? row.length : end) - x]];
  });
}
