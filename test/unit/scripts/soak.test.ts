import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterWarmUp, growthPerHour, isWithin } from '../../../scripts/soak/growth.ts';
import { parseOptions } from '../../../scripts/soak/options.ts';
import { verdict, type Row } from '../../../scripts/soak/table.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('options of the soak (reliability F20)', () => {
  it('runs five minutes unless told otherwise', () => {
    const value = { minutes: 5, voters: 12, subjects: 6 };
    expect(parseOptions([])).toEqual({ ok: true, value });
    expect(parseOptions(['--minutes', '180'])).toEqual({
      ok: true,
      value: { ...value, minutes: 180 },
    });
  });

  it.each([[['--minutes', '0']], [['--voters', '5']], [['--subjects', '61']], [['x']]])(
    'refuses %j with a sentence',
    (args) => {
      const parsed = parseOptions(args);
      expect(parsed.ok ? '' : parsed.error).toMatch(/\p{L}/u);
    },
  );
});

describe('growth', () => {
  it('is the slope of a line, whatever the moments', () => {
    const moments = fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 2 });
    const run = fc.property(moments, fc.integer({ min: -50, max: 50 }), (minutes, slope) => {
      const points = minutes.map((m) => ({ at: m * MINUTE, value: 7 + slope * m }));
      expect(growthPerHour([...points].sort((a, b) => a.at - b.at))).toBeCloseTo(slope * 60, 5);
    });
    fc.assert(run);
  });

  it('takes no notice of a few outliers, and is 0 where nothing can be said', () => {
    const flat = Array.from({ length: 40 }, (_, i) => ({
      at: i * MINUTE,
      value: i % 17 ? 5 : 900,
    }));
    expect(growthPerHour(flat)).toBe(0);
    expect(growthPerHour([])).toBe(0);
    expect(growthPerHour([{ at: 0, value: 3 }])).toBe(0);
  });

  it('is judged after the warm-up: 30 % of the run, a quarter of an hour at most', () => {
    const points = Array.from({ length: 101 }, (_, i) => ({ at: i * MINUTE }));
    expect(afterWarmUp(points.slice(0, 11))[0]).toEqual({ at: 3 * MINUTE });
    expect(afterWarmUp(points)[0]).toEqual({ at: 15 * MINUTE });
    expect(afterWarmUp([])).toEqual([]);
  });

  it('may waver by the slack, and grow by the bound', () => {
    const bound = { perHour: 6, slack: 1 };
    function line(perHour: number, minutes: number) {
      return [0, minutes].map((m) => ({ at: m * MINUTE, value: (perHour * m) / 60 }));
    }
    expect(isWithin(line(6.9, 60), bound)).toBe(true);
    expect(isWithin(line(7.1, 60), bound)).toBe(false);
    expect(isWithin(line(60, 1), bound)).toBe(true);
    expect(isWithin(line(-60, 60), bound)).toBe(true);
  });
});

describe('the verdict', () => {
  function rows(change: (hours: number) => Partial<Row>): Row[] {
    return Array.from({ length: 61 }, (_, i) => ({
      at: i * MINUTE,
      rehearsals: i,
      ballots: i,
      rss: 2e8,
      heap: 2e7,
      external: 8e6,
      files: 45,
      delayP99: 5,
      delayMax: 20,
      ...change((i * MINUTE) / HOUR),
    }));
  }

  it('finds a leak of memory and one of open files, and nothing where nothing grows', () => {
    expect(verdict(rows(() => ({}))).ok).toBe(true);
    expect(verdict(rows((hours) => ({ heap: 2e7 + 3e7 * hours }))).ok).toBe(false);
    expect(verdict(rows((hours) => ({ rss: 2e8 + 8e7 * hours }))).ok).toBe(false);
    expect(verdict(rows((hours) => ({ files: 45 + Math.round(60 * hours) }))).ok).toBe(false);
  });

  it('says so where the system tells no open files', () => {
    const { ok, lines } = verdict(rows(() => ({ files: null })));
    expect(ok).toBe(true);
    expect(lines.at(-1)).toContain('không đo');
  });
});
