import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBottleneck, percentile, spreadOf } from '../../../scripts/bench/figures.ts';
import { parseOptions } from '../../../scripts/bench/options.ts';

describe('options of the load benchmark (design 5)', () => {
  it('measures 100 and 500 voters, 24 subjects, within a minute, unless told otherwise', () => {
    expect(parseOptions(['hall'])).toEqual({
      ok: true,
      value: { voters: [100, 500], subjects: 24, within: 60, verify: false },
    });
  });

  it('takes sizes, subjects, pace and the wish to count', () => {
    const args = ['hall', '--voters', '3,2047', '--subjects', '60', '--all-at-once', '--verify'];
    expect(parseOptions(args)).toEqual({
      ok: true,
      value: { voters: [3, 2047], subjects: 60, within: 0, verify: true },
    });
  });

  it.each([
    ['no benchmark', []],
    ['an unknown benchmark', ['room']],
    ['a hall smaller than its committee', ['hall', '--voters', '2']],
    ['a hall larger than a roll', ['hall', '--voters', '100,2048']],
    ['a size that is no number', ['hall', '--voters', '100,']],
    ['more lines than a ballot has', ['hall', '--subjects', '61']],
    ['no time', ['hall', '--within', '0']],
    ['two paces', ['hall', '--within', '60', '--all-at-once']],
  ])('refuses %s with a sentence', (_, args) => {
    const parsed = parseOptions(args);
    expect(parsed.ok ? '' : parsed.error).toMatch(/\p{L}/u);
  });
});

describe('percentiles of the load benchmark (design 5)', () => {
  it('are measured values by nearest rank', () => {
    const durations = Array.from({ length: 200 }, (_, i) => 200 - i);
    expect(spreadOf(durations)).toEqual({ p50: 100, p95: 190, p99: 198, max: 200 });
    expect(spreadOf([7])).toEqual({ p50: 7, p95: 7, p99: 7, max: 7 });
    expect(spreadOf([])).toBeNull();
  });

  it('leave at most the rest above them, and fewer than the percentage below', () => {
    const durations = fc.array(fc.nat(1000), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(durations, fc.integer({ min: 1, max: 100 }), (values, percent) => {
        const sorted = [...values].sort((a, b) => a - b);
        const found = percentile(sorted, percent);
        const above = sorted.filter((value) => value > found).length;
        const below = sorted.filter((value) => value < found).length;
        expect(sorted).toContain(found);
        expect(above * 100).toBeLessThanOrEqual((100 - percent) * sorted.length);
        expect(below * 100).toBeLessThan(percent * sorted.length);
      }),
    );
  });

  it.each([
    ['a generator as late as what it measures', 100, 120, true],
    ['a generator far quicker than what it measures', 100, 500, false],
    ['a generator whose delay nobody notices', 15, 20, false],
  ])('tell %s', (_, generator, latency, bottleneck) => {
    expect(isBottleneck(generator, latency)).toBe(bottleneck);
  });
});
