import { expect, test } from 'vitest';
import { generateBallotCode } from '#shared/protocol/code.ts';
import { screenOf } from '../../../kiosk/device/screen.ts';
import { random } from '../../support/sodium.ts';
import { World } from './world.ts';

test('P 4.6.1: the call of the last voter is not the next one’s: a new code waits for its own', async () => {
  const world = new World('kiosk');
  const device = await world.open();
  const [first, second] = [generateBallotCode(random), generateBallotCode(random)];
  const round = world.hall.round();
  world.hall.issue(first);
  await device.offer(first);
  device.tell({ type: 'round', round: { ...round, called: true } });
  await world.settleAll();
  await world.markAll(device, [1, 3]);
  device.tell({ type: 'cast' });
  await world.settleAll();
  expect(screenOf(device.state).name).toBe('received');

  device.tell({ type: 'leave' });
  await world.settleAll();
  await device.offer(second);
  await world.settleAll();
  // Exchanged now, it would be refused for good and the second voter sent away.
  expect([screenOf(device.state).name, device.state.exchange]).toEqual(['welcome', 'idle']);

  world.hall.issue(second);
  device.tell({ type: 'round', round: { ...round, called: true } });
  await world.settleAll();
  expect(screenOf(device.state).name).toBe('marking');
});
