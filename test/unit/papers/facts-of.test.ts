import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IssueWay } from '#shared/meeting/commands.ts';
import type { LogEvent } from '#shared/meeting/events.ts';
import { digestOf, factsOf } from '#shared/papers/facts-of.ts';
import type { IssueFact } from '#shared/papers/facts.ts';
import { reconciledIssues } from '#shared/papers/issue-facts.ts';
import type { Round } from '#shared/meeting/state.ts';
import { AT, chair, inPhase, issued, roundPlan } from '../../support/given.ts';
import { Meeting } from '../../support/meeting.ts';
import { sodium } from '../../support/sodium.ts';

function facts(round: Round, issues: readonly IssueFact[] = []) {
  return factsOf(sodium, { id: 'bch-1', round, issues, stored: null });
}

const LATER = '2026-03-20T05:00:00.000Z';

describe('facts of a round (papers read nothing else)', () => {
  test('before the count there is no result and no digest, so no paper can have a figure', () => {
    for (const phase of ['preparing', 'rollCall', 'sealing', 'polling', 'counting'] as const) {
      const { result, digest } = facts(inPhase(phase).round);
      expect([phase, result, digest]).toEqual([phase, null, null]);
    }
  });

  test('the times are those of the log; a correction takes the signature back (F25)', () => {
    const round = inPhase('announced').and(
      { type: 'minutes-signed', at: AT },
      { type: 'corrected', at: LATER, reason: 'Sai tên' },
    ).round;
    const { times, corrections } = facts(round);
    expect(times).toMatchObject({ created: AT, closed: AT, announced: AT, minutesSigned: null });
    expect(corrections).toEqual([{ at: LATER, reason: 'Sai tên' }]);
  });

  test('counted is the time of the last recount that is not the server’s own', () => {
    const recount = { type: 'recount-submitted', by: 'x', device: 'd', digest: 'd' } as const;
    const own: LogEvent = { ...recount, at: '2026-03-20T03:00:00.000Z', source: 'server' };
    const other: LogEvent = { ...recount, at: AT, source: 'supervisor' };
    const counted = inPhase('counted');
    expect(facts(counted.and(other, own).round).times.counted).toBe(AT);
    expect(facts(counted.and(own).round).times.counted).toBe(own.at);
  });

  test('incidents are those recorded; reissues and restarts stand in fields of their own (F18)', () => {
    const round = inPhase('polling').and(
      { type: 'incident-recorded', at: null, by: 'chair', text: 'Mất điện' },
      { type: 'token-voided', memberId: 'm1', reason: 'Máy hỏng' },
      { type: 'ceremony-restarted', at: AT, reason: 'Thiết bị mất' },
    ).round;
    const found = facts(round);
    expect(found.incidents).toEqual([{ at: null, by: 'Chủ trì', text: 'Mất điện' }]);
    expect(found.reissues).toEqual(['Máy hỏng']);
    expect(found.ceremonyRestarts).toEqual(['Thiết bị mất']);
  });

  test('the digest is the recounts’ own (P 4.1), and changes with any row', () => {
    const meeting = new Meeting({ plan: roundPlan({ roll: 4 }) }).toPolling();
    for (const id of ['m1', 'm2', 'm3']) meeting.vote(id, [1, 2]);
    meeting.close();
    meeting.fixNoPaper().count().recounted();
    const { result, digest } = facts(meeting.round);
    expect(result!.recounts.map((recount) => recount.digest)).toContain(digest);
    const [first, ...rest] = result!.rows;
    const changed = { ...result!, rows: [{ ...first!, high: first!.high + 1 }, ...rest] };
    expect(digestOf(sodium, changed)).not.toBe(digest);
  });

  test('a voided round keeps its reason and time', () => {
    const meeting = new Meeting({ plan: roundPlan({ roll: 4 }) }).toPolling();
    meeting.done(chair({ type: 'void-round', round: 'rounds/bch-1', reason: 'Nhầm danh sách' }));
    expect(facts(meeting.round).voided).toMatchObject({ reason: 'Nhầm danh sách' });
  });
});

const WAYS: readonly IssueWay[] = ['screen', 'slip', 'kiosk', 'paper'];

function feedOf(ways: readonly IssueWay[]): LogEvent[] {
  return ways.map((way, i) => ({ ...issued(`m${i}`, way), way }) as LogEvent);
}

describe('issues counted beside the log (design 7)', () => {
  test('what a crash lost between log and counts stands without desk and quarter', () => {
    const counted = [{ desk: 'Bàn 1', quarter: '2026-03-20T08:15', way: 'screen', count: 2 }];
    expect(
      reconciledIssues(counted as IssueFact[], feedOf(['screen', 'screen', 'screen', 'paper'])),
    ).toEqual([
      ...counted,
      { desk: '', quarter: null, way: 'screen', count: 1 },
      { desk: '', quarter: null, way: 'paper', count: 1 },
    ]);
  });

  test('whatever was counted, each way sums to what the log has of it', () => {
    const fact = fc.record({
      desk: fc.constantFrom('Bàn 1', 'Bàn 2'),
      quarter: fc.constantFrom('2026-03-20T08:15', '2026-03-20T08:30', null),
      way: fc.constantFrom(...WAYS),
      count: fc.integer({ min: 1, max: 5 }),
    });
    fc.assert(
      fc.property(fc.array(fact), fc.array(fc.constantFrom(...WAYS)), (counted, ways) => {
        const found = reconciledIssues(counted, feedOf(ways));
        expect(found.every(({ count }) => count > 0)).toBe(true);
        for (const way of WAYS) {
          const sum = found
            .filter((each) => each.way === way)
            .reduce((n, { count }) => n + count, 0);
          expect([way, sum]).toEqual([way, ways.filter((each) => each === way).length]);
        }
      }),
    );
  });
});
