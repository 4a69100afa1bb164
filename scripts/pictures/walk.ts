import { after } from './walk/after.ts';
import { beforeMeeting } from './walk/before.ts';
import { count } from './walk/count.ts';
import type { Set } from './walk/hall.ts';
import { closePolls, polls } from './walk/polls.ts';
import { rollCall } from './walk/roll-call.ts';
import { sealing } from './walk/sealing.ts';
import { voterStates } from './walk/voter-states.ts';
import { secondRound } from './walk/second-round.ts';

/** A whole meeting, every role in its own browser, and on the way a picture of every state. */
export async function walk(set: Set): Promise<void> {
  const staff = await beforeMeeting(set);
  const roll = await rollCall(set, staff);
  const sealed = await sealing(set, staff, roll);
  const late = await polls(set, staff, roll, sealed);
  roll.helper.close();
  await closePolls(set, staff);
  await count(set, staff, sealed, late);
  await after(set, staff, sealed);
  await set.camera.attempt('second round', () => secondRound(set, staff, sealed, late));
  await set.camera.attempt('voter states', () => voterStates(set));
}
