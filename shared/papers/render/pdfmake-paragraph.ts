import type { Paragraph, Run } from '../model.ts';
import { frameWidth } from './paragraph-extent.ts';
import { MEASURES, points, textOf } from './measures.ts';
import type { PdfMargin, PdfNode, PdfRun, PdfTable, PdfText } from './pdfmake-types.ts';

/** Single spacing of Times New Roman over the height pdfmake gives a line (without the line gap). */
const NATURAL = 1.1499 / 1.1074;

const COLOURS = { black: '#000000', red: '#ff0000', grey: '#595959' } as const;

/** Where a block stands: the width of its column in millimetres, and its line spacing. */
export interface Room {
  readonly width: number;
  readonly line: number;
}

/** A paragraph with its rule or its frame. */
export function pdfParagraph(paragraph: Paragraph, room: Room): PdfNode {
  const { before, after, rule } = paragraph;
  if (paragraph.framed === true) return framed(paragraph, room);
  if (rule === undefined) return pdfText(paragraph, room, [0, before, 0, after]);
  const { ruleGap, rule: lineWidth } = MEASURES;
  return {
    stack: [
      pdfText(paragraph, room, [0, before, 0, 0]),
      {
        canvas: [
          { type: 'line', x1: 0, y1: 0, x2: points(rule), y2: 0, lineWidth, lineColor: '#000000' },
        ],
        alignment: 'center',
        margin: [0, ruleGap, 0, after],
      },
    ],
  };
}

function pdfText(paragraph: Paragraph, { line }: Room, margin: PdfMargin): PdfText {
  const { runs, align, size, indent } = paragraph;
  // An empty text has no height in pdfmake; an empty paragraph is a line.
  const empty = textOf(paragraph) === '';
  return {
    text: empty ? '\u00a0' : runs.flatMap((each) => pieces(each, align)).map(pdfRun),
    fontSize: size,
    alignment: align,
    lineHeight: NATURAL * line,
    preserveLeadingSpaces: true,
    ...(indent === 0 ? {} : { leadingIndent: points(indent) }),
    margin,
  };
}

/** A number of a document or a key in groups, with the space after it. */
const JOINED = /(\S{1,24}[/-]\S{1,24}(?:\s|$))/u;

/**
 * pdfmake sees two words in `96/2023/QH15` or `01-KH/HU` and puts room between them when it
 * justifies the line: in justified text such a word is a piece of its own that is not parted.
 */
function pieces(run: Run, align: Paragraph['align']): Piece[] {
  if (align !== 'justify') return [run];
  return run.text
    .split(JOINED)
    .filter((text) => text !== '')
    .map((text) => ({ ...run, text, noWrap: JOINED.test(text) && !text.includes('\n') }));
}

interface Piece extends Run {
  readonly noWrap?: boolean;
}

function pdfRun({ text, noWrap, bold, italic, underline, mono, size, colour }: Piece): PdfRun {
  return {
    text: text.normalize('NFC'),
    ...(noWrap === true ? { noWrap } : {}),
    ...(bold === true ? { bold } : {}),
    ...(italic === true ? { italics: true } : {}),
    ...(underline === true ? { decoration: 'underline' } : {}),
    ...(mono === true ? { characterSpacing: MEASURES.monoSpacing } : {}),
    ...(size === undefined ? {} : { fontSize: size }),
    ...(colour === undefined ? {} : { color: COLOURS[colour] }),
  };
}

function framed(paragraph: Paragraph, room: Room): PdfTable {
  const { before, after, runs, align } = paragraph;
  const width = frameWidth(paragraph);
  const spare = points(Math.max(0, room.width - width));
  const left = align === 'right' ? spare : align === 'left' ? 0 : spare / 2;
  const colour = COLOURS[runs[0]?.colour ?? 'black'];
  const text = pdfText({ ...paragraph, align: 'center' }, room, [0, 0, 0, 0]);
  return {
    table: {
      widths: [points(width) - 2 * MEASURES.cellX],
      headerRows: 0,
      keepWithHeaderRows: 0,
      dontBreakRows: true,
      heights: () => 0,
      body: [[{ stack: [text] }]],
    },
    layout: {
      hLineWidth: () => MEASURES.frame,
      vLineWidth: () => MEASURES.frame,
      hLineColor: () => colour,
      vLineColor: () => colour,
      paddingLeft: () => MEASURES.cellX,
      paddingRight: () => MEASURES.cellX,
      paddingTop: () => 1,
      paddingBottom: () => 1,
    },
    margin: [left, before, 0, after],
  };
}
