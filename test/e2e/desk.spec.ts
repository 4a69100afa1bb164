import { expect, test, type Page } from '@playwright/test';
import { defined } from '#shared/assert.ts';
import { Hall } from './support/hall.ts';
import { Stage } from './support/stage.ts';

test.describe.configure({ mode: 'serial' });

const TABLET = { viewport: { width: 810, height: 1080 } };
/** Small: the last rows are reached by scrolling. */
const LOW = { viewport: { width: 1366, height: 600 } };
/** On the roll, and not yet here. */
const LATE_COMER = 'm7';

let stage: Stage;
let hall: Hall;
let one: Page;
let two: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  stage = await Stage.open();
  hall = new Hall(browser);
  one = await hall.device('desk 1', TABLET);
  two = await hall.device('desk 2', LOW);
  await one.goto(await stage.pairing('desk', 'Bàn 1'));
  await two.goto(await stage.pairing('desk', 'Bàn 2'));
});

test.afterAll(async () => {
  await hall.close();
  await stage.close();
});

function stateOf(desk: Page, member: string) {
  return desk.getByTestId(`state-${member}`);
}

async function topOf(desk: Page, member: string): Promise<number> {
  return defined(await desk.getByTestId(`member-${member}`).boundingBox()).y;
}

test('two letters and Enter, wherever the focus was left, and it is taken back by key (issue 5.3)', async () => {
  await expect(stateOf(one, LATE_COMER)).toHaveAttribute('data-state', 'absent');
  await one.getByRole('heading').first().click();
  await one.keyboard.type('b7');
  await expect(one.locator('#members > li')).toHaveCount(1);
  await one.keyboard.press('Enter');
  await expect(stateOf(one, LATE_COMER)).toHaveAttribute('data-state', 'present');
  await expect(one.getByTestId('search')).toHaveValue('');

  await one.getByTestId('undo').focus();
  await one.keyboard.press('Enter');
  for (const desk of [one, two]) {
    await expect(stateOf(desk, LATE_COMER)).toHaveAttribute('data-state', 'absent');
  }
});

test('no row slips from under the finger when something is said (issue 5.3)', async () => {
  await one.reload();
  await expect(stateOf(one, 'm6')).toBeVisible();
  const before = await topOf(one, 'm6');
  await one.getByTestId(`set-present-${LATE_COMER}`).click();
  await expect(one.getByTestId('undo')).toBeVisible();
  expect(await topOf(one, 'm6')).toBe(before);
  await one.getByTestId('undo').click();
  await expect(one.getByTestId('told')).toContainText('Đã ghi vắng mặt');
  expect(await topOf(one, 'm6')).toBe(before);
});

test('two desks check in one member at once: present, and nobody is marked out (X 2)', async () => {
  await Promise.all(
    [one, two].map((desk) => desk.getByTestId(`set-present-${LATE_COMER}`).click()),
  );
  for (const desk of [one, two]) {
    await expect(stateOf(desk, LATE_COMER)).toHaveAttribute('data-state', 'present');
    await expect(desk.getByTestId('refusal')).toHaveCount(0);
  }
  await one.getByTestId(`set-absent-${LATE_COMER}`).click();
  await expect(stateOf(two, LATE_COMER)).toHaveAttribute('data-state', 'absent');
});

test('two desks issue to one member at once: one ballot, and the other desk reads why, scrolled or not (R18)', async () => {
  await stage.openPolls();
  const member = 'm6';
  const button = `issue-screen-${member}`;
  await two.getByTestId(button).scrollIntoViewIfNeeded();
  await Promise.all([one, two].map((desk) => desk.getByTestId(button).click()));
  const [first, second] = [one, two].map((desk) => desk.getByTestId('code-dialog'));
  await expect.poll(async () => (await first!.count()) + (await second!.count())).toBe(1);
  const refused = (await first!.count()) === 0 ? one : two;
  await expect(refused.getByTestId('refusal')).toBeInViewport();
  for (const desk of [one, two]) {
    await expect(stateOf(desk, member)).toHaveAttribute('data-state', 'issued');
  }
  const holder = refused === one ? two : one;
  await holder.getByTestId('code-done').click();
  await expect(holder.getByTestId(`show-again-${member}`)).toBeVisible();
  await expect(refused.getByTestId(`show-again-${member}`)).toHaveCount(0);
  expect(hall.faults).toEqual([]);
});

test('a ballot is issued by keys alone: two letters, Enter to the ways, Enter to issue (issue 5.3)', async () => {
  await two.keyboard.press('Escape');
  await two.keyboard.type('b2');
  await two.keyboard.press('Enter');
  await expect(two.getByTestId('issue-screen-m2')).toBeFocused();
  await two.keyboard.press('Enter');
  await expect(two.getByTestId('issue-qr')).toBeVisible();
  await expect(two.getByTestId('code-done')).toBeFocused();
  await two.keyboard.press('Enter');
  await expect(two.getByTestId('code-dialog')).toHaveCount(0);
  await expect(stateOf(two, 'm2')).toHaveAttribute('data-state', 'issued');
});
