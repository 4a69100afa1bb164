import { toBase64url } from '#shared/protocol/bytes.ts';
import { claimOf, formatBallotCode, generateBallotCode } from '#shared/protocol/code.ts';
import { random, sodium } from '../../clients/sodium.ts';
import { isBallot } from '../gate.ts';
import type { Device } from '../stage.ts';
import { boxOf, castNow, MARKED, markList, markOneByOne, openBallot } from './ballot.ts';
import { escape, takeOffline, untilState, type Set } from './hall.ts';
import type { Roll } from './roll-call.ts';
import { testPictures } from './test.ts';

const LATE_MS = 4_500;

/** One voter's phone from the scan to the receipt, in every state on the way. */
export async function phonePictures(set: Set, url: string): Promise<Device> {
  const { camera, stage } = set;
  const voter = await stage.device('voter', 'phone');
  const { page } = voter;
  await camera.attempt('voter-opening', async () => {
    voter.gate.hold((word) => word.includes('"exchange"'));
    await page.goto(url);
    await untilState(voter, 'opening');
    await camera.take('voter-opening', voter, ['phone']);
  });
  voter.gate.release();
  await page.getByTestId('begin').waitFor();
  await camera.take('voter-introduction', voter, ['phone']);
  await page.getByTestId('begin').click();
  await camera.take('voter-subject', voter, ['phone']);
  await boxOf(page, 'high').click();
  await camera.take('voter-marked', voter, ['phone']);
  await displayPictures(set, voter);
  await camera.attempt('voter-offline', () => takeOffline(set, 'voter-offline', voter, 'phone'));
  await page.getByTestId('next').click();
  await markOneByOne(voter, MARKED.slice(1));
  await page.getByTestId('review').click();
  await camera.take('voter-review-blank', voter, ['phone']);
  await page.locator('[data-testid^="edit-"]').nth(4).click();
  await boxOf(page, 'low').click();
  await page.getByTestId('review').first().click();
  await camera.take('voter-review', voter, ['phone']);
  await page.getByTestId('cast').click();
  await page.getByTestId('tracking-code').waitFor();
  await camera.take('voter-confirm', voter, ['phone']);
  voter.gate.hold(isBallot);
  await page.getByTestId('cast-confirm').click();
  await untilState(voter, 'sending');
  await camera.take('voter-sending', voter, ['phone']);
  await page.waitForTimeout(LATE_MS);
  await camera.take('voter-sending-late', voter, ['phone']);
  voter.gate.release();
  await untilState(voter, 'received');
  await camera.take('voter-received', voter, ['phone']);
  return voter;
}

/** Sizes, colours, the list, the criteria: how the voter may read. */
async function displayPictures({ camera }: Set, voter: Device): Promise<void> {
  const { page } = voter;
  await page.getByTestId('options').click();
  await camera.take('voter-options', voter, ['phone']);
  for (const [choice, name] of [
    ['theme-dark', 'voter-dark'],
    ['theme-contrast', 'voter-contrast'],
  ] as const) {
    await page.getByTestId(choice).click();
    await page.getByTestId('options-close').click();
    await camera.take(name, voter, ['phone']);
    await page.getByTestId('options').click();
  }
  await page.getByTestId('theme-light').click();
  for (const [choice, name] of [
    ['size-small', 'voter-text-small'],
    ['size-large', 'voter-text-large'],
    ['size-larger', 'voter-text-larger'],
  ] as const) {
    await page.getByTestId(choice).click();
    await page.getByTestId('options-close').click();
    await camera.take(name, voter, ['phone']);
    await page.getByTestId('options').click();
  }
  await page.getByTestId('size-normal').click();
  await page.getByTestId('layout-list').click();
  await page.getByTestId('options-close').click();
  await camera.take('voter-list', voter, ['phone']);
  await page.getByTestId('options').click();
  await page.getByTestId('layout-one').click();
  await page.getByTestId('options-close').click();
  await camera.attempt('voter-criteria', async () => {
    await page.getByTestId('criteria').click();
    await page.getByTestId('criteria-close').waitFor();
    await camera.take('voter-criteria', voter, ['phone']);
    await escape(voter);
  });
}

/** A member's own tablet: the list on one page. */
export async function tabletPictures(set: Set, url: string): Promise<void> {
  const { camera, stage } = set;
  const voter = await stage.device('voter tablet', 'tablet');
  await openBallot(voter, url);
  await camera.take('voter-list', voter, ['tablet']);
  await markList(voter, MARKED);
  await voter.page.getByTestId('review').click();
  await camera.take('voter-review', voter, ['tablet']);
  await voter.page.getByTestId('cast').click();
  await voter.page.getByTestId('tracking-code').waitFor();
  await camera.take('voter-confirm', voter, ['tablet']);
  await testPictures(set, voter);
  await voter.page.getByTestId('cast-confirm').click();
  await untilState(voter, 'received');
  await camera.take('voter-received', voter, ['tablet']);
  await stage.leave(voter);
}

/** Codes that open nothing, and a browser that keeps nothing. */
export async function refusedPictures(set: Set, { helper }: Roll, early: Device): Promise<void> {
  const { camera, server, stage } = set;
  await untilState(early, 'refused');
  await camera.take('voter-refused-unknown', early, ['phone']);

  const phone = await stage.device('voter welcome', 'phone');
  await phone.page.goto(server.url);
  await untilState(phone, 'welcome');
  await camera.take('voter-welcome', phone, ['phone', 'tablet']);
  await phone.page.getByTestId('code').fill('ABCD-1234');
  await phone.page.getByTestId('open-code').click();
  await camera.take('voter-welcome-wrong', phone, ['phone']);
  await phone.page.goto('about:blank');
  await phone.page.goto(`${server.url}/#khong-phai-ma`);
  await phone.page.getByTestId('stray').waitFor();
  await camera.take('voter-stray', phone, ['phone']);

  const code = generateBallotCode(random);
  await helper.command({ type: 'register-slips', claims: [toBase64url(claimOf(sodium, code))] });
  await phone.page.goto('about:blank');
  await phone.page.goto(`${server.url}/#${formatBallotCode(code)}`);
  await untilState(phone, 'refused');
  await camera.take('voter-refused-not-issued', phone, ['phone']);
  await stage.leave(phone);

  await camera.attempt('voter-unstorable', async () => {
    const forgetful = await stage.device('voter forgetful', 'phone', () => {
      Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
      Storage.prototype.setItem = () => {
        throw new Error('full');
      };
    });
    await forgetful.page.goto(`${server.url}/#${formatBallotCode(code)}`);
    await untilState(forgetful, 'unstorable');
    await camera.take('voter-unstorable', forgetful, ['phone']);
    await stage.leave(forgetful);
  });
}

/** The same code on two phones, and a second code on a phone that is being marked. */
export async function twicePictures(
  { camera, stage }: Set,
  url: string,
  otherUrl: string,
): Promise<void> {
  const one = await stage.device('voter twice 1', 'phone');
  const two = await stage.device('voter twice 2', 'phone');
  await openBallot(one, url);
  await openBallot(two, url);
  for (const [device, level] of [
    [one, 'high'],
    [two, 'low'],
  ] as const) {
    await device.page.getByTestId('begin').click();
    await boxOf(device.page, level).click();
  }
  await one.page.evaluate((hash) => {
    location.hash = hash;
  }, new URL(otherUrl).hash);
  await one.page.getByTestId('other-keep').waitFor();
  await camera.take('voter-other-code', one, ['phone']);
  await one.page.getByTestId('other-keep').click();
  for (const device of [one, two]) {
    await markOneByOne(device, [null, ...MARKED.slice(1)]);
    await device.page.getByTestId('review').click();
    await castNow(device);
    await untilState(device, device === one ? 'received' : 'stopped');
  }
  await camera.take('voter-stopped', two, ['phone']);
  await stage.leave(one);
  await stage.leave(two);
}
