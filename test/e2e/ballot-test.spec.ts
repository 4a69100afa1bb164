import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { encodeBallotTest, parseBallotTest } from '#shared/protocol/ballot-test.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { formatBallotCode } from '#shared/protocol/code.ts';
import { Hall, voterState } from './support/hall.ts';
import { scan } from './support/qr.ts';
import { Stage } from './support/stage.ts';

test.describe.configure({ mode: 'serial' });

const LEVELS = ['high', 'low', 'confidence'] as const;

let stage: Stage;
let hall: Hall;
let voter: Page;
let second: Page;
/** Everything that either page asked of a network, and sent over its lines. */
const sent: string[] = [];
const hosts = new Set<string>();
let address = '';
let code = '';

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  stage = await Stage.open();
  await stage.openPolls();
  hall = new Hall(browser);
  voter = await hall.phone('voter');
  second = await hall.phone('second');
  for (const page of [voter, second]) listen(page);
});

test.afterAll(async () => {
  await hall.close();
  await stage.close();
});

test('the code of the sealed ballot stands there before the voter says cast or test (P 4.9)', async () => {
  await voter.goto(`${stage.server.url}/#${formatBallotCode(await stage.slip('m1'))}`);
  await mark(LEVELS);
  await voter.getByTestId('cast').click();
  code = await trackingCode(voter);
  await voter.getByTestId('test-explain').click();
  await expect(voter.getByTestId('test-what')).toContainText('không vào hòm phiếu');
  // The first of the two leads back to casting.
  await voter.getByTestId('test-not').click();
  await expect(voter.getByTestId('cast-confirm')).toBeVisible();
  expect(await trackingCode(voter)).toBe(code);
});

test('tested: another phone scans, seals again, and shows the marks', async () => {
  await voter.getByTestId('test-explain').click();
  await voter.getByTestId('test-begin').click();
  await state(voter, 'testing');
  expect(await trackingCode(voter)).toBe(code);
  address = await scan(voter.getByTestId('test-qr'));
  const { origin, pathname, search, hash } = new URL(address);
  expect([origin, pathname, search]).toEqual([stage.server.url, '/', '']);
  expect(hash).toMatch(/^#\/thu=[A-Za-z0-9_-]+$/);

  await second.goto(address);
  await state(second, 'test-equal');
  expect(await trackingCode(second)).toBe(code);
  await expect(second.getByTestId('test-s1')).toContainText('Tín nhiệm cao');
  await expect(second.getByTestId('test-s2')).toContainText('Tín nhiệm thấp');
  await expect(second.getByTestId('test-s3')).toContainText(/Tín nhiệm$/);
  // What was read does not stay in the address, nor in the history.
  await expect(second).toHaveURL(/#\/thu$/);
});

test('a device that sealed other marks is caught (P 4.9)', async () => {
  const text = address.slice(address.indexOf('=') + 1);
  const told = parseBallotTest(text);
  if (!told.ok) throw new Error(told.error);
  const [, ...rest] = told.value.marks;
  const lie = encodeBallotTest({ ...told.value, marks: [3, ...rest] });
  // With a scanner that types, or pasted.
  await second.getByTestId('test-next').click();
  await second.getByTestId('test-input').fill(`${stage.server.url}/#/thu=${lie}`);
  await second.getByTestId('test-input').press('Enter');
  await state(second, 'test-different');
  await expect(voterState(second)).toContainText('KHÔNG trùng khớp');

  await second.getByTestId('test-next').click();
  await second.getByTestId('test-input').fill(text.slice(0, 60));
  await second.getByTestId('test-check').click();
  await expect(second.getByTestId('test-unreadable')).toBeVisible();
  await second.getByTestId('test-input').fill(text);
  await second.getByTestId('test-check').click();
  await state(second, 'test-equal');
});

test('the tested ballot is void: blank after a reload, and another one is cast', async () => {
  await voter.reload();
  await expect(voter.getByTestId('progress')).toContainText('0/3');
  await mark(LEVELS);
  await voter.getByTestId('cast').click();
  const next = await trackingCode(voter);
  expect(next).not.toBe(code);
  // Tested once more, and ended with the browser's own way back.
  await voter.getByTestId('test-explain').click();
  await voter.getByTestId('test-begin').click();
  await state(voter, 'testing');
  await voter.goBack();
  await expect(voter.getByTestId('progress')).toContainText('0/3');

  await mark(['low', 'low', 'low']);
  await voter.getByTestId('cast').click();
  const last = await trackingCode(voter);
  await voter.getByTestId('cast-confirm').click();
  await state(voter, 'received');
  expect(await trackingCode(voter)).toBe(last);
  expect([code, next]).not.toContain(last);
});

test('at a tablet of the hall: one that was left covers the test, and the voter goes on (F18)', async () => {
  const kiosk = await hall.device('kiosk', { viewport: { width: 810, height: 1080 } });
  await kiosk.clock.install();
  await kiosk.goto(await stage.pairing('kiosk', 'Máy số 1'));
  await kiosk.getByTestId('setup-ready').click();
  await state(kiosk, 'idle');
  const slip = formatBallotCode(await stage.slip('m2'));
  await kiosk.keyboard.type(`${stage.server.url}/#${slip}`, { delay: 4 });
  await kiosk.keyboard.press('Enter');
  await kiosk.getByTestId('kiosk-begin').click();
  for (const line of [1, 2, 3]) await kiosk.getByTestId(`level-s${line}-low`).click();
  await kiosk.getByTestId('review').click();
  await kiosk.getByTestId('cast').click();
  await kiosk.getByTestId('test-explain').click();
  await kiosk.getByTestId('test-begin').click();
  await state(kiosk, 'testing');
  await second.goto('about:blank');
  await second.goto(await scan(kiosk.getByTestId('test-qr')));
  await state(second, 'test-equal');

  await kiosk.clock.fastForward('02:05');
  await expect(kiosk.getByTestId('left-dialog')).toContainText('vẫn đang ghi phiếu?');
  await kiosk.getByTestId('still-here').click();
  await kiosk.getByTestId('test-over').click();
  await state(kiosk, 'marking');
  await expect(kiosk.locator('[aria-pressed="true"]')).toHaveCount(0);
  await expect(kiosk).toHaveURL(/#\/kiosk$/);
});

test('what was revealed went to no server and no file, and to no other host (P 4.9, design 7)', async () => {
  const text = address.slice(address.indexOf('=') + 1);
  const told = parseBallotTest(text);
  if (!told.ok) throw new Error(told.error);
  const { seed, id } = told.value;
  const secrets = [text, toBase64url(seed), Buffer.from(seed).toString('hex'), toBase64url(id)];
  const kept = await Promise.all(
    (await readdir(stage.data, { recursive: true, withFileTypes: true }))
      .filter((each) => each.isFile())
      .map((each) => readFile(join(each.parentPath, each.name), 'latin1')),
  );
  expect(kept.length).toBeGreaterThan(3);
  expect(sent.length).toBeGreaterThan(10);
  for (const secret of secrets) {
    expect(sent.some((each) => each.includes(secret))).toBe(false);
    expect(kept.some((each) => each.includes(secret))).toBe(false);
  }
  expect([...hosts]).toEqual([new URL(stage.server.url).host]);
  expect(hall.faults).toEqual([]);
});

/** Marks the ballot person by person, up to its review. */
async function mark(levels: readonly string[]): Promise<void> {
  await voter.getByTestId('begin').click();
  for (const [at, level] of levels.entries()) {
    await voter.getByTestId(`level-s${at + 1}-${level}`).click();
    if (at < levels.length - 1) await voter.getByTestId('next').click();
  }
  await voter.getByTestId('review').click();
}

function state(page: Page, name: string): Promise<void> {
  return expect(voterState(page)).toHaveAttribute('data-state', name);
}

async function trackingCode(page: Page): Promise<string> {
  const text = await page.getByTestId('tracking-code').getByTestId('fingerprint').textContent();
  return (text ?? '').replaceAll(/\s/g, '');
}

function listen(page: Page): void {
  page.on('request', (request) => {
    sent.push(request.url(), request.postData() ?? '');
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http')) hosts.add(host);
  });
  page.on('websocket', (socket) => {
    hosts.add(new URL(socket.url()).host);
    socket.on('framesent', ({ payload }) => sent.push(payload.toString()));
  });
}
