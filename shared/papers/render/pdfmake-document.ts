import type { Page, Paper } from '../model.ts';
import { MEASURES, points, textArea, watermarkSize } from './measures.ts';
import { pdfBlocks } from './pdfmake-blocks.ts';
import type { PdfDocument, PdfText, PdfWatermark } from './pdfmake-types.ts';
import type { QrEncoder } from './qr-svg.ts';

/** The family name under which pdfmake must be given the four faces of Tinos. */
export const PDF_FONT = 'Tinos';

/**
 * A paper as pdfmake's document definition: pure, the same on the server and in a browser. The page
 * number stands in the middle of the top margin from page 2 on (B4), the watermark and the footer
 * on every page. Without a date of creation: the caller sets `info.creationDate` or leaves it.
 */
export function pdfmakeDocument(paper: Paper, qr: QrEncoder): PdfDocument {
  const { page, title, watermark, blocks } = paper;
  const [top, right, bottom, left] = page.margins.map(points);
  const area = textArea(page);
  return {
    pageSize: 'A4',
    pageOrientation: page.orientation,
    pageMargins: [left ?? 0, top ?? 0, right ?? 0, bottom ?? 0],
    info: { title: title.normalize('NFC'), creator: 'Hòm Phiếu', producer: 'Hòm Phiếu' },
    language: 'vi-VN',
    displayTitle: true,
    defaultStyle: { font: PDF_FONT, fontSize: 14, lineHeight: 1 },
    ...(watermark === null ? {} : { watermark: pdfWatermark(watermark) }),
    header: (number) => (page.numbered && number > 1 ? pageNumber(page, number) : null),
    footer: () => (page.footer === null ? null : footer(page, page.footer)),
    content: pdfBlocks(
      blocks,
      { width: area.width, line: MEASURES.bodyLine },
      { qr, page: points(area.height), flows: true },
    ),
  };
}

function pdfWatermark(text: string): PdfWatermark {
  const { size: fontSize } = watermarkSize(text);
  return {
    text: text.normalize('NFC'),
    bold: true,
    color: '#808080',
    opacity: 0.18,
    angle: -45,
    fontSize,
  };
}

function pageNumber({ margins: [top, right, , left] }: Page, number: number): PdfText {
  const { pageNumber: fontSize } = MEASURES;
  return {
    text: String(number),
    fontSize,
    alignment: 'center',
    margin: [points(left), points(top) / 2 - fontSize / 2 - 2, points(right), 0],
  };
}

/** On one line as a rule: margins of the page at its sides, its foot where the DOCX has it. */
function footer({ margins: [, right, bottom, left] }: Page, text: string): PdfText {
  const { footer: fontSize, footerUp } = MEASURES;
  return {
    text: text.normalize('NFC'),
    fontSize,
    color: '#595959',
    alignment: 'center',
    margin: [points(left), points(bottom - footerUp) - 1.3 * fontSize, points(right), 0],
  };
}
