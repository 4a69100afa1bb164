import { expect, test, type Page } from '@playwright/test';
import { startServer, type RunningServer } from '../../scripts/rehearse/server.ts';
import { Hall } from './support/hall.ts';
import { pressByKey } from './support/keyboard.ts';
import { slow } from './support/slow.ts';

test.describe.configure({ mode: 'serial' });

const LAPTOP = { width: 1366, height: 768 };
const STEP_MS = 120_000;

let server: RunningServer;
let hall: Hall;
let chair: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  server = await startServer({ screens: true });
  hall = new Hall(browser);
  chair = await hall.device('chair', { viewport: LAPTOP });
});

test.afterAll(async () => {
  await hall.close();
  await server.stop();
});

/** Nothing of the page stands beside the screen, at any size of a staff device. */
async function expectNothingSideways(where: string): Promise<void> {
  for (const width of [360, 810, 1366]) {
    await chair.setViewportSize({ width, height: 768 });
    const wide = await chair.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, `${where} at ${width}`).toBeLessThanOrEqual(width);
  }
  await chair.setViewportSize(LAPTOP);
}

async function untilPhase(phase: string): Promise<void> {
  await expect(chair.getByTestId('phase').first()).toHaveAttribute('data-phase', phase, {
    timeout: STEP_MS,
  });
}

/** Presses what can be pressed only when the console has nothing missing above it. */
async function pressWhenReady(testid: string): Promise<void> {
  await expect(chair.getByTestId(testid)).toBeEnabled({ timeout: STEP_MS });
  await pressByKey(chair, testid, 'Enter');
}

test('the first screen fits a phone and says where to begin (issue 5.4)', async () => {
  await chair.goto(server.link);
  await expect(chair.getByTestId('quick-rehearsal')).toBeVisible();
  await expectNothingSideways('start');
});

test('a first-time chair gets through the sample by keys alone, on a slow laptop and a slow line (issue 5.4)', async () => {
  test.setTimeout(600_000);
  // Held by hand at six times slower too; three leaves the suite its time.
  await slow(chair, { cpu: 3, latency: 400 });
  await chair.reload();
  await pressWhenReady('quick-rehearsal');
  await untilPhase('polling');
  await expectNothingSideways('polling');
  await pressWhenReady('rehearsal-castMissing');
  // Enough to be opened: nothing more is offered to be cast.
  await expect(chair.getByTestId('rehearsal-castMissing')).toBeHidden({ timeout: STEP_MS });

  await pressWhenReady('close-polls');
  await expect(chair.getByTestId('typed-number')).toBeFocused();
  const asked = await chair.getByTestId('confirm-dialog').getByText('để xác nhận').innerText();
  await chair.keyboard.type(asked.replace(/\D/gu, ''));
  await chair.keyboard.press('Enter');
  await untilPhase('counting');
  await expectNothingSideways('counting');
  await pressWhenReady('rehearsal-count');
  await untilPhase('counted');
  await pressWhenReady('announce');
  await expectNothingSideways('announce');
  await pressByKey(chair, 'announce-confirm', 'Enter');
  await untilPhase('announced');
  await expectNothingSideways('announced');
  await pressWhenReady('rehearsal-signMinutes');
  await pressWhenReady('archive');
  await pressByKey(chair, 'archive-confirm', 'Enter');
  await untilPhase('archived');
  await expectNothingSideways('archived');
  expect(hall.faults).toEqual([]);
});

test('while the hall fills and the box is sealed, dossiers and questions stay in reach (issue 5.4)', async () => {
  await chair.goto('about:blank');
  await chair.goto(`${server.url}/console/`);
  await chair.getByTestId('start-round-hdnd').click();
  await chair.getByTestId('freeze').click();
  await untilPhase('rollCall');
  await chair.getByTestId('more').click();
  await chair.getByTestId('prep-open').click();
  for (const tab of ['timeline', 'dossiers', 'questions']) {
    await chair.getByTestId(`prep-tab-${tab}`).click();
    await expectNothingSideways(tab);
  }
  await chair.getByTestId('prep-close').click();
  await expect(chair.getByTestId('confirm-quorum')).toBeVisible();
});
