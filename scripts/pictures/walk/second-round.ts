import { escape, untilPhase, untilState, type Set, type Staff } from './hall.ts';
import type { Late } from './polls.ts';
import type { Sealed } from './sealing.ts';

/** A rehearsal of the next venue, which the chair's page plays alone and which ends void. */
export async function secondRound(
  set: Set,
  staff: Staff,
  { tellers: [head] }: Sealed,
  late: Late,
): Promise<void> {
  const { camera, server, stage } = set;
  const { chair, display } = staff;
  const { page } = chair;
  await page.getByTestId('mode-rehearsal').check();
  await page.getByTestId('start-round-hdnd').click();
  await untilPhase(chair, 'preparing');
  await camera.take('chair-rehearsal', chair, ['laptop'], { whole: true });
  await camera.attempt('teller-not-elected', async () => {
    await head.page.getByTestId('not-elected').waitFor({ timeout: 15_000 });
    await camera.take('teller-not-elected', head, ['tablet']);
  });
  late.away.gate.mend();
  await page.getByTestId('rehearsal-prepare').click();
  await page.getByTestId('rehearsal-progress').getByText(/\S/).first().waitFor();
  await camera.take('chair-rehearsal-preparing', chair, ['laptop']);
  await untilPhase(chair, 'polling');
  await page.getByTestId('rehearsal-qr').waitFor();
  await camera.take('chair-rehearsal-polling', chair, ['laptop'], { whole: true });
  await camera.take('display-rehearsal', display, ['projector']);
  await camera.attempt('voter-other-round', async () => {
    await untilState(late.away, 'otherRound');
    await camera.take('voter-other-round', late.away, ['phone']);
  });
  const voter = await stage.device('voter rehearsal', 'phone');
  await voter.page.goto(server.url);
  await untilState(voter, 'welcome');
  await camera.take('voter-rehearsal', voter, ['phone']);
  await tooFew(set, staff);
}

/** The warning before a close with too few ballots to be opened (P 4.7), and the round declared void. */
async function tooFew({ camera }: Set, { chair }: Staff): Promise<void> {
  const { page } = chair;
  await page.getByTestId('close-polls').click();
  await page.getByTestId('typed-number').waitFor();
  await camera.take('chair-close-too-few', chair, ['laptop']);
  await escape(chair);
  await page.getByTestId('more').click();
  await page.getByTestId('void-round').click();
  await page.getByTestId('void-reason').fill('Diễn tập xong');
  await page.getByTestId('void-confirm').click();
  // The next round of the venue begins at once.
  await untilPhase(chair, 'rollCall');
  await camera.take('chair-after-void', chair, ['laptop']);
}
