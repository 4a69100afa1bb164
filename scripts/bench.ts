import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchCoIssuers } from './bench/co-issuers.ts';
import { isBottleneck } from './bench/figures.ts';
import { hallInput } from './bench/hall-plan.ts';
import { holdHall } from './bench/hall.ts';
import { judge } from './bench/judge.ts';
import { parseOptions, USAGE, type HallOptions } from './bench/options.ts';
import { benchProtocol } from './bench/protocol-report.ts';
import { benchReconnect } from './bench/reconnect-report.ts';
import { firstLoad } from './bench/server-facts.ts';
import { hallTable, latenciesOf, type Column } from './bench/tables.ts';
import { castRoles } from './rehearse/casting.ts';
import { startServer } from './rehearse/server.ts';

/**
 * `npm run bench -- hall`: the real server under the load of a hall, every voter with sockets of
 * its own and a really sealed ballot (design 5). The load comes from other processes; ballots are
 * sealed before the clock starts; a latency runs from the cast, its connection included, to the
 * checked receipt. Exit code 1 when a ballot was lost, refused or doubled; 2 for unusable options.
 */
async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (!options.ok) {
    console.error(`${options.error}\n${USAGE}`);
    return 2;
  }
  const columns: Column[] = [];
  const problems: string[] = [];
  for (const voters of options.value.voters) {
    console.log(`· ${voters} cử tri…`);
    const measured = await measureHall(voters, options.value);
    columns.push(measured.column);
    problems.push(...measured.problems.map((problem) => `${voters}: ${problem}`));
  }
  console.log(`\n${hallTable(columns)}\n`);
  for (const column of columns) warnOfGenerator(column);
  for (const problem of problems) console.error(`SAI: ${problem}`);
  if (problems.length === 0) console.log('Đã kiểm: không mất phiếu nào, không phiếu nào hai lần.');
  return problems.length === 0 ? 0 : 1;
}

interface Measured {
  readonly column: Column;
  readonly problems: readonly string[];
}

/** One hall, on a server and a folder of its own. */
async function measureHall(
  voters: number,
  { subjects, within, verify }: HallOptions,
): Promise<Measured> {
  const input = await hallInput(voters, subjects);
  const folder = await mkdtemp(join(tmpdir(), 'hom-phieu-bench-'));
  const data = join(folder, 'data');
  const plan = join(folder, 'plan.json');
  await writeFile(plan, JSON.stringify(input.plan));
  const server = await startServer({ plan, data });
  try {
    const { link, crashed } = server;
    const venueId = input.round.venue.id;
    const job = { link, data, venueId, casting: castRoles(input), within, count: verify };
    const outcome = await Promise.race([holdHall(job), crashed]);
    const { ledger, problems } = await judge(data, outcome, voters);
    const facts = { voters, subjects, within, firstLoad: await firstLoad() };
    return { column: { ...facts, outcome, ledger }, problems };
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function warnOfGenerator({ voters, outcome }: Column): void {
  const latency = latenciesOf(outcome)?.p99 ?? 0;
  if (!isBottleneck(outcome.lag.p99, latency)) return;
  console.log(
    `Lưu ý: với ${voters} cử tri, chính máy phát tải là chỗ nghẽn (trễ p99 ` +
      `${Math.round(outcome.lag.p99)} ms); số của máy chủ tốt hơn số đo được.`,
  );
}

const args = process.argv.slice(2);
process.exit(await chosen());

function chosen(): Promise<number> {
  if (args[0] === 'protocol' && args.length === 1) return benchProtocol();
  if (args[0] === 'co-issuers') return benchCoIssuers(args);
  return args[0] === 'reconnect' ? benchReconnect(args) : main(args);
}
