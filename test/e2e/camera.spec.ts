import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Browser } from '@playwright/test';
import { formatBallotCode } from '#shared/protocol/code.ts';
import { browserThatSees } from './support/camera.ts';
import { Hall } from './support/hall.ts';
import { Stage } from './support/stage.ts';

test.describe.configure({ mode: 'serial' });

const TABLET = { viewport: { width: 810, height: 1080 } };
/** On the roll, and not yet here. */
const LATE_COMER = 'm7';

let folder: string;
let stage: Stage;
const browsers: Browser[] = [];

test.beforeAll(async () => {
  test.setTimeout(300_000);
  folder = await mkdtemp(join(tmpdir(), 'hom-phieu-camera-'));
  stage = await Stage.open();
});

test.afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await stage.close();
  await rm(folder, { recursive: true, force: true });
});

/** The hall as seen by a browser before whose camera these codes are held. */
async function hallThatSees(name: string, sights: readonly (string | null)[]): Promise<Hall> {
  const browser = await browserThatSees(join(folder, `${name}.y4m`), sights);
  browsers.push(browser);
  return new Hall(browser);
}

test('the desk’s camera reads an invitation, and the member is present (issue 5.3)', async () => {
  const hall = await hallThatSees('invitation', [null, LATE_COMER, null, 'https://example.org/']);
  const desk = await hall.device('desk', TABLET);
  await desk.goto(await stage.pairing('desk', 'Bàn quét'));
  const state = desk.getByTestId(`state-${LATE_COMER}`);
  await expect(state).toHaveAttribute('data-state', 'absent');

  await desk.getByTestId('scan').click();
  await expect(state).toHaveAttribute('data-state', 'present');
  // The dialog covers the list: it must say itself what has been done, and for whom.
  await expect(desk.getByTestId('scan-said')).toContainText('Đã ghi có mặt');
  // A code that belongs to nobody is said, and changes nothing.
  await expect(desk.getByTestId('scan-said')).toContainText('không phải của ai');
  await expect(state).toHaveAttribute('data-state', 'present');

  await desk.getByTestId('scan-close').click();
  await expect(desk.locator('video')).toHaveCount(0);
  expect(hall.faults).toEqual([]);
});

test('the tablet’s camera reads a ballot code from a slip (issue 5.2)', async () => {
  await stage.desk.setPresent(LATE_COMER, false);
  await stage.openPolls();
  const code = formatBallotCode(await stage.slip('m1'));
  const hall = await hallThatSees('slip', [null, LATE_COMER, `${stage.server.url}/#${code}`]);
  const kiosk = await hall.device('kiosk', { ...TABLET, hasTouch: true });
  await kiosk.goto(await stage.pairing('kiosk', 'Máy số 1'));
  await kiosk.getByTestId('setup-ready').click();
  await kiosk.getByTestId('kiosk-enter').click();
  await kiosk.getByTestId('camera').click();
  await expect(kiosk.locator('[data-testid="state"]')).toHaveAttribute('data-state', 'called');
  expect(hall.faults).toEqual([]);
});
