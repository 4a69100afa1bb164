import { describe, expect, it } from 'vitest';
import { utf8 } from '#shared/protocol/bytes.ts';
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
});
