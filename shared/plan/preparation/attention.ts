import type { Plan } from '../plan-types.ts';
import { stateOf, type StepsDone, type TimelineStep } from '../timeline.ts';

/**
 * What is to be looked at first: everything late, of today or soon that is not done; where there is
 * none of it, the steps of the next day that comes.
 */
export function dueNext(
  steps: readonly TimelineStep[],
  done: StepsDone,
  today: string,
): readonly TimelineStep[] {
  const open = steps.filter(({ key, due }) => done[key] === undefined && due !== null);
  const pressing = open.filter((step) =>
    ['late', 'today', 'soon'].includes(stateOf(step, done[step.key], today)),
  );
  if (pressing.length > 0) return pressing;
  return open.filter(({ due }) => due === open[0]?.due);
}

/** A party committee's venue whose day comes before a council's session, against R14's order. */
export interface WrongOrder {
  readonly party: string;
  readonly council: string;
}

/** Where the days contradict R14: posts of the party committee are rated after those the council elects. */
export function wrongOrder({ venues }: Plan): readonly WrongOrder[] {
  const councils = venues.filter(({ kind }) => kind === 'councilSession');
  return venues
    .filter(
      ({ profile, documentStyle }) => profile.startsWith('party-') && documentStyle === 'party',
    )
    .flatMap((party) =>
      councils
        .filter(({ votingDay }) => votingDay > party.votingDay)
        .map((council) => ({ party: party.name, council: council.name })),
    );
}
