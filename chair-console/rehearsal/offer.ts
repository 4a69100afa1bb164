import type { ChairView, HallView } from '#shared/meeting/views.ts';

/** An act of the assistant, as its button names it. */
export type Act = 'prepare' | 'issueMore' | 'castMissing' | 'count' | 'signMinutes';

/** A sentence beside the buttons. */
export type Note =
  'prepare' | 'noPhones' | 'fewBallots' | 'close' | 'count' | 'announce' | 'minutes';

/** What the panel offers at this moment of a rehearsal. */
export interface Offer {
  readonly acts: readonly Act[];
  readonly note: Note | null;
}

const NOTHING: Offer = { acts: [], note: null };

/** What can be played for the chair now; nothing once everything left is the chair's own act. */
export function offerOf(view: ChairView, hall: HallView): Offer {
  switch (hall.phase) {
    case 'preparing':
    case 'rollCall':
    case 'sealing':
      return { acts: ['prepare'], note: 'prepare' };
    case 'polling':
      return pollingOffer(view, hall);
    case 'counting':
      return { acts: ['count'], note: 'count' };
    case 'counted':
      return view.blockers.length > 0
        ? { acts: ['count'], note: 'count' }
        : { acts: [], note: 'announce' };
    case 'announced':
      return view.blockers.some(({ code }) => code === 'minutes-unsigned')
        ? { acts: ['signMinutes'], note: 'minutes' }
        : NOTHING;
    case 'archived':
      return NOTHING;
  }
}

/** Below the smallest number of ballots nothing may be opened: the chair hears it before closing. */
function pollingOffer(view: ChairView, { turnout }: HallView): Offer {
  const enough = turnout.collected >= view.minBallots;
  const acts: Act[] = enough ? ['issueMore'] : ['issueMore', 'castMissing'];
  if (view.phonesAllowed === false) return { acts: [], note: 'noPhones' };
  return { acts, note: enough ? 'close' : 'fewBallots' };
}
