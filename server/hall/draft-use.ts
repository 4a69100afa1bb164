import { refusal } from '#shared/meeting/refusals.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { err, ok } from '#shared/result.ts';
import type { Answer } from '#shared/wire.ts';
import type { Drafts } from '../drafts/drafts.ts';
import type { MeetingRoom } from '../round/meeting-room.ts';
import type { Plans } from './plans.ts';
import type { Rounds } from './rounds.ts';

/** Which draft, as it was last saved, and why a frozen ballot is replaced. */
export interface DraftUse {
  readonly id: string;
  readonly revision: number;
  readonly reason: string | null;
}

/** Where drafts come from, and what becomes of them. */
export interface DraftUseDependencies {
  readonly drafts: Pick<Drafts, 'planOf'>;
  readonly plans: Plans;
  readonly rounds: Rounds;
}

/**
 * Makes a draft the plan, as it was last saved. A frozen ballot changes only as a new version: its
 * round is declared void with the reason, and another begins, to be frozen again (F26).
 */
export async function useDraft(
  deps: DraftUseDependencies,
  { id, revision, reason }: DraftUse,
): Promise<Answer<null>> {
  const { drafts, plans, rounds } = deps;
  const plan = await drafts.planOf(id, revision);
  if (!plan.ok) return plan;
  if (plans.isStored(plan.value)) return ok(null);
  const { room } = rounds;
  if (room === null || !rounds.isFrozen) return plans.store(plan.value, false);
  if (reason === null) return err(refusal('reason-required'));
  return replaceBallot(deps, room, plan.value, reason);
}

/** The next version of a frozen ballot; its record says which round it replaces and why. */
async function replaceBallot(
  { plans, rounds }: DraftUseDependencies,
  room: MeetingRoom,
  plan: Plan,
  reason: string,
): Promise<Answer<null>> {
  const { venue } = room.round.log.plan;
  const command = { type: 'void-round', round: room.id, reason } as const;
  const voided = await room.submit({ role: 'chair', command });
  if (!voided.ok) return voided;
  const stored = await plans.store(plan, false);
  if (!stored.ok || !plan.venues.some(({ id }) => id === venue.id)) return stored;
  const begun = await rounds.begin(await rounds.planAt(plan, venue.id), false);
  if (!begun.ok) return begun;
  const text = `Phiếu bản mới, thay phiếu của vòng ${room.id.split('/')[1] ?? room.id} đã hủy. Lý do: ${reason}`;
  const noted = { type: 'record-incident', text: text.slice(0, 500) } as const;
  return rounds.room?.submit({ role: 'chair', command: noted }) ?? ok(null);
}
