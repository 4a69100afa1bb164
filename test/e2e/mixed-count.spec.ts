import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { ChairCommand } from '#shared/meeting/commands.ts';
import type { Plan } from '#shared/plan/plan.ts';
import type { MarkCode } from '#shared/protocol/entries.ts';
import { granted } from '../../scripts/clients/answers.ts';
import { Chair } from '../../scripts/clients/chair.ts';
import { pairDevice } from '../../scripts/clients/connect.ts';
import { Desk } from '../../scripts/clients/desk.ts';
import { cast, openBallot, seal } from '../../scripts/clients/voter.ts';
import { startServer, type RunningServer } from '../../scripts/rehearse/server.ts';
import { Hall } from './support/hall.ts';
import { meetingPlan } from './support/meeting-plan.ts';
import { writePlan } from './support/plan-files.ts';

/** High, confidence, low, invalid: one line of a count. */
type Line = readonly [number, number, number, number];

/**
 * Six sheets handed out for three subjects, five come back:
 * 1: high, confidence, low. 2: high, name struck out, low. 3: confidence, two boxes, low.
 * 4: a name written in, high, high, high. 5: blank. And a seventh that nobody issued.
 */
const RULES = [
  {
    strikeOutScope: 'line',
    writeInRule: 'linePartInvalid',
    sheets: [
      [3, 1, 0, 1],
      [1, 1, 0, 3],
      [1, 0, 3, 1],
    ],
    total: [
      [6, 2, 1, 1],
      [3, 3, 1, 3],
      [2, 0, 6, 2],
    ],
  },
  {
    strikeOutScope: 'ballot',
    writeInRule: 'wholeBallotInvalid',
    sheets: [
      [1, 1, 0, 3],
      [0, 1, 0, 4],
      [0, 0, 2, 3],
    ],
    total: [
      [4, 2, 1, 3],
      [2, 3, 1, 4],
      [1, 0, 5, 4],
    ],
  },
] as const;

/** Cast on devices: 3 high, 1, 1; 2, 2, 1; 1, 0, 3 and a blank. */
const MARKS: readonly (readonly MarkCode[])[] = [
  [1, 2, 3],
  [1, 3, 0],
  [2, 1, 3],
  [1, 2, 1],
  [3, 1, 3],
];
const SHEETS = 6;
const COLLECTED = 5;

let folder: string;
let server: RunningServer;
let hall: Hall;
let chair: Chair;
let desk: Desk;

async function begin(rules: (typeof RULES)[number]): Promise<void> {
  const plan: Plan = {
    ...meetingPlan,
    venues: meetingPlan.venues.map((venue) => ({
      ...venue,
      strikeOutScope: rules.strikeOutScope,
      writeInRule: rules.writeInRule,
      phonesAllowed: true,
      roll: Array.from({ length: 12 }, (_, n) => ({ id: `m${n + 1}`, name: `Đại biểu ${n + 1}` })),
    })),
  };
  folder = await mkdtemp(join(tmpdir(), 'hom-phieu-mixed-'));
  const path = await writePlan(folder, plan);
  server = await startServer({ plan: path, data: join(folder, 'data'), screens: true });
  chair = await Chair.open(server.link);
  desk = new Desk(await pairDevice(server.url, await chair.pairingCode('desk', 'Bàn 1'), 'Bàn 1'));
  const start = { type: 'start-round', venueId: 'bch', rehearsal: false } as const;
  granted('start-round', await chair.hall(start));
  await say({ type: 'freeze-ballot' });
  for (let n = 1; n <= 11; n += 1) await desk.setPresent(`m${n}`, true);
  await say({ type: 'confirm-quorum' });
}

async function say(command: ChairCommand): Promise<void> {
  granted(command.type, await chair.command(command));
}

/** A page of this role, of a teller by the committee's number. */
async function paired(role: 'supervisor' | 'display' | 'teller', i?: number): Promise<Page> {
  const page = i === 2 ? await hall.phone('teller 2') : await hall.device(`${role} ${i ?? ''}`);
  const code = await chair.pairingCode(role, `${role} ${i ?? ''}`, i);
  await page.goto(`${server.url}/console/#pair=${code}`);
  return page;
}

async function sealedBy(): Promise<Page[]> {
  const { proposal } = await chair.until((view) => view.proposal.length > 0, 'a proposal');
  await say({ type: 'record-committee', members: proposal, how: 'Biểu quyết' });
  const tellers: Page[] = [];
  for (const i of [1, 2, 3]) {
    const page = await paired('teller', i);
    await page.getByTestId('join').click();
    tellers.push(page);
  }
  await chair.until(
    ({ hall: view, blockers }) => (view?.keyFingerprint ?? null) !== null && blockers.length === 0,
    'the box is sealed',
    60_000,
  );
  return tellers;
}

async function vote(): Promise<void> {
  for (const [at, marks] of MARKS.entries()) {
    const voter = await openBallot(server.url, await desk.issueOnScreen(`m${at + 1}`));
    await cast(server.url, voter, seal(voter, marks));
  }
  for (let n = 6; n < 6 + SHEETS; n += 1) await desk.issuePaper(`m${n}`);
}

async function keyIn(page: Page, lines: readonly Line[], rejected: number): Promise<void> {
  await page.getByTestId('paper-count').fill(String(COLLECTED));
  await page.getByTestId('paper-rejected').fill(String(rejected));
  for (const [at, line] of lines.entries()) {
    for (const [cell, field] of ['high', 'confidence', 'low', 'invalid'].entries()) {
      await page.getByTestId(`paper-${at}-${field}`).fill(String(line[cell]));
    }
  }
  await page.getByTestId('paper-struckOut').fill('1');
  await page.getByTestId('paper-writtenOn').fill('1');
}

test.beforeEach(({ browser }) => {
  hall = new Hall(browser);
});

test.afterEach(async () => {
  chair.close();
  desk.close();
  await hall.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

for (const rules of RULES) {
  test(`[R22, R26, R27, F2-F6] paper beside electronic ballots: ${rules.strikeOutScope}, ${rules.writeInRule}`, async () => {
    await begin(rules);
    const supervisor = await paired('supervisor');
    const display = await paired('display');
    const [head, second, third] = (await sealedBy()) as [Page, Page, Page];
    await say({ type: 'open-polls', present: 11 });
    await vote();
    await expect(supervisor.getByTestId('turnout-paper')).toContainText(`${SHEETS} phiếu giấy`);
    await expect(display.getByTestId('turnout-paper')).toContainText(`${SHEETS} phiếu giấy`);

    // The head spoils a sheet: taken back and issued anew it is one sheet, not two (F18).
    await head.getByTestId('void').locator('summary').click();
    await head.getByTestId('void-search').fill('dai bieu 6');
    await head.getByTestId('void-m6').click();
    await head.getByTestId('void-reason').fill('Viết hỏng');
    await head.getByTestId('void-confirm').click();
    await expect(head.getByTestId('void-confirm')).toBeHidden();
    await desk.issuePaper('m6');
    await chair.until((view) => view.hall?.turnout.issued === 11, 'eleven are issued');
    await say({ type: 'close-polls', outstanding: SHEETS });

    // “None” is refused to nobody, but says what would be lost.
    await head.getByTestId('fix-none').click();
    await expect(head.getByTestId('fix-warning')).toContainText(`cả ${SHEETS} phiếu`);
    await head.keyboard.press('Escape');

    await keyIn(head, rules.sheets, 1);
    await expect(head.getByTestId('key-paper')).toBeEnabled();
    await head.reload();
    await expect(head.getByTestId('paper-writtenOn')).toHaveValue('1');
    await head.getByTestId('key-paper').click();
    const [[high, confidence, low, invalid], ...rest] = rules.sheets;
    await keyIn(second, [[high - 1, confidence, low, invalid + 1], ...rest], 0);
    await second.getByTestId('key-paper').click();
    for (const page of [head, second]) {
      await expect(page.locator('[aria-invalid="true"]')).toHaveCount(3);
      await expect(page.getByTestId('paper-0-high')).toHaveAttribute('aria-invalid', 'true');
    }
    await expect(third.getByTestId('paper-unequal')).toContainText('Kiểm phiếu viên 2');
    await expect(head.getByTestId('fix-paper')).toBeDisabled();

    // The third member's count is the head's: the two that are equal can be fixed.
    await keyIn(third, rules.sheets, 1);
    await third.getByTestId('key-paper').click();
    await head.getByTestId('fix-paper').click();
    await head.getByTestId('fix-confirm').click();

    // Everybody presses as soon as a button is there: nobody is told that the tally is wrong.
    await Promise.all([head, second, third].map((page) => page.getByTestId('agree').click()));
    await Promise.all([head, second].map((page) => page.getByTestId('open').click()));
    await expect(head.getByTestId('phase')).toHaveAttribute('data-phase', 'counted');

    const { result } = await chair.until((view) => view.result !== null, 'it is counted');
    expect(result?.figures).toMatchObject({
      ballotsIssued: 11,
      ballotsCollected: 10,
      electronic: 5,
      paper: 5,
      outstanding: 1,
    });
    expect(result?.rows.map((row) => [row.high, row.confidence, row.low, row.invalid])).toEqual(
      rules.total,
    );
    await expect(supervisor.getByTestId('recount-state')).toHaveAttribute('data-state', 'same');
    await expect(head.getByTestId('result-figures')).toContainText('5 phiếu điện tử, 5 phiếu giấy');
    for (const gap of ['rejected', 'outstanding'] as const) {
      await say({ type: 'explain-gap', gap, reason: 'Đã đối chiếu với danh sách' });
    }
    await say({ type: 'announce' });
    await expect(display.getByText('điện tử 5, giấy 5')).toBeVisible();
    expect(hall.faults).toEqual([]);
  });
}
