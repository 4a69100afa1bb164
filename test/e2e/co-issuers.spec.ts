import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { ChairCommand } from '#shared/meeting/commands.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { granted } from '../../scripts/clients/answers.ts';
import { Chair } from '../../scripts/clients/chair.ts';
import { pairDevice } from '../../scripts/clients/connect.ts';
import { Desk } from '../../scripts/clients/desk.ts';
import { Teller } from '../../scripts/clients/teller.ts';
import { cast, openBallot, seal } from '../../scripts/clients/voter.ts';
import { joinOn, pairPage, restoreOn, saveBackup } from '../../scripts/co-issuing/pages.ts';
import { startServer, type RunningServer } from '../../scripts/rehearse/server.ts';
import { meetingPlan } from './support/meeting-plan.ts';
import { OfflinePage } from './support/offline-page.ts';
import { writePlan } from './support/plan-files.ts';

const TELLERS = [1, 2, 3].map((n) => ({
  name: `Kiểm phiếu viên ${n}`,
  head: n === 3,
  ...(n < 3 ? { coIssuer: true } : {}),
}));
const plan: Plan = {
  ...meetingPlan,
  venues: meetingPlan.venues.map((venue) => ({
    ...venue,
    coIssuers: true,
    minBallots: 2,
    phonesAllowed: true,
    committeeProposal: TELLERS,
  })),
};

let folder: string;
let server: RunningServer;
let chair: Chair;
let desk: Desk;
let offline: OfflinePage;

async function say(command: ChairCommand): Promise<void> {
  granted(command.type, await chair.command(command));
}

function alarms(): string[] {
  return (chair.view?.alarms ?? []).map(({ code }) => code).filter((c) => c.startsWith('co-iss'));
}

async function vote(member: string): Promise<void> {
  const voter = await openBallot(server.url, await desk.issueOnScreen(member));
  await cast(server.url, voter, seal(voter, [1, 2, 3]));
}

async function figures(page: Page, wanted: readonly [string, string, string]): Promise<void> {
  for (const [at, name] of ['signed', 'registered', 'ballots'].entries()) {
    await expect(page.getByTestId(`issuing-${name}`)).toHaveText(wanted[at]!);
  }
}

/** Board, register and result as the supervisor's page hands them over. */
async function evidence(supervisor: Page): Promise<string[]> {
  const files: string[] = [];
  for (const [what, name] of [
    ['board', 'board.jsonl'],
    ['register', 'register.jsonl'],
    ['result', 'result.json'],
  ] as const) {
    const downloading = supervisor.waitForEvent('download');
    await supervisor.getByTestId(`download-${what}`).click();
    const path = join(offline.folder, name);
    await (await downloading).saveAs(path);
    files.push(path);
  }
  return files;
}

test.beforeAll(async () => {
  offline = await OfflinePage.build();
  folder = await mkdtemp(join(tmpdir(), 'hom-phieu-co-'));
  server = await startServer({
    plan: await writePlan(folder, plan),
    data: join(folder, 'data'),
    screens: true,
  });
  chair = await Chair.open(server.link);
  desk = new Desk(await pairDevice(server.url, await chair.pairingCode('desk', 'Bàn 1'), 'Bàn 1'));
});

test.afterAll(async () => {
  chair.close();
  desk.close();
  await server.stop();
  await offline.close();
  await rm(folder, { recursive: true, force: true });
});

test('[P 4.6.4, R20] two tellers’ pages issue: backup first, counters, reload, a lost device, the count', async ({
  browser,
}) => {
  const start = { type: 'start-round', venueId: 'bch', rehearsal: false } as const;
  granted('start-round', await chair.hall(start));
  await say({ type: 'freeze-ballot' });
  for (let n = 1; n <= 6; n += 1) await desk.setPresent(`m${n}`, true);
  await say({ type: 'confirm-quorum' });
  await say({ type: 'record-committee', members: TELLERS, how: 'Biểu quyết' });
  const { url } = server;
  const [first, second] = [
    await pairPage(browser, { chair, url }, TELLERS[0]!.name, 1),
    await pairPage(browser, { chair, url }, TELLERS[1]!.name, 2),
  ];
  const code = await chair.pairingCode('teller', TELLERS[2]!.name, 3);
  const head = new Teller(await pairDevice(url, code, TELLERS[2]!.name));
  for (const page of [first, second]) await joinOn(page);
  await head.join();
  const ceremony = head.ceremony();
  await first.getByTestId('backup-passphrase').waitFor();
  await second.getByTestId('backup-passphrase').waitFor();
  // Nothing is opened before both backups are saved; the chair reads what is waited for.
  await chair.until(
    ({ blockers }) => blockers.some(({ code: each }) => each === 'co-issuer-backup'),
    'the chair sees whose backup is missing',
  );
  await first.screenshot({ path: 'test-results/co-issuer-backup.png' });
  const backups = [await saveBackup(first), await saveBackup(second)];
  await ceremony;
  await say({ type: 'open-polls', present: 6 });
  const following = head.followPolls(200_000);
  await vote('m1');
  await vote('m2');
  await figures(first, ['2', '2', '2']);
  await figures(second, ['2', '2', '2']);

  await first.screenshot({ path: 'test-results/co-issuer-polling.png' });

  // A reload forgets nothing, and the device goes on.
  await second.reload();
  await vote('m3');
  await figures(second, ['3', '3', '3']);

  // The device is lost: the chair sees it, codes wait, another device takes its place.
  await second.context().close();
  await expect.poll(alarms).toEqual(['co-issuer-offline']);
  const waiting = vote('m4');
  const again = await pairPage(browser, { chair, url }, TELLERS[1]!.name, 2);
  await restoreOn(again, backups[1]!);
  await waiting;
  await expect.poll(alarms).toEqual([]);
  await figures(again, ['4', '4', '4']);

  await chair.until(({ hall }) => hall?.turnout.outstanding === 0, 'all are collected');
  await say({ type: 'close-polls', outstanding: 0 });
  await following;
  await head.untilRevealed();
  await head.fixPaper(false);
  const counting = head.count();
  for (const page of [first, again]) {
    await page.getByRole('button', { name: 'Mã giống nhau, tôi đồng ý' }).click();
  }
  await first.getByRole('button', { name: 'Mở niêm phong' }).click();
  await counting;
  await chair.until(({ hall }) => hall?.phase === 'counted', 'it is counted', 60_000);
  expect(chair.view?.result?.figures.electronic).toBe(4);
  await expect(first.getByTestId('issuing-alarm')).toHaveCount(0);
  head.close();

  // Anyone recounts: the supervisor's page from the board, and verify.html from the files it gives.
  const supervisor = await (await browser.newContext({ locale: 'vi-VN' })).newPage();
  await supervisor.goto(
    `${url}/console/#pair=${await chair.pairingCode('supervisor', 'Giám sát')}`,
  );
  await expect(supervisor.getByTestId('recount-state')).toHaveAttribute('data-state', 'same');
  await expect(supervisor.getByTestId('board-state')).toHaveAttribute('data-state', 'verified');
  const files = await evidence(supervisor);
  const audit = await offline.recount(browser, files);
  await expect(audit.getByTestId('valid')).toContainText('HỢP LỆ');
  await expect(audit.getByTestId('not-checked')).toHaveCount(0);
  await expect(audit.getByTestId('total-s1-high')).toHaveText('4');
});
