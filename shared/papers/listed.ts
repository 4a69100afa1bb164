import type { Paper, PaperId } from './model.ts';

/** Why a paper cannot be made yet, or not here: the end of the key of its sentence on the screens. */
export type PaperNeed =
  | 'frozenBallot'
  | 'sealed'
  | 'opened'
  | 'result'
  | 'valid'
  | 'otherVenue'
  | 'atDesk'
  | 'atPairing'
  | 'beforeOpening'
  | 'atArchive';

/** A paper of the round as a list shows it; the copy where it is made in numbered copies. */
export interface ListedPaper {
  readonly id: PaperId;
  readonly copy: number | null;
  /** Null: it can be made now. */
  readonly needs: PaperNeed | null;
}

/** A paper that can be made now. */
export interface AvailablePaper extends ListedPaper {
  readonly needs: null;
  /** What stands on it. */
  readonly make: () => Paper;
}

export type PaperEntry = AvailablePaper | (ListedPaper & { readonly needs: PaperNeed });

/** A paper that cannot be made, and why. */
export function awaited(id: PaperId, needs: PaperNeed, copy: number | null = null): PaperEntry {
  return { id, copy, needs };
}

/** A paper that can be made. */
export function ready(id: PaperId, make: () => Paper, copy: number | null = null): PaperEntry {
  return { id, copy, needs: null, make };
}
