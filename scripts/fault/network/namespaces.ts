import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clock } from '../../bench/clock.ts';
import { hallInput } from '../../bench/hall-plan.ts';
import type { Devices } from '../../bench/reconnect-child.ts';
import { startStepper, type Stepper } from '../../bench/stepper.ts';
import { granted } from '../../clients/answers.ts';
import { Chair } from '../../clients/chair.ts';
import { startServer } from '../../rehearse/server.ts';
import { BACK_MS } from './meeting.ts';

const BRIDGE = 'hp-bridge';
const NET = '10.99.77';
/** Two thirds of the devices are in the first namespace; the third in the second loses its network. */
const NAMES = ['hp-calm', 'hp-struck'] as const;
const DEVICES = [40, 20] as const;
/** How the network goes, and for how many seconds. */
const OUTAGES: readonly (readonly ['link' | 'cable', number])[] = [
  ['link', 1],
  ['link', 5],
  ['link', 30],
  ['cable', 1],
  ['cable', 5],
  ['cable', 30],
];

/**
 * `npx tsx scripts/fault/network/namespaces.ts`: real links of Linux instead of the proxy. A third
 * of the devices live in a network namespace whose link is set down (`link`: the system notices), or
 * whose cable is pulled behind it (`cable`: nothing is told, as when an access point goes away).
 * Needs root and `ip`; elsewhere it says so and does nothing.
 */
async function main(): Promise<number> {
  if (!setUp()) {
    tearDown();
    console.log('Bỏ qua: phép thử này cần Linux, quyền root và lệnh ip (iproute2).');
    return 0;
  }
  const folder = await mkdtemp(join(tmpdir(), 'hom-phieu-namespaces-'));
  const plan = join(folder, 'plan.json');
  await writeFile(plan, JSON.stringify((await hallInput(12, 24)).plan));
  const server = await startServer({ plan, data: join(folder, 'data'), host: `${NET}.1` });
  const script = new URL('../../bench/reconnect-child.ts', import.meta.url);
  const groups = NAMES.map((name) => startStepper<Devices>(script, ['ip', 'netns', 'exec', name]));
  try {
    return await pull(server.link, groups);
  } finally {
    for (const group of groups) group.stop();
    await server.stop();
    tearDown();
    await rm(folder, { recursive: true, force: true });
  }
}

async function pull(link: string, groups: readonly Stepper<Devices>[]): Promise<number> {
  const chair = await Chair.open(link);
  const url = new URL(link).origin;
  granted(
    'start-round',
    await chair.hall({ type: 'start-round', venueId: 'can-bo', rehearsal: true }),
  );
  await chair.until(({ hall }) => hall?.phase === 'preparing', 'the round is there');
  await Promise.all(
    groups.map((group, i) => group.ask('connect', { url, count: DEVICES[i] ?? 0 })),
  );
  let late = 0;
  for (const [k, [how, seconds]] of OUTAGES.entries()) {
    become(how, 'down');
    // A word that the third cannot hear: who is back must show it.
    if (k === 0) granted('freeze-ballot', await chair.command({ type: 'freeze-ballot' }));
    await sleep(seconds * 1000);
    become(how, 'up');
    const up = clock();
    const times = await Promise.all(
      groups.map((group) => group.ask('answered', undefined as never)),
    );
    await Promise.all(groups.map((group) => group.ask('shown', 'rollCall')));
    const [calm, struck] = times.map((each) =>
      Math.max(...each.map((time) => (time === null ? Infinity : Math.max(0, time - up)))),
    );
    late += (struck ?? 0) > BACK_MS || (calm ?? 0) > BACK_MS ? 1 : 0;
    console.log(
      `${how} ${seconds} s: the struck third back after at most ${Math.round(struck ?? 0)} ms, others ${Math.round(calm ?? 0)} ms`,
    );
  }
  chair.close();
  return late === 0 ? 0 : 1;
}

function become(how: 'link' | 'cable', state: 'up' | 'down'): void {
  if (how === 'link') ip('link', 'set', 'hp-s1', state);
  else ip('link', 'set', 'hp-s1', ...(state === 'up' ? ['master', BRIDGE] : ['nomaster']));
}

function setUp(): boolean {
  tearDown();
  try {
    ip('link', 'add', BRIDGE, 'type', 'bridge');
    ip('address', 'add', `${NET}.1/24`, 'dev', BRIDGE);
    ip('link', 'set', BRIDGE, 'up');
    for (const [i, name] of NAMES.entries()) {
      ip('netns', 'add', name);
      ip('link', 'add', `hp-s${i}`, 'type', 'veth', 'peer', 'name', `hp-d${i}`, 'netns', name);
      ip('link', 'set', `hp-s${i}`, 'master', BRIDGE, 'up');
      ip('-n', name, 'address', 'add', `${NET}.${i + 2}/24`, 'dev', `hp-d${i}`);
      ip('-n', name, 'link', 'set', `hp-d${i}`, 'up');
    }
    return true;
  } catch {
    return false;
  }
}

/** Only what carries this script's own names. */
function tearDown(): void {
  for (const words of [
    ...NAMES.map((name) => ['netns', 'delete', name]),
    ['link', 'delete', BRIDGE],
  ]) {
    try {
      ip(...words);
    } catch {
      // It was not there.
    }
  }
}

function ip(...words: readonly string[]): void {
  execFileSync('ip', words, { stdio: 'ignore' });
}

process.exit(await main());
