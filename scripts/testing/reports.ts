import { readFile } from 'node:fs/promises';
import * as v from 'valibot';

/** How many tests passed and failed. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
}

const vitestReport = v.object({
  numPassedTests: v.number(),
  testResults: v.array(
    v.object({
      status: v.string(),
      assertionResults: v.array(v.object({ status: v.string() })),
    }),
  ),
});

const playwrightReport = v.object({
  stats: v.object({ expected: v.number(), unexpected: v.number(), flaky: v.number() }),
  errors: v.array(v.unknown()),
});

/** Vitest's JSON report as a count; a file that could not be loaded is one failed test. */
export function countVitest(report: unknown): Count {
  const { numPassedTests, testResults } = v.parse(vitestReport, report);
  const failed = testResults.map(({ status, assertionResults }) => {
    const tests = assertionResults.filter((test) => test.status === 'failed').length;
    return status === 'failed' ? Math.max(1, tests) : tests;
  });
  return { passed: numPassedTests, failed: failed.reduce((sum, n) => sum + n, 0) };
}

/** Playwright's JSON report as a count; an error outside the tests is one failed test. */
export function countPlaywright(report: unknown): Count {
  const { stats, errors } = v.parse(playwrightReport, report);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

/**
 * The count of a run from its report. A run that says it failed has failed at least once: a tool
 * that died before its report, or found no test at all, must not pass.
 */
export function countRun(exitCode: number, report: unknown, count: (r: unknown) => Count): Count {
  const found = report === null ? { passed: 0, failed: 0 } : count(report);
  return exitCode !== 0 && found.failed === 0 ? { ...found, failed: 1 } : found;
}

/** The JSON of a report file; null when there is none. */
export async function readReport(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch {
    return null;
  }
}
