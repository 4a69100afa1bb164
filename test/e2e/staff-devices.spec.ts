import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { ChairCommand } from '#shared/meeting/commands.ts';
import { granted } from '../../scripts/clients/answers.ts';
import { Chair } from '../../scripts/clients/chair.ts';
import { pairDevice } from '../../scripts/clients/connect.ts';
import { Desk } from '../../scripts/clients/desk.ts';
import { Supervisor } from '../../scripts/clients/supervisor.ts';
import { cast, openBallot, seal } from '../../scripts/clients/voter.ts';
import { PASSPHRASE, saveBackup } from '../../scripts/co-issuing/pages.ts';
import { startServer, type RunningServer } from '../../scripts/rehearse/server.ts';
import { Hall } from './support/hall.ts';
import { writePlan } from './support/plan-files.ts';

let folder: string;
let server: RunningServer;
let hall: Hall;
let chair: Chair;
let desk: Desk;

test.beforeAll(async ({ browser }) => {
  folder = await mkdtemp(join(tmpdir(), 'hom-phieu-staff-'));
  const path = await writePlan(folder);
  server = await startServer({ plan: path, data: join(folder, 'data'), screens: true });
  chair = await Chair.open(server.link);
  desk = new Desk(await pairDevice(server.url, await chair.pairingCode('desk', 'Bàn 1'), 'Bàn 1'));
  hall = new Hall(browser);
});

test.afterAll(async () => {
  chair.close();
  desk.close();
  await hall.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function say(command: ChairCommand): Promise<void> {
  granted(command.type, await chair.command(command));
}

async function paired(role: 'supervisor' | 'teller', name: string, i?: number): Promise<Page> {
  const page = await hall.device(name);
  const address = `${server.url}/console/#pair=${await chair.pairingCode(role, name, i)}`;
  // A browser may take up a spare connection at the moment the server gives it up.
  await expect(() => page.goto(address)).toPass();
  return page;
}

async function restore(page: Page, backup: string, passphrase: string): Promise<void> {
  await page.getByTestId('restore-file').setInputFiles(backup);
  await page.getByTestId('restore-passphrase').fill(passphrase);
  await page.getByTestId('restore-button').click();
}

test('[P 4.3.4, R49] a share restored elsewhere, a wrong passphrase, a monitor in two tabs and without its line, a recount that differs', async () => {
  const start = { type: 'start-round', venueId: 'bch', rehearsal: false } as const;
  granted('start-round', await chair.hall(start));
  await say({ type: 'freeze-ballot' });
  for (let n = 1; n <= 6; n += 1) await desk.setPresent(`m${n}`, true);
  await say({ type: 'confirm-quorum' });
  await say({ type: 'allow-phones', allowed: true });
  const { proposal } = await chair.until((view) => view.proposal.length > 0, 'a proposal');
  await say({ type: 'record-committee', members: proposal, how: 'Biểu quyết' });
  const supervisor = await paired('supervisor', 'Giám sát 1');
  const tellers: Page[] = [];
  for (const i of [1, 2, 3]) {
    const page = await paired('teller', proposal[i - 1]!.name, i);
    await page.getByTestId('join').click();
    tellers.push(page);
  }
  const [head, second, third] = tellers as [Page, Page, Page];
  await chair.until(
    ({ hall: view, blockers }) => (view?.keyFingerprint ?? null) !== null && blockers.length === 0,
    'the box is sealed',
    60_000,
  );
  await third.getByTestId('backup').locator('summary').click();
  const backup = await saveBackup(third);
  expect(await readFile(backup, 'utf8')).not.toContain(PASSPHRASE);
  await say({ type: 'open-polls', present: 6 });

  // The monitor in a second tab, without its line, and back: nothing is red, nothing goes back.
  const tab = await supervisor.context().newPage();
  await tab.goto(`${server.url}/console/`);
  await expect(tab.getByTestId('turnout-issued')).toHaveText('0');
  for (const n of [1, 2]) {
    const voter = await openBallot(server.url, await desk.issueOnScreen(`m${n}`));
    await cast(server.url, voter, seal(voter, [1, 2, 3]));
  }
  for (const page of [supervisor, tab]) {
    await expect(page.getByTestId('board-checked')).toHaveText('2/2');
  }
  await supervisor.context().setOffline(true);
  const late = await openBallot(server.url, await desk.issueOnScreen('m3'));
  await cast(server.url, late, seal(late, [3, 2, 1]));
  await expect(supervisor.getByTestId('link-status')).toContainText('Mất kết nối', {
    timeout: 60_000,
  });
  await expect(supervisor.getByTestId('turnout-collected')).toHaveText('2');
  await supervisor.context().setOffline(false);
  for (const page of [supervisor, tab]) {
    await expect(page.getByTestId('board-checked')).toHaveText('3/3', { timeout: 60_000 });
    await expect(page.getByTestId('board-state')).toHaveAttribute('data-state', 'verified');
  }

  // The third member's device is lost: another takes its place from the file, and from nothing else.
  await third.context().close();
  const spare = await paired('teller', proposal[2]!.name, 3);
  await expect(spare.getByTestId('steps')).toHaveAttribute('data-at', 'lost');
  await restore(spare, join(folder, 'plan.json'), PASSPHRASE);
  await expect(spare.getByTestId('refusal')).toContainText('không phải tệp dự phòng');
  await restore(spare, backup, 'mot-mat-khau-sai');
  await expect(spare.getByTestId('refusal')).toContainText('Mật khẩu không đúng');
  await restore(spare, backup, PASSPHRASE);
  await expect(spare.getByTestId('steps')).toHaveAttribute('data-at', 'sealed');

  await say({ type: 'close-polls', outstanding: 0 });
  await head.getByTestId('fix-none').click();
  await head.getByTestId('fix-confirm').click();
  await Promise.all([head, second, spare].map((page) => page.getByTestId('agree').click()));
  await Promise.all([head, spare].map((page) => page.getByTestId('open').click()));
  await expect(supervisor.getByTestId('recount-state')).toHaveAttribute('data-state', 'same');
  await supervisor.getByTestId('recount-again').click();
  await expect(supervisor.getByTestId('recount-sent')).toContainText('đã được ghi');

  // A device that says another digest: everybody reads it, nobody announces over it.
  const code = await chair.pairingCode('supervisor', 'Máy lạ');
  const strange = new Supervisor(await pairDevice(server.url, code, 'Máy lạ'));
  await strange.submitRecount('A'.repeat(43));
  await expect(supervisor.getByTestId('recount')).toContainText('KHÁC mã của trang này');
  expect((await chair.command({ type: 'announce' })).ok).toBe(false);
  const device = chair.view?.recounts.find(({ by }) => by === 'Máy lạ')?.device ?? '';
  await say({ type: 'set-aside-recount', device, reason: 'Trình duyệt quá cũ' });
  await expect(supervisor.getByTestId('feed')).toContainText(
    'KHÔNG DÙNG lần kiểm lại của «Máy lạ»',
  );
  await say({ type: 'announce' });
  for (const page of [head, second, spare]) {
    await expect(page.getByTestId('keys-state')).toHaveAttribute('data-held', 'false');
  }
  strange.close();
  expect(hall.faults).toEqual([]);
});
