import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { buildOffline } from '../../server/build-offline.ts';
import { buildVerifier } from '../../server/build-verifier.ts';
import { axeFindings } from '../../scripts/pictures/axe.ts';
import { finishedRound, forged } from '../support/protocol-round.ts';
import { sodium } from '../support/sodium.ts';
import { dropFiles } from './support/offline-page.ts';

const SAMPLE = join(import.meta.dirname, '../vectors/sample-board');
const board = join(SAMPLE, 'board.jsonl');
const register = join(SAMPLE, 'register.jsonl');
const result = join(SAMPLE, 'result.json');

let folder = '';

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hom-phieu-offline-'));
  await buildVerifier();
  await buildOffline(join(folder, 'verify.html'));
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

test.use({ offline: true });
test.describe.configure({ timeout: 90_000 });

/** The page from disk, with the network off; what it did wrong or asked for. */
async function open(page: Page): Promise<string[]> {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('request', (request) => {
    if (!/^(?:file|blob|data):/u.test(request.url())) faults.push(request.url());
  });
  await page.goto(pathToFileURL(join(folder, 'verify.html')).href);
  return faults;
}

async function give(page: Page, kind: 'board' | 'register' | 'result', file: string) {
  await page.getByTestId(`input-${kind}`).setInputFiles(file);
}

async function file(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

test('a good board with register and result, dropped together: valid, with totals and digest (P 4.11)', async ({
  page,
}) => {
  const faults = await open(page);
  await dropFiles(page, [result, register, board]);
  await expect(page.getByTestId('valid')).toContainText('HỢP LỆ');
  await expect(page.getByTestId('not-checked')).toHaveCount(0);
  await expect(page.getByTestId('by')).toContainText('chương trình kiểm nhanh');
  const names = 'board.jsonl, register.jsonl, result.json';
  await expect(page.getByTestId('checked')).toContainText(names);
  const stored = JSON.parse(await readFile(result, 'utf8')) as {
    rows: { subjectId: string; high: number; confidence: number; low: number }[];
    recounts: { digest: string }[];
    board: { head: string };
    venue: string;
  };
  for (const { subjectId, ...row } of stored.rows) {
    for (const level of ['high', 'confidence', 'low'] as const) {
      const cell = page.getByTestId(`total-${subjectId}-${level}`);
      await expect(cell).toHaveText(String(row[level]));
    }
  }
  const { digest } = stored.recounts[0]!;
  expect((await page.getByTestId('digest').innerText()).replace(/\s/gu, '')).toBe(digest);
  expect((await page.getByTestId('head').innerText()).replace(/\s/gu, '')).toBe(stored.board.head);

  const code = `HOM-PHIEU 1 ${stored.venue}-1 ${stored.board.head} ${digest}`;
  await page.getByTestId('paper-code').fill(code);
  await page.getByTestId('paper-check').click();
  await expect(page.getByTestId('paper-result')).toContainText('VĂN BẢN KHỚP');
  await page.getByTestId('paper-code').fill(code.replace(digest, `${'A'.repeat(42)}8`));
  await page.getByTestId('paper-check').click();
  await expect(page.getByTestId('paper-result')).toContainText('KHÔNG KHỚP: khác ở mã kết quả');
  expect(faults).toEqual([]);
});

test('the tracking code of a ballot is found, whatever way it is typed (P 4.4)', async ({
  page,
}) => {
  await open(page);
  await give(page, 'board', board);
  await page.getByTestId('codes').locator('xpath=..').locator('summary').click();
  const codes = await page.getByTestId('codes').locator('li').allInnerTexts();
  expect(codes).toHaveLength(12);
  expect(codes).toEqual(codes.toSorted());
  await page.getByTestId('find-code').fill(codes[3]!.toLowerCase().replace(/-/gu, ' '));
  await page.getByTestId('find').click();
  await expect(page.getByTestId('find-result')).toContainText(`Có phiếu ${codes[3]!}`);
  await page.getByTestId('find-code').fill('0000-0000-0000-0000');
  await page.getByTestId('find').click();
  await expect(page.getByTestId('find-result')).toContainText('Không có phiếu');
});

test('the plain verifier gives a second opinion on the same files', async ({ page }) => {
  await open(page);
  await give(page, 'board', board);
  await page.getByTestId('slow').click();
  await expect(page.getByTestId('second-verdict')).toHaveAttribute('data-agree', 'true');
});

test('a board with changed totals, chained and signed anew by the server: invalid, and why', async ({
  page,
}) => {
  const round = finishedRound(sodium, { n: 3, t: 2, marks: [[1], [2], [3], [1]] });
  const bytes = forged(round, (entries) => {
    const { b } = entries.find(({ t }) => t === 'result')!;
    for (const key of ['electronic', 'total'] as const) {
      const [line] = b[key] as { high: number; low: number }[];
      line!.high += 1;
      line!.low -= 1;
    }
  });
  const faults = await open(page);
  await give(page, 'board', await file('board.jsonl', bytes));
  await expect(page.getByTestId('invalid')).toContainText('KHÔNG HỢP LỆ');
  await expect(page.getByTestId('fault')).toContainText('E_TOTAL(0)');
  await expect(page.getByTestId('fault')).toContainText('(kết quả)');
  await expect(page.getByTestId('totals')).toHaveCount(0);
  // The right board in its place, and all is well again.
  await give(page, 'board', await file('good.jsonl', round.boardBytes));
  await expect(page.getByTestId('valid')).toBeVisible();
  expect(faults).toEqual([]);
});

test('files that are no such files are refused in plain words, a damaged board is named as one', async ({
  page,
}) => {
  await open(page);
  await dropFiles(page, [await file('empty.jsonl', ''), await file('anything.txt', 'abc')]);
  await expect(page.getByTestId('unusable')).toContainText('tệp rỗng');
  await expect(page.getByTestId('unusable')).toContainText('Không nhận ra «anything.txt»');
  await give(page, 'result', await file('result.json', '{"format":"hom-phieu/result/1"}'));
  await expect(page.getByTestId('unusable')).toContainText('không phải tệp kết quả');
  await give(
    page,
    'board',
    await file('damaged.jsonl', '\uFEFF' + (await readFile(board, 'utf8'))),
  );
  await expect(page.getByTestId('fault')).toContainText('mục số 0');
  await expect(page.getByTestId('fault')).toContainText('E_JSON');
});

test('where no worker starts, the page itself checks, in slices (same policy)', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'Worker');
  });
  const faults = await open(page);
  await give(page, 'board', board);
  await expect(page.getByTestId('valid')).toBeVisible();
  expect(faults).toEqual([]);
});

test('it fits a phone, and nothing is in the way of a screen reader or a keyboard', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page);
  await give(page, 'board', board);
  await give(page, 'result', result);
  await expect(page.getByTestId('valid')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  expect(await axeFindings(page)).toEqual([]);
});

test('the page names no address, and its policy allows no connection', async () => {
  const text = await readFile(join(folder, 'verify.html'), 'utf8');
  expect(text).toMatch(/default-src 'none'.*connect-src 'none'/u);
  expect(text).not.toMatch(/<(?:link|script|img)[^>]+(?:src|href)="(?!data:)/u);
});
