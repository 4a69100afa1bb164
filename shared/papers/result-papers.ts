import { counted } from './counted.ts';
import type { CountedFacts } from './counted.ts';
import type { PaperFacts } from './facts.ts';
import { awaited, ready } from './listed.ts';
import type { PaperEntry } from './listed.ts';
import { minutes } from './minutes.ts';
import type { Paper, PaperId } from './model.ts';
import { readingText } from './reading-text.ts';
import { report } from './report.ts';
import { resolution } from './resolution.ts';
import type { PaperSettings } from './settings.ts';
import { twoVenues } from './two-venues.ts';

/** The papers with figures, in the order in which they are signed and sent. */
export function resultPapers(
  facts: PaperFacts,
  settings: PaperSettings,
  others: readonly PaperFacts[],
): PaperEntry[] {
  const { minutesCopies, kind } = facts.plan.venue;
  function paper(
    id: PaperId,
    make: (facts: CountedFacts) => Paper,
    copy: number | null = null,
  ): PaperEntry {
    const result = counted(facts);
    // None is made of a void round, whatever was counted before.
    if (facts.voided !== null) return awaited(id, 'valid', copy);
    return result === null ? awaited(id, 'result', copy) : ready(id, () => make(result), copy);
  }
  return [
    ...minutesCopies.map((_, i) =>
      paper('minutes', (result) => minutes(result, settings, i + 1), i + 1),
    ),
    paper('report', (result) => report(result, settings)),
    paper('readingText', (result) => readingText(result, settings)),
    ...(kind === 'councilSession'
      ? [paper('resolution', (result) => resolution(result, settings))]
      : []),
    others.length === 0 && counted(facts) !== null
      ? awaited('twoVenues', 'otherVenue')
      : paper('twoVenues', (result) => twoVenues([result, ...venuesOf(others)], settings)),
  ];
}

function venuesOf(others: readonly PaperFacts[]): CountedFacts[] {
  return others.flatMap((other) => counted(other) ?? []);
}
