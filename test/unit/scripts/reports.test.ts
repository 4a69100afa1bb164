import { describe, expect, it } from 'vitest';
import { countPlaywright, countRun, countVitest } from '../../../scripts/testing/reports.ts';

function file(status: string, ...tests: string[]) {
  return { status, assertionResults: tests.map((each) => ({ status: each })) };
}

describe('the last line of npm test (design 7: N passed, N failed)', () => {
  it('counts every failed test, and a file that did not load as one', () => {
    const report = {
      numPassedTests: 3,
      testResults: [
        file('passed', 'passed', 'passed'),
        file('failed', 'passed', 'failed', 'failed'),
        file('failed'),
      ],
    };
    expect(countVitest(report)).toEqual({ passed: 3, failed: 3 });
  });

  it('counts browser tests; a flaky one and an error outside the tests have failed', () => {
    const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
    expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 4, failed: 3 });
  });

  it('fails a run that ended badly although its report shows no failure, or shows nothing', () => {
    const green = { numPassedTests: 5, testResults: [file('passed', 'passed')] };
    expect(countRun(1, green, countVitest)).toEqual({ passed: 5, failed: 1 });
    expect(countRun(1, null, countVitest)).toEqual({ passed: 0, failed: 1 });
    expect(countRun(0, green, countVitest)).toEqual({ passed: 5, failed: 0 });
  });

  it('refuses a report of another shape instead of counting nothing', () => {
    expect(() => countVitest({ numPassedTests: 'many' })).toThrow();
  });
});
