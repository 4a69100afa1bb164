import type { Device } from '../stage.ts';
import { pictureLines } from '../plan.ts';
import { escape, pair, untilPhase, untilState, type Set, type Staff } from './hall.ts';
import { PAPER, type Late } from './polls.ts';
import type { Sealed } from './sealing.ts';

/** From the closed polls to the counted result. */
export async function count(set: Set, staff: Staff, sealed: Sealed, late: Late): Promise<void> {
  const { camera, stage } = set;
  const { chair, display, kiosk } = staff;
  const { tellers } = sealed;
  await camera.take('chair-counting', chair, ['laptop'], { whole: true });
  await camera.take('display-counting', display, ['projector', 'laptop']);
  await untilState(late.unsent, 'notCounted');
  await camera.take('voter-not-counted-unsent', late.unsent, ['phone']);
  late.sealed.gate.release();
  await untilState(late.sealed, 'notCounted');
  await camera.take('voter-not-counted-late', late.sealed, ['phone']);
  await camera.attempt('voter-closed', async () => {
    await late.sealed.page.goto('about:blank');
    const closed = await stage.device('voter closed', 'phone');
    await closed.page.goto(set.server.url);
    await untilState(closed, 'closed');
    await camera.take('voter-closed', closed, ['phone']);
    await stage.leave(closed);
  });
  await camera.attempt('kiosk-closed', async () => {
    await untilState(kiosk, 'closed');
    await camera.take('kiosk-closed', kiosk, ['tablet']);
  });
  await paper(set, tellers);
  await agree(set, staff, tellers);
  await open(set, staff, tellers);
}

/** Two tellers key in the paper ballots: first with a difference, then alike. */
async function paper(set: Set, [head, second]: Sealed['tellers']): Promise<void> {
  const { camera } = set;
  await head.page.getByTestId('paper').waitFor();
  await camera.take('teller-counting', head, ['tablet'], { whole: true });
  await head.page.getByTestId('fix-none').click();
  await camera.take('teller-fix-none', head, ['tablet']);
  await escape(head);
  await keyIn(head, 0);
  await camera.take('teller-paper', head, ['tablet'], { whole: true });
  await head.page.getByTestId('paper-0-high').fill('9');
  await head.page.getByTestId('paper-0-high').scrollIntoViewIfNeeded();
  await camera.take('teller-paper-wrong', head, ['tablet']);
  await head.page.getByTestId('paper-0-high').fill(String(PAPER - 1));
  await head.page.getByTestId('key-paper').click();
  await head.page.getByTestId('paper-keyed').filter({ hasText: ':' }).waitFor();
  await keyIn(second, 1);
  await camera.take('teller-paper', second, ['phone'], { whole: true });
  await second.page.getByTestId('key-paper').click();
  await head.page.getByTestId('paper-unequal').waitFor();
  await head.page.getByTestId('paper-0-high').scrollIntoViewIfNeeded();
  await camera.take('teller-paper-unequal', head, ['tablet', 'phone']);
  await head.page.getByTestId('paper-unequal').scrollIntoViewIfNeeded();
  await camera.take('teller-paper-differences', head, ['tablet']);
  await keyIn(second, 0);
  await second.page.getByTestId('key-paper').click();
  await head.page.getByTestId('paper-equal').waitFor();
  await head.page.getByTestId('fix-paper').scrollIntoViewIfNeeded();
  await camera.take('teller-paper-equal', head, ['tablet']);
  await head.page.getByTestId('fix-paper').click();
  await camera.take('teller-fix', head, ['tablet']);
  await head.page.getByTestId('fix-confirm').click();
}

/** All confident but one line's one; `other` lines are read differently. */
async function keyIn({ page }: Device, other: number): Promise<void> {
  await page.getByTestId('paper-count').fill(String(PAPER));
  await page.getByTestId('paper-rejected').fill('0');
  for (let line = 0; line < pictureLines(); line += 1) {
    const differs = line < other ? 1 : 0;
    await page.getByTestId(`paper-${line}-high`).fill(String(PAPER - 1 - differs));
    await page.getByTestId(`paper-${line}-confidence`).fill(String(1 + differs));
    await page.getByTestId(`paper-${line}-low`).fill('0');
    await page.getByTestId(`paper-${line}-invalid`).fill('0');
  }
}

async function agree(
  set: Set,
  { chair, display, supervisor }: Staff,
  tellers: Sealed['tellers'],
): Promise<void> {
  const { camera } = set;
  const [head, second, third] = tellers;
  for (const { page } of tellers) {
    await page.getByTestId('agree').and(page.locator(':enabled')).waitFor();
  }
  await camera.take('teller-agree', head, ['tablet'], { whole: true });
  await camera.take('teller-agree', second, ['phone'], { whole: true });
  await chair.page.getByTestId('tally-code').waitFor();
  await camera.take('chair-tallied', chair, ['laptop'], { whole: true });
  await camera.take('display-tallied', display, ['projector', 'laptop']);
  await camera.take('supervisor-counting', supervisor, ['laptop'], { whole: true });
  await camera.attempt('chair-lower', async () => {
    await chair.page.getByTestId('lower-quorum').click();
    await chair.page.getByTestId('lower-quorum-reason').waitFor();
    await camera.take('chair-lower', chair, ['laptop']);
    await escape(chair);
  });
  await head.page.getByTestId('agree').click();
  await head.page.locator('[data-testid="steps"][data-at="agreed"]').waitFor();
  await camera.take('teller-agreed', head, ['tablet']);
  await second.page.getByTestId('agree').click();
  await third.page.getByTestId('agree').click();
  await head.page.getByTestId('open').waitFor();
  // It takes the place of the third device, which is not needed any more.
  await lostDevice(set, chair);
}

/** A second device of the third teller holds no share. */
async function lostDevice({ camera, stage }: Set, chair: Device): Promise<void> {
  await camera.attempt('teller-lost', async () => {
    const spare = await stage.device('teller 3 spare', 'phone');
    await pair(chair, 'pair-teller-3', spare);
    await spare.page.locator('[data-testid="steps"][data-at="lost"]').waitFor();
    await camera.take('teller-lost', spare, ['phone'], { whole: true });
    const buffer = Buffer.from('{"format":"hom-phieu/plan/1"}');
    const file = { name: 'ke-hoach.json', mimeType: 'application/json', buffer };
    await spare.page.getByTestId('restore-file').setInputFiles(file);
    await spare.page.getByTestId('restore-passphrase').fill('mat khau dai');
    await spare.page.getByTestId('restore-button').click();
    await spare.page.getByTestId('refusal').waitFor();
    await spare.page.getByTestId('restore').scrollIntoViewIfNeeded();
    await camera.take('teller-restore-refused', spare, ['phone']);
    await stage.leave(spare);
  });
}

async function open(
  set: Set,
  { chair, display }: Staff,
  [head, second]: Sealed['tellers'],
): Promise<void> {
  const { camera } = set;
  await head.page.getByTestId('open').waitFor();
  await camera.take('teller-open', head, ['tablet'], { whole: true });
  await second.page.getByTestId('open').waitFor();
  await camera.take('teller-open', second, ['phone'], { whole: true });
  await head.page.getByTestId('open').click();
  await head.page.locator('[data-testid="steps"][data-at="opened"]').waitFor();
  await camera.take('teller-opened', head, ['tablet']);
  await camera.take('display-opening', display, ['projector']);
  await second.page.getByTestId('open').click();
  await untilPhase(chair, 'counted');
}
