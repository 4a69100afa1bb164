import type { Cell, Table } from '../model.ts';
import { firstExtent } from './extent.ts';
import { MEASURES, points } from './measures.ts';
import { pdfParagraph, type Room } from './pdfmake-paragraph.ts';
import type { PdfCell, PdfLayout, PdfTable } from './pdfmake-types.ts';
import { innerWidth, middleOffset, rowHeights } from './row-heights.ts';
import { placesOf } from './spans.ts';

const SHADE = '#f0f0f0';

/**
 * A table in the middle of its room, its header repeated on every page. Rows and header stay whole
 * unless one is as high as half a page (`page`, points), for pdfmake would cut it off.
 */
export function pdfTable(table: Table, { width }: Room, page: number): PdfTable {
  const { widths, headerRows, rowHeight = 0, borders } = table;
  const ruled = borders === 'all';
  const spare = width - widths.reduce((sum, each) => sum + each, 0);
  const layout = layoutOf(ruled, widths.length);
  const whole = rowHeights(table).every((height) => height < page / 2);
  const least = points(rowHeight) - 2 * MEASURES.cellY - layout.hLineWidth(1);
  return {
    table: {
      widths: widths.map(
        (each, i) =>
          points(each) - layout.paddingLeft(i) - layout.paddingRight(i) - layout.vLineWidth(i),
      ),
      headerRows: Math.min(headerRows, table.rows.length),
      keepWithHeaderRows:
        firstExtent(table, width) < page / 2 && table.rows.length > headerRows ? 1 : 0,
      dontBreakRows: whole,
      heights: (row) => (row < headerRows ? 0 : Math.max(0, least)),
      body: placesOf(table).map((row, y) =>
        row.map((place, x) => (place === 'covered' ? {} : pdfCell(table, place, y, x))),
      ),
    },
    layout,
    margin: [Math.max(0, points(spare / 2)), 0, 0, 0],
  };
}

function pdfCell(table: Table, cell: Cell, y: number, x: number): PdfCell {
  const { content, columns = 1, rows = 1, vertical, shaded } = cell;
  const room = { width: innerWidth(table, cell, x), line: MEASURES.closeLine };
  const middle = vertical === 'middle';
  return {
    stack: content.map((paragraph) => pdfParagraph(paragraph, room)),
    ...(columns > 1 ? { colSpan: columns } : {}),
    ...(rows > 1 ? { rowSpan: rows } : {}),
    ...(middle && rows === 1 ? { verticalAlignment: 'middle' } : {}),
    ...(middle && rows > 1 ? { margin: [0, middleOffset(table, cell, y, x), 0, 0] } : {}),
    ...(shaded === true ? { fillColor: SHADE } : {}),
  };
}

function layoutOf(ruled: boolean, columns: number): PdfLayout {
  const line = ruled ? MEASURES.tableLine : 0;
  return {
    hLineWidth: () => line,
    vLineWidth: () => line,
    hLineColor: () => '#000000',
    vLineColor: () => '#000000',
    // Without lines the first and the last column stand flush with the running text.
    paddingLeft: (column) => (ruled || column > 0 ? MEASURES.cellX : 0),
    paddingRight: (column) => (ruled || column < columns - 1 ? MEASURES.cellX : 0),
    paddingTop: () => MEASURES.cellY,
    paddingBottom: () => MEASURES.cellY,
  };
}
