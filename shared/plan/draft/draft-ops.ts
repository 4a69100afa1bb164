import { PROFILES, type ProfileId } from '../profiles.ts';
import { BLANK_ROWS, blankVenue, kindOfProfile } from './blank.ts';
import type {
  DraftLists,
  DraftVenue,
  HeadingField,
  Keyed,
  ListName,
  ListRef,
  PlanDraft,
} from './draft-types.ts';

/** Operations on a draft: each gives a new one, the old one stays as it was. */

/** Writes a field of the plan's heading. */
export function withHeading(draft: PlanDraft, field: HeadingField, value: string): PlanDraft {
  return { ...draft, [field]: value };
}

/** Writes fields of one venue; an unknown key changes nothing. */
export function withVenue(
  draft: PlanDraft,
  key: string,
  change: Partial<Omit<DraftVenue, 'key'>>,
): PlanDraft {
  return { ...draft, venues: patched<DraftVenue>(draft.venues, key, change) };
}

/** A venue under another regulation: what it had from the old one's defaults comes from the new. */
export function withProfile(draft: PlanDraft, key: string, profile: ProfileId): PlanDraft {
  const venue = draft.venues.find((each) => each.key === key);
  if (venue === undefined) return draft;
  const [old, now] = [PROFILES[venue.profile], PROFILES[profile]];
  return withVenue(draft, key, {
    profile,
    kind: kindOfProfile(profile),
    ...(venue.addressTerm === old.addressTerm ? { addressTerm: now.addressTerm } : {}),
    ...(venue.documentStyle === old.documentStyle ? { documentStyle: now.documentStyle } : {}),
  });
}

/** One more venue at the end, under an id that no other has, and its key. */
export function addVenue(
  draft: PlanDraft,
  profile: ProfileId,
): { readonly draft: PlanDraft; readonly key: string } {
  const key = `k${draft.next}`;
  const id = freeId(
    'noi-',
    draft.venues.map((each) => each.id.toLowerCase()),
  );
  const venues = [...draft.venues, blankVenue(key, id, profile)];
  return { draft: { ...draft, next: draft.next + 1, venues }, key };
}

/** The rows of a list; none where the venue is unknown. */
export function rowsOf<N extends ListName>(
  draft: PlanDraft,
  ref: ListRef<N>,
): readonly DraftLists[N][] {
  const { name, venue: key } = ref;
  const holder: object | undefined =
    key === null ? draft : draft.venues.find((venue) => venue.key === key);
  // The list's name is a field of its holder, by the types of `ListRef`.
  return ((holder as Record<string, unknown> | undefined)?.[name] ??
    []) as readonly DraftLists[N][];
}

/** The draft with other rows in a list. */
export function withRows<N extends ListName>(
  draft: PlanDraft,
  ref: ListRef<N>,
  rows: readonly DraftLists[N][],
): PlanDraft {
  const { name, venue } = ref;
  return venue === null ? { ...draft, [name]: rows } : withVenue(draft, venue, { [name]: rows });
}

/** Writes fields of one row; an unknown key changes nothing. */
export function withRow<N extends ListName>(
  draft: PlanDraft,
  ref: ListRef<N>,
  key: string,
  change: Partial<Omit<DraftLists[N], 'key'>>,
): PlanDraft {
  return withRows(draft, ref, patched(rowsOf(draft, ref), key, change as Partial<DraftLists[N]>));
}

/** A new row behind row `after` (null: at the end), with what `given` says, and its key. */
export function addRow<N extends ListName>(
  draft: PlanDraft,
  ref: ListRef<N>,
  after: string | null = null,
  given: Partial<Omit<DraftLists[N], 'key'>> = {},
): { readonly draft: PlanDraft; readonly key: string } {
  const { rows, next } = keyed(draft, ref, [given]);
  const before = rowsOf(draft, ref);
  const at = before.findIndex(({ key }) => key === after);
  const where = at < 0 ? before.length : at + 1;
  const all = [...before.slice(0, where), ...rows, ...before.slice(where)];
  return { draft: { ...withRows(draft, ref, all), next }, key: `k${draft.next}` };
}

/** Where a new subject is rated unless said: at the only venue; where there are several, to be ticked. */
export function venuesOfNew({ venues }: PlanDraft): { readonly venues: readonly string[] } {
  return { venues: venues.length === 1 ? venues.map(({ key }) => key) : [] };
}

/**
 * New rows for a list, complete and with keys, ids that are missing made up; to be put into the list
 * by the caller, `next` along with them.
 */
export function keyed<N extends ListName>(
  draft: PlanDraft,
  ref: ListRef<N>,
  given: readonly Partial<Omit<DraftLists[N], 'key'>>[],
): { readonly rows: readonly DraftLists[N][]; readonly next: number } {
  const taken = new Set(
    [...rowsOf(draft, ref), ...given].map((row) => ('id' in row ? String(row.id) : '')),
  );
  const blank = BLANK_ROWS[ref.name];
  const prefix = ID_PREFIXES[ref.name];
  let n = 0;
  const rows = given.map((each, i) => {
    const row = { ...blank, ...each, key: `k${draft.next + i}` };
    if (prefix === undefined || ('id' in each && each.id !== '')) return row;
    do n += 1;
    while (taken.has(`${prefix}${n}`));
    return { ...row, id: `${prefix}${n}` };
  });
  return { rows: rows as unknown as readonly DraftLists[N][], next: draft.next + given.length };
}

const ID_PREFIXES: Readonly<Partial<Record<ListName, string>>> = { subjects: 'cb-', roll: 'db-' };

/** Moves a row up (−1) or down (+1); the order of subjects is the ballot's (R23). */
export function moveRow<N extends ListName>(
  draft: PlanDraft,
  ref: ListRef<N>,
  key: string,
  by: -1 | 1,
): PlanDraft {
  const rows = [...rowsOf(draft, ref)];
  const from = rows.findIndex((row) => row.key === key);
  const to = from + by;
  if (from < 0 || to < 0 || to >= rows.length) return draft;
  rows.splice(to, 0, ...rows.splice(from, 1));
  return withRows(draft, ref, rows);
}

/** Makes one teller head of the proposed committee, and nobody else (R19). */
export function withHead(draft: PlanDraft, venue: string, key: string): PlanDraft {
  const ref = { name: 'committeeProposal', venue } as const;
  const tellers = rowsOf<'committeeProposal'>(draft, ref);
  return withRows<'committeeProposal'>(
    draft,
    ref,
    tellers.map((each) => ({ ...each, head: each.key === key })),
  );
}

function patched<T extends Keyed>(
  rows: readonly T[],
  key: string,
  change: Partial<Omit<T, 'key'>>,
): T[] {
  return rows.map((row) => (row.key === key ? { ...row, ...change } : row));
}

/** The first of `prefix1`, `prefix2` … that is not taken. */
function freeId(prefix: string, taken: Iterable<string>): string {
  const used = new Set(taken);
  let n = 1;
  while (used.has(`${prefix}${n}`)) n += 1;
  return `${prefix}${n}`;
}
