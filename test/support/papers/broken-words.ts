import type { Cell, Paper, Paragraph, Table } from '#shared/papers/model.ts';
import { points } from '#shared/papers/render/measures.ts';
import { wordWidths } from '#shared/papers/render/paragraph-extent.ts';
import { innerWidth } from '#shared/papers/render/row-heights.ts';
import { placesOf } from '#shared/papers/render/spans.ts';

/** Words that a column of a table of the paper is too narrow for, so that they are torn apart. */
export function brokenWords({ blocks }: Pick<Paper, 'blocks'>): string[] {
  return blocks.flatMap((block) => (block.type === 'table' ? brokenIn(block) : []));
}

function brokenIn(table: Table): string[] {
  return placesOf(table).flatMap((row) =>
    row.flatMap((place, x) => (place === 'covered' ? [] : brokenInCell(table, place, x))),
  );
}

function brokenInCell(table: Table, cell: Cell, column: number): string[] {
  const width = points(innerWidth(table, cell, column));
  const words = cell.content.flatMap((paragraph: Paragraph) => wordWidths(paragraph));
  return words.flatMap(([word, length]) => (length > width + 0.1 ? [word] : []));
}
