import { expect, test, type Page } from '@playwright/test';
import { formatBallotCode } from '#shared/protocol/code.ts';
import { Hall, voterState } from './support/hall.ts';
import { Stage } from './support/stage.ts';

test.describe.configure({ mode: 'serial' });

const LABEL = 'Máy số 3';

let stage: Stage;
let hall: Hall;
let kiosk: Page;
let desk: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  stage = await Stage.open();
  await stage.openPolls();
  hall = new Hall(browser);
  desk = await hall.device('desk', { viewport: { width: 810, height: 1080 } });
  await desk.goto(await stage.pairing('desk', 'Bàn 1'));
  await expect(desk.getByTestId('state-m1')).toBeVisible();
});

test.afterAll(async () => {
  await hall.close();
  await stage.close();
});

test('a tablet is set up: whole screen, screen kept lit, codes', async () => {
  kiosk = await hall.device('kiosk', { viewport: { width: 810, height: 1080 }, hasTouch: true });
  await kiosk.clock.install();
  await kiosk.goto(await stage.pairing('kiosk', LABEL));
  await state('setup');
  await expect(kiosk.getByTestId('setup-awake')).not.toBeEmpty();
  await kiosk.getByTestId('setup-ready').click();
  // The first touch fills the screen.
  await expect.poll(() => kiosk.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await state('idle');
  await expect(kiosk.getByTestId('kiosk-label')).toHaveText(LABEL);
  await expect(kiosk).toHaveURL(/#\/kiosk$/);
});

test('called by the desk, the ballot marked and cast, the tablet cleared (issue 5.2)', async () => {
  await send('m1');
  await state('called');
  await expect(voterState(kiosk)).toContainText(LABEL);
  await expect(voterState(kiosk)).toContainText('Mời đồng chí ghi phiếu');
  await kiosk.getByTestId('kiosk-begin').click();

  await kiosk.getByTestId('options').click();
  await kiosk.getByTestId('size-large').click();
  await kiosk.getByTestId('theme-contrast').click();
  await kiosk.getByTestId('options-close').click();
  await readDossiers();
  await cast();
  await kiosk.getByTestId('another').click();

  await state('idle');
  await expectNothingLeft();
});

test('a ballot left half marked calls the desk, and decides nothing (F18)', async () => {
  await send('m2');
  await kiosk.getByTestId('kiosk-begin').click();
  await kiosk.getByTestId('level-s1-low').click();
  await kiosk.clock.fastForward('01:50');
  await expect(kiosk.getByTestId('left-dialog')).toBeHidden();
  // A touch begins the two minutes anew.
  await kiosk.getByTestId('level-s2-low').click();
  await kiosk.clock.fastForward('01:50');
  await expect(kiosk.getByTestId('left-dialog')).toBeHidden();
  await kiosk.clock.fastForward('00:15');
  await expect(kiosk.getByTestId('left-dialog')).toContainText('Đồng chí vẫn đang ghi phiếu?');
  const alarm = desk.getByTestId(/^kiosk-left-/);
  await expect(alarm).toHaveText('Máy số 3: phiếu đang ghi dở, không ai chạm 2 phút');

  // Nothing runs out: an hour later the same question stands, the ballot behind it.
  await kiosk.clock.fastForward('01:00:00');
  await expect(alarm).toBeVisible();
  await kiosk.getByTestId('still-here').click();
  await expect(kiosk.getByTestId('level-s1-low')).toHaveAttribute('aria-pressed', 'true');
  await expect(alarm).toHaveCount(0);
  await cast();
  // Nobody presses anything: it clears itself.
  for (let second = 0; second < 16; second += 1) await kiosk.clock.runFor(1000);
  await state('idle');
  await expectNothingLeft();
});

test('a printed slip at the tablet: by a scanner that types, or by hand in groups of four', async () => {
  const scanned = await stage.slip('m3');
  await kiosk.keyboard.type(`${stage.server.url}/#${formatBallotCode(scanned)}`, { delay: 4 });
  await kiosk.keyboard.press('Enter');
  await state('called');
  await kiosk.getByTestId('kiosk-begin').click();
  await cast();
  await kiosk.getByTestId('another').click();
  await state('idle');

  const typed = await stage.slip('m4');
  await kiosk.getByTestId('kiosk-enter').click();
  for (const character of typed) await kiosk.getByTestId(`key-${character}`).click();
  await expect(kiosk.getByTestId('typed')).toHaveText(
    formatBallotCode(typed).replaceAll('-', ' '),
    { useInnerText: true },
  );
  await kiosk.getByTestId('open-typed').click();
  await state('called');
  await kiosk.getByTestId('kiosk-begin').click();
  await cast();
  await kiosk.getByTestId('another').click();
  await state('idle');
  // The tablet offers a code of its own again.
  await send('m5');
  await state('called');
  expect(hall.faults).toEqual([]);
});

function state(name: string): Promise<void> {
  return expect(voterState(kiosk)).toHaveAttribute('data-state', name);
}

/** The desk sends a member to the tablet. */
async function send(member: string): Promise<void> {
  await expect
    .poll(() => stage.desk.view?.kiosks.some(({ claim }) => claim !== null), { timeout: 20_000 })
    .toBe(true);
  await desk.getByTestId(`issue-other-${member}`).click();
  await desk.getByTestId('issue-dialog').getByRole('button', { name: LABEL }).click();
}

async function cast(): Promise<void> {
  for (const line of [1, 2, 3]) await kiosk.getByTestId(`level-s${line}-confidence`).click();
  await kiosk.getByTestId('review').click();
  await kiosk.getByTestId('cast').click();
  await kiosk.getByTestId('cast-confirm').click();
  await kiosk.clock.runFor(2500);
  await state('received');
}

/** Photo and dossier are there, drawn in the page itself: no link leads out of the ballot. */
async function readDossiers(): Promise<void> {
  const photo = kiosk.getByTestId('photo-s1');
  await expect
    .poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBe(180);
  await kiosk.getByTestId('dossier-s1').click();
  await kiosk.getByTestId('paper').first().click();
  const page = kiosk.getByTestId('paper-open').locator('canvas').first();
  await expect.poll(() => page.evaluate(isDrawn)).toBe(true);
  await kiosk.getByTestId('dossier-close').click();
  await kiosk.getByTestId('dossier-s3').click();
  await expect(kiosk.getByTestId('paper-open')).toContainText('2.000.000.000 đồng');
  await kiosk.getByTestId('dossier-close').click();
}

/** Some of the canvas is dark: the text was drawn. */
function isDrawn(canvas: HTMLCanvasElement): boolean {
  if (canvas.width === 0) return false;
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
  return pixels?.some((value, at) => at % 4 === 0 && value < 100) ?? false;
}

/** No trace of the last voter in the page, its storage or its history. */
async function expectNothingLeft(): Promise<void> {
  const left = await kiosk.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const asked = indexedDB.open('hom-phieu');
      asked.onsuccess = () => {
        resolve(asked.result);
      };
      asked.onerror = () => {
        reject(new Error('no database'));
      };
    });
    const record = await new Promise<unknown>((resolve) => {
      const asked = database.transaction('values').objectStore('values').get('kiosk/ballot');
      asked.onsuccess = () => {
        resolve(asked.result);
      };
    });
    database.close();
    const { size, theme } = document.documentElement.dataset;
    return {
      record,
      size,
      theme,
      lang: document.documentElement.lang,
      kept: Object.keys(localStorage).map((key) => localStorage.getItem(key)),
      pending: Object.keys(sessionStorage).filter((key) => key.includes('pending')),
      scroll: scrollY,
      history: history.state as unknown,
    };
  });
  expect(left).toMatchObject({
    size: 'normal',
    theme: 'light',
    lang: 'vi',
    pending: [],
    scroll: 0,
    history: null,
  });
  expect(left.kept).not.toContain('large');
  // Nothing but the fresh code for the next voter.
  expect(Object.keys(left.record ?? {}).sort()).toEqual(['code', 'stage']);
}
