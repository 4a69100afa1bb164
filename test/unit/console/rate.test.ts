import { describe, expect, test } from 'vitest';
import {
  chartPoints,
  perMinute,
  withSample,
  type Sample,
} from '../../../chair-console/chair/rate.ts';

describe('the rate of ballots on the chair’s screen', () => {
  test('a count that stays or goes back adds nothing (X 2: turnout never jumps)', () => {
    const one = withSample([], { at: 0, collected: 5 });
    expect(withSample(one, { at: 1000, collected: 5 })).toBe(one);
    expect(withSample(one, { at: 1000, collected: 3 })).toBe(one);
    expect(withSample(one, { at: 1000, collected: 6 })).toHaveLength(2);
  });

  test('the rate is what came during the last minute', () => {
    const samples: Sample[] = [
      { at: 0, collected: 0 },
      { at: 30_000, collected: 10 },
      { at: 70_000, collected: 25 },
    ];
    expect(perMinute(samples, 90_000)).toBe(15);
    expect(perMinute(samples, 300_000)).toBe(0);
    expect(perMinute([], 0)).toBe(0);
  });

  test('samples older than half an hour are dropped', () => {
    const samples = withSample([{ at: 0, collected: 1 }], { at: 31 * 60_000, collected: 2 });
    expect(samples).toEqual([{ at: 31 * 60_000, collected: 2 }]);
  });

  test('the chart is a step line from the first sample to now, its top the ballots issued', () => {
    const samples = [
      { at: 0, collected: 0 },
      { at: 50, collected: 10 },
    ];
    const points = chartPoints(samples, { width: 100, height: 40, issued: 20, now: 100 });
    expect(points).toBe('0.0,40.0 50.0,40.0 50.0,20.0 100.0,20.0');
    expect(chartPoints(samples.slice(0, 1), { width: 1, height: 1, issued: 1, now: 1 })).toBe('');
  });
});
