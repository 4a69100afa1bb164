import type { Device } from '../stage.ts';
import {
  confirmNumber,
  escape,
  pair,
  unfold,
  untilPhase,
  untilState,
  type Set,
  type Staff,
} from './hall.ts';
import type { Roll } from './roll-call.ts';

/** The three tellers: the head on a tablet, the others on phones. */
export type Tellers = readonly [Device, Device, Device];

/** What the sealing leaves: the tellers, a voter whose code waits for the polls. */
export interface Sealed {
  readonly tellers: Tellers;
  readonly early: Device;
}

/** A code that nobody issued: well-formed, and refused when the polls are open. */
const STRANGE_CODE = 'ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ';

/** The committee, the ceremony, and the opening of the polls. */
export async function sealing(set: Set, staff: Staff, roll: Roll): Promise<Sealed> {
  const { camera, stage } = set;
  const { chair, display } = staff;
  await committee(set, staff);
  const tellers: Tellers = [
    await stage.device('teller 1', 'tablet'),
    await stage.device('teller 2', 'phone'),
    await stage.device('teller 3', 'phone'),
  ];
  const early = await waitingVoter(set);
  await withoutPhones(set, staff, early);
  await ceremony(set, staff, tellers);
  await camera.take('chair-sealed', chair, ['laptop'], { whole: true });
  await camera.take('display-sealed', display, ['projector', 'laptop']);
  await camera.take('supervisor-sealed', staff.supervisor, ['laptop'], { whole: true });
  await camera.attempt('kiosk-not-open', async () => {
    await untilState(staff.kiosk, 'notOpen');
    await camera.take('kiosk-not-open', staff.kiosk, ['tablet']);
  });
  await openPolls(set, staff, roll);
  return { tellers, early };
}

/** Where the chair allows no phones, a phone says so and where to go. */
async function withoutPhones({ camera }: Set, { chair }: Staff, voter: Device): Promise<void> {
  await camera.attempt('voter-phones-not-allowed', async () => {
    await chair.page.getByTestId('phones-no').click();
    await untilState(voter, 'phonesNotAllowed');
    await camera.take('voter-phones-not-allowed', voter, ['phone']);
  });
  await chair.page.getByTestId('phones-yes').click();
  await untilState(voter, 'notOpen');
}

async function committee({ camera }: Set, { chair, display }: Staff): Promise<void> {
  const { page } = chair;
  await page.getByTestId('record-committee').waitFor();
  await camera.take('display-committee', display, ['projector']);
  await camera.take('chair-committee', chair, ['laptop'], { whole: true });
  await camera.attempt('chair-committee-problems', async () => {
    const name = page.getByTestId('committee-name-2');
    const right = await name.inputValue();
    await name.fill('');
    await camera.take('chair-committee-problems', chair, ['laptop'], { whole: true });
    await name.fill(right);
  });
  await page.getByTestId('phones-yes').click();
  await page.getByTestId('record-committee').click();
  await page.getByTestId('ceremony-1').waitFor();
  await camera.take('chair-ceremony', chair, ['laptop'], { whole: true });
  await camera.take('display-ceremony', display, ['projector']);
}

/** A phone that scanned its code before the polls are open. */
async function waitingVoter({ camera, server, stage }: Set): Promise<Device> {
  const early = await stage.device('voter early', 'phone');
  await early.page.goto(server.url);
  await untilState(early, 'notOpen');
  await camera.take('voter-not-open', early, ['phone']);
  await early.page.getByTestId('code').fill(STRANGE_CODE);
  await early.page.getByTestId('open-code').click();
  await early.page.getByTestId('code').waitFor({ state: 'detached' });
  await camera.take('voter-not-open-ready', early, ['phone']);
  return early;
}

async function ceremony(set: Set, { chair }: Staff, tellers: Tellers): Promise<void> {
  const { camera } = set;
  for (const [index, teller] of tellers.entries()) {
    await pair(chair, `show-qr-teller-${index + 1}`, teller);
    await teller.page.getByTestId('join').waitFor();
    if (index === 0) await camera.take('teller-join', teller, ['tablet'], { whole: true });
    if (index === 1) await camera.take('teller-join', teller, ['phone'], { whole: true });
    await teller.page.getByTestId('join').click();
    if (index === 1) {
      await teller.page.locator('[data-testid="steps"][data-at="ceremony"]').waitFor();
      await camera.take('teller-ceremony', teller, ['phone'], { whole: true });
      await camera.take('chair-ceremony-under-way', chair, ['laptop'], { whole: true });
    }
  }
  for (const { page } of tellers) {
    await page.locator('[data-testid="steps"][data-at="sealed"]').waitFor();
  }
  const [head, second] = tellers;
  await camera.take('teller-sealed', head, ['tablet'], { whole: true });
  await camera.take('teller-sealed', second, ['phone'], { whole: true });
  await camera.attempt('teller-backup', async () => {
    await unfold(second, 'backup');
    await second.page.getByTestId('backup-passphrase').fill('mat khau dai');
    await second.page.getByTestId('backup-repeat').fill('mat khau');
    await second.page.getByTestId('backup').scrollIntoViewIfNeeded();
    await camera.take('teller-backup', second, ['phone']);
    await unfold(second, 'backup');
  });
}

async function openPolls({ camera }: Set, { chair }: Staff, { present }: Roll): Promise<void> {
  const { page } = chair;
  await camera.attempt('chair-restart', async () => {
    await page.getByTestId('restart-ceremony').click();
    await page.getByTestId('restart-reason').waitFor();
    await camera.take('chair-restart', chair, ['laptop']);
    await escape(chair);
  });
  await page.getByTestId('open-polls').and(page.locator(':enabled')).click();
  await page.getByTestId('typed-number').fill('99');
  await camera.take('chair-open-polls', chair, ['laptop']);
  await confirmNumber(chair, present.length);
  await untilPhase(chair, 'polling');
}
