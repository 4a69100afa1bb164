import { expect, test } from 'vitest';
import { screenOf } from '../../../kiosk/device/screen.ts';
import { newDevice, type DeviceState, type Round } from '../../../kiosk/device/state.ts';

const receipt = { id: 'A'.repeat(43), n: 1, head: 'A'.repeat(43), sig: 'A'.repeat(86) };
const record = { stage: 'received', eid: 'one', vk: 'A'.repeat(43), receipt } as const;

function at(phase: Round['phase'], eid: string | null): DeviceState {
  const election = eid === null ? null : ({ eid } as Round['election']);
  const round = { phase, voided: false, phonesAllowed: true, election, lines: 3, called: false };
  return { ...newDevice('phone'), loaded: true, record, round };
}

test('a receipt is of an earlier round once another one is on: after a void round, or at the next venue (F26)', () => {
  expect(screenOf(at('polling', 'one'))).toEqual({ name: 'received', receipt });
  expect(screenOf(at('announced', 'one'))).toEqual({ name: 'received', receipt });
  // Without a round there is none that it could not belong to.
  expect(screenOf(at(null, null))).toEqual({ name: 'received', receipt });
  // The next round is begun at once, and has no election until it is sealed.
  expect(screenOf(at('rollCall', null))).toEqual({ name: 'received', receipt, past: true });
  expect(screenOf(at('polling', 'two'))).toEqual({ name: 'received', receipt, past: true });
});
