import type { Page, Paragraph } from '../model.ts';

/** A4 upright, millimetres. */
const A4 = { short: 210, long: 297 } as const;

/**
 * What both renderings of a paper share, so that a page of the PDF breaks where the DOCX does:
 * distances in points unless said otherwise.
 */
export const MEASURES = {
  /** Text to line in a cell of a ruled table, left and right, above and below. */
  cellX: 2.5,
  cellY: 2,
  /** Text to edge of a card. */
  card: 8,
  tableLine: 0.5,
  /** The rule under a header and the frame of the secrecy mark. */
  rule: 0.75,
  frame: 1,
  ruleGap: 2,
  pageNumber: 13,
  footer: 9,
  /** Between the letters of a `mono` run: only Tinos is there, in both formats. */
  monoSpacing: 0.5,
  /** Millimetres from the foot of the page to the footer's. */
  footerUp: 8,
  /** Line spacing of running text, and of what stands in cells, columns and cards. */
  bodyLine: 1.1,
  closeLine: 1,
} as const;

/** A4 in millimetres as it is held. */
export function pageSize({ orientation }: Page): {
  readonly width: number;
  readonly height: number;
} {
  return orientation === 'portrait'
    ? { width: A4.short, height: A4.long }
    : { width: A4.long, height: A4.short };
}

/** The width and height between the margins, millimetres. */
export function textArea(page: Page): { readonly width: number; readonly height: number } {
  const [top, right, bottom, left] = page.margins;
  const { width, height } = pageSize(page);
  return { width: width - left - right, height: height - top - bottom };
}

/** Millimetres as points. */
export function points(millimetres: number): number {
  return (millimetres * 72) / 25.4;
}

/** Points as millimetres. */
export function millimetres(points: number): number {
  return (points * 25.4) / 72;
}

/** A watermark that fills most of a diagonal, points: its letters and, set in Tinos bold, its length. */
export function watermarkSize(text: string): { readonly size: number; readonly length: number } {
  const em = Math.max(1, text.length) * 0.62;
  const size = Math.min(120, 640 / em);
  return { size, length: size * em };
}

/** The text of a paragraph without its styles, NFC. */
export function textOf({ runs }: Paragraph): string {
  return runs.map(({ text }) => text.normalize('NFC')).join('');
}
