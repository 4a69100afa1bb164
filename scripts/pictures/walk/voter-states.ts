import { defined } from '#shared/assert.ts';
import { formatBallotCode, generateBallotCode } from '#shared/protocol/code.ts';
import { longPlan } from '../../../test/e2e/support/long-plan.ts';
import { Stage as Meeting } from '../../../test/e2e/support/stage.ts';
import { random } from '../../clients/sodium.ts';
import type { Camera } from '../camera.ts';
import { SIZES, type Device } from '../stage.ts';
import { castNow, MARKED, markList, openBallot } from './ballot.ts';
import { untilState, type Set } from './hall.ts';

/** Two touches within 0.4 s are one (kiosk/screens/one-touch.ts). */
const ANOTHER_TOUCH_MS = 500;

/**
 * What a voter may meet and the photographed meeting does not show: the longest names with photos
 * and files, the smallest and the turned phone, large letters, and ballots of a void round. A
 * meeting of its own, in which programs play the staff.
 */
export async function voterStates(set: Set): Promise<void> {
  const meeting = await Meeting.open(longPlan);
  try {
    await meeting.openPolls();
    const phone = await set.stage.device('voter long', 'phone');
    await openBallot(phone, await meeting.address('m1'));
    await set.camera.attempt('voter-photo', () => subjectPictures(set, phone));
    await set.camera.attempt('voter-dossier', () => dossierPictures(set, phone));
    await set.camera.attempt('voter-review-long', () => reviewPictures(set, phone));
    const kiosk = await set.stage.device('kiosk long', 'tablet');
    await set.camera.attempt('kiosk-refused', () => kioskPictures(set, kiosk, meeting));
    await set.camera.attempt('voter-missing', () => lostPictures(set, meeting, kiosk));
  } finally {
    await meeting.close();
  }
}

async function choose({ page }: Device, ...choices: readonly string[]): Promise<void> {
  await page.waitForTimeout(ANOTHER_TOUCH_MS);
  await page.getByTestId('options').click();
  for (const choice of choices) await page.getByTestId(choice).click();
  await page.getByTestId('options-close').click();
  await page.waitForTimeout(ANOTHER_TOUCH_MS);
}

/** The end of the open dialog on a turned phone: nothing lies half under its buttons, which axe minds. */
async function takeEnd(camera: Camera, name: string, phone: Device): Promise<void> {
  const { page } = phone;
  const before = defined(page.viewportSize());
  await page.setViewportSize(SIZES.landscape);
  await page.locator('dialog[open]').evaluate((dialog) => {
    dialog.scrollTop = dialog.scrollHeight;
  });
  await camera.take(name, phone, ['landscape']);
  await page.setViewportSize(before);
}

/** One person with a photo and a long post: every size, and where the levels do not all fit. */
async function subjectPictures({ camera }: Set, phone: Device): Promise<void> {
  await phone.page.getByTestId('begin').click();
  await camera.take('voter-photo', phone, ['phone', 'narrow', 'landscape']);
  await choose(phone, 'size-larger');
  await camera.take('voter-photo-larger', phone, ['phone', 'narrow', 'landscape']);
  await choose(phone, 'size-normal', 'theme-contrast');
  await camera.take('voter-photo-contrast', phone, ['phone', 'landscape']);
  await choose(phone, 'theme-dark');
  await camera.take('voter-photo-dark', phone, ['phone', 'narrow']);
  await choose(phone, 'theme-light', 'layout-list');
  await camera.take('voter-list-long', phone, ['phone', 'landscape', 'tablet']);
  await phone.page.getByTestId('options').click();
  await camera.take('voter-options', phone, ['narrow', 'tablet']);
  await takeEnd(camera, 'voter-options', phone);
  await phone.page.getByTestId('options-close').click();
  await phone.page.waitForTimeout(ANOTHER_TOUCH_MS);
  await phone.page.getByTestId('criteria').click();
  await camera.take('voter-criteria-open', phone, ['narrow', 'landscape', 'tablet']);
  await phone.page.getByTestId('criteria-close').click();
}

/** The files of one person: the list of them, and one of each kind. */
async function dossierPictures({ camera }: Set, phone: Device): Promise<void> {
  const { page } = phone;
  for (const [place, kind] of (['pdf', 'docx', 'image'] as const).entries()) {
    await page.waitForTimeout(ANOTHER_TOUCH_MS);
    await page.getByTestId('dossier-s1').click();
    if (place === 0) await camera.take('voter-dossier', phone, ['phone', 'tablet', 'narrow']);
    await page.getByTestId('paper').nth(place).click();
    const shown = { pdf: 'canvas', docx: 'table', image: 'img' }[kind];
    await page.getByTestId('paper-open').locator(shown).first().waitFor();
    await page.waitForTimeout(ANOTHER_TOUCH_MS);
    await camera.take(`voter-dossier-${kind}`, phone, ['phone', 'tablet', 'landscape']);
    await page.getByTestId('dossier-close').click();
  }
}

/** The review and the question in every shape of screen; then the ballot is cast. */
async function reviewPictures({ camera }: Set, phone: Device): Promise<void> {
  const { page } = phone;
  await markList(phone, MARKED);
  await page.getByTestId('review').click();
  await camera.take('voter-review-long', phone, ['phone', 'narrow', 'landscape', 'tablet']);
  await page.waitForTimeout(ANOTHER_TOUCH_MS);
  await page.getByTestId('cast').click();
  await page.getByTestId('tracking-code').waitFor();
  await camera.take('voter-confirm-long', phone, ['narrow']);
  await takeEnd(camera, 'voter-confirm-long', phone);
  await page.getByTestId('cast-cancel').click();
  await choose(phone, 'size-larger', 'theme-contrast');
  await camera.take('voter-review-larger', phone, ['phone', 'narrow']);
  await page.getByTestId('cast').click();
  await page.getByTestId('tracking-code').waitFor();
  await camera.take('voter-confirm-larger', phone, ['phone', 'narrow']);
  await page.getByTestId('cast-cancel').click();
  await choose(phone, 'size-normal', 'theme-light');
  await castNow(phone);
  await untilState(phone, 'received');
  await camera.take('voter-received-long', phone, ['narrow', 'landscape']);
}

/** A tablet lying across: called, a code that opens nothing, a ballot in another voter's colours. */
async function kioskPictures({ camera }: Set, kiosk: Device, meeting: Meeting): Promise<void> {
  const { page } = kiosk;
  await page.goto(await meeting.pairing('kiosk', 'Máy bỏ phiếu 1'));
  await page.getByTestId('setup-ready').click();
  await untilState(kiosk, 'idle');
  await camera.take('kiosk-idle-across', kiosk, ['laptop']);
  await page.getByTestId('kiosk-enter').click();
  for (const character of generateBallotCode(random)) {
    await page.getByTestId(`key-${character}`).click();
  }
  await camera.take('kiosk-typed', kiosk, ['tablet', 'laptop']);
  await page.getByTestId('open-typed').click();
  await untilState(kiosk, 'refused');
  await camera.take('kiosk-refused', kiosk, ['tablet']);
  await page.getByTestId('bring-cancel').click();
  await untilState(kiosk, 'idle');
  await page.keyboard.type(formatBallotCode(await meeting.slip('m2')), { delay: 5 });
  await page.keyboard.press('Enter');
  await untilState(kiosk, 'called');
  await camera.take('kiosk-called-across', kiosk, ['laptop']);
  await page.getByTestId('kiosk-begin').click();
  await choose(kiosk, 'size-larger', 'theme-contrast');
  await camera.take('kiosk-ballot-larger', kiosk, ['tablet', 'laptop']);
  await choose(kiosk, 'size-normal', 'theme-dark');
  await camera.take('kiosk-ballot-dark', kiosk, ['tablet', 'laptop']);
}

/** A receipt without its ballot, and what stands on each device once the round is void. */
async function lostPictures(set: Set, meeting: Meeting, kiosk: Device): Promise<void> {
  const { camera, stage } = set;
  const received = await stage.device('voter received', 'phone');
  await openBallot(received, await meeting.address('m3'));
  await choose(received, 'layout-list');
  await received.page.getByTestId('review').click();
  await castNow(received);
  await untilState(received, 'received');
  const lost = await stage.device('voter lost', 'phone');
  await openBallot(lost, await meeting.address('m4'));
  await choose(lost, 'layout-list');
  await lost.page.getByTestId('review').click();
  await castNow(lost);
  await untilState(lost, 'received');
  await lost.page.evaluate(forgeReceipt);
  await lost.page.reload();
  await untilState(lost, 'missing');
  await camera.take('voter-missing', lost, ['phone', 'narrow', 'tablet']);

  const marking = await stage.device('voter marking', 'phone');
  await openBallot(marking, await meeting.address('m5'));
  const { hall } = await meeting.chair.until((view) => view.hall !== null, 'a round');
  const round = defined(hall).round;
  await meeting.chair.command({ type: 'void-round', round, reason: 'Phát sai mẫu phiếu' });
  await untilState(marking, 'otherRound');
  await camera.take('voter-void-marking', marking, ['phone']);
  await received.page.getByText('lượt trước').first().waitFor();
  await camera.take('voter-void-received', received, ['phone', 'tablet']);
  await untilState(kiosk, 'notOpen');
  await camera.take('kiosk-void', kiosk, ['tablet']);
}

/** In the page: its receipt is now of a ballot that no server has, as after a move to an old copy. */
async function forgeReceipt(): Promise<void> {
  const opening = indexedDB.open('hom-phieu');
  await new Promise((resolve) => {
    opening.onsuccess = resolve;
  });
  const values = opening.result.transaction('values', 'readwrite').objectStore('values');
  const reading = values.get('phone/ballot');
  await new Promise((resolve) => {
    reading.onsuccess = resolve;
  });
  const record = reading.result as { receipt: { id: string } };
  const id = `${'QUJDRA'.repeat(7)}A`;
  const writing = values.put({ ...record, receipt: { ...record.receipt, id } }, 'phone/ballot');
  await new Promise((resolve) => {
    writing.onsuccess = resolve;
  });
  opening.result.close();
}
