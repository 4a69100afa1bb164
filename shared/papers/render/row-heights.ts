import type { Cell, Table } from '../model.ts';
import { paragraphExtent } from './paragraph-extent.ts';
import { MEASURES, millimetres, points } from './measures.ts';
import { placesOf } from './spans.ts';

interface Placed {
  readonly cell: Cell;
  readonly y: number;
  /** Of the text, points. */
  readonly height: number;
}

const AROUND = 2 * MEASURES.cellY + MEASURES.tableLine;

/** The height of every row of a table, points: its highest cell, or the least the table asks for. */
export function rowHeights(table: Table): number[] {
  const cells = placed(table);
  const heights = table.rows.map((_, y) => {
    const least = y < table.headerRows ? 0 : points(table.rowHeight ?? 0);
    const own = cells.filter((each) => each.y === y && rowsOf(each.cell) === 1);
    return Math.max(least, AROUND, ...own.map(({ height }) => height + AROUND));
  });
  for (const { cell, y, height } of cells.filter(({ cell }) => rowsOf(cell) > 1)) {
    const last = y + rowsOf(cell) - 1;
    const lacking = height + AROUND - spanned(heights, y, rowsOf(cell));
    heights[last] = (heights[last] ?? 0) + Math.max(0, lacking);
  }
  return heights;
}

/**
 * How far the text of a cell over several rows must be let down to stand in their middle, points:
 * pdfmake centres within one row only.
 */
export function middleOffset(table: Table, cell: Cell, y: number, column: number): number {
  const room = spanned(rowHeights(table), y, rowsOf(cell)) - AROUND;
  return Math.max(0, (room - contentHeight(table, cell, column)) / 2);
}

/** The width of the text in a cell of a ruled table, millimetres. */
export function innerWidth({ widths }: Table, { columns = 1 }: Cell, column: number): number {
  const outer = widths.slice(column, column + columns).reduce((sum, width) => sum + width, 0);
  return Math.max(1, outer - millimetres(2 * MEASURES.cellX + MEASURES.tableLine));
}

function placed(table: Table): Placed[] {
  return placesOf(table).flatMap((row, y) =>
    row.flatMap((place, x) =>
      place === 'covered' ? [] : [{ cell: place, y, height: contentHeight(table, place, x) }],
    ),
  );
}

function contentHeight(table: Table, cell: Cell, column: number): number {
  const width = innerWidth(table, cell, column);
  return cell.content.reduce(
    (sum, paragraph) => sum + paragraphExtent(paragraph, width, MEASURES.closeLine),
    0,
  );
}

function rowsOf({ rows = 1 }: Cell): number {
  return rows;
}

function spanned(heights: readonly number[], y: number, rows: number): number {
  return heights.slice(y, y + rows).reduce((sum, height) => sum + height, 0);
}
