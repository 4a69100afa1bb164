import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { parseCommandLine, wholeOption } from '../arguments.ts';
import { BROWSER_ARGS, ensureBrowser } from '../browser.ts';
import { granted } from '../clients/answers.ts';
import { Chair } from '../clients/chair.ts';
import { pairDevice } from '../clients/connect.ts';
import { Desk } from '../clients/desk.ts';
import { Teller } from '../clients/teller.ts';
import { joinOn, pairPage, saveBackup } from '../co-issuing/pages.ts';
import { castRoles } from '../rehearse/casting.ts';
import { startServer } from '../rehearse/server.ts';
import { clock } from './clock.ts';
import type { Exchanges } from './exchange-child.ts';
import { spreadOf } from './figures.ts';
import { hallInput } from './hall-plan.ts';
import { probeServer } from './server-facts.ts';
import { startStepper } from './stepper.ts';

const USAGE = 'npm run bench -- co-issuers [--voters N] [--within SECONDS]';
const MOST_VOTERS = 2047;

/**
 * `npm run bench -- co-issuers`: how long codes take to open where two tellers' pages in Chromium
 * issue beside the server (P 4.6.3). Every voter connects, exchanges and checks all three proofs.
 * Exit code 1 when a code was not opened or a page raised an alarm; 2 for unusable options.
 */
export async function benchCoIssuers(args: readonly string[]): Promise<number> {
  const parsed = parseCommandLine(args, { values: ['voters', 'within'], flags: [], words: [1, 1] });
  const voters = parsed.ok ? wholeOption(parsed.value, 'voters', [3, MOST_VOTERS]) : parsed;
  const within = parsed.ok ? wholeOption(parsed.value, 'within', [0, 3600]) : parsed;
  if (!voters.ok || !within.ok) {
    console.error(USAGE);
    return 2;
  }
  const path = await ensureBrowser();
  const executable = path === null ? {} : { executablePath: path };
  const browser = await chromium.launch({ ...executable, args: BROWSER_ARGS });
  try {
    return await measure(browser, voters.value ?? 500, within.value ?? 60);
  } finally {
    await browser.close();
  }
}

async function measure(browser: Browser, voters: number, within: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'hom-phieu-bench-'));
  const input = await hallInput(voters, 24);
  const plan = {
    ...input.plan,
    venues: input.plan.venues.map((venue) => ({ ...venue, coIssuers: true })),
  };
  const file = join(folder, 'plan.json');
  await writeFile(file, JSON.stringify(plan));
  const data = join(folder, 'data');
  const server = await startServer({ plan: file, data, screens: true });
  try {
    const held = hold(browser, server, input.round.venue.id, castRoles(input), within);
    return await Promise.race([held, server.crashed]);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function hold(
  browser: Browser,
  { link, url }: { readonly link: string; readonly url: string },
  venueId: string,
  casting: ReturnType<typeof castRoles>,
  within: number,
): Promise<number> {
  const chair = await Chair.open(link);
  const desk = new Desk(await pairDevice(url, await chair.pairingCode('desk', 'Bàn 1'), 'Bàn 1'));
  granted('start', await chair.hall({ type: 'start-round', venueId, rehearsal: true }));
  granted('freeze', await chair.command({ type: 'freeze-ballot' }));
  for (const { member } of casting.electronic) await desk.setPresent(member.id, true);
  granted('quorum', await chair.command({ type: 'confirm-quorum' }));
  await chair.until(({ hall }) => hall?.phase === 'sealing', 'the quorum is confirmed');
  granted('phones', await chair.command({ type: 'allow-phones', allowed: true }));
  const members = casting.committee.map((each, i) => (i < 2 ? { ...each, coIssuer: true } : each));
  granted('committee', await chair.command({ type: 'record-committee', members, how: 'Giơ tay' }));
  const pages = await seal(browser, { chair, url }, members);
  const present = casting.electronic.length;
  granted('open', await chair.command({ type: 'open-polls', present }));
  const codes: string[] = [];
  for (const { member } of casting.electronic) codes.push(await desk.issueOnScreen(member.id));
  const code = await exchangeAll(url, codes, within);
  for (const page of pages) {
    const signed = await page.getByTestId('issuing-signed').textContent();
    const alarm = await page.getByTestId('issuing-alarm').count();
    console.log(`Trang cùng cấp phiếu: đã ký ${signed ?? ''}, cảnh báo ${alarm}.`);
    if (alarm > 0) return 1;
  }
  chair.close();
  desk.close();
  return code;
}

async function seal(
  browser: Browser,
  hall: { readonly chair: Chair; readonly url: string },
  members: readonly { readonly name: string; readonly coIssuer?: boolean }[],
): Promise<readonly Page[]> {
  const pages: Page[] = [];
  const ceremonies: Promise<void>[] = [];
  for (const [at, { name, coIssuer }] of members.entries()) {
    if (coIssuer === true) {
      const page = await pairPage(browser, hall, name, at + 1);
      await joinOn(page);
      pages.push(page);
    } else {
      const code = await hall.chair.pairingCode('teller', name, at + 1);
      const teller = new Teller(await pairDevice(hall.url, code, name));
      await teller.join();
      ceremonies.push(teller.ceremony());
    }
  }
  for (const page of pages) await saveBackup(page);
  await Promise.all(ceremonies);
  return pages;
}

async function exchangeAll(url: string, codes: readonly string[], within: number): Promise<number> {
  const child = startStepper<Exchanges>(new URL('exchange-child.ts', import.meta.url));
  const trips = probeServer(url);
  const start = clock();
  const { times, failures } = await child.ask('exchange', { url, codes, within });
  const took = (clock() - start) / 1000;
  const loop = trips();
  child.stop();
  const spread = spreadOf(times);
  const lag = spreadOf(loop);
  function ms(value: number | undefined): string {
    return value === undefined ? '–' : `${Math.round(value)} ms`;
  }
  console.log(
    `${codes.length} mã trong ${took.toFixed(1)} s; mở một mã: p50 ${ms(spread?.p50)}, ` +
      `p99 ${ms(spread?.p99)}, lâu nhất ${ms(spread?.max)}; máy chủ đáp p99 ${ms(lag?.p99)}.`,
  );
  for (const failure of new Set(failures)) console.error(`SAI: ${failure}`);
  return failures.length === 0 ? 0 : 1;
}
