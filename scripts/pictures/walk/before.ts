import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { picturePlan } from '../plan.ts';
import { editor } from './editor.ts';
import { hasty, kioskSetUp } from './kiosk.ts';
import { alarmed, escape, pair, untilPhase, untilState, type Set, type Staff } from './hall.ts';
import { preparation } from './preparation.ts';
import { readiness } from './readiness.ts';

/** From the empty server to the frozen ballot: start, plan, pairing, the papers of the chair. */
export async function beforeMeeting(set: Set): Promise<Staff> {
  const { camera, server, stage } = set;
  const staff = {
    chair: await stage.device('chair', 'laptop'),
    desk: await stage.device('desk', 'tablet'),
    supervisor: await stage.device('supervisor', 'laptop'),
    display: await stage.device('display', 'projector'),
    kiosk: await stage.device('kiosk', 'tablet', hasty),
  };
  const { chair, desk, supervisor, display, kiosk } = staff;
  await strangers(set);

  await chair.page.goto(server.link);
  await chair.page.getByTestId('load-sample').waitFor();
  await camera.take('chair-start-empty', chair, ['laptop'], { whole: true });
  await editor(set, chair);
  await loadPlan(set, staff);
  await preparation(set, chair);
  await pairStaff(set, staff);
  await readiness(set, chair);
  for (const [name, device, sizes] of [
    ['desk-no-round', desk, ['tablet']],
    ['supervisor-waiting', supervisor, ['laptop']],
    ['display-waiting', display, ['projector']],
  ] as const) {
    await camera.take(name, device, sizes);
  }
  await kioskSetUp(set, kiosk);
  await camera.attempt('kiosk-no-round', async () => {
    await untilState(kiosk, 'noRound');
    await camera.take('kiosk-no-round', kiosk, ['tablet']);
  });
  await startRound(set, staff);
  return staff;
}

/** Devices that nobody has paired. */
async function strangers({ camera, server, stage }: Set): Promise<void> {
  const stranger = await stage.device('stranger', 'phone');
  await stranger.page.goto(`${server.url}/console/`);
  await stranger.page.getByTestId('not-paired').waitFor();
  await camera.take('console-not-paired', stranger, ['phone', 'laptop']);
  await stranger.page.goto('about:blank');
  await stranger.page.goto(`${server.url}/console/#pair=QQQQQQQQQQQQQQQQQQQQQQ`);
  await stranger.page.getByRole('alert').waitFor();
  await camera.take('console-pair-failed', stranger, ['phone']);
  await stage.leave(stranger);

  const voter = await stage.device('early voter', 'phone');
  await voter.page.goto(server.url);
  await untilState(voter, 'noRound');
  await camera.take('voter-no-round', voter, ['phone']);
  await stage.leave(voter);

  const tablet = await stage.device('unpaired kiosk', 'tablet');
  await tablet.page.goto(`${server.url}/#pair=QQQQQQQQQQQQQQQQQQQQQQ`);
  await untilState(tablet, 'unpaired');
  await camera.take('kiosk-unpaired', tablet, ['tablet']);
  await stage.leave(tablet);
}

async function loadPlan({ camera, folder }: Set, { chair }: Staff): Promise<void> {
  const plan = join(folder, 'ke-hoach.json');
  const broken = join(folder, 'ke-hoach-sai.json');
  await writeFile(plan, JSON.stringify(picturePlan()));
  await writeFile(broken, JSON.stringify({ ...picturePlan(), title: '', date: '2027-13-40' }));
  const file = chair.page.getByTestId('plan-file').first();
  await file.setInputFiles(broken);
  await chair.page.getByTestId('plan-problems').waitFor();
  await camera.take('chair-plan-problems', chair, ['laptop'], { whole: true });
  await file.setInputFiles(plan);
  await chair.page.getByTestId('plan-title').waitFor();
  await camera.take('chair-start', chair, ['laptop', 'phone'], { whole: true });
}

async function pairStaff({ camera, stage }: Set, staff: Staff): Promise<void> {
  const { chair, desk, supervisor, display, kiosk } = staff;
  await chair.page.getByTestId('pair-desk').click();
  await chair.page.getByTestId('pairing-url').waitFor();
  await camera.take('chair-pairing', chair, ['laptop']);
  await desk.page.goto(await chair.page.getByTestId('pairing-url').innerText());
  await chair.page.getByTestId('paired').waitFor();
  await camera.take('chair-paired', chair, ['laptop']);
  await chair.page.getByTestId('pairing-close').click();
  await pair(chair, 'pair-supervisor', supervisor);
  await pair(chair, 'pair-display', display);
  await pair(chair, 'pair-kiosk', kiosk);

  await camera.attempt('console-choose', async () => {
    const both = await stage.device('two roles', 'laptop');
    await pair(chair, 'pair-supervisor', both);
    await pair(chair, 'pair-display', both);
    await both.page.goto('about:blank');
    await both.page.goto(new URL(chair.page.url()).origin + '/console/');
    await both.page.getByTestId('role-supervisor').waitFor();
    await camera.take('console-choose', both, ['laptop']);
    await chair.page.getByTestId('devices-away').locator('button').last().click();
    await chair.page.getByTestId('revoke-confirm').waitFor();
    await camera.take('chair-revoke', chair, ['laptop']);
    await escape(chair);
    await both.page.context().close();
  });
}

async function startRound(set: Set, staff: Staff): Promise<void> {
  const { camera, folder } = set;
  const { chair, desk, supervisor, display } = staff;
  await chair.page.getByTestId('mode-official').check();
  await chair.page.getByTestId('start-round-bch').click();
  await chair.page.getByTestId('start-official-confirm').waitFor();
  await camera.take('chair-start-official', chair, ['laptop']);
  await chair.page.getByTestId('start-official-confirm').click();
  await untilPhase(chair, 'preparing');
  await camera.take('chair-preparing', chair, ['laptop'], { whole: true });
  await camera.take('desk-not-yet', desk, ['tablet']);
  await camera.take('supervisor-preparing', supervisor, ['laptop']);
  await camera.take('display-preparing', display, ['projector', 'laptop']);

  await chair.page.getByTestId('more').click();
  await camera.attempt('chair-copy', async () => {
    await chair.page.getByTestId('copy-input').fill(join(folder, 'ban-sao'));
    await chair.page.getByTestId('copy-go').click();
    await chair.page.getByTestId('copy-path').waitFor();
    await camera.take('chair-copy', chair, ['laptop']);
  });
  await camera.attempt('chair-wifi', async () => {
    await chair.page.getByTestId('wifi-input').fill('HoiNghi-BCH');
    await chair.page.getByTestId('wifi-password').fill('Tin-nhiem-2027');
    await camera.take('chair-wifi', chair, ['laptop']);
    await chair.page.getByTestId('wifi-go').click();
    await chair.page.getByTestId('wifi-shown').waitFor();
    await camera.take('chair-wifi-shown', chair, ['laptop']);
    await display.page.getByTestId('wifi').waitFor();
    await camera.take('display-wifi', display, ['projector', 'laptop']);
  });
  await escape(chair);
  await alarmed(set, 'chair-disk-low', chair, [{ code: 'disk-low', detail: { mb: 140 } }]);
  await chair.page.getByTestId('freeze').click();
  await chair.page.getByTestId('freeze-confirm').waitFor();
  await camera.take('chair-freeze', chair, ['laptop']);
  await chair.page.getByTestId('freeze-confirm').click();
  await untilPhase(chair, 'rollCall');
}
