import type { IssueWay } from '../meeting/commands.ts';
import type { LogEvent } from '../meeting/events.ts';
import type { IssueFact } from './facts.ts';

/**
 * The counts of ballots issued, made to sum to what the log has of each way. They are written after
 * the log, so a crash between the two leaves the log ahead: what is missing stands without desk and
 * quarter. Counts beyond the log are another log's: they are taken off again, the newest first.
 */
export function reconciledIssues(
  counted: readonly IssueFact[],
  feed: readonly LogEvent[],
): IssueFact[] {
  const left = new Map<IssueWay, number>();
  for (const event of feed) {
    if (event.type === 'ballot-issued') left.set(event.way, (left.get(event.way) ?? 0) + 1);
  }
  const kept = [...counted].sort(byQuarter).flatMap((fact) => {
    const room = left.get(fact.way) ?? 0;
    const count = Math.min(fact.count, room);
    left.set(fact.way, room - count);
    return count > 0 ? [{ ...fact, count }] : [];
  });
  const lost = [...left].filter(([, count]) => count > 0);
  return [...kept, ...lost.map(([way, count]) => ({ desk: '', quarter: null, way, count }))];
}

function byQuarter(a: IssueFact, b: IssueFact): number {
  return compare(a.quarter ?? '', b.quarter ?? '') || compare(a.desk, b.desk);
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
