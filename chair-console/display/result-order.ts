import type { DisplayView } from '#shared/meeting/views.ts';
import type { ResultRow } from '#shared/result/rows.ts';

/** A row of the result with its number on the ballot. */
export interface NumberedRow extends ResultRow {
  readonly number: number;
}

/**
 * The rows as the hall sees them: in the ballot's order or, where the office chose so, by number of
 * the highest level; equal ones then stay in the ballot's order. The number is always the ballot's.
 */
export function hallRows(
  rows: readonly ResultRow[],
  order: DisplayView['order'],
): readonly NumberedRow[] {
  const numbered = rows.map((row, at) => ({ ...row, number: at + 1 }));
  return order === 'ballot' ? numbered : numbered.sort((a, b) => b.high - a.high);
}
