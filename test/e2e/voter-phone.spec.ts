import { expect, test, type CDPSession, type Page } from '@playwright/test';
import { Hall, voterState } from './support/hall.ts';
import { LONG_LINES as LINES, longPlan } from './support/long-plan.ts';
import { Stage } from './support/stage.ts';

/** A voter of 75 with a phone (issue 5, 1): names and posts as long as they come, 24 of them. */
test.describe.configure({ mode: 'serial' });

const SCREENS = [
  { width: 360, height: 740 },
  { width: 320, height: 568 },
  { width: 740, height: 360 },
  { width: 568, height: 320 },
  { width: 810, height: 1080 },
] as const;
const SIZES = ['normal', 'larger'] as const;

let stage: Stage;
let hall: Hall;
let phone: Page;
let touch: CDPSession;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  stage = await Stage.open(longPlan);
  await stage.openPolls();
  hall = new Hall(browser);
  phone = await hall.phone('voter');
  phone.setDefaultTimeout(20_000);
  touch = await phone.context().newCDPSession(phone);
  await phone.goto(await stage.address('m1'));
  await phone.getByTestId('begin').tap();
  await expectPerson(1);
});

test.afterAll(async () => {
  await hall.close();
  await stage.close();
});

test('all three levels are in sight, or the page says where the others are, at every size', async () => {
  for (const screen of SCREENS) {
    await phone.setViewportSize(screen);
    for (const size of SIZES) {
      await choose(`size-${size}`);
      const where = `${screen.width} × ${screen.height}, ${size}`;
      expect(await overflow(), `nothing leaves the page sideways, ${where}`).toEqual([]);
      for (let steps = 0; steps < 4 && (await hiddenLevels()) > 0; steps += 1) {
        await expect(phone.getByTestId('more'), where).toBeVisible();
        await phone.waitForTimeout(500);
        await phone.getByTestId('more').tap();
        await phone.waitForTimeout(500);
      }
      expect(await hiddenLevels(), where).toBe(0);
      await expect(phone.getByTestId('more'), where).toBeHidden();
      await phone.evaluate(() => {
        scrollTo(0, 0);
      });
    }
  }
  await phone.setViewportSize({ width: 360, height: 740 });
  await choose('size-normal');
  // As most phones are: nobody has to scroll to find the lowest level.
  expect(await hiddenLevels()).toBe(0);
});

test('a mark stands from the touch on, however the finger trembles (design 7, Touch)', async () => {
  const { x, y } = await middle('level-s1-high');
  await finger('touchStart', x, y);
  await expectMark('level-s1-high', true);
  // Pressed for long, rolled off sideways into nowhere.
  await phone.waitForTimeout(1200);
  await finger('touchMove', x + 25, y + 8);
  await finger('touchMove', x + 60, y + 12);
  await finger('touchEnd');
  await phone.waitForTimeout(450);
  await expectMark('level-s1-high', true);
  // Twice within a moment is one touch.
  const other = await middle('level-s1-low');
  for (let taps = 0; taps < 2; taps += 1) {
    await finger('touchStart', other.x, other.y);
    await finger('touchEnd');
  }
  await phone.waitForTimeout(450);
  await expectMark('level-s1-low', true);
  // A later one takes it back, and nothing went on to the next person by itself.
  await phone.getByTestId('level-s1-low').tap();
  await expectMark('level-s1-low', false);
  await expectPerson(1);
});

test('marking moves nothing on the page, in any letters', async () => {
  for (const size of ['large', 'larger', 'normal']) {
    await choose(`size-${size}`);
    for (const level of ['high', 'confidence', 'low']) {
      const before = await boxes();
      await phone.waitForTimeout(450);
      await phone.getByTestId(`level-s1-${level}`).tap();
      await expectMark(`level-s1-${level}`, true);
      expect(await boxes(), `${size}, ${level}`).toEqual(before);
    }
    await phone.getByTestId('clear-s1').tap();
  }
});

test('the back button closes what lies over the page, and only then goes a step back', async () => {
  await step('next', 2);
  for (const [button, dialog] of [
    ['options', 'options-dialog'],
    ['criteria', 'criteria-dialog'],
    ['dossier-s2', 'dossier-dialog'],
  ] as const) {
    await phone.waitForTimeout(450);
    await phone.getByTestId(button).tap();
    await expect(phone.getByTestId(dialog)).toBeVisible();
    await phone.goBack();
    await expect(phone.getByTestId(dialog)).toBeHidden();
    await expectPerson(2);
    // Closed by its own way out, it leaves nothing behind in the history.
    await phone.waitForTimeout(450);
    await phone.getByTestId(button).tap();
    await expect(phone.getByTestId(dialog)).toBeVisible();
    await phone.keyboard.press('Escape');
    await expect(phone.getByTestId(dialog)).toBeHidden();
    await phone.waitForTimeout(300);
  }
  await phone.goBack();
  await expectPerson(1);
});

test('rotation, reload, a second tab and a locked screen keep marks, place and the way of reading', async () => {
  await phone.waitForTimeout(450);
  await phone.getByTestId('level-s1-confidence').tap();
  await step('next', 2);
  await phone.setViewportSize({ width: 740, height: 360 });
  await expectPerson(2);
  await phone.setViewportSize({ width: 360, height: 740 });
  await phone.reload();
  await expectPerson(2);
  await choose('layout-list');
  await phone.reload();
  await expect(phone.locator('[data-testid^="subject-"]')).toHaveCount(LINES);
  await expectMark('level-s1-confidence', true);

  const tab = await phone.context().newPage();
  await tab.goto(stage.server.url);
  await tab.getByTestId('level-s3-low').tap();
  await tab.close();
  await expectMark('level-s3-low', true);

  await touch.send('Page.setWebLifecycleState', { state: 'frozen' });
  await new Promise((resolve) => setTimeout(resolve, 9000));
  await touch.send('Page.setWebLifecycleState', { state: 'active' });
  await phone.getByTestId('level-s3-high').tap();
  await expectMark('level-s3-high', true);
  await expect(phone.getByTestId('progress')).toHaveText(`Đã đánh dấu 2/${LINES} người`);
});

test('the review names every blank line, leads to it, and the question goes back to the review', async () => {
  await phone.waitForTimeout(450);
  await phone.getByTestId('review').tap();
  await expect(phone.getByTestId('blanks')).toContainText(`Chưa đánh dấu ${LINES - 2} người`);
  await expect(phone.getByTestId('blanks')).toContainText('Công Tằng Tôn Nữ');
  // Who does not know where to go on is led down to the button, and not a step past it.
  for (let steps = 0; steps < 40 && (await phone.getByTestId('more').isVisible()); steps += 1) {
    await phone.waitForTimeout(450);
    await phone.getByTestId('more').tap();
    await phone.waitForTimeout(450);
  }
  await expect(phone.getByTestId('cast')).toBeInViewport({ ratio: 1 });
  await phone.getByTestId('cast').tap();
  await expect(phone.getByTestId('cast-dialog')).toBeVisible();
  await phone.goBack();
  await expect(phone.getByTestId('cast-dialog')).toBeHidden();
  await expect(voterState(phone)).toHaveAttribute('data-state', 'review');
  await phone.waitForTimeout(450);
  await phone.getByTestId('cast').tap();
  await phone.waitForTimeout(450);
  await phone.getByTestId('cast-confirm').tap();
  await expect(voterState(phone)).toHaveAttribute('data-state', 'received');
  await phone.reload();
  await expect(voterState(phone)).toHaveAttribute('data-state', 'received');
  expect(hall.faults).toEqual([]);
});

async function choose(...choices: readonly string[]): Promise<void> {
  await phone.waitForTimeout(450);
  await phone.getByTestId('options').tap();
  for (const choice of choices) await phone.getByTestId(choice).tap();
  await phone.getByTestId('options-close').tap();
  await expect(phone.getByTestId('options-dialog')).toBeHidden();
}

/** Another touch is another moment: two within 0.4 s are one (one-touch.ts). */
async function step(button: 'next' | 'previous', person: number): Promise<void> {
  await phone.waitForTimeout(450);
  await phone.getByTestId(button).tap();
  await expectPerson(person);
}

async function expectPerson(n: number): Promise<void> {
  await expect(phone.getByText(`Người thứ ${n}/${LINES}`)).toBeVisible();
}

async function expectMark(box: string, marked: boolean): Promise<void> {
  await expect(phone.getByTestId(box)).toHaveAttribute('aria-pressed', String(marked));
}

/** Where the three boxes stand on the page, from above, and how high they are. */
function boxes(): Promise<(readonly [number, number])[]> {
  return phone.locator('[data-testid^="level-"]').evaluateAll((all) =>
    all.map((box) => {
      const { top, height } = box.getBoundingClientRect();
      return [Math.round(top + scrollY), Math.round(height)] as const;
    }),
  );
}

async function middle(testid: string): Promise<{ x: number; y: number }> {
  const box = await phone.getByTestId(testid).boundingBox();
  if (box === null) throw new Error(`${testid} is not in sight`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function finger(
  type: 'touchStart' | 'touchMove' | 'touchEnd',
  x?: number,
  y?: number,
): Promise<void> {
  const touchPoints = x === undefined || y === undefined ? [] : [{ x, y }];
  await touch.send('Input.dispatchTouchEvent', { type, touchPoints });
}

/** How many of the levels on the page lie wholly or in part under the bar, or below the screen. */
function hiddenLevels(): Promise<number> {
  return phone.evaluate(() => {
    const bar = document.querySelector('.bar')?.getBoundingClientRect().top ?? innerHeight;
    const foot = Math.min(innerHeight, bar) + 4;
    const boxes = [...document.querySelectorAll('[data-testid^="level-"]')];
    return boxes.filter((box) => box.getBoundingClientRect().bottom > foot).length;
  });
}

/** What stands beyond the left or right edge, and words broken in the middle. */
function overflow(): Promise<string[]> {
  return phone.evaluate(() => {
    const wide = document.documentElement.scrollWidth > innerWidth ? ['the page'] : [];
    const texts = [...document.querySelectorAll('h2, .person p, .label > span')];
    const out = texts.filter((text) => {
      const { left, right, width } = text.getBoundingClientRect();
      return width > 0 && (left < -1 || right > innerWidth + 1);
    });
    const words = document.createRange();
    const broken = texts.flatMap(({ firstChild }) =>
      Array.from(firstChild?.textContent?.matchAll(/\S+/gu) ?? []).flatMap(({ 0: word, index }) => {
        if (firstChild === null) return [];
        words.setStart(firstChild, index);
        words.setEnd(firstChild, index + word.length);
        return words.getClientRects().length > 1 ? [word] : [];
      }),
    );
    return [...wide, ...out.map(({ textContent }) => textContent), ...broken];
  });
}
