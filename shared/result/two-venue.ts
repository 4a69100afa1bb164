import type { MeetingResult } from './result.ts';
import type { ResultRow } from './rows.ts';

/** One subject's results where they were rated, side by side. */
export interface TwoVenueLine {
  readonly subjectId: string;
  readonly name: string;
  readonly post: string;
  readonly at: readonly { readonly venue: string; readonly row: ResultRow }[];
}

/**
 * The subjects in order of first appearance, each with the result of every venue untouched: never
 * summed, never averaged (R48, F22).
 */
export function twoVenueSheet(results: readonly MeetingResult[]): TwoVenueLine[] {
  const cells = results.flatMap(({ venue, rows }) => rows.map((row) => ({ venue, row })));
  const firsts = new Map(cells.toReversed().map(({ row }) => [row.subjectId, row]));
  const ids = [...new Set(cells.map(({ row }) => row.subjectId))];
  return ids.flatMap((subjectId) => {
    const first = firsts.get(subjectId);
    if (!first) return [];
    const at = cells.filter(({ row }) => row.subjectId === subjectId);
    return [{ subjectId, name: first.name, post: first.post, at }];
  });
}
