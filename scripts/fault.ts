import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { campaignOf } from './fault/campaign.ts';
import { holdMeeting, nameOf, type MeetingOrders, type MeetingReport } from './fault/meeting.ts';
import { parseOptions, USAGE, type FaultOptions } from './fault/options.ts';
import { runNetwork } from './fault/network/run.ts';
import { isWrong, tableOf, wrongsOf } from './fault/tables.ts';

/**
 * `npm run fault`: meetings in which the real server is killed again and again (reliability 4, F1,
 * F2, F14, F15) and its devices go on by themselves. After every death the records, at the end the
 * result, are held against what was sent and acknowledged (I1–I8). Exit code 1 on any violation,
 * with the folder and the file to replay it; 2 for unusable options. `--network`: another kind of fault.
 */
async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (!options.ok) {
    console.error(`${options.error}\n${USAGE}`);
    return 2;
  }
  const folder = await mkdtemp(join(tmpdir(), 'hom-phieu-fault-'));
  const meetings = await meetingsOf(options.value, folder);
  const reports: MeetingReport[] = [];
  for (const [k, orders] of meetings.entries()) {
    const report = await holdMeeting(join(folder, `meeting-${k + 1}`), orders);
    reports.push(report);
    tell(k + 1, meetings.length, report);
    if (isWrong(report)) await keep(join(folder, `meeting-${k + 1}`), report);
  }
  console.log(`\nseed ${options.value.seed}\n\n${tableOf(reports)}`);
  if (reports.some(isWrong)) {
    console.error(`SAI: có vi phạm, hạt giống ${options.value.seed}; dữ liệu giữ ở ${folder}`);
    return 1;
  }
  await rm(folder, { recursive: true, force: true });
  return 0;
}

/** The meeting to replay, or the campaign, after a meeting without any death that shows the steps. */
async function meetingsOf(options: FaultOptions, folder: string): Promise<MeetingOrders[]> {
  const { replay, cycles, seed, part } = options;
  if (replay !== null) return [JSON.parse(await readFile(replay, 'utf8')) as MeetingOrders];
  const plain = await calmTrace(join(folder, 'calm'), seed, false);
  const voiding = await calmTrace(join(folder, 'calm-void'), seed, true);
  return campaignOf({ plain, voiding }, cycles, seed, part);
}

async function calmTrace(folder: string, seed: number, voids: boolean): Promise<readonly string[]> {
  const calm = { seed, voids, targets: [], phases: [], chances: [] };
  const { trace, problems } = await holdMeeting(folder, calm);
  if (problems.length > 0) throw new Error(`a meeting without a death: ${problems.join('; ')}`);
  return trace;
}

function tell(k: number, count: number, report: MeetingReport): void {
  const verdict = isWrong(report) ? 'SAI' : 'ok';
  console.log(`${k}/${count} ${verdict}: ${report.cycles.map(nameOf).join(' · ')}`);
  for (const wrong of wrongsOf(report)) console.error(`  ${wrong}`);
}

async function keep(folder: string, { orders }: MeetingReport): Promise<void> {
  const file = join(folder, 'meeting.json');
  await writeFile(file, JSON.stringify(orders));
  console.error(`  npm run fault -- --replay ${file}`);
}

// No server outlives its runner.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const args = process.argv.slice(2);
process.exit(await (args.includes('--network') ? runNetwork(args) : main(args)));
