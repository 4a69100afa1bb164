import { describe, expect, test } from 'vitest';
import { feedOf } from '#shared/meeting/feed.ts';
import type { Presence } from '#shared/meeting/hall-view.ts';
import { phaseOf } from '#shared/meeting/phase.ts';
import type { Round } from '#shared/meeting/state.ts';
import {
  chairView,
  deskView,
  displayView,
  kioskView,
  supervisorView,
  tellerView,
  voterView,
} from '#shared/meeting/views-of.ts';
import { bareFacts } from '../../support/bare-facts.ts';
import { chair, desk, roundPlan, teller } from '../../support/given.ts';
import { Meeting, replayed } from '../../support/meeting.ts';
import { sodium } from '../../support/sodium.ts';

const presence: Presence = {
  devices: [{ id: 'd1', role: 'desk', label: 'Bàn 1', online: true }],
  tellers: new Map([[1, { paired: true, online: true }]]),
  addresses: ['http://192.168.1.2:8080'],
};

/** A whole meeting of five members with slips, a voided token and a gap. */
function wholeMeeting(): Meeting {
  const meeting = new Meeting({ plan: roundPlan({ roll: 5 }) }).toPolling();
  meeting.vote('m1', [1, 3]);
  meeting.issue('m2');
  meeting.done(teller(1, { type: 'void-token', memberId: 'm2', reason: 'Mất máy' }));
  meeting.vote('m2', [2, 0]);
  meeting.vote('m3', [1, 1]);
  meeting.issue('m4', 'kiosk');
  meeting.handOut('m5', 'paper').close();
  const line = { high: 1, confidence: 0, low: 0, invalid: 0 };
  const count = { count: 1, rejected: [], lines: [line, line], rulings: ['Hợp lệ'] };
  for (const i of [1, 2]) {
    meeting.done(teller(i, { type: 'key-paper', body: meeting.paper(i, count) }));
  }
  meeting.done(teller(1, { type: 'fix-paper', paper: true }));
  meeting.count().recounted();
  meeting.done(chair({ type: 'explain-gap', gap: 'outstanding', reason: 'Về sớm' }));
  meeting.done(chair({ type: 'announce' })).done(teller(1, { type: 'sign-minutes' }));
  return meeting.done(chair({ type: 'archive' }));
}

const meeting = wholeMeeting();

/** The round after every act of the meeting, with the views of that moment. */
const moments = meeting.acts.map((_, place) => replayed(meeting.acts.slice(0, place + 1)));

function viewsOf(round: Round): Record<string, unknown> {
  const active = { id: 'rounds/bch-1', round };
  return {
    chair: chairView(sodium, { ...bareFacts, active, presence }),
    desk: deskView(active, 'Bàn 1', presence, []),
    teller: tellerView(sodium, active, 1, presence),
    supervisor: supervisorView(sodium, active, 'Giám sát', presence),
    display: displayView(sodium, active, presence),
    voter: voterView(active),
    kiosk: kioskView(active, 'Máy 1', null),
  };
}

/** Every key in a value, however deep. */
function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
}

const MARK_KEYS = ['high', 'confidence', 'low', 'highPercent', 'blank', 'valid', 'rows', 'band'];

describe('what the screens may show', () => {
  test('R37: before `counted` no view holds a result or anything about marks', () => {
    let seen = 0;
    for (const round of moments) {
      if (['counted', 'announced', 'archived'].includes(phaseOf(round))) continue;
      seen += 1;
      for (const [role, view] of Object.entries(viewsOf(round))) {
        const keys = keysOf(view);
        expect(
          keys.filter((key) => MARK_KEYS.includes(key)),
          role,
        ).toEqual([]);
        expect((view as { result?: unknown }).result ?? null, role).toBeNull();
      }
    }
    expect(seen).toBeGreaterThan(30);
  });

  test('design 7: voters and kiosks never see a result, in any phase', () => {
    for (const round of moments) {
      const { voter, kiosk } = viewsOf(round);
      for (const view of [voter, kiosk]) {
        expect(keysOf(view).filter((key) => [...MARK_KEYS, 'result'].includes(key))).toEqual([]);
      }
    }
  });

  test('design 7: the hall sees the result after the announcement only', () => {
    for (const round of moments) {
      const { display, chair: chairs } = viewsOf(round) as {
        display: { result: unknown };
        chair: { result: unknown };
      };
      const phase = phaseOf(round);
      expect(display.result !== null).toBe(['announced', 'archived'].includes(phase));
      expect(chairs.result !== null).toBe(['counted', 'announced', 'archived'].includes(phase));
    }
  });

  test('R50: no member is named to voters, kiosks, supervisors, the hall or the chair', () => {
    for (const round of moments) {
      const views = viewsOf(round);
      for (const role of ['voter', 'kiosk', 'supervisor', 'display', 'chair']) {
        const text = JSON.stringify(views[role]);
        expect(text, role).not.toMatch(/Đại biểu \d|"m\d"|memberId/u);
      }
    }
    expect(JSON.stringify(viewsOf(moments.at(-1)!)['desk'])).toContain('Đại biểu 1');
  });

  test('F18: holders by name are for the head of the committee only', () => {
    const round = moments.at(-1)!;
    const active = { id: 'r', round };
    expect(tellerView(sodium, active, 1, presence).holders).toHaveLength(5);
    expect(tellerView(sodium, active, 2, presence).holders).toEqual([]);
    expect(tellerView(sodium, active, 0, presence).me).toBeNull();
  });

  test('no view holds a claim of a code, except that a kiosk knows its own', () => {
    const claims = [...meeting.round.register.byClaim.keys()];
    expect(claims).toHaveLength(3);
    for (const round of moments) {
      const text = JSON.stringify(viewsOf(round));
      for (const claim of claims) expect(text).not.toContain(claim);
    }
  });

  test('P 4.6.1: a kiosk is called when its offered claim was issued', () => {
    const round = moments.at(-1)!;
    const [claim] = [...meeting.round.register.byClaim.keys()];
    const active = { id: 'r', round };
    expect(kioskView(active, 'Máy 1', claim!).called).toBe(true);
    expect(kioskView(active, 'Máy 1', 'x').called).toBe(false);
    expect(kioskView(null, 'Máy 1', null)).toMatchObject({ called: false, phase: null });
    const kiosks = [{ id: 'k', label: 'Máy 1', claim: claim!, state: 'idle' as const }];
    expect(deskView(active, 'Bàn 1', presence, kiosks).kiosks[0]?.claim).toBeNull();
  });

  test("R49: the supervisors' feed has no check-in, no issue and no name of a member", () => {
    const feed = feedOf(meeting.round.log);
    const types = new Set(feed.map(({ type }) => type));
    for (const quiet of ['checked-in', 'checked-out', 'ballot-issued', 'slips-registered']) {
      expect(types).not.toContain(quiet);
    }
    expect(types).toContain('token-voided');
    expect(types).toContain('announced');
    expect(JSON.stringify(feed)).not.toMatch(/Đại biểu|"m\d"/u);
  });

  test('R37: turnout: issued, collected and outstanding fit at every moment', () => {
    for (const round of moments) {
      const { turnout } = voterView({ id: 'r', round });
      expect(turnout.issued - turnout.collected).toBe(turnout.outstanding);
      expect(turnout.outstanding).toBeGreaterThanOrEqual(0);
    }
    expect(voterView({ id: 'r', round: moments.at(-1)! }).turnout).toEqual({
      issued: 5,
      collected: 4,
      outstanding: 1,
    });
  });

  test('before any round every view says so', () => {
    expect(voterView(null)).toMatchObject({ phase: null, election: null, lines: [] });
    expect(chairView(sodium, { ...bareFacts, presence })).toMatchObject({
      hall: null,
      result: null,
      ballot: null,
    });
    expect(tellerView(sodium, null, 1, presence).hall).toBeNull();
  });
});

describe('R15 in the hall view', () => {
  test('present, needed, base and whether the quorum was confirmed', () => {
    const round = new Meeting({ plan: roundPlan({ roll: 31 }) });
    round.done(chair({ type: 'freeze-ballot' }));
    for (let i = 1; i <= 20; i += 1) {
      round.done(desk({ type: 'set-present', memberId: `m${i}`, present: true }));
    }
    const view = displayView(sodium, { id: 'r', round: round.round }, presence);
    expect(view.hall?.quorum).toEqual({
      basis: 'summoned',
      base: 31,
      summoned: 31,
      present: 20,
      needed: 21,
      met: false,
      confirmed: false,
    });
  });
});
