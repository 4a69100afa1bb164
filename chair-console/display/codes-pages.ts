/** How the hall's list of tracking codes is laid out: pages that stand still, in the alphabet's order. */

/** Codes of a page: read downwards, column by column, as a list on paper is. */
export const ROWS = 14;
export const COLUMNS = 4;
const PER_PAGE = ROWS * COLUMNS;

/** One page of the list, with its first and last code's first groups: who need not wait looks away. */
export interface CodesPage {
  readonly codes: readonly string[];
  readonly from: string;
  readonly to: string;
}

/** The pages of a sorted list; one empty page of an empty box. */
export function pagesOf(codes: readonly string[]): readonly CodesPage[] {
  const pages = Math.max(1, Math.ceil(codes.length / PER_PAGE));
  return Array.from({ length: pages }, (_, page) => {
    const shown = codes.slice(page * PER_PAGE, (page + 1) * PER_PAGE);
    return { codes: shown, from: groupOf(shown[0]), to: groupOf(shown.at(-1)) };
  });
}

/** The page on which what was typed stands or would stand; of nothing typed, null. */
export function pageOfTyped(codes: readonly string[], typed: string): number | null {
  const start = canonical(typed);
  if (start === '') return null;
  const at = codes.findIndex((code) => canonical(code).slice(0, start.length) >= start);
  return Math.floor((at < 0 ? Math.max(0, codes.length - 1) : at) / PER_PAGE);
}

/** Whether a code begins with what was typed. */
export function beginsWith(code: string, typed: string): boolean {
  const start = canonical(typed);
  return start !== '' && canonical(code).startsWith(start);
}

/** As codes are typed: letters of either case, I and L as 1, O as 0 (SPEC T2). */
function canonical(text: string): string {
  return text
    .replace(/[^0-9A-Za-z]/g, '')
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}

function groupOf(code: string | undefined): string {
  return code?.slice(0, 4) ?? '';
}
