import type { Block, Cell, Paper, Paragraph, Table } from '#shared/papers/model.ts';

/** Every paragraph of a paper as a line of text, in reading order; table rows joined by ` | `. */
export function linesOf(paper: Pick<Paper, 'blocks'>): string[] {
  return paper.blocks.flatMap(linesOfBlock);
}

/** The same as one text, lines joined by line feeds. */
export function textOf(paper: Pick<Paper, 'blocks'>): string {
  return linesOf(paper).join('\n');
}

function linesOfBlock(block: Block): string[] {
  switch (block.type) {
    case 'paragraph':
      return [paragraphText(block)];
    case 'table':
      return block.rows.map((row) => row.map(cellText).join(' | '));
    case 'columns':
      return block.columns.flatMap((column) => column.flatMap(linesOfBlock));
    case 'cards':
      return block.cards.flatMap((card) => card.flatMap(linesOfBlock));
    case 'qr':
      return [`[QR ${block.text}]`];
    case 'spacer':
    case 'pageBreak':
      return [];
  }
}

/** A paragraph's text without its styles. */
export function paragraphText({ runs }: Paragraph): string {
  return runs.map(({ text }) => text).join('');
}

/** A cell's text, its paragraphs joined by a space. */
export function cellText({ content }: Cell): string {
  return content.map(paragraphText).join(' ');
}

/** Every table of a paper as rows of texts. */
export function tablesOf({ blocks }: Pick<Paper, 'blocks'>): string[][][] {
  return blocks
    .filter((block): block is Table => block.type === 'table')
    .map(({ rows }) => rows.map((row) => row.map(cellText)));
}
