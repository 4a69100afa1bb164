import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { TextItem } from 'pdfjs-dist/types/src/display/api.js';

/** A piece of text on a page; points from the left and the top, of its baseline. */
export interface PdfItem {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

export interface PdfPage {
  readonly width: number;
  readonly height: number;
  /** Upright text in the order in which it was laid out: a table cell by cell, row by row. */
  readonly items: readonly PdfItem[];
  /** Text that stands askew: the watermark; null where there is none. */
  readonly watermark: string | null;
}

/** The pages of a PDF with their text. */
export async function pdfPages(bytes: Uint8Array): Promise<PdfPage[]> {
  const task = getDocument({ data: Uint8Array.from(bytes), useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  const numbers = Array.from({ length: document.numPages }, (_, i) => i + 1);
  const pages = await Promise.all(
    numbers.map(async (number) => {
      const page = await document.getPage(number);
      const { width, height } = page.getViewport({ scale: 1 });
      const { items } = await page.getTextContent();
      return pageOf(items as TextItem[], width, height);
    }),
  );
  await task.destroy();
  return pages;
}

function pageOf(all: readonly TextItem[], width: number, height: number): PdfPage {
  const shown = all.filter(({ str }) => str !== '');
  const askew = shown.filter(isAskew).map(({ str }) => str);
  return {
    width,
    height,
    items: shown
      .filter((item) => !isAskew(item))
      .map(({ str, transform }) => {
        const [, , , size, x, y] = transform as number[];
        return { text: str, x: x!, y: height - y!, size: Math.abs(size!) };
      }),
    watermark: askew.length === 0 ? null : oneSpaced(askew.join('')),
  };
}

function isAskew({ transform }: TextItem): boolean {
  return Math.abs(Number(transform[1])) > 0.01;
}

/** The title in the properties of a PDF. */
export async function pdfTitle(bytes: Uint8Array): Promise<unknown> {
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
  const { info } = await (await task.promise).getMetadata();
  await task.destroy();
  return (info as Record<string, unknown>)['Title'];
}

/**
 * The upright text of a page between its margins (points), one line a line of the page cell by
 * cell, spaces made one. Without margins: with page number and footer.
 */
export function pdfPageText({ items, height }: PdfPage, top = 0, bottom = 0): string {
  const inside = items.filter(({ y }) => y >= top && y <= height - bottom);
  let last: PdfItem | null = null;
  const parts: string[] = [];
  for (const item of inside) {
    const follows = last !== null && Math.abs(last.y - item.y) < 0.5 && item.x >= last.x;
    parts.push(follows || last === null ? item.text : `\n${item.text}`);
    last = item;
  }
  return parts.join('').split('\n').map(oneSpaced).filter(Boolean).join('\n');
}

/** The body of a whole PDF as words parted by single spaces, without page numbers and footers. */
export function pdfBody(pages: readonly PdfPage[], top = 56, bottom = 56): string {
  return oneSpaced(pages.map((page) => pdfPageText(page, top, bottom)).join('\n'));
}

/** NFC, with every stretch of white space as one space. */
export function oneSpaced(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}
