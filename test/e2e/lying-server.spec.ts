import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { twoHeads, type KeptHeads } from '#shared/protocol/two-heads.ts';
import { Round } from '../support/protocol-round.ts';
import { sodium } from '../support/sodium.ts';
import { Hall } from './support/hall.ts';
import { LyingServer, told } from './support/lying-server.ts';
import type { ToldBoard } from './support/lying-server.ts';
import { Stage } from './support/stage.ts';

const MARKS = [
  [1, 2, 3],
  [3, 0, 1],
  [2, 2, 2],
] as const;

let stage: Stage;
let hall: Hall;
let round: Round;

test.beforeAll(async ({ browser }) => {
  stage = await Stage.open();
  await stage.openPolls();
  hall = new Hall(browser);
  round = polled();
});

test.afterAll(async () => {
  await hall.close();
  await stage.close();
});

/** A board with three ballots, made by the product's own code. */
function polled(): Round {
  const made = new Round(sodium, { n: 3, t: 2, marks: MARKS });
  made.ceremony();
  for (const row of MARKS) made.cast(row);
  return made;
}

/** A fresh supervisor's page to which the server tells `first`. */
async function supervisor(name: string, first: ToldBoard): Promise<[Page, LyingServer]> {
  const page = await hall.device(name);
  const liar = await LyingServer.before(page, first);
  const code = await stage.chair.pairingCode('supervisor', name);
  await page.goto(`${stage.server.url}/console/#pair=${code}`);
  return [page, liar];
}

async function expectVerified(page: Page, ballots: number): Promise<void> {
  const board = page.getByTestId('board-state');
  await expect(board).toHaveAttribute('data-state', 'verified');
  await expect(page.getByTestId('board-checked')).toHaveText(`${ballots}/${ballots}`);
}

async function expectRed(page: Page, words: RegExp): Promise<void> {
  await expect(page.getByTestId('board-state')).toHaveAttribute('data-state', 'red');
  await expect(page.getByTestId('board-alarm')).toHaveText(words);
  await expect(page.getByTestId('board-alarm')).toContainText('Báo ngay Ban kiểm phiếu');
}

/** What the page hands over as evidence, read as an auditor would: it must stand by itself. */
async function evidence(page: Page, button: string): Promise<KeptHeads & { format: string }> {
  const downloading = page.waitForEvent('download');
  await page.getByTestId(button).click();
  const file = await (await downloading).path();
  return JSON.parse(await readFile(file, 'utf8')) as KeptHeads & { format: string };
}

/** The page shows two signed heads that contradict each other, and gives them away. */
async function expectTwoHeads(page: Page, one: ToldBoard, other: ToldBoard): Promise<void> {
  await expect(page.getByTestId('two-heads')).toContainText('máy chủ đã ký hai bảng');
  const kept = await evidence(page, 'download-two-heads');
  expect(kept.format).toBe('hom-phieu/heads/1');
  expect(kept.heads).toEqual([one.head, other.head]);
  expect(twoHeads(sodium, kept)).toEqual([one.head, other.head]);
}

/** The same board with its last ballot another one, signed again. */
function rewritten(): ToldBoard {
  const last = round.entries.at(-1)!;
  round.cast([1, 1, 1]);
  const other = [...round.entries.slice(0, -2), round.entries.at(-1)!];
  round.entries = [...other.slice(0, -1), last];
  return told(round, other);
}

test('a board told honestly is verified, ballot by ballot, and stays so over a reload', async () => {
  const [page] = await supervisor('honest', told(round));
  await expectVerified(page, 3);
  await expect(page.getByTestId('board-plain')).toHaveCount(0);
  await page.reload();
  await expectVerified(page, 3);
  await expect(page.getByTestId('two-heads')).toHaveCount(0);
  const kept = await evidence(page, 'download-heads');
  expect(kept.heads).toEqual([told(round).head]);
});

test('a rewritten entry turns the page red at once (P 4.8)', async () => {
  const [page, liar] = await supervisor('rewrite', told(round));
  await expectVerified(page, 3);
  const other = rewritten();
  liar.tell(other);
  await expectRed(page, /VIẾT LẠI: mục số 14 nay khác.*E_CHAIN\(14\)/);
  await expectTwoHeads(page, told(round), other);
  await page.screenshot({ path: 'test-results/two-heads.png', fullPage: true });
});

test('a rewritten entry turns the page red over a reload, and it stays red', async () => {
  const [page, liar] = await supervisor('reload', told(round));
  await expectVerified(page, 3);
  const other = rewritten();
  await page.goto('about:blank');
  liar.tell(other);
  await page.goto(`${stage.server.url}/console/`);
  await expectRed(page, /VIẾT LẠI: mục số 14/);
  await expectTwoHeads(page, told(round), other);
  liar.tell(told(round));
  await page.reload();
  await expectRed(page, /VIẾT LẠI: mục số 14/);
  await expectTwoHeads(page, told(round), other);
});

test('entries taken away turn the page red', async () => {
  const [page, liar] = await supervisor('shorter', told(round));
  await expectVerified(page, 3);
  liar.tell(told(round, round.entries.slice(0, -1)));
  await expectRed(page, /BỎ BỚT: .*các mục từ số 1\d/);
});

test('a gap turns the page red: a line is left out', async () => {
  const { lines, head } = told(round);
  const [page] = await supervisor('gap', { lines: lines.filter((_, n) => n !== 13), head });
  await expectRed(page, /THIẾU MỤC: .*mục số 13.*E_CHAIN\(13\)/);
});

test('two lines in another order turn the page red', async () => {
  const { lines, head } = told(round);
  const swapped = [...lines.slice(0, 12), lines[13]!, lines[12]!, ...lines.slice(14)];
  const [page] = await supervisor('reorder', { lines: swapped, head });
  await expectRed(page, /ĐẢO THỨ TỰ: mục số 12/);
});

test('a ballot whose signature is wrong turns the page red (P 4.5)', async () => {
  const entries = structuredClone(round.entries);
  const ballot = entries.at(-2)!.b as { sig: string };
  ballot.sig = ballot.sig.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));
  const [page] = await supervisor('signature', told(round, entries));
  await expectRed(page, /CHỮ KÝ SAI: .*mục số 13.*E_SIG/);
});

test('a ballot whose proof is wrong turns the page red, all else about it right (P 4.5)', async () => {
  const forged = polled();
  forged.cast([1, 1, 1], false, true);
  const [page] = await supervisor('proof', told(forged));
  await expectRed(page, /CHỨNG MINH SAI: mục số 15.*E_PROOF/);
});

test('without WebAssembly of the fast verifier the page says so and goes on', async () => {
  const page = await hall.device('plain');
  await page.context().route('**/*.wasm', (route) => route.abort());
  await LyingServer.before(page, told(round));
  const code = await stage.chair.pairingCode('supervisor', 'plain');
  await page.goto(`${stage.server.url}/console/#pair=${code}`);
  await expectVerified(page, 3);
  await expect(page.getByTestId('board-plain')).toContainText('bộ kiểm thường');
});

test('without a worker the page checks every ballot itself', async () => {
  const page = await hall.device('no worker');
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'Worker');
  });
  await LyingServer.before(page, told(round));
  const code = await stage.chair.pairingCode('supervisor', 'no worker');
  await page.goto(`${stage.server.url}/console/#pair=${code}`);
  await expectVerified(page, 3);
});

test('a teller’s page stops, too, and says why', async () => {
  const page = await hall.device('teller');
  const { lines, head } = told(round);
  await LyingServer.before(page, { lines: lines.filter((_, n) => n !== 13), head });
  const code = await stage.chair.pairingCode('teller', 'Máy khác', 1);
  await page.goto(`${stage.server.url}/console/#pair=${code}`);
  await expectRed(page, /THIẾU MỤC: .*mục số 13/);
});
