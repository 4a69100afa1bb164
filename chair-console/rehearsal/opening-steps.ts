import type { CommitteeChoice } from '#shared/meeting/commands.ts';
import type { ChairView } from '#shared/meeting/views.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import type { AnyRefusal } from '#shared/ui/refusal-text.ts';
import type { RehearsalWords } from './assistant-state.ts';
import type { Backstage } from './backstage.ts';
import { collectedIn, DONE, gone, isPast } from './chair-seat.ts';
import { DeskGuest } from './desk-guest.ts';
import type { ShownBallot } from './desk-guest.ts';
import { castAtRandom } from './voter-guest.ts';
import type { Sent } from './world.ts';

/** The electronic *đóng dấu treo* (R12). */
export function freeze({ seat }: Backstage): Promise<Sent> {
  return seat.ask({ type: 'freeze-ballot' }, isPast('preparing'));
}

/** The roll call (R15): everyone on the roll is present. */
export async function checkIn(stage: Backstage): Promise<Sent> {
  const { seat } = stage;
  const view = await seat.view();
  if (view === null) return gone();
  if (isPast('rollCall')(view)) return DONE;
  const desk = await stage.desk(view);
  if (!(desk instanceof DeskGuest)) return err(desk);
  const answer = await desk.checkInAll(stage.progress);
  return answer.ok ? seat.see(({ hall }) => hall?.quorum.met === true) : answer;
}

/** The quorum (R16). */
export function confirmQuorum({ seat }: Backstage): Promise<Sent> {
  return seat.ask({ type: 'confirm-quorum' }, isPast('rollCall'));
}

/** Phones are allowed, unless the chair or the plan has decided otherwise. */
export function allowPhones({ seat }: Backstage): Promise<Sent> {
  const command = { type: 'allow-phones', allowed: true } as const;
  return seat.ask(command, ({ phonesAllowed }) => phonesAllowed !== null);
}

/** The committee the plan proposes (R19). */
export async function recordCommittee({ seat, words }: Backstage): Promise<Sent> {
  const view = await seat.view();
  if (view === null) return gone();
  const members = committeeOf(view.proposal, words);
  const command = { type: 'record-committee', members, how: words.reason } as const;
  return seat.ask(command, ({ hall }) => hall?.committee !== null);
}

/** The ceremony (P 4.3), with every teller who has no device; again when the committee is corrected. */
export async function seal({ seat, committee, waiting }: Backstage): Promise<Sent> {
  let view = await seat.view();
  while (view !== null && !isSealed(view)) {
    const paired = await committee.pairFree(view);
    if (!paired.ok) return paired;
    waiting(true);
    committee.play('ceremony');
    view = await seat.until((now) => isSealed(now) || committee.isAnyFree(now));
  }
  return view === null ? gone() : DONE;
}

/** The polls, by the number of those present. */
export async function openPolls({ seat }: Backstage): Promise<Sent> {
  for (;;) {
    const hall = (await seat.view())?.hall ?? null;
    if (hall === null) return gone();
    const { present } = hall.quorum;
    const answer = await seat.ask({ type: 'open-polls', present }, isPast('sealing'));
    const now = seat.value?.hall?.quorum.present;
    // A member came or went while the number was on its way.
    if (answer.ok || answer.error.code !== 'number-differs' || now === present) return answer;
  }
}

/** One ballot on the screen, once the figures count it. */
export async function issue(stage: Backstage): Promise<Result<ShownBallot, AnyRefusal>> {
  const { seat } = stage;
  const view = await seat.view();
  if (view?.hall?.phase !== 'polling') return err({ code: 'wrong-phase' });
  const desk = await stage.desk(view);
  if (!(desk instanceof DeskGuest)) return err(desk);
  const before = issuedIn(view);
  const issued = await desk.issue(true);
  if (!issued.ok) return issued;
  const seen = await seat.see((now) => issuedIn(now) > before);
  return seen.ok ? ok(issued.value) : seen;
}

/** Further voters cast until a result may be opened (P 4.7.3). */
export async function castMissing(stage: Backstage): Promise<Sent> {
  for (let done = 0; ; done += 1) {
    const view = await stage.seat.view();
    if (view === null) return gone();
    const before = collectedIn(view);
    stage.progress(done, done + Math.max(0, view.minBallots - before));
    if (before >= view.minBallots) return DONE;
    const desk = await stage.desk(view);
    if (!(desk instanceof DeskGuest)) return err(desk);
    const issued = await desk.issue(false);
    if (!issued.ok) return issued;
    const cast = await castAtRandom(stage.world, issued.value.code);
    if (!cast.ok) return cast;
    const seen = await stage.seat.see((now) => collectedIn(now) > before);
    if (!seen.ok) return seen;
  }
}

/** The plan's proposal with one head, or placeholders where it names fewer than three (R19). */
function committeeOf(
  proposal: readonly CommitteeChoice[],
  words: RehearsalWords,
): CommitteeChoice[] {
  const proposed =
    proposal.length >= 3
      ? proposal
      : [1, 2, 3].map((n): CommitteeChoice => ({ name: words.teller(n), head: n === 1 }));
  const head = Math.max(
    0,
    proposed.findIndex((member) => member.head),
  );
  return proposed.map((member, at) => ({ ...member, head: at === head }));
}

function isSealed({ hall }: ChairView): boolean {
  return (hall?.keyFingerprint ?? null) !== null;
}

function issuedIn({ hall }: ChairView): number {
  return hall?.turnout.issued ?? 0;
}
