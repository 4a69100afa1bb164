import { personKey } from '../plan/same.ts';
import type { CountedFacts } from './counted.ts';
import { exclusionInWords } from './phrases.ts';

type Listed = Pick<CountedFacts, 'plan'>;

/**
 * How the lists of venues differ, a sentence for each difference, so that whoever reads the sheet
 * need not wonder who is missing: rated at one venue only, excluded at one and rated at another,
 * the same name under another post, the same id for other words (issue 8, R48).
 */
export function listDifferences(venues: readonly Listed[]): string[] {
  return [
    ...rewritten(venues),
    ...namesakes(venues),
    ...partlyExcluded(venues),
    ...ratedOnce(venues),
  ];
}

/** The same id, but not the same name and post. */
function rewritten(venues: readonly Listed[]): string[] {
  const first = new Map<string, { readonly person: Person; readonly venue: string }>();
  return everyone(venues).flatMap(({ person, venue }) => {
    const before = first.get(person.id);
    if (before === undefined) {
      first.set(person.id, { person, venue });
      return [];
    }
    if (personKey(before.person) === personKey(person)) return [];
    return [
      `Mã ${person.id} ghi khác nhau: “${words(before.person)}” ở ${before.venue}, “${words(person)}” ở ${venue}.`,
    ];
  });
}

/** The same name under another id and another post: perhaps one person, for people to decide. */
function namesakes(venues: readonly Listed[]): string[] {
  const first = new Map<string, { readonly person: Person; readonly venue: string }>();
  return everyone(venues).flatMap(({ person, venue }) => {
    const name = personKey({ name: person.name });
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, { person, venue });
      return [];
    }
    if (before.person.id === person.id || before.venue === venue) return [];
    return [
      `Trùng họ tên, khác chức vụ: “${words(before.person)}” ở ${before.venue} và “${words(person)}” ở ${venue}. Bảng này coi là hai người.`,
    ];
  });
}

function partlyExcluded(venues: readonly Listed[]): string[] {
  return venues.flatMap(({ plan }) =>
    plan.excluded.flatMap((person) => {
      const rated = venues.find((other) => other.plan.lines.some(({ id }) => id === person.id));
      if (rated === undefined) return [];
      return [
        `${person.name} (${person.post}) không lấy phiếu ở ${plan.venue.name} (${exclusionInWords(person.reason, person.note)}), nhưng được lấy phiếu ở ${rated.plan.venue.name}.`,
      ];
    }),
  );
}

function ratedOnce(venues: readonly Listed[]): string[] {
  return venues.flatMap(({ plan }) => {
    const once = plan.lines.filter(
      ({ id }) =>
        venues.filter((other) => other.plan.lines.some((line) => line.id === id)).length === 1,
    );
    if (once.length === 0) return [];
    const names = once.map(({ name }) => name).join('; ');
    return [`Chỉ lấy phiếu ở ${plan.venue.name}, nên không có trong bảng: ${names}.`];
  });
}

interface Person {
  readonly id: string;
  readonly name: string;
  readonly post: string;
}

function everyone(venues: readonly Listed[]) {
  return venues.flatMap(({ plan }) =>
    [...plan.lines, ...plan.excluded].map((person: Person) => ({ person, venue: plan.venue.name })),
  );
}

function words({ name, post }: Person): string {
  return `${name}, ${post}`;
}
