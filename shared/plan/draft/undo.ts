import type { DraftLists, DraftVenue, ListName, ListRef, PlanDraft } from './draft-types.ts';
import { rowsOf, withRows } from './draft-ops.ts';

/** What takes one deletion or one import back, whatever was edited elsewhere since. */
export type Undo =
  | { readonly type: 'rows'; readonly ref: ListRef; readonly rows: readonly Removed[] }
  | { readonly type: 'list'; readonly ref: ListRef; readonly rows: readonly AnyRow[] }
  | {
      readonly type: 'venue';
      readonly at: number;
      readonly venue: DraftVenue;
      /** Keys of the subjects who were rated there. */
      readonly subjects: readonly string[];
    };

type AnyRow = DraftLists[ListName];

interface Removed {
  readonly at: number;
  readonly row: AnyRow;
}

export interface Undoable {
  readonly draft: PlanDraft;
  readonly undo: Undo;
}

/** Removes the rows with these keys. */
export function removeRows<N extends ListName>(
  draft: PlanDraft,
  ref: ListRef<N>,
  keys: ReadonlySet<string>,
): Undoable {
  const rows = rowsOf(draft, ref);
  const removed = rows.flatMap((row, at) => (keys.has(row.key) ? [{ at, row }] : []));
  const kept = rows.filter(({ key }) => !keys.has(key));
  return {
    draft: withRows(draft, ref, kept),
    undo: { type: 'rows', ref: ref, rows: removed },
  };
}

/** Replaces a whole list, as an import does. */
export function replaceRows<N extends ListName>(
  draft: PlanDraft,
  ref: ListRef<N>,
  rows: readonly DraftLists[N][],
): Undoable {
  const before = rowsOf(draft, ref);
  return {
    draft: withRows(draft, ref, rows),
    undo: { type: 'list', ref: ref, rows: before },
  };
}

/** Removes a venue; its subjects stay listed, without it. Null: there is none with this key. */
export function removeVenue(draft: PlanDraft, key: string): Undoable | null {
  const at = draft.venues.findIndex((venue) => venue.key === key);
  const venue = draft.venues[at];
  if (venue === undefined) return null;
  const rated = draft.subjects.filter(({ venues }) => venues.includes(key));
  return {
    draft: {
      ...draft,
      venues: draft.venues.filter((each) => each.key !== key),
      subjects: draft.subjects.map((subject) =>
        subject.venues.includes(key)
          ? { ...subject, venues: subject.venues.filter((each) => each !== key) }
          : subject,
      ),
    },
    undo: { type: 'venue', at, venue, subjects: rated.map((subject) => subject.key) },
  };
}

/** The draft with what was taken away back in its place; what has its key again is not put twice. */
export function undone(draft: PlanDraft, undo: Undo): PlanDraft {
  switch (undo.type) {
    case 'list':
      return withRows(draft, undo.ref, undo.rows);
    case 'rows':
      return withRows(draft, undo.ref, restored(rowsOf(draft, undo.ref), undo.rows));
    case 'venue':
      return withVenueBack(draft, undo);
  }
}

function restored(rows: readonly AnyRow[], removed: readonly Removed[]): AnyRow[] {
  const all = [...rows];
  for (const { at, row } of removed) {
    // In their old order each finds its old place, as those before it are back already.
    if (!all.some(({ key }) => key === row.key)) all.splice(at, 0, row);
  }
  return all;
}

function withVenueBack(draft: PlanDraft, undo: Extract<Undo, { type: 'venue' }>): PlanDraft {
  const { venue, at, subjects } = undo;
  if (draft.venues.some(({ key }) => key === venue.key)) return draft;
  const venues = [...draft.venues];
  venues.splice(at, 0, venue);
  return {
    ...draft,
    venues,
    subjects: draft.subjects.map((subject) =>
      subjects.includes(subject.key)
        ? { ...subject, venues: [...subject.venues, venue.key] }
        : subject,
    ),
  };
}
