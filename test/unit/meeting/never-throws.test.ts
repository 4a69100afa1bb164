import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { admitCast } from '#shared/meeting/casting.ts';
import { decide } from '#shared/meeting/decide.ts';
import { decideExchange } from '#shared/meeting/exchanging.ts';
import {
  parseChairCommand,
  parseDeskCommand,
  parseTellerCommand,
} from '#shared/meeting/parse-command.ts';
import type { Round } from '#shared/meeting/state.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { AT, paperBody, ROUND_ID, roundPlan } from '../../support/given.ts';
import { keysAt, Meeting, replayed } from '../../support/meeting.ts';
import { random, sodium } from '../../support/sodium.ts';

/** The round at every moment of a meeting. */
function momentsOf(): { meeting: Meeting; moments: Round[] } {
  const meeting = new Meeting({ plan: roundPlan({ roll: 4, lines: 1 }) }).toPolling();
  meeting.vote('m1', [1]);
  meeting.issue('m2');
  meeting.handOut('m3', 'paper').close().fixNoPaper().count();
  const moments = meeting.acts.map((_, place) => replayed(meeting.acts.slice(0, place + 1)));
  return { meeting, moments };
}

const { meeting, moments } = momentsOf();

/** Bytes of the right length, mostly; random, zero, or with every bit set. */
function bytes(length: number): fc.Arbitrary<string> {
  return fc
    .oneof(
      { weight: 4, arbitrary: fc.uint8Array({ minLength: length, maxLength: length }) },
      { weight: 1, arbitrary: fc.constant(new Uint8Array(length)) },
      { weight: 1, arbitrary: fc.constant(new Uint8Array(length).fill(255)) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 3 }) },
    )
    .map((each) => toBase64url(each));
}

const i = fc.integer({ min: 0, max: 4 });
const points = fc.array(bytes(32), { maxLength: 4 });
const sig = bytes(64);
const entry = fc.oneof(
  fc.record({ t: fc.constant('dkg-commit'), b: fc.record({ i, h: bytes(32), sig }) }),
  fc.record({
    t: fc.constant('dkg-deal'),
    b: fc.record({
      i,
      C: points,
      pok: bytes(64),
      enc: fc.array(bytes(72), { maxLength: 4 }),
      sig,
    }),
  }),
  fc.record({ t: fc.constant('dkg-ok'), b: fc.record({ i, X: bytes(32), tr: bytes(32), sig }) }),
  fc.record({
    t: fc.constant('dkg-complaint'),
    b: fc.record({ i, against: i, box: bytes(32), sig }),
  }),
  fc.record({ t: fc.constant('agree'), b: fc.record({ i, th: bytes(32), sig }) }),
  fc.record({ t: fc.constant('opening'), b: fc.record({ i, D: points, proof: bytes(64), sig }) }),
);
const text = fc.string({ unit: 'binary', maxLength: 30 });
const teller = fc.oneof(
  entry.map((each) => ({ type: 'post', entry: each })),
  fc.record({ type: fc.constant('join'), sign: bytes(32), box: bytes(32) }),
  fc.record({
    type: fc.constant('key-paper'),
    body: fc.record({ i, count: i }).map((change) => paperBody(1, change)),
  }),
  fc.record({
    type: fc.constant('void-slip'),
    memberId: fc.constantFrom('m1', 'm2'),
    serial: text.map((each) => each.slice(0, 20)),
    reason: text,
  }),
);
const chair = fc.oneof(
  fc.record({
    type: fc.constant('record-committee'),
    members: fc.array(fc.record({ name: text, post: text, head: fc.boolean() }), { maxLength: 4 }),
    how: text,
  }),
  fc.record({ type: fc.constant('restart-ceremony'), reason: text }),
  fc.record({ type: fc.constant('void-round'), round: fc.constant(ROUND_ID), reason: text }),
);
const desk = fc.record({
  type: fc.constant('issue'),
  memberId: fc.constantFrom('m1', 'm4', '__proto__', 'constructor'),
  way: fc.constantFrom('screen', 'kiosk'),
  claim: bytes(32),
});
const moment = fc.nat({ max: moments.length - 1 }).map((place) => moments[place]!);

describe('no message of the wire is a bug of the server', () => {
  const context = { sodium, id: ROUND_ID, at: AT };

  test('whatever has the form of a command is decided at every moment, never thrown', () => {
    let decided = 0;
    const run = fc.property(moment, i, teller, chair, desk, (round, author, ...messages) => {
      const byTeller = parseTellerCommand(messages[0]);
      const byChair = parseChairCommand(messages[1]);
      const byDesk = parseDeskCommand(messages[2]);
      if (byTeller.ok) {
        decided += 1;
        const { value: command } = byTeller;
        decide(context, round, { role: 'teller', i: author, device: 'd', command });
      }
      if (byChair.ok) decide(context, round, { role: 'chair', command: byChair.value });
      if (byDesk.ok) decide(context, round, { role: 'desk', desk: 'b', command: byDesk.value });
    });
    fc.assert(run, { numRuns: 1_500 });
    expect(decided).toBeGreaterThan(500);
  });

  test('nor is a cast or an exchange of any bytes, in any phase', () => {
    const eid = toBase64url(meeting.round.board.eid!);
    const cast = fc.record({
      eid: fc.oneof(fc.constant(eid), bytes(32)),
      vk: bytes(32),
      token: fc.array(bytes(64), { minLength: 1, maxLength: 2 }),
      body: bytes(544),
      sig,
    });
    const claims = [...meeting.round.log.claims];
    const exchange = fc.record({ claim: fc.oneof(fc.constantFrom(...claims), text), B: bytes(32) });
    const run = fc.property(moment, cast, exchange, (round, message, asked) => {
      const { issuer } = keysAt(meeting.keys, round);
      expect(admitCast(sodium, round, issuer?.k ?? null, message).ok).toBe(false);
      decideExchange(sodium, random, round, issuer, asked);
    });
    fc.assert(run, { numRuns: 1_500 });
  });
});
