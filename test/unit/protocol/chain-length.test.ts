import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { text } from '#shared/plan/schema.ts';
import { MOST_LINES } from '#shared/plan/plan-schema.ts';
import { toBase64url, utf8 } from '#shared/protocol/bytes.ts';
import { formatLine, LONGEST_LINE, parseLine, ZERO_HASH } from '#shared/protocol/chain.ts';
import { sodium } from '../../support/sodium.ts';

/** A good first line of so many bytes. */
function lineOf(bytes: number): Uint8Array {
  const bare = formatLine(0, 'setup', ZERO_HASH, { title: '' }).length;
  return utf8(formatLine(0, 'setup', ZERO_HASH, { title: 'A'.repeat(bytes - bare) }));
}

describe('[SPEC L1] the longest line', () => {
  it.each(['board-entry', 'register-entry'] as const)('of a %s file has 2^20 bytes', (kind) => {
    const longest = parseLine(sodium, kind, 0, ZERO_HASH, lineOf(LONGEST_LINE));
    expect(longest).toMatchObject({ ok: true, value: { n: 0, t: 'setup' } });
    const longer = parseLine(sodium, kind, 0, ZERO_HASH, lineOf(LONGEST_LINE + 1));
    expect(longer).toEqual({ ok: false, error: 'E_JSON' });
  });

  it('of the log, which holds the whole plan, has no bound', () => {
    const line = lineOf(LONGEST_LINE + 1);
    expect(parseLine(sodium, 'log-entry', 0, ZERO_HASH, line).ok).toBe(true);
  });

  it('a file of 40 MB without a line feed is refused at once', () => {
    const bytes = new Uint8Array(40_000_000).fill('['.charCodeAt(0));
    const begun = performance.now();
    expect(parseLine(sodium, 'board-entry', 0, ZERO_HASH, bytes).ok).toBe(false);
    expect(performance.now() - begun).toBeLessThan(50);
  });

  it('has room for the longest setup: every text of the plan at its limit, 25 tellers who issue too', () => {
    const longest = 'ế'.repeat(2000);
    expect([v.is(text, longest), v.is(text, `${longest}ế`)]).toEqual([true, false]);
    const key = toBase64url(new Uint8Array(32));
    const member = { i: 25, name: 'ế'.repeat(200), sign: key };
    const setup = {
      title: longest,
      lines: Array.from({ length: MOST_LINES }, () => ({
        id: 'm'.repeat(32),
        name: longest,
        post: longest,
      })),
      ballotDigest: key,
      committee: Array.from({ length: 25 }, () => ({ ...member, box: key })),
      issuers: Array.from({ length: 26 }, () => ({ ...member, pk: key })),
      board: key,
    };
    const line = utf8(formatLine(0, 'setup', ZERO_HASH, setup));
    expect(parseLine(sodium, 'board-entry', 0, ZERO_HASH, line).ok).toBe(true);
    expect(line.length).toBeGreaterThan(700_000);
  });

  it('has room for a paper count with every ruling at its limit, escaped', () => {
    const counted = { high: 100_000, confidence: 100_000, low: 100_000, invalid: 100_000 };
    const paper = {
      i: 25,
      count: 100_000,
      rejected: Array.from({ length: 10 }, () => ({
        reason: '\u0001'.repeat(100),
        count: 100_000,
      })),
      lines: Array.from({ length: MOST_LINES }, () => counted),
      rulings: Array.from({ length: 200 }, () => '\u0001'.repeat(500)),
      sig: toBase64url(new Uint8Array(64)),
    };
    const line = utf8(formatLine(0, 'paper', ZERO_HASH, paper));
    expect(parseLine(sodium, 'board-entry', 0, ZERO_HASH, line).ok).toBe(true);
    expect(line.length).toBeGreaterThan(600_000);
  });
});
