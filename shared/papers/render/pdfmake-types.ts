/**
 * The part of pdfmake's document definition that papers use. Written here because the types of
 * `@types/pdfmake` bring Node and the DOM into the pure core; `server/papers/pdf.ts` hands a
 * `PdfDocument` to pdfmake, where the compiler checks it against those types.
 */
export interface PdfDocument {
  pageSize: 'A4';
  pageOrientation: 'portrait' | 'landscape';
  /** Left, top, right, bottom. */
  pageMargins: [number, number, number, number];
  info: { title: string; creator: string; producer: string; creationDate?: Date; modDate?: Date };
  language: string;
  displayTitle: boolean;
  defaultStyle: { font: string; fontSize: number; lineHeight: number };
  watermark?: PdfWatermark;
  header: (page: number) => PdfText | null;
  footer: () => PdfText | null;
  content: PdfNode[];
}

/** Text across every page. */
export interface PdfWatermark {
  text: string;
  bold: boolean;
  color: string;
  opacity: number;
  angle: number;
  fontSize: number;
}

/** Left, top, right, bottom, points. */
export type PdfMargin = [number, number, number, number];

interface PdfCommon {
  margin?: PdfMargin;
  alignment?: 'left' | 'center' | 'right' | 'justify';
  unbreakable?: boolean;
  pageBreak?: 'before';
  lineHeight?: number;
}

/** A run. */
export interface PdfRun {
  text: string;
  bold?: boolean;
  italics?: boolean;
  decoration?: 'underline';
  color?: string;
  fontSize?: number;
  characterSpacing?: number;
  noWrap?: boolean;
}

export interface PdfText extends PdfCommon {
  text: string | PdfRun[];
  fontSize: number;
  color?: string;
  leadingIndent?: number;
  preserveLeadingSpaces?: boolean;
}

export interface PdfStack extends PdfCommon {
  stack: PdfNode[];
}

export interface PdfColumns extends PdfCommon {
  columns: (PdfStack & { width: number })[];
  columnGap: 0;
}

export interface PdfRule extends PdfCommon {
  canvas: {
    type: 'line';
    x1: number;
    y1: number;
    x2: number;
    y2: number;
    lineWidth: number;
    lineColor: string;
  }[];
}

export interface PdfSvg extends PdfCommon {
  svg: string;
  width: number;
  height: number;
}

export interface PdfCell extends PdfStack {
  colSpan?: number;
  rowSpan?: number;
  fillColor?: string;
  verticalAlignment?: 'middle';
}

/** Lines and distances of a table; an index of a line counts from 0 at the left or the top. */
export interface PdfLayout {
  hLineWidth: (line: number) => number;
  vLineWidth: (line: number) => number;
  hLineColor: () => string;
  vLineColor: () => string;
  hLineStyle?: () => { dash: { length: number; space: number } } | null;
  vLineStyle?: () => { dash: { length: number; space: number } } | null;
  paddingLeft: (column: number) => number;
  paddingRight: (column: number) => number;
  paddingTop: (row: number) => number;
  paddingBottom: (row: number) => number;
}

export interface PdfTable extends PdfCommon {
  table: {
    widths: number[];
    headerRows: number;
    keepWithHeaderRows: number;
    dontBreakRows: boolean;
    heights: (row: number) => number;
    body: (PdfCell | Record<string, never>)[][];
  };
  layout: PdfLayout;
}

export type PdfNode = PdfText | PdfStack | PdfColumns | PdfRule | PdfSvg | PdfTable;
