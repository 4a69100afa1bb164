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
 * round is declared void with the reason, and another begins, to be frozen again (F26). Where the
 * laptop went dark in between, using the draft once more does what was left.
 */
export async function useDraft(
  { drafts, plans, rounds }: DraftUseDependencies,
  { id, revision, reason }: DraftUse,
): Promise<Answer<null>> {
  const made = await drafts.planOf(id, revision);
  if (!made.ok) return made;
  const plan = made.value;
  const { room } = rounds;
  if (room !== null && rounds.isFrozen && !plans.isStored(plan)) {
    if (reason === null) return err(refusal('reason-required'));
    const command = { type: 'void-round', round: room.id, reason } as const;
    const voided = await room.submit({ role: 'chair', command });
    if (!voided.ok) return voided;
  }
  const stored = plans.isStored(plan) ? ok(null) : await plans.store(plan, false);
  const { unreplaced } = rounds;
  return stored.ok && unreplaced !== null ? nextVersion(rounds, unreplaced, plan) : stored;
}

/** The round after a void one; its record says which round it replaces and why. */
async function nextVersion(
  rounds: Rounds,
  { id, round }: MeetingRoom,
  plan: Plan,
): Promise<Answer<null>> {
  const { venue } = round.log.plan;
  if (!rounds.isIdle || !plan.venues.some((each) => each.id === venue.id)) return ok(null);
  const begun = await rounds.begin(await rounds.planAt(plan, venue.id), false);
  if (!begun.ok) return begun;
  const text = `Phiếu bản mới, thay phiếu của vòng ${id.split('/')[1] ?? id} đã hủy. Lý do: ${round.log.voided?.reason ?? ''}`;
  const noted = { type: 'record-incident', text: text.slice(0, 500) } as const;
  return rounds.room?.submit({ role: 'chair', command: noted }) ?? ok(null);
}
