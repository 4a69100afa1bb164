import type { CountedFacts } from './counted.ts';
import { exclusionInWords, nameAndPost } from './phrases.ts';

type Excluded = CountedFacts['plan']['excluded'][number];

/** A person who stays listed, off the ballot, with the reason: `Lê Văn C, Phó Giám đốc: …` (R3). */
export function notRatedInWords({ reason, note, ...person }: Excluded): string {
  return `${nameAndPost(person)}: ${exclusionInWords(reason, note)}`;
}

/** One sentence on all whom the plan lists and does not rate, or none where it rates everybody. */
export function notRatedSentence({ plan }: Pick<CountedFacts, 'plan'>): string | null {
  if (plan.excluded.length === 0) return null;
  const people = plan.excluded.map(notRatedInWords).join('; ');
  return `Người có trong danh sách nhưng không lấy phiếu: ${people}.`;
}

/** Who is rated at none of these venues, once, with the reason; null where there is nobody (R48, R51). */
export function ratedNowhere(venues: readonly Pick<CountedFacts, 'plan'>[]): string | null {
  const rated = new Set(venues.flatMap(({ plan }) => plan.lines.map(({ id }) => id)));
  const people = new Map(
    venues.flatMap(({ plan }) =>
      plan.excluded
        .filter(({ id }) => !rated.has(id))
        .map((person) => [person.id, notRatedInWords(person)] as const),
    ),
  );
  return people.size === 0
    ? null
    : `Không lấy phiếu ở nơi nào: ${[...people.values()].join('; ')}.`;
}
