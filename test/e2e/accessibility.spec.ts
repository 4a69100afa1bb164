import { expect, test, type Page } from '@playwright/test';
import { defined } from '#shared/assert.ts';
import { axeFindings } from '../../scripts/pictures/axe.ts';
import { startServer, type RunningServer } from '../../scripts/rehearse/server.ts';
import { contrasts, leastHeight } from './support/ballot-text.ts';
import { Hall, voterState } from './support/hall.ts';
import { pressByKey, tabTo } from './support/keyboard.ts';

/**
 * The main states (issue 5, 9), in a rehearsal in which the chair's page plays desk and tellers;
 * `npm run pictures -- --axe` looks at every state of every role.
 */
test.describe.configure({ mode: 'serial' });

const THEMES = ['light', 'dark', 'contrast'] as const;
/** What the voter reads and marks. */
const BALLOT_TEXT = '[data-testid="state"] :is(h1, h2, p, li), [data-testid^="level-"], .bar p';
const BOXES = '[data-testid^="level-"]';

let server: RunningServer;
let hall: Hall;
let chair: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  server = await startServer({ screens: true });
  hall = new Hall(browser);
  chair = await hall.device('chair', { viewport: { width: 1366, height: 768 } });
});

test.afterAll(async () => {
  await hall.close();
  await server.stop();
});

test('chair, desk, supervisor and display break no rule of WCAG 2.2 AA', async () => {
  await chair.goto(server.link);
  await chair.getByTestId('quick-rehearsal').waitFor();
  await expectClean(chair, 'chair before the plan');
  await chair.getByTestId('quick-rehearsal').click();
  await chair.getByTestId('rehearsal-qr').waitFor({ timeout: 120_000 });
  await expectClean(chair, 'chair while the polls are open');
  for (const role of ['desk', 'supervisor', 'display'] as const) {
    const page = await hall.device(role, { viewport: { width: 1366, height: 768 } });
    await chair.getByTestId(`pair-${role}`).click();
    await page.goto(await chair.getByTestId('pairing-url').innerText());
    await chair.getByTestId('paired').waitFor();
    if (role === 'desk') await expectClean(chair, 'pairing dialog');
    await chair.getByTestId('pairing-close').click();
    await page.locator('[data-testid="turnout-issued"], [data-testid="search"]').first().waitFor();
    await expectClean(page, role);
  }
});

test('a ballot on a phone: rules, contrast in three themes, heights of rows', async () => {
  const phone = await hall.phone('voter');
  await phone.goto(await ballotAddress());
  await phone.getByTestId('begin').click();
  await phone.locator(BOXES).first().click();
  await expectClean(phone, 'a marked line');
  expect(await leastHeight(phone, BOXES)).toBeGreaterThanOrEqual(80);
  for (const theme of THEMES) {
    await choose(phone, `theme-${theme}`);
    await expectClean(phone, `a marked line, ${theme}`);
    await expectReadable(phone, theme);
  }
  await choose(phone, 'theme-light');
  await phone.setViewportSize({ width: 320, height: 568 });
  expect(await leastHeight(phone, BOXES)).toBeGreaterThanOrEqual(60);
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await phone.setViewportSize({ width: 360, height: 740 });
  await choose(phone, 'layout-list');
  await expectClean(phone, 'the whole list');
  await phone.getByTestId('review').click();
  for (const theme of THEMES) {
    await choose(phone, `theme-${theme}`);
    await expectReadable(phone, theme);
  }
  // At the end of the list no row lies half under the bar, which is no fault but looks like one.
  await phone.evaluate(() => {
    scrollTo(0, document.documentElement.scrollHeight);
  });
  await expectClean(phone, 'the review');
});

test('a tablet: rows of at least 68 px', async () => {
  const tablet = await hall.device('tablet', { viewport: { width: 810, height: 1080 } });
  await tablet.goto(await ballotAddress());
  await tablet.getByTestId('review').waitFor();
  expect(await leastHeight(tablet, BOXES)).toBeGreaterThanOrEqual(68);
  await expectClean(tablet, 'the ballot on a tablet');
  await expectReadable(tablet, 'light');
});

test('a whole ballot by the keyboard alone, and what a screen reader says on the way', async () => {
  const page = await hall.device('keyboard', { viewport: { width: 1000, height: 500 } });
  await page.goto(await ballotAddress());
  await pressByKey(page, 'begin', 'Enter');
  const subject = page.locator('[data-testid^="subject-"]');
  const name = await subject.getByRole('heading').innerText();
  await expect(subject).toMatchAriaSnapshot(`
    - heading "${name}" [level=2]
    - group:
      - button "Tín nhiệm cao"
      - button "Tín nhiệm"
      - button "Tín nhiệm thấp"
  `);
  await pressByKey(page, await boxId(page, 'confidence'), ' ');
  await expect(subject.getByRole('button', { name: 'Tín nhiệm', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(page.getByRole('status').filter({ hasText: 'Đã đánh dấu 1/' })).toBeVisible();
  await pressByKey(page, 'next', 'Enter');
  await pressByKey(page, await boxId(page, 'high'), 'Enter');
  while (await page.getByTestId('next').isVisible()) await pressByKey(page, 'next', 'Enter');
  await pressByKey(page, 'review', 'Enter');
  const row = page.locator('[data-testid^="review-"]').first();
  await expect(row).toContainText('Tín nhiệm');
  await expect(row.getByRole('button')).toHaveAccessibleName(`Sửa lại: ${name}`);
  await pressByKey(page, 'cast', 'Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toHaveAccessibleName(/có chắc chắn bỏ phiếu\?$/u);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByTestId('cast')).toBeFocused();
  await page.keyboard.press('Enter');
  await pressByKey(page, 'cast-confirm', 'Enter');
  await expect(voterState(page)).toHaveAttribute('data-state', 'received', { timeout: 60_000 });
  await expect(page.getByRole('status').filter({ hasText: 'Đã nhận phiếu' })).toBeVisible();
  await expectClean(page, 'the receipt');
  await tabTo(page, 'options');
  expect(hall.faults).toEqual([]);
});

test('the user guide is served from this laptop alone, with its pictures', async () => {
  const page = await hall.device('guide', { viewport: { width: 1366, height: 768 } });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`${server.url}/huong-dan`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hướng dẫn sử dụng Hòm Phiếu');
  await expectClean(page, 'contents of the guide');
  await page.getByRole('link', { name: 'Ban kiểm phiếu' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ban kiểm phiếu');
  await expectClean(page, 'a page of the guide');
  const widths = page
    .locator('img')
    .evaluateAll((all: HTMLImageElement[]) => all.map(({ naturalWidth }) => naturalWidth));
  expect((await widths).filter((width) => width === 0)).toEqual([]);
  expect(asked.filter((url) => !url.startsWith(server.url))).toEqual([]);
  expect(hall.faults).toEqual([]);
});

/** The address of one more ballot, as the assistant's QR holds it. */
async function ballotAddress(): Promise<string> {
  const qr = chair.getByTestId('rehearsal-qr');
  const before = used;
  if (before !== null) await chair.getByTestId('rehearsal-issueMore').click();
  await expect(qr).not.toHaveAttribute('data-url', before ?? '');
  used = defined(await qr.getAttribute('data-url'));
  return used;
}

let used: string | null = null;

async function expectClean(page: Page, state: string): Promise<void> {
  expect(await axeFindings(page), state).toEqual([]);
}

async function expectReadable(page: Page, theme: string): Promise<void> {
  const texts = await contrasts(page, BALLOT_TEXT);
  expect(texts.length).toBeGreaterThan(4);
  expect(
    texts.filter(({ ratio }) => ratio < 10),
    `contrast below 10:1, ${theme}`,
  ).toEqual([]);
}

/** Chooses how to read, through the dialog as a voter does. */
async function choose(page: Page, choice: string): Promise<void> {
  await page.getByTestId('options').click();
  await page.getByTestId(choice).click();
  await page.getByTestId('options-close').click();
}

async function boxId(page: Page, level: string): Promise<string> {
  const box = page.locator(`${BOXES}[data-testid$="-${level}"]`);
  return defined(await box.getAttribute('data-testid'));
}
