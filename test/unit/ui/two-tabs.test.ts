import { describe, expect, it } from 'vitest';
import type { SignedHead } from '#shared/protocol/entries.ts';
import { MOST_HEADS, together } from '#shared/ui/board-seen.ts';
import type { SeenBoard, SeenRound } from '#shared/ui/board-seen.ts';

const ALARM = { kind: 'proof', entry: 7, code: 'E_PROOF' } as const;

function head(n: number, sig = `sig-${n}`): SignedHead {
  return { n, h: `hash-${n}`, sig };
}

function boardTo(n: number, sid = 'one'): SeenBoard {
  return { sid, n, head: `hash-${n}`, polled: true, first: 'line 0' };
}

function seen(n: number, more: Partial<SeenRound> = {}): SeenRound {
  return { board: boardTo(n), alarm: null, heads: [head(n)], evidence: null, ...more };
}

describe('two pages of one device follow one board (P 4.10, SPEC L11)', () => {
  it('what one found wrong is not taken back by the other, to which the server told no lie', () => {
    const evidence = { lines: ['line 0'], heads: [head(7), head(7, 'other')] };
    const red = seen(7, { alarm: ALARM, evidence });
    expect(together(red, seen(9))).toMatchObject({ alarm: ALARM, evidence });
    expect(together(seen(9), red)).toMatchObject({ alarm: ALARM, evidence });
  });

  it('a page that lags behind takes back no entry that the other has seen', () => {
    expect(together(seen(9), seen(4)).board).toEqual(boardTo(9));
    expect(together(seen(4), seen(9)).board).toEqual(boardTo(9));
  });

  it('heads that each was told come together, once each, the newest of them kept', () => {
    const two = together(seen(4), seen(9, { heads: [head(4), head(9)] }));
    expect(two.heads).toEqual([head(4), head(9)]);
    expect(together(seen(4), seen(4, { heads: [head(4, 'other')] })).heads).toHaveLength(2);
    const many = Array.from({ length: MOST_HEADS }, (_, n) => head(n));
    const full = together(seen(4, { heads: [head(0, 'older')] }), seen(199, { heads: many }));
    expect(full.heads).toEqual(many);
  });

  it('a board begun anew replaces the one given up, heads and all', () => {
    const anew = { board: boardTo(0, 'two'), alarm: null, heads: [head(0)], evidence: null };
    expect(together(seen(4), anew)).toEqual(anew);
    const givenUp = { board: null, alarm: null, heads: [], evidence: null };
    expect(together(seen(4), givenUp)).toEqual(givenUp);
  });

  it('the first save, and one over what an older version kept', () => {
    expect(together(null, seen(4))).toEqual(seen(4));
    expect(together({ board: boardTo(4), alarm: ALARM }, seen(9))).toEqual(
      seen(9, { alarm: ALARM }),
    );
  });
});
