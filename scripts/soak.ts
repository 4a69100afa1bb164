import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hallInput } from './bench/hall-plan.ts';
import { castRoles } from './rehearse/casting.ts';
import { parseOptions, USAGE, type SoakOptions } from './soak/options.ts';
import type { Sample } from './soak/probe.ts';
import { startProbed, type ProbedServer } from './soak/probed-server.ts';
import { SoakHall, storyOf } from './soak/rehearsal.ts';
import { heading, rowText, verdict, type Row } from './soak/table.ts';

/**
 * `npm run soak`: rehearsals in a row on one server, with real sockets and really sealed ballots,
 * some left half-way, some void. After each the server says what it holds: memory after a full
 * collection, open files, how late its event loop ran. Exit code 1 when one of them grows beyond
 * its bound after the warm-up (reliability F20); 2 for unusable options.
 */

async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (!options.ok) {
    console.error(`${options.error}\n${USAGE}`);
    return 2;
  }
  const folder = await mkdtemp(join(tmpdir(), 'hom-phieu-soak-'));
  try {
    return await soak(folder, options.value);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function soak(folder: string, { minutes, voters, subjects }: SoakOptions): Promise<number> {
  const input = await hallInput(voters, subjects);
  const plan = join(folder, 'plan.json');
  await writeFile(plan, JSON.stringify(input.plan));
  const preload = new URL('soak/probe-entry.js', import.meta.url);
  const server = await startProbed({ preload, data: join(folder, 'data'), plan });
  console.log(`${minutes} phút diễn tập liên tục: ${voters} cử tri, ${subjects} người.`);
  try {
    const hall = await SoakHall.open(server.link, input.round.venue.id, castRoles(input));
    const rows = await Promise.race([rehearseFor(minutes, hall, server), server.crashed]);
    hall.close();
    const { lines, ok } = verdict(rows);
    console.log(`\n${lines.join('\n')}`);
    return ok ? 0 : 1;
  } finally {
    await server.stop();
  }
}

const SETTLE_MS = 300;
const SHOW_EVERY_MS = 15_000;

async function rehearseFor(minutes: number, hall: SoakHall, server: ProbedServer): Promise<Row[]> {
  const rows: Row[] = [];
  const start = performance.now();
  let shown = -SHOW_EVERY_MS * 2;
  let ballots = 0;
  console.log(heading());
  for (let k = 0; performance.now() - start < minutes * 60_000; k += 1) {
    ballots += await hall.rehearse(storyOf(k)).catch(lostLine);
    // The devices that left are gone on the server's side too.
    await sleep(SETTLE_MS);
    const sample = await server.ask<Sample>('sample');
    const at = performance.now() - start;
    const row = { ...sample, at, rehearsals: k + 1, ballots };
    rows.push(row);
    if (at - shown < Math.max(SHOW_EVERY_MS, minutes * 1000)) continue;
    console.log(rowText(row));
    shown = at;
  }
  const last = rows.at(-1);
  if (last !== undefined) console.log(rowText(last));
  return rows;
}

/** A machine that is too busy loses lines, which is no leak: the rehearsal is left, the next begins. */
function lostLine(error: unknown): number {
  const message = error instanceof Error ? error.message : '';
  if (!/socket has been disconnected|operation has timed out/u.test(message)) throw error;
  console.log('Một buổi bị bỏ dở: mất kết nối.');
  return 0;
}

process.exit(await main(process.argv.slice(2)));
