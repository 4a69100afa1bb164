import {
  AlignmentType,
  Footer,
  Header,
  type ISectionOptions,
  PageNumber,
  PageOrientation,
  Paragraph as DocxParagraph,
  type ParagraphChild,
  TextRun,
} from 'docx';
import { TextWatermark } from 'docx/watermarks';
import type { Page, Paper } from '#shared/papers/model.ts';
import { MEASURES, points, watermarkSize } from '#shared/papers/render/measures.ts';
import { halfPoints, twips, twipsOf } from './docx-units.ts';

export const DOCX_FONT = 'Times New Roman';

type Furniture = Pick<ISectionOptions, 'headers' | 'footers' | 'properties'>;

/**
 * Page, margins, header and footer (B4): the number of the page in the middle of the top margin
 * from page 2 on, the watermark as the WordArt in the header that Word itself makes, and the footer
 * on every page, the first included.
 */
export function docxFurniture({ page, watermark }: Paper): Furniture {
  const footer =
    page.footer === null ? {} : { first: foot(page.footer), default: foot(page.footer) };
  return {
    properties: { titlePage: true, page: { size: size(page), margin: margin(page) } },
    headers: { first: head(watermark, false), default: head(watermark, page.numbered) },
    footers: footer,
  };
}

/** The library swaps the sides of a page on its side itself. */
function size({ orientation }: Page) {
  return {
    width: twipsOf(210),
    height: twipsOf(297),
    orientation: orientation === 'landscape' ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
  };
}

function margin({ margins: [top, right, bottom, left] }: Page) {
  return {
    top: twipsOf(top),
    right: twipsOf(right),
    bottom: twipsOf(bottom),
    left: twipsOf(left),
    header: twips(points(top) / 2 - MEASURES.pageNumber / 2),
    footer: twipsOf(MEASURES.footerUp),
  };
}

function head(watermark: string | null, numbered: boolean): Header {
  const children: ParagraphChild[] = [
    ...(watermark === null ? [] : [wordArt(watermark.normalize('NFC'))]),
    ...(numbered
      ? [new TextRun({ children: [PageNumber.CURRENT], size: halfPoints(MEASURES.pageNumber) })]
      : []),
  ];
  return new Header({ children: [small(children, MEASURES.pageNumber)] });
}

function wordArt(text: string): TextWatermark {
  const { size: letters, length } = watermarkSize(text);
  return new TextWatermark({
    text,
    font: DOCX_FONT,
    bold: true,
    color: 'D9D9D9',
    opacity: 0.75,
    width: length,
    height: letters,
  });
}

function foot(text: string): Footer {
  const run = new TextRun({
    text: text.normalize('NFC'),
    size: halfPoints(MEASURES.footer),
    color: '595959',
  });
  return new Footer({ children: [small([run], MEASURES.footer)] });
}

function small(children: ParagraphChild[], letters: number): DocxParagraph {
  return new DocxParagraph({
    children,
    run: { size: halfPoints(letters) },
    alignment: AlignmentType.CENTER,
    spacing: { before: 0, after: 0, line: 240 },
  });
}
