import { unreachable } from '#shared/assert.ts';
import type { Block, Columns } from '../model.ts';
import { MEASURES, points } from './measures.ts';
import { lineHeight, paragraphExtent } from './paragraph-extent.ts';
import { rowHeights } from './row-heights.ts';

/**
 * How high a block stands in `width` millimetres, in points, nearly. The PDF layout asks before it
 * glues things together: pdfmake drops what does not fit the one page of an unbreakable block, and
 * a line lost from the minutes would be a false paper.
 */
export function extentOf(block: Block, width: number): number {
  switch (block.type) {
    case 'paragraph':
      return paragraphExtent(block, width, MEASURES.bodyLine);
    case 'table':
      return sum(rowHeights(block));
    case 'columns':
      return columnsExtent(block);
    case 'qr':
    case 'spacer':
      return points(block.type === 'qr' ? block.size : block.height);
    case 'cards':
      return points(block.height) * Math.ceil(block.cards.length / block.perRow);
    case 'pageBreak':
      return 0;
    default:
      return unreachable(block);
  }
}

/** The part of a block that must stand under a title kept with it: two lines, a table's first row. */
export function firstExtent(block: Block, width: number): number {
  switch (block.type) {
    case 'paragraph':
      return Math.min(extentOf(block, width), block.before + 2 * lineHeight(block, 1.15));
    case 'table':
      return sum(rowHeights(block).slice(0, block.headerRows + 1));
    case 'columns':
      return block.together ? columnsExtent(block) : 40;
    case 'cards':
      return points(block.height);
    default:
      return extentOf(block, width);
  }
}

function columnsExtent({ widths, columns }: Columns): number {
  const heights = columns.map((blocks, i) =>
    sum(blocks.map((block) => extentOf(block, widths[i] ?? 1))),
  );
  return Math.max(0, ...heights);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
