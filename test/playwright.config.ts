import { defineConfig } from '@playwright/test';
import { BROWSER_ARGS, ensureBrowser } from '../scripts/browser.ts';

/** Found once: Playwright reads this file again in every worker, which inherits the environment. */
const executablePath = await ensureBrowser();
process.env['HOM_PHIEU_BROWSER'] = executablePath ?? '';

export default defineConfig({
  testDir: 'e2e',
  outputDir: '../test-results/browser',
  workers: 2,
  retries: 0,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: '../test-results/browser.json' }]],
  use: {
    trace: 'off',
    locale: 'vi-VN',
    launchOptions: {
      args: BROWSER_ARGS,
      ...(executablePath === null ? {} : { executablePath }),
    },
  },
});
