/**
 * A paper (văn bản) as data: what stands on it and where, without saying how a file format writes
 * it. One model, two renderings (DOCX, PDF), so both say the same.
 */
export interface Paper {
  readonly id: PaperId;
  /** Without extension, ASCII, e.g. `bien-ban-kiem-phieu-ban-so-1`. */
  readonly fileName: string;
  /** Vietnamese title, for lists and for the file's properties. */
  readonly title: string;
  readonly page: Page;
  /** Written large and pale across every page; `DIỄN TẬP` in a rehearsal. */
  readonly watermark: string | null;
  readonly blocks: readonly Block[];
}

export const PAPER_IDS = [
  'ballot',
  'roll',
  'issued',
  'readiness',
  'zeroReport',
  'minutes',
  'report',
  'readingText',
  'twoVenues',
  'resolution',
  'slips',
  'pairingCards',
  'invitations',
  'timeline',
  'questions',
  'handOver',
] as const;
export type PaperId = (typeof PAPER_IDS)[number];

export interface Page {
  readonly orientation: 'portrait' | 'landscape';
  /** Millimetres: top, right, bottom, left (B4). */
  readonly margins: readonly [number, number, number, number];
  /** Centred in the top margin from page 2 on (B4), or none. */
  readonly numbered: boolean;
  /** A small line at the foot of every page: what identifies this copy and its evidence. */
  readonly footer: string | null;
}

/** A piece of text in one style. Default: upright, regular, of the paragraph's size. */
export interface Run {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  /** Fixed width, for digests. */
  readonly mono?: boolean;
  /** Points; overrides the paragraph's. */
  readonly size?: number;
  /** `red` only for the secrecy mark (Thông tư 24/2020/TT-BCA). */
  readonly colour?: 'black' | 'red' | 'grey';
}

export interface Paragraph {
  readonly type: 'paragraph';
  readonly runs: readonly Run[];
  readonly align: 'left' | 'center' | 'right' | 'justify';
  /** Points. */
  readonly size: number;
  /** First-line indent in millimetres. */
  readonly indent: number;
  /** Space before and after, in points. */
  readonly before: number;
  readonly after: number;
  /** Stays on the page of the block that follows. */
  readonly keepWithNext?: boolean;
  /** A rule centred beneath, its length in millimetres (the line under a header or motto, B4). */
  readonly rule?: number;
  /** A frame around the text (secrecy mark). */
  readonly framed?: boolean;
}

export interface Cell {
  readonly content: readonly Paragraph[];
  /** Columns and rows this cell takes; 1 where missing. */
  readonly columns?: number;
  readonly rows?: number;
  readonly vertical?: 'top' | 'middle';
  readonly shaded?: boolean;
}

/** Cells covered by a span of another are left out of their row, as in HTML. */
export interface Table {
  readonly type: 'table';
  /** Millimetres; they sum to the width between the margins or less. */
  readonly widths: readonly number[];
  /** The first so many rows are repeated on every page. */
  readonly headerRows: number;
  readonly rows: readonly (readonly Cell[])[];
  readonly borders: 'all' | 'none';
  /** Least height of the body rows, millimetres. */
  readonly rowHeight?: number;
}

/** Blocks side by side without borders: document heads, signatures, recipients. */
export interface Columns {
  readonly type: 'columns';
  readonly widths: readonly number[];
  readonly columns: readonly (readonly Block[])[];
  /** Never broken over two pages. */
  readonly together: boolean;
}

/** A QR code of black on white, with its quiet zone inside `size` millimetres. */
export interface Qr {
  readonly type: 'qr';
  readonly text: string;
  readonly size: number;
  readonly level: 'M' | 'Q';
  readonly align: 'left' | 'center' | 'right';
}

/** A grid of equal cards with dashed cut lines between them (slips, pairing cards). */
export interface Cards {
  readonly type: 'cards';
  readonly perRow: number;
  /** Height of a card in millimetres. */
  readonly height: number;
  readonly cards: readonly (readonly Block[])[];
}

export interface Spacer {
  readonly type: 'spacer';
  /** Millimetres. */
  readonly height: number;
}

export interface PageBreak {
  readonly type: 'pageBreak';
}

export type Block = Paragraph | Table | Columns | Qr | Cards | Spacer | PageBreak;
