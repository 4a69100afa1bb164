import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import type { Chair } from '../clients/chair.ts';

/** The passphrase of every backup made here. */
export const PASSPHRASE = 'mat-khau-du-phong';

/** A co-issuing teller's page in a browser of its own, and the backup file it has saved. */
export interface CoIssuerPage {
  readonly page: Page;
  /** The teller's number in the committee. */
  readonly i: number;
  readonly backup: string;
}

/** Pairs a page as this teller's device; what it opens on is its own step. */
export async function pairPage(
  browser: Browser,
  { chair, url }: { readonly chair: Chair; readonly url: string },
  name: string,
  i: number,
): Promise<Page> {
  const context = await browser.newContext({
    locale: 'vi-VN',
    viewport: { width: 810, height: 1080 },
    acceptDownloads: true,
  });
  const page = await context.newPage();
  await page.goto(`${url}/console/#pair=${await chair.pairingCode('teller', name, i)}`);
  return page;
}

/** Joins the ceremony by the member's tap. */
export async function joinOn(page: Page): Promise<void> {
  await page.getByTestId('join').click();
}

/** Saves the backup, which the ceremony waits for (P 4.6.4); the file's path. */
export async function saveBackup(page: Page): Promise<string> {
  await page.getByTestId('backup-passphrase').fill(PASSPHRASE);
  await page.getByTestId('backup-repeat').fill(PASSPHRASE);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByTestId('backup-save').click(),
  ]);
  const folder = await mkdtemp(join(tmpdir(), 'hom-phieu-backup-'));
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

/** Takes the place of the lost device from its backup. */
export async function restoreOn(page: Page, backup: string): Promise<void> {
  await page.getByTestId('restore-file').setInputFiles(backup);
  await page.getByTestId('restore-passphrase').fill(PASSPHRASE);
  await page.getByTestId('restore-button').click();
}
