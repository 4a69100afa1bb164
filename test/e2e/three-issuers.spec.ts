import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { addBallot, emptySums } from '#shared/protocol/ballot.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { emptyRegister, evolveRegister, nextRegisterLine } from '#shared/protocol/register.ts';
import { signBody } from '#shared/protocol/signed-word.ts';
import { tallyBody } from '#shared/protocol/tally.ts';
import { finishedRound, forged, type Round } from '../support/protocol-round.ts';
import type { EditableEntry } from '../support/protocol-round.ts';
import { sodium } from '../support/sodium.ts';
import { Hall } from './support/hall.ts';
import { LyingServer, told, type ToldBoard } from './support/lying-server.ts';
import { OfflinePage } from './support/offline-page.ts';
import { Stage } from './support/stage.ts';

/** The server and two co-issuers; `BAD` holds one ballot whose third token is random bytes. */
const OPTIONS = { n: 3, t: 2, coIssuers: 2, marks: [[1], [2], [3], [1]] } as const;
const GOOD = finishedRound(sodium, OPTIONS);
const BAD = finishedRound(sodium, { ...OPTIONS, badTokens: [1] });

let stage: Stage;
let hall: Hall;
let offline: OfflinePage;

test.beforeAll(async ({ browser }) => {
  [stage, offline] = [await Stage.open(), await OfflinePage.build()];
  await stage.openPolls();
  hall = new Hall(browser);
});

test.afterAll(async () => {
  await hall.close();
  await stage.close();
  await offline.close();
});

function first(entries: EditableEntry[], type: string): EditableEntry {
  return entries.find(({ t }) => t === type)!;
}

/** A ballot that two of the three issuers have answered. */
function missing(entries: EditableEntry[]): void {
  const { b } = first(entries, 'ballot');
  b['token'] = (b['token'] as string[]).slice(0, 2);
}

/** The ballot with the forged token is counted, its sums among the others. */
function counted(entries: EditableEntry[]): void {
  const ballots = BAD.board.ballots.all;
  const sums = ballots.reduce(
    (sum, { ballot }) => addBallot(sodium, sum, ballot.body),
    emptySums(1),
  );
  first(entries, 'tally').b = { ...tallyBody(ballots.length, [], sums) };
}

/** The third issuer reveals another key than it issued with. */
function otherKey(entries: EditableEntry[]): void {
  const reveal = entries.filter(({ t }) => t === 'token-reveal')[2]!;
  const k = toBase64url(new Uint8Array(32).fill(7, 0, 8));
  const { signKey } = GOOD.issuers[2]!;
  reveal.b = signBody(sodium, GOOD.board.sid!, signKey, 'token-reveal', { i: 3, k });
}

/** The register's first line with the third issuer's answer taken from the second line. */
function otherAnswer(round: Round): string {
  const lines = round.registerText.split('\n').slice(0, -1);
  const entries = lines.map((line) => JSON.parse(line) as { t: string; b: never });
  const [one, two] = entries.slice(1, 3).map(({ b }) => b as { evals: { i: number }[] });
  one!.evals[2] = two!.evals[2]!;
  let state = emptyRegister(round.board.eid, 3);
  const forgedLines = entries.map(({ t, b }) => {
    const line = nextRegisterLine(state, t, b);
    const next = evolveRegister(sodium, state, t, b);
    if (!next.ok) throw new Error(next.error);
    state = next.value;
    return `${line}\n`;
  });
  return forgedLines.join('');
}

async function file(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(offline.folder, name);
  await writeFile(path, bytes);
  return path;
}

/** A supervisor's monitor that is told this board. */
async function monitor(name: string, board: ToldBoard): Promise<Page> {
  const page = await hall.device(name);
  await LyingServer.before(page, board);
  const code = await stage.chair.pairingCode('supervisor', name);
  await page.goto(`${stage.server.url}/console/#pair=${code}`);
  return page;
}

/** The board's lines as told, up to and with the last entry of this type. */
function linesUntil(bytes: Uint8Array, type: string): ToldBoard {
  const lines = new TextDecoder().decode(bytes).split('\n').slice(0, -1);
  const last = lines.findLastIndex((line) => line.includes(`"t":"${type}"`));
  return { lines: lines.slice(0, last + 1), head: null };
}

test('the right board: valid on the monitor, and in verify.html with its register (P 4.2, 4.6)', async ({
  browser,
}) => {
  const page = await monitor('honest', told(GOOD));
  await expect(page.getByTestId('board-state')).toHaveAttribute('data-state', 'verified');
  const audit = await offline.recount(browser, [
    await file('board.jsonl', GOOD.boardBytes),
    await file('register.jsonl', GOOD.registerBytes),
  ]);
  await expect(audit.getByTestId('valid')).toContainText('HỢP LỆ');
  await expect(audit.getByTestId('total-s1-high')).toHaveText('2');
});

test('a ballot that the third issuer did not answer is excluded, openly, and the board is right', async ({
  browser,
}) => {
  const page = await monitor('excluded', told(BAD));
  await expect(page.getByTestId('board-state')).toHaveAttribute('data-state', 'verified');
  const audit = await offline.recount(browser, [await file('board.jsonl', BAD.boardBytes)]);
  await expect(audit.getByTestId('valid')).toBeVisible();
  await expect(audit.getByTestId('total-s1-confidence')).toHaveText('0');
});

for (const [name, round, edit, type, code, alarm] of [
  ['token is missing', GOOD, missing, 'ballot', 'E_SIZE', /SAI QUY TẮC.*E_SIZE/],
  ['token is forged, and counted', BAD, counted, 'tally', 'E_TALLY', /SAI QUY TẮC.*E_TALLY/],
  ['key is another one', GOOD, otherKey, 'token-reveal', 'E_TOKEN(3)', /E_TOKEN\(3\)/],
] as const) {
  test(`a co-issuer’s ${name}: red on the monitor and in verify.html, ${code}`, async ({
    browser,
  }) => {
    const bytes = forged(round, edit);
    const page = await monitor(code, linesUntil(bytes, type));
    await expect(page.getByTestId('board-state')).toHaveAttribute('data-state', 'red');
    await expect(page.getByTestId('board-alarm')).toHaveText(alarm);
    const audit = await offline.recount(browser, [await file('board.jsonl', bytes)]);
    await expect(audit.getByTestId('invalid')).toContainText('KHÔNG HỢP LỆ');
    await expect(audit.getByTestId('fault')).toContainText(code);
  });
}

test('a co-issuer’s answer forged in the register: refused by verify.html, E_TOKEN(3)', async ({
  browser,
}) => {
  const audit = await offline.recount(browser, [
    await file('board.jsonl', GOOD.boardBytes),
    await file('register.jsonl', otherAnswer(GOOD)),
  ]);
  await expect(audit.getByTestId('invalid')).toContainText('Sổ phát phiếu');
  await expect(audit.getByTestId('fault')).toContainText('E_TOKEN(3)');
});
