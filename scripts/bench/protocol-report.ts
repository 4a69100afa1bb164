import { availableParallelism, loadavg } from 'node:os';
import { defined } from '#shared/assert.ts';
import { loadFast } from '../clients/fast.ts';
import { random, sodium } from '../clients/sodium.ts';
import { openSlowedPage } from './chromium.ts';
import { processorTime, type Cost } from './cost.ts';
import { measureBallot, measureCount, type BallotCosts, type CountCosts } from './protocol.ts';

const LINES = [5, 24, 60] as const;
const BALLOTS = [100, 500, 2000] as const;

type Row<Costs> = readonly [name: string, of: (costs: Costs) => string];

const BALLOT_ROWS: readonly Row<BallotCosts>[] = [
  ['Niêm phong / seal', ({ seal }) => text(seal)],
  ['Kiểm riêng một phiếu / verify alone', ({ alone }) => text(alone)],
  ['Kiểm theo lô 32 phiếu / batched', ({ batched }) => text(batched)],
  ['  kể cả JSON, chữ ký, thẻ / with JSON, signature, token', ({ cast }) => text(cast)],
  ['Kiểm bằng libsodium / --slow', ({ slow }) => text(slow)],
  ['Cộng dồn một phiếu / running sums', ({ add }) => text(add)],
  ['Mở phần của một thành viên / partial opening', ({ opening }) => text(opening)],
  ['Byte của phiếu gửi / message', ({ bytes }) => String(bytes.message)],
  ['Byte của thân phiếu / body', ({ bytes }) => String(bytes.body)],
];

const COUNT_ROWS: readonly Row<CountCosts>[] = [
  ['Cộng khi đóng hòm / sums at the close', ({ close }) => text(close)],
  ['Cộng lại từ đầu / all sums anew', ({ sum }) => text(sum)],
  ['  bằng libsodium', ({ slowSum }) => text(slowSum)],
  ['Lôgarit / logarithms', ({ logarithms }) => text(logarithms)],
  ['  bằng BigInt', ({ slowLogarithms }) => text(slowLogarithms)],
];

/** How much slower than this machine the browser is made: an older laptop, an older phone. */
const SLOWER = [1, 4, 6] as const;

/**
 * `npm run bench -- protocol`: what each step of the protocol costs on this machine, in Node and in
 * a browser as it is and slowed down (P 8).
 */
export async function benchProtocol(): Promise<number> {
  const fast = defined(await loadFast(), 'the fast verifier');
  const bench = { sodium, random, fast, processor: processorTime };
  console.log(
    `Mili giây: theo đồng hồ (thời gian bộ xử lý). Node ${process.version}, ` +
      `${availableParallelism()} lõi, tải ${load()}.\n`,
  );
  await report(
    (lines) => Promise.resolve(measureBallot(bench, lines)),
    (ballots, lines) => Promise.resolve(measureCount(bench, ballots, lines)),
  );
  await benchBrowser();
  console.log(`\nTải của máy lúc xong / load average at the end: ${load()}`);
  return 0;
}

async function benchBrowser(): Promise<void> {
  const page = await openSlowedPage();
  try {
    for (const times of SLOWER) {
      await page.slowBy(times);
      console.log(
        `\nMili giây: theo đồng hồ (lần nhanh nhất). ${page.browser}, ` +
          `chậm đi ${times} lần / throttled ×${times}, tải ${load()}.\n`,
      );
      await report(page.ballot, (ballots, lines) => page.count(ballots, lines, times === 1));
    }
  } finally {
    await page.close();
  }
}

async function report(
  ballot: (lines: number) => Promise<BallotCosts>,
  count: (ballots: number, lines: number) => Promise<CountCosts>,
): Promise<void> {
  const ballots: BallotCosts[] = [];
  for (const lines of LINES) ballots.push(await ballot(lines));
  const names = ballots.map(({ lines }) => `${lines} dòng`);
  console.log(table(BALLOT_ROWS, ballots, names));
  for (const lines of LINES) {
    const counts: CountCosts[] = [];
    for (const each of BALLOTS) counts.push(await count(each, lines));
    const heads = counts.map((each) => `${each.ballots} × ${each.lines}`);
    console.log(`\n${table(COUNT_ROWS, counts, heads)}`);
  }
}

function table<Costs>(
  rows: readonly Row<Costs>[],
  columns: readonly Costs[],
  heads: readonly string[],
): string {
  const lines: readonly (readonly string[])[] = [
    ['', ...heads],
    ...rows.map(([name, of]) => [name, ...columns.map((column) => of(column))]),
  ];
  return lines
    .map(([name = '', ...cells]) => name.padEnd(58) + cells.map((c) => c.padStart(18)).join(''))
    .join('\n');
}

/** A dash where it was not measured. */
function text(cost: Cost | null): string {
  if (cost === null) return '–';
  return `${digits(cost.wall)} (${digits(cost.least)})`;
}

function digits(ms: number): string {
  return ms.toFixed(ms < 10 ? 2 : ms < 100 ? 1 : 0);
}

function load(): string {
  return defined(loadavg()[0]).toFixed(1);
}
