import type { MarkCode } from '#shared/protocol/entries.ts';

/** The three boxes of a line in the order of the paper form (P 4.4). */
export const LEVELS = [
  { mark: 1, name: 'high' },
  { mark: 2, name: 'confidence' },
  { mark: 3, name: 'low' },
] as const satisfies readonly { readonly mark: MarkCode; readonly name: string }[];

/** How many lines carry a mark. */
export function markedCount(marks: readonly MarkCode[]): number {
  return marks.filter((mark) => mark !== 0).length;
}
