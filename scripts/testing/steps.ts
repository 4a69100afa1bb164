import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildIfStale } from '../../server/build.ts';
import { ensureBrowser } from '../browser.ts';
import { ROOT } from '../root.ts';
import { runTool } from '../tool.ts';
import { countPlaywright, countRun, countVitest, readReport, type Count } from './reports.ts';

/** The parts of `npm test`, in the order in which they are reported. */
export const STEPS = ['typecheck', 'lint', 'unit', 'integration', 'ui', 'browser'] as const;
/** Parts that run only when named: minutes each. */
export const LONG_STEPS = ['long'] as const;
/** Parts that start no server and hold nothing to its time. */
export const BESIDE_LINT: ReadonlySet<string> = new Set(['typecheck', 'unit', 'ui']);
export type Step = (typeof STEPS)[number] | (typeof LONG_STEPS)[number];

/** Runs one part; what passed and failed in it. A failing check without tests is one failure. */
export function runStep(step: Step): Promise<Count> {
  switch (step) {
    case 'typecheck':
      return typecheck();
    case 'lint':
      return check(() => runTool('eslint', ['.', '--max-warnings', '0']));
    case 'browser':
      return browser();
    case 'unit':
    case 'ui':
    case 'long':
      return vitest(step);
    case 'integration':
      return vitest(step, 'alone');
  }
}

function typecheck(): Promise<Count> {
  return check(async () => {
    const project = await runTool('tsc', []);
    const pure = await runTool('tsc', ['-p', 'shared']);
    const screens = await runTool('svelteCheck', [
      '--fail-on-warnings',
      '--tsconfig',
      'tsconfig.json',
    ]);
    return project + pure + screens;
  });
}

async function check(run: () => Promise<number>): Promise<Count> {
  return { passed: 0, failed: (await run()) === 0 ? 0 : 1 };
}

async function vitest(project: string, ...after: readonly string[]): Promise<Count> {
  const file = await freshReport(project);
  const code = await runTool('vitest', [
    ...['run', '--config', 'test/vitest.config.ts'],
    ...[project, ...after].flatMap((name) => ['--project', name]),
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
  ]);
  return countRun(code, await readReport(file), countVitest);
}

async function browser(): Promise<Count> {
  const file = await freshReport('browser');
  const path = await findBrowser();
  if (path === undefined) return { passed: 0, failed: 1 };
  // Once, and before the first server: one that builds takes the pages from under another.
  await buildIfStale();
  const code = await runTool('playwright', ['test', '-c', 'test/playwright.config.ts'], {
    HOM_PHIEU_BROWSER: path ?? '',
  });
  return countRun(code, await readReport(file), countPlaywright);
}

/** Undefined, after the sentence that says so, when there is none. */
async function findBrowser(): Promise<string | null | undefined> {
  try {
    return await ensureBrowser();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return undefined;
  }
}

/** The path of a report, with the last run's report gone. */
async function freshReport(name: string): Promise<string> {
  const file = join(ROOT, 'test-results', `${name}.json`);
  await rm(file, { force: true });
  return file;
}
