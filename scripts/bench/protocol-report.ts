import { availableParallelism, loadavg } from 'node:os';
import { defined } from '#shared/assert.ts';
import { loadFast } from '../clients/fast.ts';
import type { Cost } from './cost.ts';
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

/** `npm run bench -- protocol`: what each step of the protocol costs on this machine (P 8). */
export async function benchProtocol(): Promise<number> {
  const fast = defined(await loadFast(), 'the fast verifier');
  console.log(
    `Mili giây: theo đồng hồ (thời gian bộ xử lý). Node ${process.version}, ` +
      `${availableParallelism()} lõi, tải ${load()}.\n`,
  );
  const ballots = LINES.map((lines) => measureBallot(fast, lines));
  console.log(
    table(
      BALLOT_ROWS,
      ballots,
      ballots.map(({ lines }) => `${lines} dòng`),
    ),
  );
  for (const lines of LINES) {
    const counts = BALLOTS.map((count) => measureCount(fast, count, lines));
    const heads = counts.map((each) => `${each.ballots} × ${each.lines}`);
    console.log(`\n${table(COUNT_ROWS, counts, heads)}`);
  }
  console.log(`\nTải của máy lúc xong / load average at the end: ${load()}`);
  return 0;
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

function text({ wall, processor }: Cost): string {
  return `${digits(wall)} (${digits(processor)})`;
}

function digits(ms: number): string {
  return ms.toFixed(ms < 10 ? 2 : ms < 100 ? 1 : 0);
}

function load(): string {
  return defined(loadavg()[0]).toFixed(1);
}
