import { pairDevice } from '../../clients/connect.ts';
import { Desk } from '../../clients/desk.ts';
import { pictureVenue } from '../plan.ts';
import { escape, pairingAddress, untilPhase, type Set, type Staff } from './hall.ts';

/** The members who came, in the order of the roll, and a second desk without a screen. */
export interface Roll {
  readonly present: readonly string[];
  readonly helper: Desk;
}

/** Somewhat more than two thirds come. */
const ABSENT = 6;
const EXTRA_MISSING = 3;

/** Roll call to the confirmed quorum (R15). */
export async function rollCall(set: Set, staff: Staff): Promise<Roll> {
  const { camera } = set;
  const { chair, desk, supervisor, display } = staff;
  await camera.take('chair-roll-empty', chair, ['laptop'], { whole: true });
  await camera.attempt('chair-more', async () => {
    await chair.page.getByTestId('more').click();
    await camera.take('chair-more', chair, ['laptop', 'tablet', 'phone']);
    await escape(chair);
  });
  await camera.take('display-roll-empty', display, ['projector']);
  const members = pictureVenue().roll.map(({ id }) => id);
  const present = members.slice(0, members.length - ABSENT);
  await checkInOnScreen(set, staff, present.slice(0, 3));
  const helper = await secondDesk(staff);
  const needed = Math.ceil((members.length * 2) / 3);
  for (const id of present.slice(3, needed - EXTRA_MISSING)) await helper.setPresent(id, true);
  const missing = chair.page.getByTestId('present-count');
  await missing.getByText(String(needed - EXTRA_MISSING), { exact: true }).waitFor();
  await camera.take('chair-roll-missing', chair, ['laptop'], { whole: true });
  await camera.take('display-roll-missing', display, ['projector', 'laptop']);
  await camera.take('supervisor-roll', supervisor, ['laptop', 'tablet'], { whole: true });
  for (const id of present.slice(needed - EXTRA_MISSING)) await helper.setPresent(id, true);
  await chair.page.getByTestId('confirm-quorum').and(chair.page.locator(':enabled')).waitFor();
  await camera.take('chair-roll-met', chair, ['laptop'], { whole: true });
  await camera.take('display-roll-met', display, ['projector', 'laptop']);
  await camera.take('desk-roll-met', desk, ['tablet', 'laptop']);
  await chair.page.getByTestId('confirm-quorum').click();
  await chair.page.getByTestId('quorum-confirm').waitFor();
  await camera.take('chair-quorum', chair, ['laptop']);
  await chair.page.getByTestId('quorum-confirm').click();
  await untilPhase(chair, 'sealing');
  return { present, helper };
}

async function checkInOnScreen(
  { camera }: Set,
  { desk: { page }, desk }: Staff,
  members: readonly string[],
): Promise<void> {
  await page.getByTestId('search').waitFor();
  await camera.take('desk-roll', desk, ['tablet', 'laptop']);
  for (const id of members) await page.getByTestId(`set-present-${id}`).click();
  await page.getByTestId('undo').waitFor();
  await camera.take('desk-checked-in', desk, ['tablet', 'laptop']);
  await page.getByTestId('search').fill('ng a');
  await camera.take('desk-search', desk, ['tablet', 'laptop']);
  await page.getByTestId('search').fill('xyz');
  await camera.take('desk-nobody', desk, ['tablet']);
  await page.getByTestId('search').fill('');
}

/** Marks and issues faster than fingers, over the same socket. */
async function secondDesk({ chair }: Staff): Promise<Desk> {
  await chair.page.getByTestId('pair-another-desk').click();
  const { origin, hash } = new URL(await pairingAddress(chair.page));
  const device = await pairDevice(origin, hash.replace('#pair=', ''), 'Bàn 2');
  await chair.page.getByTestId('pairing-close').click();
  return new Desk(device);
}
