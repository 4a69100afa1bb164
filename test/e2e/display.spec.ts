import { expect, test, type Page } from '@playwright/test';
import { granted } from '../../scripts/clients/answers.ts';
import { Hall } from './support/hall.ts';
import { legible, nothingCut } from './support/projector.ts';
import { Stage } from './support/stage.ts';

test.describe.configure({ mode: 'serial' });

const PROJECTORS = [
  { width: 1920, height: 1080 },
  { width: 1366, height: 768 },
];
/** Long enough to be broken into lines anywhere. */
const WIFI = { security: 'wpa', name: 'HoiTruong-HuyenUy-X', password: 'Tin-nhiem-2027' } as const;

let stage: Stage;
let hall: Hall;
let display: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  stage = await Stage.open();
  granted('set-wifi', await stage.chair.hall({ type: 'set-wifi', wifi: WIFI }));
  hall = new Hall(browser);
  display = await hall.device('display', { viewport: PROJECTORS[0]! });
  await display.goto(await stage.pairing('display', 'Màn hình'));
  await expect(display.getByTestId('phase')).toHaveAttribute('data-phase', 'rollCall');
});

test.afterAll(async () => {
  await hall.close();
  await stage.close();
});

async function atEachSize(look: () => Promise<void>): Promise<void> {
  for (const size of PROJECTORS) {
    await display.setViewportSize(size);
    await look();
  }
}

test('phase and quorum are read from the last row, beside the Wi-Fi’s code (issue 5.6, X 5)', async () => {
  await expect(display.getByTestId('wifi-name')).toHaveText(WIFI.name);
  await atEachSize(async () => {
    for (const id of ['phase', 'present', 'quorum']) await legible(display, id);
    await nothingCut(display);
  });
});

test('phase and turnout are read from the last row, both codes stand in line (issue 5.6)', async () => {
  await stage.openPolls();
  granted('paper', await stage.desk.command({ type: 'issue', memberId: 'm6', way: 'paper' }));
  await expect(display.getByTestId('turnout-issued')).toContainText('1');
  await atEachSize(async () => {
    for (const id of ['phase', 'turnout-collected', 'turnout-issued']) await legible(display, id);
    await nothingCut(display);
    const codes = await display
      .locator('.qr')
      .evaluateAll((all) =>
        all.map((each) => each.getBoundingClientRect()).map(({ top, height }) => ({ top, height })),
      );
    expect(codes).toHaveLength(2);
    expect(codes[1]).toEqual(codes[0]);
    expect(codes[0]!.height).toBeGreaterThan(0.4 * display.viewportSize()!.height);
  });
});

test('a call to a tablet moves nothing else on the screen (issue 5.6)', async ({ browser }) => {
  await display.setViewportSize(PROJECTORS[0]!);
  const tablets = new Hall(browser);
  const kiosk = await tablets.device('kiosk', { viewport: { width: 810, height: 1080 } });
  await kiosk.goto(await stage.pairing('kiosk', 'Máy bỏ phiếu 1'));
  await kiosk.getByTestId('setup-ready').click();
  const view = await stage.desk.until(
    ({ kiosks }) => kiosks.some(({ claim }) => claim !== null),
    'a tablet that is ready',
  );
  const claim = view.kiosks.find((each) => each.claim !== null)!.claim!;
  const turnout = display.getByTestId('turnout-collected');
  const before = await turnout.boundingBox();
  granted(
    'issue to the tablet',
    await stage.desk.command({ type: 'issue', memberId: 'm1', way: 'kiosk', claim }),
  );
  await expect(display.getByTestId('calls')).toContainText('máy bỏ phiếu 1');
  expect(await turnout.boundingBox()).toEqual(before);
  await atEachSize(async () => {
    await legible(display, 'calls');
    await nothingCut(display);
  });
  await tablets.close();
  expect(hall.faults).toEqual([]);
});
