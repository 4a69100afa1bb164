import { describe, expect, test } from 'vitest';
import { generateBallotCode } from '#shared/protocol/code.ts';
import { screenOf } from '../../../kiosk/device/screen.ts';
import { clearsAfter, stateWord } from '../../../kiosk/kiosk-desk.ts';
import { random } from '../../support/sodium.ts';
import { World } from './world.ts';

describe('a code that a voter brings to a kiosk (issue 5.2)', () => {
  test('opens without a call, and a reload still knows that it was brought', async () => {
    const world = new World('kiosk');
    const [own, slip] = [generateBallotCode(random), generateBallotCode(random)];
    const device = await world.open();
    await device.offer(own);
    await world.settleAll();
    world.hall.phase = 'sealing';
    await device.offer(slip, true);
    await world.settleAll('store');
    expect(world.record).toEqual({ stage: 'code', code: slip, brought: true });

    world.shut(0, false);
    world.hall.phase = 'polling';
    world.hall.issue(slip);
    const again = await world.open();
    await world.settleAll();
    expect(screenOf(again.state).name).toBe('marking');
    expect(world.record).not.toHaveProperty('brought');
  });

  test('the tablet’s own code still waits for its call', async () => {
    const world = new World('kiosk');
    const own = generateBallotCode(random);
    world.hall.issue(own);
    const device = await world.open();
    await device.offer(own);
    await world.settleAll();
    expect(screenOf(device.state).name).toBe('welcome');
    expect(world.hall.exchanged.size).toBe(0);
  });

  test('given up before it is opened, nothing of it stays', async () => {
    const world = new World('kiosk');
    const device = await world.open();
    await device.offer(generateBallotCode(random), true);
    await world.settleAll('store');
    device.tell({ type: 'leave' });
    await world.settleAll();
    expect(world.record).toBeNull();
  });

  test('refused for now, it holds the tablet for a minute only: the slip stays good', () => {
    const refused = { name: 'refused', code: 'E_NOT_ISSUED', again: true } as const;
    expect([clearsAfter(refused, true), clearsAfter(refused)]).toEqual([60, null]);
  });
});

test('the word for the desks says where the tablet stands, and the same whatever was marked', () => {
  const election = { sid: '', eid: '', Y: '', board: '', issuers: [] };
  function marking(marks: readonly (0 | 1 | 2 | 3)[]): Parameters<typeof stateWord>[0] {
    const record = { stage: 'marking', code: '', election, tokens: [], marks } as const;
    return { name: 'marking', record };
  }
  for (const marks of [
    [0, 0],
    [1, 2],
    [3, 3],
  ] as const) {
    expect(stateWord(marking(marks), true, false)).toBe('called');
    expect(stateWord(marking(marks), true, true)).toBe('unanswered');
    expect(stateWord(marking(marks), false, false)).toBe('marking');
    expect(stateWord(marking(marks), false, true)).toBe('left');
  }
  expect(
    stateWord({ name: 'sending', late: true, trouble: null, stopped: false }, false, false),
  ).toBe('sent');
  expect(stateWord({ name: 'welcome' }, false, false)).toBe('idle');
});
