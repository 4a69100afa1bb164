/**
 * The laptop's wall clock is wrong and is set, by hours, forward and back, in every phase and over a
 * restart (reliability S17, F18): nothing that matters changes. Lifetimes and paces are measured by
 * a clock that never jumps; the wall clock only says what the log writes beside an event.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Socket } from 'socket.io-client';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { replayBoard } from '#shared/protocol/board.ts';
import { hallInput } from '../../scripts/bench/hall-plan.ts';
import { Chair } from '../../scripts/clients/chair.ts';
import { disconnect, pairDevice } from '../../scripts/clients/connect.ts';
import { castRoles } from '../../scripts/rehearse/casting.ts';
import type { RehearsalInput } from '../../scripts/rehearse/input.ts';
import { startProbed } from '../../scripts/soak/probed-server.ts';
import type { ProbedServer } from '../../scripts/soak/probed-server.ts';
import { SoakHall, STEPS } from '../../scripts/soak/rehearsal.ts';
import { bare, bareOpen, connectedOrRefused, outcome } from '../support/hall.ts';
import { random, sodium } from '../support/sodium.ts';

const HOUR_MS = 3_600_000;

let folder: string;
let input: RehearsalInput;
let server: ProbedServer;
const opened: Socket[] = [];

beforeAll(async () => {
  input = await hallInput(6, 2);
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hom-phieu-clock-'));
  await writeFile(join(folder, 'plan.json'), JSON.stringify(input.plan));
  server = await serve(0, 0);
});

afterEach(async () => {
  for (const socket of opened.splice(0)) disconnect(socket);
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The server on this test's folder, its clock wrong by `hours` from its first moment. */
function serve(port: number, hours: number): Promise<ProbedServer> {
  return startProbed({
    preload: new URL('../support/model/jumping-clock.js', import.meta.url),
    data: join(folder, 'data'),
    plan: join(folder, 'plan.json'),
    port,
    env: { HOM_PHIEU_TEST_CLOCK: String(hours * HOUR_MS) },
  });
}

/** Sets the server's clock to `hours` beside the truth. */
async function jump(hours: number): Promise<void> {
  const { now } = await server.ask<{ now: number }>({ offset: hours * HOUR_MS });
  expect(Math.abs(now - (Date.now() + hours * HOUR_MS))).toBeLessThan(10_000);
}

async function restart(hours: number): Promise<void> {
  const port = Number(new URL(server.url).port);
  expect(await server.stop()).toBe(0);
  server = await serve(port, hours);
}

function keep(socket: Socket): Socket {
  opened.push(socket);
  return socket;
}

interface Line {
  readonly n: number;
  readonly t: string;
  readonly b: { readonly at?: string | null };
}

async function logLines(): Promise<Line[]> {
  const path = join(folder, 'data', 'rehearsals', `${input.round.venue.id}-1`, 'log.jsonl');
  const text = await readFile(path, 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

/** Holds a rehearsal; what happens before each step is the test's. Throws at any refusal. */
async function rehearse(before: SoakHall['before']): Promise<number> {
  const hall = await SoakHall.open(server.link, input.round.venue.id, castRoles(input));
  hall.before = before;
  try {
    return await hall.rehearse('whole');
  } finally {
    hall.close();
  }
}

describe('a wall clock that jumps by hours (S17)', () => {
  test('before every step, forth and back: nothing is refused, and the log keeps its order', async () => {
    const hours = [5, -7, 30, -30, 1, -1, 3, -50, 11, -2];
    let jumps = 0;
    const sent = await rehearse(async () => {
      await jump(hours[jumps % hours.length]!);
      jumps += 1;
    });
    expect(sent).toBe(5);
    expect(jumps).toBeGreaterThan(STEPS.length);
    const lines = await logLines();
    expect(lines.map(({ n }) => n)).toEqual(lines.map((_, i) => i));
    const types = lines.map(({ t }) => t);
    const inOrder = ['round-created', 'quorum-confirmed', 'polls-opened', 'polls-closed'];
    const places = [...inOrder, 'announced', 'archived'].map((t) => types.indexOf(t));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    // The clock did jump under the server: the times go back somewhere.
    const times = lines.flatMap(({ b }) => (typeof b.at === 'string' ? [Date.parse(b.at)] : []));
    expect(times.some((time, i) => i > 0 && time < times[i - 1]!)).toBe(true);
  }, 120_000);

  test('over restarts in the polls, after the close and before the announcement: every device is who it was', async () => {
    const restarts = new Map<string, number[]>([
      ['cast', [9, -9]],
      ['count', [-26]],
      ['announce', [48]],
    ]);
    const sent = await rehearse(async (step) => {
      const hours = restarts.get(step)?.shift();
      if (hours === undefined) return;
      await jump(-hours);
      await restart(hours);
    });
    expect(sent).toBe(5);
    expect([...restarts.values()].flat()).toEqual([]);
    const path = join(folder, 'data', 'rehearsals', `${input.round.venue.id}-1`, 'board.jsonl');
    const board = replayBoard(sodium, await readFile(path));
    expect(board.ok && board.value.ballotCount).toBe(5);
  }, 120_000);

  test('pairing codes and nonces: a jump neither ends them nor brings a used one back', async () => {
    const chair = await Chair.open(server.link);
    opened.push(bare(chair.device, 'chair'));
    const code = await chair.pairingCode('desk', 'Bàn 1');
    await jump(24);
    const desk = await pairDevice(server.url, code, 'Bàn 1');
    await jump(-24);
    const again = { code, device: toBase64url(random(32)) };
    expect(await outcome(keep(bareOpen(server.url, 'door')), 'pair', [again])).toMatchObject({
      ok: false,
      error: { code: 'pairing-code' },
    });
    const offered = await chair.pairingCode('display', 'Màn hình');
    await jump(-72);
    const display = await pairDevice(server.url, offered, 'Màn hình');
    for (const hours of [-100, 100, 0]) {
      await jump(hours);
      expect(await connectedOrRefused(keep(bare(desk, 'desk')))).toBe('connected');
      expect(await connectedOrRefused(keep(bare(display, 'display')))).toBe('connected');
    }
    chair.close();
  }, 60_000);

  test('the pace of messages: a jump back locks nobody out, a jump forth lets no flood in', async () => {
    const door = keep(bareOpen(server.url, 'door'));
    await connectedOrRefused(door);
    async function burst(count: number): Promise<number> {
      const asked = Array.from({ length: count }, () => outcome(door, 'challenge', []));
      const answers = (await Promise.all(asked)) as { ok: boolean }[];
      return answers.filter(({ ok }) => ok).length;
    }
    expect(await burst(100)).toBeLessThan(90);
    await jump(10);
    expect(await burst(60)).toBeLessThan(45);
    await jump(-10);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await burst(10)).toBe(10);
  }, 60_000);
});

describe("a device's own clock that jumps", () => {
  const clock = Date.now;
  afterAll(() => {
    Date.now = clock;
  });

  test('its next word is still answered, and once: the connection is made anew if need be', async () => {
    const chair = await Chair.open(server.link);
    await chair.until(({ setup }) => setup.plan !== null, 'the plan is there');
    for (const hours of [3, -3, 0]) {
      Date.now = () => clock() + hours * HOUR_MS;
      expect(
        await chair.hall({ type: 'create-pairing', role: 'desk', label: `Bàn ${hours}` }),
      ).toMatchObject({ ok: true });
    }
    chair.close();
  }, 60_000);
});
