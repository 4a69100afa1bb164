import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  type IBorderOptions,
  type Paragraph as DocxParagraph,
  ShadingType,
  Table as DocxTable,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { Cell, Table } from '#shared/papers/model.ts';
import { MEASURES, millimetres } from '#shared/papers/render/measures.ts';
import type { Room } from '#shared/papers/render/pdfmake-paragraph.ts';
import { placesOf, type Place } from '#shared/papers/render/spans.ts';
import { docxParagraph } from './docx-paragraph.ts';
import { eighths, twips, twipsOf } from './docx-units.ts';

const NONE: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' };
/** No line anywhere. */
export const UNRULED = {
  top: NONE,
  right: NONE,
  bottom: NONE,
  left: NONE,
  insideHorizontal: NONE,
  insideVertical: NONE,
} as const;

/** A table as Word has them: fixed columns, rows whole, its header rows repeated on every page. */
export function docxTable(table: Table, room: Room): DocxTable {
  const { widths, borders } = table;
  return new DocxTable({
    ...frameOf(widths),
    alignment: AlignmentType.CENTER,
    borders: borders === 'none' ? UNRULED : ruled(),
    margins: {
      marginUnitType: WidthType.DXA,
      top: twips(MEASURES.cellY),
      bottom: twips(MEASURES.cellY),
      left: twips(MEASURES.cellX),
      right: twips(MEASURES.cellX),
    },
    rows: placesOf(table).map((places, y) => rowOf(table, places, y, room)),
  });
}

/** What every table needs so that all programs keep its columns: widths in millimetres. */
export function frameOf(widths: readonly number[]) {
  const columnWidths = widths.map(twipsOf);
  const size = columnWidths.reduce((sum, width) => sum + width, 0);
  return { columnWidths, width: { size, type: WidthType.DXA }, layout: TableLayoutType.FIXED };
}

function ruled() {
  const line = { style: BorderStyle.SINGLE, size: eighths(MEASURES.tableLine), color: '000000' };
  return {
    top: line,
    right: line,
    bottom: line,
    left: line,
    insideHorizontal: line,
    insideVertical: line,
  };
}

function rowOf(table: Table, places: readonly Place[], y: number, room: Room): TableRow {
  const { headerRows, rowHeight = 0, rows } = table;
  const header = y < headerRows;
  return new TableRow({
    cantSplit: true,
    tableHeader: header,
    keepNext: header && y + 1 < rows.length,
    ...(header || rowHeight === 0
      ? {}
      : { height: { value: twipsOf(rowHeight), rule: HeightRule.ATLEAST } }),
    children: places.flatMap((place, x) =>
      place === 'covered' ? [] : [cellOf(place, widthAt(table, x, place), room)],
    ),
  });
}

function widthAt({ widths }: Table, x: number, { columns = 1 }: Cell): number {
  return widths.slice(x, x + columns).reduce((sum, width) => sum + width, 0);
}

function cellOf({ content, columns, rows, vertical, shaded }: Cell, width: number, room: Room) {
  const inner: Room = {
    width: width - millimetres(2 * MEASURES.cellX),
    line: MEASURES.closeLine,
  };
  const children: DocxParagraph[] = content.flatMap((paragraph) => docxParagraph(paragraph, inner));
  return new TableCell({
    children: children.length > 0 ? children : blankLine(room),
    width: { size: twipsOf(width), type: WidthType.DXA },
    verticalAlign: vertical === 'middle' ? VerticalAlignTable.CENTER : VerticalAlignTable.TOP,
    ...(columns === undefined ? {} : { columnSpan: columns }),
    ...(rows === undefined ? {} : { rowSpan: rows }),
    ...(shaded === true
      ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'F0F0F0' } }
      : {}),
  });
}

/** Word refuses a cell without a paragraph. */
function blankLine(room: Room): DocxParagraph[] {
  const blank = { align: 'left', size: 12, indent: 0, before: 0, after: 0 } as const;
  return docxParagraph({ type: 'paragraph', runs: [], ...blank }, room);
}
