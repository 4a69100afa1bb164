import { unreachable } from '#shared/assert.ts';
import type { Block, Cards, Columns, Paragraph, Qr } from '../model.ts';
import { extentOf, firstExtent } from './extent.ts';
import { MEASURES, millimetres, points } from './measures.ts';
import { linesOf } from './paragraph-extent.ts';
import { pdfParagraph, type Room } from './pdfmake-paragraph.ts';
import { pdfTable } from './pdfmake-table.ts';
import type { PdfCell, PdfColumns, PdfNode, PdfSvg, PdfTable } from './pdfmake-types.ts';
import { qrSvg, type QrEncoder } from './qr-svg.ts';

/** What every block of one paper is laid out with. */
export interface Layout {
  readonly qr: QrEncoder;
  /** Points between the top and bottom margin. */
  readonly page: number;
  /** Blocks run from page to page, rather than in a column or a card. */
  readonly flows: boolean;
}

/** Blocks one under another, with their page breaks and what is kept with what follows. */
export function pdfBlocks(blocks: readonly Block[], room: Room, layout: Layout): PdfNode[] {
  const nodes: PdfNode[] = [];
  let rest = blocks;
  let broken = false;
  for (let [first] = rest; first !== undefined; [first] = rest) {
    const kept = keptAtStart(rest);
    const next = kept.length > 0 ? keptNodes(kept, rest[kept.length], room, layout) : null;
    const made = next ?? pdfBlock(first, room, layout);
    nodes.push(...(broken ? onNextPage(made) : made));
    broken = made.length === 0;
    rest = rest.slice(Math.max(1, kept.length));
  }
  return nodes;
}

function keptAtStart(blocks: readonly Block[]): Paragraph[] {
  const end = blocks.findIndex(
    (block) => block.type !== 'paragraph' || block.keepWithNext !== true,
  );
  return blocks
    .slice(0, end < 0 ? blocks.length : end)
    .filter((block) => block.type === 'paragraph');
}

/** Paragraphs with room reserved beneath for the first part of what they belong to. */
function keptNodes(
  kept: readonly Paragraph[],
  next: Block | undefined,
  room: Room,
  layout: Layout,
): PdfNode[] {
  const stack = kept.map((paragraph) => pdfParagraph(paragraph, room));
  const reserved = next === undefined ? 0 : firstExtent(next, room.width);
  const height = kept.reduce((sum, each) => sum + extentOf(each, room.width), 0) + reserved;
  if (height > layout.page * 0.9) return stack;
  return reserve(stack, reserved);
}

/** A node of its own: a page cannot be turned within an unbreakable block. */
function onNextPage(nodes: readonly PdfNode[]): PdfNode[] {
  return nodes.length === 0 ? [] : [{ stack: [], pageBreak: 'before' }, ...nodes];
}

function pdfBlock(block: Block, room: Room, layout: Layout): PdfNode[] {
  switch (block.type) {
    case 'paragraph':
      return layout.flows ? flowing(block, room) : [pdfParagraph(block, room)];
    case 'table':
      return [pdfTable(block, room, layout.page)];
    case 'columns':
      return [pdfColumns(block, layout)];
    case 'qr':
      return [pdfQr(block, layout.qr)];
    case 'cards':
      return [pdfCards(block, room, layout)];
    case 'spacer':
      return [{ stack: [], margin: [0, points(block.height), 0, 0] }];
    case 'pageBreak':
      return [];
    default:
      return unreachable(block);
  }
}

/**
 * A paragraph of which no first or last line stands alone on a page, as Word has it: up to three
 * lines stay together, of more at least two begin on the page.
 */
function flowing(paragraph: Paragraph, room: Room): PdfNode[] {
  const node = pdfParagraph(paragraph, room);
  const lines = linesOf(paragraph, points(room.width));
  if (lines === 1) return [node];
  if (lines <= 3) return [{ stack: [node], unbreakable: true }];
  return [...reserve([], firstExtent(paragraph, room.width)), node];
}

/** `stack` on a page that has `height` points left under it; the room is given back at once. */
function reserve(stack: readonly PdfNode[], height: number): PdfNode[] {
  return [
    { stack: [...stack, { stack: [], margin: [0, height, 0, 0] }], unbreakable: true },
    { stack: [], margin: [0, -height, 0, 0] },
  ];
}

function pdfColumns(block: Columns, layout: Layout): PdfNode {
  const columns: PdfColumns = {
    columnGap: 0,
    columns: block.columns.map((blocks, i) => {
      const width = block.widths[i] ?? 0;
      return {
        width: points(width),
        stack: pdfBlocks(
          plain(blocks),
          { width, line: MEASURES.closeLine },
          { ...layout, flows: false },
        ),
      };
    }),
  };
  const whole = block.together && extentOf(block, 0) < layout.page * 0.9;
  return whole ? { stack: [columns], unbreakable: true } : columns;
}

/** In a column or a card there is no page to keep things on. */
function plain(blocks: readonly Block[]): Block[] {
  return blocks
    .filter(({ type }) => type !== 'pageBreak')
    .map((block) => (block.type === 'paragraph' ? { ...block, keepWithNext: false } : block));
}

function pdfQr({ text, size, level, align }: Qr, encode: QrEncoder): PdfSvg {
  const side = points(size);
  return { svg: qrSvg(encode(text, level)), width: side, height: side, alignment: align };
}

function pdfCards({ perRow, height, cards }: Cards, { width }: Room, layout: Layout): PdfTable {
  const { card, tableLine } = MEASURES;
  const inner = points(width) / perRow - 2 * card;
  const room = { width: millimetres(inner), line: MEASURES.closeLine };
  const lines = Math.ceil(cards.length / perRow);
  const body = Array.from({ length: lines }, (_, y) =>
    Array.from({ length: perRow }, (_, x): PdfCell => ({
      stack: pdfBlocks(plain(cards[y * perRow + x] ?? []), room, { ...layout, flows: false }),
      verticalAlignment: 'middle',
    })),
  );
  return {
    table: {
      widths: Array.from({ length: perRow }, () => inner - tableLine),
      headerRows: 0,
      keepWithHeaderRows: 0,
      dontBreakRows: true,
      heights: () => points(height) - 2 * card - tableLine,
      body,
    },
    layout: {
      hLineWidth: (line) => (line === 0 || line === lines ? 0 : tableLine),
      vLineWidth: (line) => (line === 0 || line === perRow ? 0 : tableLine),
      hLineColor: () => '#808080',
      vLineColor: () => '#808080',
      hLineStyle: () => CUT,
      vLineStyle: () => CUT,
      paddingLeft: () => card,
      paddingRight: () => card,
      paddingTop: () => card,
      paddingBottom: () => card,
    },
  };
}

const CUT = { dash: { length: 4, space: 3 } } as const;
