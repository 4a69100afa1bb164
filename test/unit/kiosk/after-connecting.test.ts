import { describe, expect, test } from 'vitest';
import { generateBallotCode } from '#shared/protocol/code.ts';
import { ok } from '#shared/result.ts';
import { askAfterConnecting } from '../../../kiosk/device/after-connecting.ts';
import { exchangeMessage } from '../../../kiosk/device/sealing.ts';
import { screenOf } from '../../../kiosk/device/screen.ts';
import type { Device } from '../../../kiosk/device/runner.ts';
import { random, sodium } from '../../support/sodium.ts';
import { World } from './world.ts';

/** What the page asked after a connection, with the server's `find` answering `place`. */
async function ask(device: Device, place: { n: number } | null) {
  const asked: unknown[] = [];
  const event = await askAfterConnecting(() => device.state, {
    sodium: () => Promise.resolve(sodium),
    exchange: (message) => {
      asked.push(message);
      return Promise.resolve(null);
    },
    find: (id) => {
      asked.push(id);
      return Promise.resolve(ok(place));
    },
    wait: () => Promise.resolve(),
    chance: () => 0.5,
  });
  if (event !== null) device.tell(event);
  return asked;
}

async function marking(): Promise<{ world: World; device: Device; code: string }> {
  const world = new World();
  const code = generateBallotCode(random);
  world.hall.issue(code);
  const device = await world.open(code);
  await world.settleAll();
  expect(device.state.record?.stage).toBe('marking');
  return { world, device, code };
}

describe('design 7, Copy: after a move to a copy that lagged', () => {
  test('a ballot not yet cast repeats its exchange, word for word', async () => {
    const { world, device, code } = await marking();
    const own = exchangeMessage(sodium, code, world.hall.election);
    expect(await ask(device, null)).toEqual([own]);
    expect(world.hall.exchanged.get(own.claim)).toBe(own.B);
  });

  test('a receipt without its ballot is said; the same code marks and casts again, once', async () => {
    const { world, device, code } = await marking();
    await world.markAll(device, [1, 2]);
    device.tell({ type: 'cast' });
    await world.settleAll();
    const first = device.state.record;
    if (first?.stage !== 'received') throw new Error('not received');
    expect(await ask(device, { n: 9 })).toEqual([first.receipt.id]);
    expect(screenOf(device.state).name).toBe('received');
    // The same code is no second ballot while the first one stands.
    await device.offer(code);
    expect(device.state.record).toEqual(first);

    world.hall.stored.length = 0;
    await ask(device, null);
    expect(screenOf(device.state)).toMatchObject({ name: 'missing', again: true });
    world.see({ ...world.hall.round(), phase: 'counting' });
    expect(screenOf(device.state)).toMatchObject({ name: 'missing', again: false });
    world.see();
    // Another voter's code does not displace the evidence by itself.
    await device.offer(generateBallotCode(random));
    expect(device.state.record).toEqual(first);
    device.tell({ type: 'decide', other: false });

    await device.offer(code);
    await world.settleAll();
    await world.markAll(device, [1, 2]);
    device.tell({ type: 'cast' });
    await world.settleAll();
    expect(screenOf(device.state).name).toBe('received');
    expect(world.hall.stored).toHaveLength(1);
    expect(device.state.record).toMatchObject({ vk: first.vk });
  });

  test('nothing is asked without a ballot, and of another election', async () => {
    const world = new World();
    expect(await ask(await world.open(), null)).toEqual([]);
    const { device } = await marking();
    device.tell({ type: 'round', round: new World().hall.round() });
    expect(await ask(device, null)).toEqual([]);
  });
});

describe('issue 3, network: who is back does not wait for the next try', () => {
  test('a sealed ballot whose answer was lost is sent again after a connection', async () => {
    const { world, device } = await marking();
    await world.markAll(device, [1, 2]);
    const { record } = device.state;
    if (record?.stage !== 'marking') throw new Error('not marking');
    const sealed = { ...record, stage: 'sealed', id: 'id', message: {} } as const;
    const waiting = { ...device.state, record: sealed, cast: 'waiting' } as never;
    const waits: number[] = [];
    const event = await askAfterConnecting(() => waiting, {
      sodium: () => Promise.resolve(sodium),
      exchange: () => Promise.resolve(null),
      find: () => Promise.reject(new Error('has no receipt')),
      wait: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
      chance: () => 0.5,
    });
    expect(event).toEqual({ type: 'wake', job: 'cast' });
    // Once before its exchange, once more before the ballot (P 4.6.5).
    expect(waits).toEqual([1500, 1500]);
  });
});
