import { defined } from '#shared/assert.ts';
import type { DraftLists, ListRef, PlanDraft } from '../draft/draft-types.ts';
import { keyed, rowsOf, venuesOfNew } from '../draft/draft-ops.ts';
import { replaceRows, type Undoable } from '../draft/undo.ts';
import { nameKey } from '../person-name.ts';
import { personKey } from '../same.ts';
import type { ImportedPerson } from './person.ts';

type PeopleList = 'roll' | 'subjects';
type Row = DraftLists[PeopleList];
/** What an import writes into a row. */
export type RowChange = Partial<
  Omit<DraftLists['roll'] & DraftLists['subjects'], 'key' | 'others'>
>;
export type ChangedField = 'name' | 'post' | 'group' | 'venues' | 'excluded' | 'note' | 'id';

/** What an import would do to one person of the list. */
export type DiffEntry =
  | { readonly kind: 'same'; readonly key: string }
  | { readonly kind: 'added'; readonly person: ImportedPerson; readonly change: RowChange }
  | {
      readonly kind: 'changed';
      readonly key: string;
      readonly before: Row;
      readonly person: ImportedPerson;
      readonly change: RowChange;
      readonly fields: readonly ChangedField[];
    }
  | { readonly kind: 'removed'; readonly key: string; readonly before: Row };

/**
 * What importing `people` would change in a list, in the order of the file, what it lacks at the
 * end. Known again by the id, by name, post and unit, and else by a name that only one has on
 * either side.
 */
export function diffOf<N extends PeopleList>(
  draft: PlanDraft,
  ref: ListRef<N>,
  people: readonly ImportedPerson[],
): readonly DiffEntry[] {
  const rows: readonly Row[] = rowsOf(draft, ref);
  const matches = matched(rows, people);
  const kept = new Set(matches.values());
  const found = people.map((person): DiffEntry => {
    const before = matches.get(person);
    const change = changeOf(ref.name, person);
    if (before === undefined) return { kind: 'added', person, change };
    const fields = changedFields(before, change);
    if (fields.length === 0) return { kind: 'same', key: before.key };
    return { kind: 'changed', key: before.key, before, person, change, fields };
  });
  const removed = rows
    .filter((row) => !kept.has(row))
    .map((before): DiffEntry => ({ kind: 'removed', key: before.key, before }));
  return [...found, ...removed];
}

function matched(
  rows: readonly Row[],
  people: readonly ImportedPerson[],
): ReadonlyMap<ImportedPerson, Row> {
  const matches = new Map<ImportedPerson, Row>();
  const taken = new Set<Row>();
  function match(keyOfRow: (row: Row) => string, keyOf: (person: ImportedPerson) => string): void {
    const left = uniquely(
      rows.filter((row) => !taken.has(row)),
      keyOfRow,
    );
    const new_ = uniquely(
      people.filter((person) => !matches.has(person)),
      keyOf,
    );
    for (const [key, person] of new_) {
      const row = left.get(key);
      if (key === '' || row === undefined) continue;
      matches.set(person, row);
      taken.add(row);
    }
  }
  match(
    (row) => row.id,
    ({ id = '' }) => id,
  );
  match(personKey, (person) => personKey(changeOf('roll', person) as ImportedPerson));
  match(
    ({ name, post }) => personKey({ name, post }),
    ({ name, post = '' }) => personKey({ name, post }),
  );
  match(
    ({ name }) => nameKey(name),
    ({ name }) => nameKey(name),
  );
  return matches;
}

/** Items whose key no other has. */
function uniquely<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T> {
  const by = new Map<string, T[]>();
  for (const item of items) by.set(keyOf(item), [...(by.get(keyOf(item)) ?? []), item]);
  return new Map(
    [...by].flatMap(([key, own]) => (own.length === 1 ? [[key, defined(own[0])]] : [])),
  );
}

/** A subject's unit stands behind the post, as the ballot prints it («Chức vụ, đơn vị công tác»). */
function changeOf(list: PeopleList, person: ImportedPerson): RowChange {
  const { name, id, post, group, venues, excluded, note } = person;
  if (list === 'roll') {
    return { name, ...given({ id, post, group }) };
  }
  const unit = group ?? '';
  const whole = unit === '' || (post ?? '').includes(unit) ? post : [post, unit].join(', ');
  return { name, ...given({ id, post: whole, venues, excluded, note }) };
}

function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

function changedFields(before: Row, change: RowChange): ChangedField[] {
  const old = before as unknown as Readonly<Record<string, unknown>>;
  return Object.entries(change).flatMap(([field, value]) =>
    JSON.stringify(sorted(old[field])) === JSON.stringify(sorted(value))
      ? []
      : [field as ChangedField],
  );
}

function sorted(value: unknown): unknown {
  return Array.isArray(value) ? [...(value as readonly string[])].sort() : value;
}

/**
 * Carries out the entries of `chosen` (their places in `entries`): the list in the order of the
 * file, rows that stay although the file lacks them at the end.
 */
export function applyDiff<N extends PeopleList>(
  draft: PlanDraft,
  ref: ListRef<N>,
  entries: readonly DiffEntry[],
  chosen: ReadonlySet<number>,
): Undoable {
  const rows = new Map<string, Row>(rowsOf(draft, ref).map((row) => [row.key, row]));
  const added = entries.flatMap((entry, i) =>
    entry.kind === 'added' && chosen.has(i)
      ? [{ ...(ref.name === 'subjects' ? venuesOfNew(draft) : {}), ...entry.change }]
      : [],
  );
  const { rows: fresh, next } = keyed(draft, ref, added as Partial<Omit<DraftLists[N], 'key'>>[]);
  let used = 0;
  const all = entries.flatMap((entry, i): Row[] => {
    if (entry.kind === 'added') {
      if (!chosen.has(i)) return [];
      used += 1;
      return [defined(fresh[used - 1])];
    }
    if (entry.kind === 'removed' && chosen.has(i)) return [];
    const row = defined(rows.get(entry.key), 'row of an entry');
    return entry.kind === 'changed' && chosen.has(i) ? [{ ...row, ...entry.change }] : [row];
  });
  return replaceRows({ ...draft, next }, ref, all as DraftLists[N][]);
}
