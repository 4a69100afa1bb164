import { invariant } from '#shared/assert.ts';
import type { Cell, Table } from '../model.ts';

/** A cell at its place, or a place that a span of another cell covers. */
export type Place = Cell | 'covered';

/**
 * The rows of a table with every column filled. Throws when cells and spans do not fill the columns
 * exactly: a table that is written wrong must not be printed with its figures displaced.
 */
export function placesOf({ widths, rows }: Table): Place[][] {
  const grid: (Place | null)[][] = rows.map(() => widths.map(() => null));
  rows.forEach((cells, y) => {
    cells.forEach((cell) => {
      put(grid, y, cell);
    });
  });
  return grid.map((row) => row.map((place) => filled(place)));
}

function put(grid: (Place | null)[][], y: number, cell: Cell): void {
  const { columns = 1, rows = 1 } = cell;
  const x = grid[y]?.indexOf(null) ?? -1;
  invariant(x >= 0, 'a row of a table has more cells than columns');
  for (const row of Array.from({ length: rows }, (_, i) => grid[y + i])) {
    for (const at of Array.from({ length: columns }, (_, i) => x + i)) {
      invariant(row?.[at] === null, 'a cell of a table spans beyond it or over another');
      row[at] = 'covered';
    }
  }
  const first = grid[y];
  invariant(first !== undefined, 'the row of a cell');
  first[x] = cell;
}

function filled(place: Place | null): Place {
  invariant(place !== null, 'a row of a table has fewer cells than columns');
  return place;
}
