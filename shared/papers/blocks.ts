import type { Cell, Columns, Page, Paragraph, Run, Spacer, Table } from './model.ts';

/** What a paragraph is made of: a string stands for a plain run. */
export type Text = string | Run | readonly (string | Run)[];

type RunStyle = Omit<Run, 'text'>;
type ParagraphStyle = Partial<Omit<Paragraph, 'type' | 'runs'>>;

/** Size of running text on every paper, in points (B4: 13–14 state, 14–15 party). */
export const BODY_SIZE = 14;
/** Width between the margins of `PORTRAIT`, in millimetres. */
export const PORTRAIT_WIDTH = 165;
/** Width between the margins of `LANDSCAPE`, in millimetres. */
export const LANDSCAPE_WIDTH = 257;

/** A4 upright with B4's margins and page numbers; `footer` null for none. */
export function portrait(footer: string | null = null): Page {
  return { orientation: 'portrait', margins: [20, 15, 20, 30], numbered: true, footer };
}

/** A4 on its side, for wide tables. */
export function landscape(footer: string | null = null): Page {
  return { orientation: 'landscape', margins: [20, 20, 15, 20], numbered: true, footer };
}

/** A run in one style. */
export function run(text: string, style: RunStyle = {}): Run {
  return { text, ...style };
}

/** A bold run. */
export function bold(text: string, style: RunStyle = {}): Run {
  return { text, bold: true, ...style };
}

/** An italic run. */
export function italic(text: string, style: RunStyle = {}): Run {
  return { text, italic: true, ...style };
}

/** A run of fixed width, for digests and keys. */
export function mono(text: string, style: RunStyle = {}): Run {
  return { text, mono: true, ...style };
}

/** Running text: justified, first line indented, 14 points, as B4 sets the body of a document. */
export function para(text: Text, style: ParagraphStyle = {}): Paragraph {
  return {
    type: 'paragraph',
    runs: runsOf(text),
    align: 'justify',
    size: BODY_SIZE,
    indent: 10,
    before: 0,
    after: 6,
    ...style,
  };
}

/** A line at the left without indent or space around it: lists, cells, columns. */
export function line(text: Text, style: ParagraphStyle = {}): Paragraph {
  return para(text, { align: 'left', indent: 0, after: 0, ...style });
}

/** A centred line without space around it. */
export function centred(text: Text, style: ParagraphStyle = {}): Paragraph {
  return line(text, { align: 'center', ...style });
}

/** A numbered heading of a part, kept with what follows. */
export function heading(text: string, style: ParagraphStyle = {}): Paragraph {
  return para(bold(text), { before: 6, keepWithNext: true, ...style });
}

function runsOf(text: Text): readonly Run[] {
  const parts = typeof text === 'string' || !isList(text) ? [text] : text;
  return parts.map((part) => (typeof part === 'string' ? { text: part } : part));
}

function isList(text: Run | readonly (string | Run)[]): text is readonly (string | Run)[] {
  return Array.isArray(text);
}

type CellStyle = Omit<Cell, 'content'> & Pick<ParagraphStyle, 'align' | 'size'>;

/** A table cell of one paragraph, 12 points at the left unless said otherwise. */
export function cell(text: Text, { align = 'left', size = 12, ...style }: CellStyle = {}): Cell {
  return { content: [line(text, { align, size })], vertical: 'middle', ...style };
}

/** A cell for a number or a short mark: centred. */
export function middle(text: Text, style: CellStyle = {}): Cell {
  return cell(text, { align: 'center', ...style });
}

/** A cell of a header row: bold, centred. */
export function headCell(text: string, style: CellStyle = {}): Cell {
  return middle(bold(text), style);
}

/**
 * A post in a table, smaller the longer it is: a row of twelve narrow lines leaves half a page
 * empty above it. `size` points for a common one, never under 9.
 */
export function postCell(post: string, size: number): Cell {
  const smaller = post.length > 120 ? 2 : post.length > 60 ? 1 : 0;
  return cell(post, { size: Math.max(9, size - smaller) });
}

/** A ruled table whose first `headerRows` rows are repeated on every page. */
export function table(
  widths: readonly number[],
  headerRows: number,
  rows: Table['rows'],
  style: Partial<Pick<Table, 'borders' | 'rowHeight'>> = {},
): Table {
  return { type: 'table', widths, headerRows, rows, borders: 'all', ...style };
}

/** Blocks side by side, never broken over two pages. */
export function sideBySide(widths: readonly number[], columns: Columns['columns']): Columns {
  return { type: 'columns', widths, columns, together: true };
}

/** Empty room of `height` millimetres. */
export function space(height: number): Spacer {
  return { type: 'spacer', height };
}

/** Room to write by hand. */
export const DOTS = '……………';

/** `text`, or dots to be filled in by hand where it is not known. */
export function orDots(text: string | null | undefined, dots = DOTS): string {
  return text === undefined || text === null || text.trim() === '' ? dots : text;
}

/** The first letter as a capital, for a phrase of the plan that begins a sentence. */
export function capitalised(text: string): string {
  const [first = '', ...rest] = text;
  return first.toLocaleUpperCase('vi') + rest.join('');
}

/** In capitals, as bodies and titles stand at the head of a document. */
export function capitals(text: string): string {
  return text.toLocaleUpperCase('vi');
}
