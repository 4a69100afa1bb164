import type { ChairView } from '#shared/meeting/views.ts';
import { err } from '#shared/result.ts';
import type { Backstage } from './backstage.ts';
import { DONE, gone, isPast } from './chair-seat.ts';
import type { Sent } from './world.ts';

/** The head fixes the paper ballots (P 4.7.2); a real head does it on their own device. */
export async function fixPaper({ seat, committee, waiting }: Backstage): Promise<Sent> {
  const view = await seat.view();
  if (view === null) return gone();
  const resumed = await committee.resume(view);
  if (!resumed.ok) return resumed;
  waiting(true);
  if (isPaperFixed(view)) return DONE;
  // The co-issuers reveal their keys first, by themselves (P 4.7.1).
  await seat.until(
    (now) => isPast('polling')(now) && now.blockers.every(({ code }) => code !== 'reveals-missing'),
  );
  const answer = await committee.head(view)?.fixPaper();
  if (answer?.ok === false && answer.error.code !== 'paper-fixed') return answer;
  return seat.see(isPaperFixed);
}

/** Every teller's device verifies, agrees and opens (P 4.7). */
export function agreeAndOpen({ seat, committee }: Backstage): Promise<Sent> {
  committee.play('count');
  return seat.see(isPast('counting'));
}

/** Every device played here recounts from its own bytes (R36). */
export function recount({ seat, committee, progress }: Backstage): Promise<Sent> {
  if (seat.value?.hall?.phase !== 'counted') return Promise.resolve(DONE);
  return committee.recount(progress);
}

/** Every difference between issued and counted ballots has a reason (design 7, Announcing). */
export async function explainGaps({ seat, words }: Backstage): Promise<Sent> {
  const view = await seat.view();
  if (view === null) return gone();
  for (const { gap, reason } of view.gaps) {
    if (reason !== null) continue;
    const command = { type: 'explain-gap', gap, reason: words.reason } as const;
    const answer = await seat.ask(command, ({ gaps }) =>
      gaps.every((each) => each.gap !== gap || each.reason !== null),
    );
    if (!answer.ok) return answer;
  }
  return DONE;
}

/** The head signs off the minutes. */
export async function signMinutes({ seat, committee }: Backstage): Promise<Sent> {
  const view = await seat.view();
  if (view === null) return gone();
  const resumed = await committee.resume(view);
  if (!resumed.ok) return resumed;
  const head = committee.head(view);
  return head === null ? err({ code: 'not-head' }) : head.signMinutes();
}

function isPaperFixed(view: ChairView): boolean {
  return view.count?.paperFixed === true || isPast('counting')(view);
}
