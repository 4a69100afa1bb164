import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trackingCode } from '#shared/protocol/code.ts';
import {
  beginsWith,
  COLUMNS,
  pageOfTyped,
  pagesOf,
  ROWS,
} from '../../../chair-console/display/codes-pages.ts';

const lists = fc
  .array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 300 })
  .map((ids) => ids.map((id) => trackingCode(id)).sort());

describe('the hall’s list of tracking codes (issue 6.6)', () => {
  it('shows every code once, in order, on pages of one size', () => {
    fc.assert(
      fc.property(lists, (codes) => {
        const pages = pagesOf(codes);
        expect(pages.flatMap((page) => page.codes)).toEqual(codes);
        for (const page of pages.slice(0, -1)) expect(page.codes).toHaveLength(ROWS * COLUMNS);
      }),
    );
  });

  it('turns to the page of a code by any beginning of it, as voters type it', () => {
    fc.assert(
      fc.property(lists, fc.nat(), fc.integer({ min: 1, max: 19 }), (codes, at, length) => {
        fc.pre(codes.length > 0);
        const code = codes[at % codes.length]!;
        const typed = code.slice(0, length).toLowerCase().replace(/0/g, 'o').replace(/1/g, 'l');
        const page = pagesOf(codes)[pageOfTyped(codes, typed)!]!;
        expect(page.codes.some((shown) => beginsWith(shown, typed))).toBe(true);
      }),
    );
  });

  it('stays where it is while nothing is typed, and goes to the last page after the last code', () => {
    const codes = Array.from({ length: 100 }, (_, n) =>
      trackingCode(new Uint8Array(32).fill(n)),
    ).sort();
    expect(pageOfTyped(codes, '')).toBeNull();
    expect(pageOfTyped(codes, '-')).toBeNull();
    expect(pageOfTyped(codes, 'ZZZZ')).toBe(1);
    expect(pageOfTyped(codes, '0')).toBe(0);
  });
});
