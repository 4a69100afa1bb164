import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { buildOffline } from '../../../server/build-offline.ts';
import { buildVerifier } from '../../../server/build-verifier.ts';

/** `verify.html` on a disk of its own, for browsers with the network off. */
export class OfflinePage {
  /** Where a test may lay files to give it. */
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async build(): Promise<OfflinePage> {
    const folder = await mkdtemp(join(tmpdir(), 'hom-phieu-offline-'));
    await buildVerifier();
    await buildOffline(join(folder, 'verify.html'));
    return new OfflinePage(folder);
  }

  /** The page opened from disk in a browser without a network, and these files dropped on it. */
  async recount(browser: Browser, paths: readonly string[]): Promise<Page> {
    const context = await browser.newContext({ locale: 'vi-VN', offline: true });
    const page = await context.newPage();
    await page.goto(pathToFileURL(join(this.folder, 'verify.html')).href);
    await dropFiles(page, paths);
    return page;
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

/** As an auditor does it: several files at once, anywhere on the page. */
export async function dropFiles(page: Page, paths: readonly string[]): Promise<void> {
  const files = await Promise.all(
    paths.map(async (path) => ({ name: basename(path), text: await readFile(path, 'utf8') })),
  );
  await page.evaluate((all) => {
    const data = new DataTransfer();
    for (const { name, text } of all) data.items.add(new File([text], name));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }));
  }, files);
}
