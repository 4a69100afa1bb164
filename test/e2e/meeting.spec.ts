import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { startServer, type RunningServer } from '../../scripts/rehearse/server.ts';
import { between, confirmNumber, Hall, voterState } from './support/hall.ts';
import { meetingPlan } from './support/meeting-plan.ts';
import { legible, nothingCut } from './support/projector.ts';
import { scan } from './support/qr.ts';

type Level = 'high' | 'confidence' | 'low' | null;

/** What the five voters mark, subject by subject; null is left blank. */
const MARKS: readonly (readonly [Level, Level, Level])[] = [
  ['high', 'confidence', 'low'],
  ['high', 'low', null],
  ['confidence', 'high', 'low'],
  ['high', 'confidence', 'high'],
  ['low', 'high', 'low'],
];
const RELOADS = 1;
const RESENDS = 2;

test.describe.configure({ mode: 'serial' });

let folder: string;
let server: RunningServer;
let hall: Hall;
let chair: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  folder = await mkdtemp(join(tmpdir(), 'hom-phieu-e2e-'));
  const plan = join(folder, 'plan.json');
  await writeFile(plan, JSON.stringify(meetingPlan));
  server = await startServer({ plan, data: join(folder, 'data'), screens: true });
  hall = new Hall(browser);
});

test.afterAll(async () => {
  await hall.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

test('a whole meeting, every role in its own browser (design 1)', async () => {
  chair = await hall.device('chair', { viewport: { width: 1366, height: 768 } });
  const desk = await hall.device('desk', { viewport: { width: 810, height: 1080 } });
  const supervisor = await hall.device('supervisor');
  const display = await hall.device('display', { viewport: { width: 1920, height: 1080 } });
  const tellers = await Promise.all([1, 2, 3].map((i) => hall.phone(`teller ${i}`)));

  await test.step('the chair opens the one-time link, starts the round and freezes the ballot', async () => {
    await chair.goto(server.link);
    await chair.getByTestId('start-round-bch').click();
    await chair.getByTestId('freeze').click();
    await expect(chair.getByTestId('phase').first()).toHaveAttribute('data-phase', 'rollCall');
  });

  await test.step('desk, supervisor and display come in by the QR on the chair’s screen', async () => {
    await hall.pair(chair, 'pair-another-desk', desk);
    await hall.pair(chair, 'pair-supervisor', supervisor);
    await hall.pair(chair, 'pair-display', display);
  });

  await test.step('the quorum is refused below two thirds and confirmed at it (R15)', async () => {
    for (const n of [1, 2, 3, 4]) await checkIn(desk, n);
    await expect(chair.getByTestId('present-count')).toHaveText('4');
    await expect(chair.getByTestId('confirm-quorum')).toBeDisabled();
    await expect(chair.getByTestId('blockers')).toContainText('1');
    await checkIn(desk, 5);
    await expect(chair.getByTestId('present-count')).toHaveText('5');
    await chair.getByTestId('confirm-quorum').click();
  });

  await test.step('the committee seals the box: no device and not the server holds the key', async () => {
    await chair.getByTestId('phones-yes').click();
    await chair.getByTestId('record-committee').click();
    for (const [index, teller] of tellers.entries()) {
      await hall.pair(chair, `show-qr-teller-${index + 1}`, teller);
      await teller.getByTestId('join').click();
    }
    await expect(chair.getByTestId('open-polls')).toBeEnabled();
    await confirmNumber(chair, 'open-polls', 5);
    await expect(chair.getByTestId('close-polls')).toBeVisible();
  });

  await test.step('each voter scans the QR at the desk, marks and casts; all are received', async () => {
    const codes = new Set<string>();
    for (const [index, marks] of MARKS.entries()) {
      const url = await issue(desk, index + 1);
      codes.add(await vote(index, url, marks));
      await expect(display.getByTestId('turnout-collected')).toHaveText(String(index + 1));
    }
    expect(codes.size).toBe(MARKS.length);
    await expect(chair.getByTestId('turnout-collected')).toHaveText('5');
    await expect(supervisor.getByTestId('turnout-collected')).toHaveText('5');
    await expect(supervisor.getByTestId('board-state')).not.toHaveAttribute('data-state', 'red');
  });

  await test.step('nothing of the marks is anywhere before the totals are opened (R37)', async () => {
    await confirmNumber(chair, 'close-polls', 0);
    for (const page of [chair, supervisor, display, ...tellers]) {
      await expect(page.getByTestId('result-table')).toHaveCount(0);
    }
  });

  await test.step('the committee checks, agrees and opens the totals', async () => {
    await tellers[0]!.getByTestId('fix-none').click();
    await tellers[0]!.getByTestId('fix-confirm').click();
    for (const teller of tellers) {
      await expect(teller.getByTestId('tally-ballots')).toHaveText('5');
      await teller.getByTestId('agree').click();
    }
    for (const teller of tellers.slice(0, 2)) await teller.getByTestId('open').click();
  });

  await test.step('the supervisor’s page recounts from the bytes and says so', async () => {
    await expect(supervisor.getByTestId('recount-state')).toHaveAttribute('data-state', 'same');
    await expect(supervisor.getByTestId('board-state')).not.toHaveAttribute('data-state', 'red');
    await expect(display.getByTestId('result-table')).toHaveCount(0);
  });

  await test.step('the chair announces, and every screen shows what was marked', async () => {
    await chair.getByTestId('announce').click();
    await chair.getByTestId('announce-confirm').click();
    for (const page of [chair, display]) await expectTotals(page);
    await legible(display, 'result-s1-high');
    await nothingCut(display);
  });

  await test.step('the tellers’ devices erase their shares, and say so (issue 7.6)', async () => {
    for (const teller of tellers) {
      await expect(teller.getByTestId('keys-state')).toHaveAttribute('data-held', 'false');
      expect((await storedKeys(teller)).filter((key) => /^(?:teller|issued)\//u.test(key))).toEqual(
        [],
      );
    }
  });

  expect(hall.faults).toEqual([]);
});

test('one byte of the board changed on its way turns the supervisor’s page red (design 7)', async () => {
  const honest = await hall.device('second supervisor');
  await hall.pair(chair, 'pair-supervisor', honest);
  await expect(honest.getByTestId('recount-state')).toHaveAttribute('data-state', 'same');

  const deceived = await hall.device('deceived supervisor');
  let changes = 0;
  await between(deceived, (word) => {
    const changed = word.replace(
      /(\\"t\\":\\"ballot\\".*?\\"body\\":\\"[\w-]{500})([\w-])/,
      (_, before: string, byte: string) => before + (byte === 'A' ? 'B' : 'A'),
    );
    if (changed !== word) changes += 1;
    return changed;
  });
  await hall.pair(chair, 'pair-supervisor', deceived);
  await expect(deceived.getByTestId('board-state')).toHaveAttribute('data-state', 'red');
  await expect(deceived.getByTestId('board-alarm')).toBeVisible();
  await expect(deceived.getByTestId('recount-state')).not.toHaveAttribute('data-state', 'same');
  expect(changes).toBeGreaterThan(0);
});

test('the chair seals the round; sent up as another venue’s it is opened and known as its own (R41, R48)', async () => {
  const passphrase = 'năm từ không liên quan';
  await chair.getByTestId('archive-passphrase').fill(passphrase);
  await chair.getByTestId('archive-repeat').fill(passphrase);
  await chair.getByTestId('archive-make').click();
  const sha = chair.getByTestId('archive-sha');
  await expect(sha).toBeVisible({ timeout: 120_000 });
  const begun = chair.waitForEvent('download');
  await chair.getByTestId('archive-download').click();
  const download = await begun;
  const sealed = await readFile(await download.path());
  const digest = createHash('sha256').update(sealed).digest('hex');
  expect((await sha.innerText()).replaceAll(' ', '')).toBe(digest);

  const mimeType = 'application/octet-stream';
  const file = { name: download.suggestedFilename(), mimeType, buffer: sealed };
  const others = chair.getByTestId('other-venues');
  await others.getByTestId('import-file').setInputFiles(file);
  await others.getByTestId('import-passphrase').fill('một mật khẩu khác');
  await others.getByTestId('import-take').click();
  await expect(others.getByTestId('refusal')).toContainText('Mật khẩu không mở được', {
    timeout: 120_000,
  });
  await others.getByTestId('import-passphrase').fill(passphrase);
  await others.getByTestId('import-take').click();
  await expect(others.getByTestId('refusal')).toContainText('trên chính máy này', {
    timeout: 120_000,
  });
  await expect(others.getByTestId('others-none')).toBeVisible();
  expect(hall.faults).toEqual([]);
});

/** The names under which a device has stored something. */
function storedKeys(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('hom-phieu', 1);
        opening.onerror = () => {
          reject(new Error('no database'));
        };
        opening.onsuccess = () => {
          const reading = opening.result.transaction('values').objectStore('values').getAllKeys();
          reading.onsuccess = () => {
            resolve(reading.result.map(String));
          };
        };
      }),
  );
}

async function checkIn(desk: Page, n: number): Promise<void> {
  await desk.getByTestId(`set-present-m${n}`).click();
  await expect(desk.getByTestId(`state-m${n}`)).toHaveAttribute('data-state', 'present');
}

/** Issues a ballot on the desk's screen; what the member's camera reads there. */
async function issue(desk: Page, n: number): Promise<string> {
  await desk.getByTestId(`issue-screen-m${n}`).click();
  const url = await scan(desk.getByTestId('issue-qr'));
  expect(url).toMatch(/\/#(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
  await desk.getByTestId('code-done').click();
  return url;
}

/** One voter from the scanned address to the receipt; the tracking code on the phone. */
async function vote(index: number, url: string, marks: readonly Level[]): Promise<string> {
  const phone = await hall.phone(`voter ${index + 1}`);
  let lost = 0;
  if (index === RESENDS) {
    await between(phone, (word, socket) => {
      if (!word.startsWith('43/ballot,') || lost > 0) return word;
      lost += 1;
      void socket.close();
      return null;
    });
  }
  await phone.goto(url);
  await phone.getByTestId('begin').click();
  await expect(phone).not.toHaveURL(/#.*-/);
  for (const [line, level] of marks.entries()) {
    if (level !== null) await phone.getByTestId(`level-s${line + 1}-${level}`).click();
    if (index === RELOADS && line === 0) await reload(phone, level);
    if (line < marks.length - 1) await phone.getByTestId('next').click();
  }
  await phone.getByTestId('review').click();
  await phone.getByTestId('cast').click();
  await phone.getByTestId('cast-confirm').click();
  await expect(voterState(phone)).toHaveAttribute('data-state', 'received', { timeout: 60_000 });
  expect(lost).toBe(index === RESENDS ? 1 : 0);
  return phone.getByTestId('tracking-code').innerText();
}

/** A reload in the instant of the tap loses nothing: the ballot goes on with the mark as it was. */
async function reload(phone: Page, level: Level): Promise<void> {
  await phone.reload();
  const box = phone.getByTestId(`level-s1-${String(level)}`);
  await expect(box).toHaveAttribute('aria-pressed', 'true');
}

async function expectTotals(page: Page): Promise<void> {
  for (const [line, subject] of ['s1', 's2', 's3'].entries()) {
    for (const level of ['high', 'confidence', 'low'] as const) {
      const count = MARKS.filter((marks) => marks[line] === level).length;
      const cell = page.getByTestId(`result-${subject}-${level}`);
      await expect(cell).toHaveText(new RegExp(`^\\s*${count}(?!\\d)`));
    }
  }
}
