import { describe, expect, test } from 'vitest';
import type { LogEvent } from '#shared/meeting/events.ts';
import { logLine, parseLogEvent } from '#shared/meeting/log-shape.ts';
import { replayLog } from '#shared/meeting/replay.ts';
import { roundPlanOf } from '#shared/plan/round-plan.ts';
import { samplePlan } from '#shared/plan/sample.ts';
import {
  AT,
  bytes32,
  checkedIn,
  checkedOut,
  closed,
  confirmed,
  created,
  elected,
  frozen,
  issued,
  joined,
  opened,
  paperBody,
} from '../../support/given.ts';

const reason = 'Máy hỏng';

/** One event of every type, by type: a new type does not compile until it stands here. */
const EVENTS: { readonly [T in LogEvent['type']]: readonly Extract<LogEvent, { type: T }>[] } = {
  'round-created': [created(), created(roundPlanOf(samplePlan('2026-03-15'), 'hdnd'))],
  'questions-recorded': [
    { type: 'questions-recorded', at: AT, questions: [] },
    {
      type: 'questions-recorded',
      at: AT,
      questions: [
        {
          subject: 's1',
          text: 'Đề nghị làm rõ.',
          received: '2026-03-01',
          forwarded: '2026-03-02',
          answered: null,
          answer: '',
          file: null,
        },
      ],
    },
  ],
  'ballot-frozen': [frozen] as never,
  'checked-in': [...checkedIn(1), { ...checkedIn(1)[0], at: null }] as never,
  'checked-out': [checkedOut('m1')] as never,
  'quorum-confirmed': [confirmed(21, 31)] as never,
  'phones-decided': [{ type: 'phones-decided', at: AT, allowed: false }],
  'committee-recorded': [
    elected,
    {
      type: 'committee-recorded',
      at: AT,
      members: [{ name: 'A', post: 'B', head: true }],
      how: '',
    },
  ] as never,
  'teller-joined': [joined(1)] as never,
  'ceremony-restarted': [{ type: 'ceremony-restarted', at: AT, reason }],
  'polls-opened': [opened(3)] as never,
  'slips-registered': [{ type: 'slips-registered', claims: [bytes32(1)] }],
  'ballot-issued': [
    issued('m1', 'screen', 5),
    issued('m2', 'paper'),
    issued('m3', 'slip'),
  ] as never,
  'token-voided': [{ type: 'token-voided', memberId: 'm1', reason }],
  'slip-voided': [{ type: 'slip-voided', memberId: 'm1', claim: bytes32(1), reason }],
  'polls-closed': [closed(3)] as never,
  'paper-keyed': [{ type: 'paper-keyed', at: AT, body: paperBody(1) }],
  'paper-fixed': [
    { type: 'paper-fixed', at: AT, bodies: [paperBody(1), paperBody(2)] },
    { type: 'paper-fixed', at: AT, bodies: [] },
  ],
  'agreement-quorum-lowered': [{ type: 'agreement-quorum-lowered', at: AT, reason }],
  'incident-recorded': [
    { type: 'incident-recorded', at: AT, by: 'chair', text: reason },
    { type: 'incident-recorded', at: null, by: 'chair', text: reason },
  ],
  'gap-explained': [{ type: 'gap-explained', at: AT, gap: 'outstanding', reason }],
  'recount-submitted': [
    {
      type: 'recount-submitted',
      at: AT,
      by: 'Giám sát 1',
      source: 'supervisor',
      device: 'd',
      digest: bytes32(1),
    },
  ],
  'recount-set-aside': [
    {
      type: 'recount-set-aside',
      at: AT,
      by: 'Giám sát 1',
      device: 'd',
      digest: bytes32(1),
      reason,
    },
  ],
  'copy-lost': [
    { type: 'copy-lost', at: AT, why: 'lost' },
    { type: 'copy-lost', at: null, why: 'differs' },
  ],
  'copy-regained': [
    { type: 'copy-regained', at: AT },
    { type: 'copy-regained', at: null },
  ],
  announced: [{ type: 'announced', at: AT }],
  corrected: [{ type: 'corrected', at: AT, reason }],
  'minutes-signed': [{ type: 'minutes-signed', at: AT }],
  archived: [{ type: 'archived', at: AT }],
  'round-voided': [{ type: 'round-voided', at: AT, reason }],
};

const all: readonly LogEvent[] = Object.values(EVENTS).flat();

describe('the log on disk', () => {
  for (const event of all) {
    test(`${event.type} comes back from its line as it was`, () => {
      const { t, b } = JSON.parse(JSON.stringify(logLine(event))) as { t: string; b: unknown };
      expect(parseLogEvent(t, b)).toEqual({ ok: true, value: event });
    });

    test(`${event.type} with an unknown, a missing or a wrong field is no event`, () => {
      const { t, b } = JSON.parse(JSON.stringify(logLine(event))) as { t: string; b: object };
      expect(parseLogEvent(t, { ...b, extra: 1 }).ok).toBe(false);
      for (const key of Object.keys(b)) {
        const without = Object.fromEntries(Object.entries(b).filter(([name]) => name !== key));
        expect(parseLogEvent(t, without).ok, `without ${key}`).toBe(false);
        expect(parseLogEvent(t, { ...b, [key]: { no: 1 } }).ok, `wrong ${key}`).toBe(false);
      }
    });
  }

  test('a type that is none is refused, also one that every object has', () => {
    for (const t of [
      '',
      'cast',
      'exchange',
      'toString',
      'constructor',
      '__proto__',
      'hasOwnProperty',
    ]) {
      expect(parseLogEvent(t, { at: AT }).ok, t).toBe(false);
    }
  });

  test('a log begins with its creation, once; a fault names the line', () => {
    const lines = [created(), frozen].map((event, n) => ({ n, ...logLine(event) }));
    expect(replayLog(lines)).toMatchObject({ ok: true, value: { ballotDigest: bytes32(0) } });
    expect(replayLog([])).toEqual({ ok: true, value: null });
    expect(replayLog([{ n: 0, ...logLine(frozen) }])).toEqual({ ok: false, error: 0 });
    expect(replayLog([...lines, { n: 2, ...logLine(created()) }])).toEqual({ ok: false, error: 2 });
    expect(replayLog([...lines, { n: 2, t: 'archived', b: {} }])).toEqual({ ok: false, error: 2 });
  });
});
