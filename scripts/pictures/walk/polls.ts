import { defined } from '#shared/assert.ts';
import { randomMarks } from '../../rehearse/random-marks.ts';
import * as clients from '../../clients/voter.ts';
import { isBallot } from '../gate.ts';
import { pictureLines } from '../plan.ts';
import type { Device } from '../stage.ts';
import { boxOf, castNow, MARKED, markOneByOne, openBallot } from './ballot.ts';
import { deskPictures, issueOnScreen, sendToKiosk } from './desk.ts';
import {
  confirmNumber,
  alarmed,
  escape,
  takeOffline,
  unfold,
  untilPhase,
  untilState,
  type Set,
  type Staff,
} from './hall.ts';
import { kioskBallot, kioskIdle } from './kiosk.ts';
import type { Roll } from './roll-call.ts';
import type { Sealed } from './sealing.ts';
import { phonePictures, refusedPictures, tabletPictures, twicePictures } from './voters.ts';

/** Phones whose ballots are still out when the polls close. */
export interface Late {
  /** Marks that were never sent. */
  readonly unsent: Device;
  /** A sealed ballot that arrives too late. */
  readonly sealed: Device;
  /** Marks on a phone that is out of reach when the polls close. */
  readonly away: Device;
  /** With a receipt. */
  readonly received: Device;
}

/** How many ballots the photographed hall casts besides those on the pictures, and on paper. */
const OTHERS = 14;
export const PAPER = 3;
const SEED = 5;

/** Everything between the opening and the close of the polls. */
export async function polls(set: Set, staff: Staff, roll: Roll, sealed: Sealed): Promise<Late> {
  const { camera, stage } = set;
  const { chair, display, kiosk, supervisor } = staff;
  const next = queue(roll.present);
  await camera.take('chair-polling-zero', chair, ['laptop'], { whole: true });
  await camera.take('display-polling-zero', display, ['projector', 'laptop']);
  await kioskIdle(set, kiosk);
  await refusedPictures(set, roll, sealed.early);

  const members = { screen: next(), kiosk: next(), paper: next() };
  const received = await phonePictures(set, await deskPictures(set, staff, members));
  await camera.attempt('kiosk-ballot', async () => {
    await kioskBallot(set, staff, () => sendToKiosk(set, staff, members.kiosk));
  });
  await tabletPictures(set, await issueOnScreen(staff, next()));
  await camera.attempt('voter-stopped', async () => {
    await twicePictures(
      set,
      await issueOnScreen(staff, next()),
      await issueOnScreen(staff, next()),
    );
  });
  for (let i = 1; i < PAPER; i += 1) await roll.helper.issuePaper(next());
  await castOthers(set, roll, next);

  const unsent = await stage.device('voter unsent', 'phone');
  await openBallot(unsent, await issueOnScreen(staff, next()));
  await unsent.page.getByTestId('begin').click();
  await boxOf(unsent.page, 'high').click();
  const away = await stage.device('voter away', 'phone');
  await openBallot(away, await issueOnScreen(staff, next()));
  const late = await lateVoter(set, await issueOnScreen(staff, next()));

  await camera.take('chair-polling', chair, ['laptop'], { whole: true });
  await camera.take('display-polling', display, ['projector', 'laptop']);
  await camera.take('supervisor-polling', supervisor, ['laptop', 'tablet'], { whole: true });
  await camera.take('desk-issued', staff.desk, ['tablet', 'laptop']);
  await findPicture(set, staff, received);
  await tellerPictures(set, sealed);
  await chairPictures(set, staff);
  await away.gate.cut();
  return { unsent, sealed: late, away, received };
}

function queue(members: readonly string[]): () => string {
  let at = 0;
  return () => defined(members[at++], 'one more member who is present');
}

/** Of them, how many rate the last line but one low: more than half of all, under two thirds. */
const LOW = 12;

/** The rest of the hall, without screens. All of them rate the last line low: two thirds of all. */
async function castOthers({ server }: Set, { helper }: Roll, next: () => string): Promise<void> {
  const marks = { high: 1, confidence: 2, low: 3, blank: 0 } as const;
  const { ballots } = randomMarks(OTHERS, pictureLines(), SEED);
  for (const [place, ballot] of ballots.filter((each) => each !== null).entries()) {
    const voter = await clients.openBallot(server.url, await helper.issueOnScreen(next()));
    const given = ballot.slice(0, -2).map((mark) => marks[mark]);
    const sealed = clients.seal(voter, [...given, place < LOW ? marks.low : marks.high, marks.low]);
    await clients.cast(server.url, voter, sealed);
  }
}

/** A phone whose sealed ballot is held up on the way. */
async function lateVoter({ stage }: Set, url: string): Promise<Device> {
  const late = await stage.device('voter late', 'phone');
  await openBallot(late, url);
  await late.page.getByTestId('begin').click();
  await markOneByOne(late, MARKED);
  await late.page.getByTestId('review').click();
  late.gate.hold(isBallot);
  await castNow(late);
  await untilState(late, 'sending');
  return late;
}

async function findPicture(set: Set, { supervisor }: Staff, voter: Device): Promise<void> {
  const { camera } = set;
  await camera.attempt('supervisor-find', async () => {
    const shown = voter.page.getByTestId('tracking-code').getByTestId('fingerprint');
    const code = (await shown.innerText()).replace(/\s/gu, '');
    await supervisor.page.getByTestId('find-code').fill(code);
    await supervisor.page.getByTestId('find').click();
    await supervisor.page.getByTestId('find-result').scrollIntoViewIfNeeded();
    await camera.take('supervisor-find', supervisor, ['laptop']);
  });
  await camera.attempt('supervisor-offline', () =>
    takeOffline(set, 'supervisor-offline', supervisor, 'laptop'),
  );
}

async function tellerPictures(set: Set, { tellers: [head] }: Sealed): Promise<void> {
  const { camera } = set;
  await camera.take('teller-polling', head, ['tablet'], { whole: true });
  await camera.attempt('teller-void', async () => {
    await unfold(head, 'void');
    await camera.take('teller-void', head, ['tablet'], { whole: true });
    await head.page.locator('[data-testid="void"] li button').first().click();
    await head.page.getByTestId('void-reason').fill('Điện thoại hỏng trước khi mở phiếu');
    await camera.take('teller-void-dialog', head, ['tablet']);
    await escape(head);
    await unfold(head, 'void');
  });
  await camera.attempt('teller-notes', async () => {
    await unfold(head, 'notes');
    await camera.take('teller-notes', head, ['tablet'], { whole: true });
    await unfold(head, 'notes');
  });
  await camera.attempt('teller-offline', () => takeOffline(set, 'teller-offline', head, 'tablet'));
}

async function chairPictures(set: Set, { chair, display, kiosk }: Staff): Promise<void> {
  const { camera } = set;
  const { page } = chair;
  await camera.attempt('chair-devices', async () => {
    const devices = page.getByTestId('devices');
    await devices.locator('summary').click();
    await devices.scrollIntoViewIfNeeded();
    await camera.take('chair-devices', chair, ['laptop']);
    await devices.locator('summary').click();
  });
  await camera.attempt('chair-cards', async () => {
    const cards = page.locator('details', { has: page.getByTestId('cards-make') });
    await cards.locator('summary').click();
    await page.getByTestId('cards-make').scrollIntoViewIfNeeded();
    await camera.take('chair-cards', chair, ['laptop']);
    await cards.locator('summary').click();
  });
  await camera.attempt('chair-incident', async () => {
    await page
      .getByTestId('incident-text')
      .fill('Mất điện 2 phút lúc đang bỏ phiếu; không mất phiếu nào.');
    await page.getByTestId('incident-save').click();
    await page.getByTestId('incidents').getByText('Mất điện').waitFor();
    await page.getByTestId('incidents').scrollIntoViewIfNeeded();
    await camera.take('chair-incident', chair, ['laptop']);
    await page.evaluate(() => {
      scrollTo(0, 0);
    });
  });
  await camera.attempt('chair-void', async () => {
    await page.getByTestId('more').click();
    await page.getByTestId('void-round').click();
    await page.getByTestId('void-reason').fill('Phát sai mẫu phiếu');
    await camera.take('chair-void', chair, ['laptop']);
    await escape(chair);
  });
  await camera.attempt('chair-offline', () => takeOffline(set, 'chair-offline', chair, 'laptop'));
  await camera.attempt('display-offline', () =>
    takeOffline(set, 'display-offline', display, 'projector'),
  );
  await camera.attempt('kiosk-offline', () => takeOffline(set, 'kiosk-offline', kiosk, 'tablet'));
  await alarmed(set, 'chair-disk-full', chair, [{ code: 'disk-full' }]);
}

/** Closes the polls with the ballots of `late` still out. */
export async function closePolls(set: Set, { chair }: Staff): Promise<void> {
  const { page } = chair;
  const out = await page.getByTestId('turnout-outstanding').first().innerText();
  await page.getByTestId('close-polls').click();
  await set.camera.take('chair-close-polls', chair, ['laptop']);
  await confirmNumber(chair, Number(out.replace(/\D/g, '')));
  await untilPhase(chair, 'counting');
}
