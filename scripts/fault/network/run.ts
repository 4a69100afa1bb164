import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spreadOf } from '../../bench/figures.ts';
import { KINDS } from './fault-kinds.ts';
import { holdNetMeeting, type NetReport } from './meeting.ts';
import { NET_USAGE, parseNetOptions } from './options.ts';
import type { Strike } from './weather.ts';

/**
 * `npm run fault -- --network`: meetings over bad networks (reliability 4, F10–F13), one for each
 * kind of fault and one with all. Exit code 1 on any violation, with the folder; 2 for unusable options.
 */
export async function runNetwork(args: readonly string[]): Promise<number> {
  const meetings = parseNetOptions(args);
  if (!meetings.ok) {
    console.error(`${meetings.error}\n${NET_USAGE}`);
    return 2;
  }
  const folder = await mkdtemp(join(tmpdir(), 'hom-phieu-network-'));
  const reports: NetReport[] = [];
  for (const [k, orders] of meetings.value.entries()) {
    const report = await holdNetMeeting(join(folder, `meeting-${k + 1}`), orders);
    reports.push(report);
    const verdict = report.problems.length === 0 ? 'ok' : 'SAI';
    console.log(`${k + 1}/${meetings.value.length} ${verdict}: ${orders.kinds.join(', ')}`);
    for (const problem of report.problems) console.error(`  ${problem}`);
  }
  console.log(`\n${netTable(reports)}`);
  if (reports.some(({ problems }) => problems.length > 0)) {
    console.error(`SAI: có vi phạm; dữ liệu giữ ở ${folder}`);
    return 1;
  }
  await rm(folder, { recursive: true, force: true });
  return 0;
}

/** How often each kind of fault struck, and how long until the device was back and current. */
function netTable(reports: readonly NetReport[]): string {
  const strikes = reports.flatMap((report) => report.strikes);
  const head = ['fault', 'strikes', 'p50 ms', 'p99 ms', 'worst ms'];
  const rows = [...KINDS, 'all'].flatMap((kind) => {
    const own = strikes.filter((each) => kind === 'all' || each.kind === kind);
    return own.length === 0 ? [] : [rowOf(kind, own)];
  });
  const lines = [head, ...rows].map(([name, ...rest]) =>
    [String(name).padEnd(12), ...rest.map((cell) => String(cell).padStart(10))].join(''),
  );
  const deaths = reports.reduce((sum, report) => sum + report.deaths, 0);
  const ways = [...new Set(reports.flatMap(({ screens }) => screens))];
  return [
    ...lines,
    '',
    `meetings ${reports.length}, voters ${reports.reduce((sum, { orders }) => sum + orders.voters, 0)}, deaths of the server ${deaths}`,
    'what voters saw:',
    ...ways.map((way) => `  ${way}`),
  ].join('\n');
}

function rowOf(kind: string, strikes: readonly Strike[]): (string | number)[] {
  const spread = spreadOf(strikes.map(({ backMs }) => backMs));
  const [p50, p99, max] = [spread?.p50, spread?.p99, spread?.max].map((ms) => Math.round(ms ?? 0));
  return [kind, strikes.length, p50 ?? 0, p99 ?? 0, max ?? 0];
}
