import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { build, type Rolldown } from 'vite';
import { VERIFIER_FILE } from '../../server/build-verifier.ts';
import { BROWSER_ARGS, ensureBrowser } from '../browser.ts';
import type { InBrowser } from './in-browser.ts';

declare const homPhieuBench: InBrowser;

/** The same measurements in a page: on its main thread, where the browser can slow it down. */
export interface SlowedPage {
  /** The browser's name and version. */
  readonly browser: string;
  /** From now on the page's processor is so many times slower (1: as it is). */
  readonly slowBy: (times: number) => Promise<void>;
  readonly ballot: (lines: number) => Promise<ReturnType<InBrowser['ballot']>>;
  readonly count: (
    ballots: number,
    lines: number,
    slow: boolean,
  ) => Promise<ReturnType<InBrowser['count']>>;
  readonly close: () => Promise<void>;
}

/** Opens the protocol in the browser that the tests use; the page has no network. */
export async function openSlowedPage(): Promise<SlowedPage> {
  const path = await ensureBrowser();
  const browser = await chromium.launch({
    args: BROWSER_ARGS,
    ...(path === null ? {} : { executablePath: path }),
  });
  const page = await browser.newPage();
  await start(page);
  const session = await page.context().newCDPSession(page);
  return {
    browser: `Chromium ${browser.version()}`,
    slowBy: async (times) => {
      await session.send('Emulation.setCPUThrottlingRate', { rate: times });
    },
    ballot: (lines) => page.evaluate((each) => homPhieuBench.ballot(each), lines),
    count: (ballots, lines, slow) =>
      page.evaluate(([b, l, s]) => homPhieuBench.count(b, l, s), [ballots, lines, slow] as const),
    close: () => browser.close(),
  };
}

async function start(page: Page): Promise<void> {
  await page.addScriptTag({ content: await bundled() });
  const wasm = (await readFile(VERIFIER_FILE)).toString('base64');
  await page.evaluate((bytes) => homPhieuBench.start(bytes), wasm);
}

/** The measurements and the protocol as one script, built in memory as the voter's page is. */
async function bundled(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2020',
      lib: {
        entry: join(import.meta.dirname, 'in-browser.ts'),
        formats: ['iife'],
        name: 'homPhieuBenchBundle',
      },
    },
  });
  // One format was asked for, and no watching.
  const [{ output }] = built as [Rolldown.RolldownOutput];
  return output[0].code;
}
