import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  ImageRun,
  LineRuleType,
  Paragraph as DocxParagraph,
  Table as DocxTable,
  TableCell,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { defined, unreachable } from '#shared/assert.ts';
import type { Block, Cards, Columns, Qr } from '#shared/papers/model.ts';
import { MEASURES, millimetres, points } from '#shared/papers/render/measures.ts';
import type { Room } from '#shared/papers/render/pdfmake-paragraph.ts';
import { docxParagraph, docxSpace, lineOf } from './docx-paragraph.ts';
import { docxTable, frameOf, UNRULED } from './docx-table.ts';
import { twips, twipsOf } from './docx-units.ts';

export type DocxBlock = DocxParagraph | DocxTable;

/** The PNG of every QR code of the paper, made beforehand, by text and level. */
export type QrImages = ReadonlyMap<string, { readonly png: Uint8Array; readonly id: number }>;

/** The key of a code in `QrImages`. */
export function qrKey({ text, level }: Pick<Qr, 'text' | 'level'>): string {
  return `${level} ${text}`;
}

/**
 * Blocks one under another, ready for a body or a cell. Between two tables and after the last one
 * stands a line of one point: Word would join the tables, and ends every cell with a paragraph.
 */
export function docxBlocks(blocks: readonly Block[], room: Room, images: QrImages): DocxBlock[] {
  const made = blocks.flatMap((block) => docxBlock(block, room, images));
  return made.flatMap((each, i) =>
    each instanceof DocxTable && !(made[i + 1] instanceof DocxParagraph) ? [each, thin()] : [each],
  );
}

function thin(): DocxParagraph {
  return new DocxParagraph(lineOf(1));
}

function docxBlock(block: Block, room: Room, images: QrImages): DocxBlock[] {
  switch (block.type) {
    case 'paragraph':
      return docxParagraph(block, room);
    case 'table':
      return [docxTable(block, room)];
    case 'columns':
      return [docxColumns(block, images)];
    case 'qr':
      return [docxQr(block, images)];
    case 'cards':
      return [docxCards(block, room, images)];
    case 'spacer':
      return [docxSpace(block.height)];
    case 'pageBreak':
      return [new DocxParagraph({ ...lineOf(1), pageBreakBefore: true })];
    default:
      return unreachable(block);
  }
}

function docxColumns({ widths, columns, together }: Columns, images: QrImages): DocxTable {
  const cells = columns.map((blocks, i) => {
    const width = widths[i] ?? 0;
    return new TableCell({
      children: inCell(blocks, { width, line: MEASURES.closeLine }, images),
      width: { size: twipsOf(width), type: WidthType.DXA },
    });
  });
  return new DocxTable({
    ...frameOf(widths),
    borders: UNRULED,
    margins: { marginUnitType: WidthType.DXA, top: 0, right: 0, bottom: 0, left: 0 },
    rows: [new TableRow({ cantSplit: together, children: cells })],
  });
}

/** A cell stays whole by itself: "keep with next" in it would bind the whole table to what follows. */
function inCell(blocks: readonly Block[], room: Room, images: QrImages): DocxBlock[] {
  const plain = blocks
    .filter(({ type }) => type !== 'pageBreak')
    .map((block) => (block.type === 'paragraph' ? { ...block, keepWithNext: false } : block));
  const made = docxBlocks(plain, room, images);
  return made.length > 0 ? made : [thin()];
}

function docxQr({ text, size, level, align }: Qr, images: QrImages): DocxParagraph {
  const { png, id } = defined(images.get(qrKey({ text, level })), 'the picture of a QR code');
  const side = (size * 96) / 25.4;
  return new DocxParagraph({
    alignment: ALIGN[align],
    spacing: { before: 0, after: 0, line: 240, lineRule: LineRuleType.AUTO },
    run: { size: 2 },
    children: [
      new ImageRun({
        type: 'png',
        data: png,
        transformation: { width: side, height: side },
        altText: { id: String(id), name: `Mã QR ${id}`, title: 'Mã QR', description: 'Mã QR' },
      }),
    ],
  });
}

const ALIGN = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const;

function docxCards({ perRow, height, cards }: Cards, room: Room, images: QrImages): DocxTable {
  const width = room.width / perRow;
  const inner: Room = {
    width: width - 2 * millimetres(MEASURES.card),
    line: MEASURES.closeLine,
  };
  const rows = Array.from({ length: Math.ceil(cards.length / perRow) }, (_, y) => {
    const children = Array.from(
      { length: perRow },
      (__, x) =>
        new TableCell({
          children: inCell(cards[y * perRow + x] ?? [], inner, images),
          width: { size: twipsOf(width), type: WidthType.DXA },
          verticalAlign: VerticalAlignTable.CENTER,
        }),
    );
    const least = { value: twips(points(height)), rule: HeightRule.ATLEAST };
    return new TableRow({ cantSplit: true, height: least, children });
  });
  const pad = twips(MEASURES.card);
  return new DocxTable({
    ...frameOf(Array.from({ length: perRow }, () => width)),
    borders: { ...UNRULED, insideHorizontal: CUT, insideVertical: CUT },
    margins: { marginUnitType: WidthType.DXA, top: pad, right: pad, bottom: pad, left: pad },
    rows,
  });
}

const CUT = { style: BorderStyle.DASHED, size: 4, color: '808080' } as const;
