import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Command } from '#shared/meeting/commands.ts';
import { owed } from '#shared/meeting/owed.ts';
import { phaseOf } from '#shared/meeting/phase.ts';
import {
  attendedCount,
  electronicIssuedCount,
  issuedCount,
  paperIssuedCount,
  presentCount,
} from '#shared/meeting/roll.ts';
import type { Round } from '#shared/meeting/state.ts';
import { turnoutOf } from '#shared/meeting/hall-view.ts';
import { PHASES } from '#shared/meeting/state.ts';
import { bytes32, chair, desk, roundPlan, server, teller } from '../../support/given.ts';
import { supervisor } from '../../support/given.ts';
import { keysAt, Meeting, replayed } from '../../support/meeting.ts';
import { sodium } from '../../support/sodium.ts';

const ROLL = 4;
const memberId = fc.integer({ min: 1, max: ROLL + 1 }).map((i) => `m${i}`);
const reason = fc.constantFrom('Lý do', 'Lý do', 'Lý do', ' ');
const small = fc.integer({ min: 0, max: 3 });
const by = fc.integer({ min: 1, max: 4 });
const gap = fc.constantFrom('outstanding', 'excluded', 'rejected');

/** Commands as an impatient hall would give them: mostly sensible, in any order, by anyone. */
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.constant(chair({ type: 'freeze-ballot' })),
  fc.constant(chair({ type: 'confirm-quorum' })),
  fc.boolean().map((allowed) => chair({ type: 'allow-phones', allowed })),
  fc.integer({ min: 2, max: ROLL }).map((present) => chair({ type: 'open-polls', present })),
  small.map((outstanding) => chair({ type: 'close-polls', outstanding })),
  fc.constant(chair({ type: 'announce' })),
  fc.constant(chair({ type: 'archive' })),
  reason.map((why) => chair({ type: 'lower-agreement-quorum', reason: why })),
  reason.map((text) => chair({ type: 'record-incident', text })),
  fc.record({ gap, reason }).map((each) => chair({ type: 'explain-gap', ...each })),
  fc
    .record({ memberId, present: fc.boolean() })
    .map((each) => desk({ type: 'set-present', ...each })),
  fc
    .record({ memberId, way: fc.constantFrom('slip', 'paper') })
    .map((each) => desk({ type: 'issue', ...each })),
  fc
    .record({
      memberId,
      way: fc.constantFrom('screen', 'kiosk'),
      n: fc.integer({ min: 1, max: 9 }),
    })
    .map(({ n, ...each }) => desk({ type: 'issue', ...each, claim: bytes32(n) })),
  fc
    .array(fc.integer({ min: 1, max: 15 }), { minLength: 1, maxLength: 3 })
    .map((claims) => desk({ type: 'register-slips', claims: claims.map(bytes32) })),
  fc
    .record({ i: by, memberId, reason })
    .map(({ i, ...each }) => teller(i, { type: 'void-token', ...each })),
  fc
    .record({ i: by, paper: fc.boolean() })
    .map(({ i, paper }) => teller(i, { type: 'fix-paper', paper })),
  by.map((i) => teller(i, { type: 'sign-minutes' })),
  fc
    .record({ i: by, reason })
    .map(({ i, reason: why }) => teller(i, { type: 'correct', reason: why })),
  small.map((n) => supervisor(bytes32(n))),
  small.map((n) => server(bytes32(n))),
);

/** What else may happen between two commands, by the members' own devices. */
const step = fc.oneof(
  { weight: 6, arbitrary: command.map((each) => ({ command: each })) },
  { weight: 2, arbitrary: memberId.map((voter) => ({ voter })) },
  { weight: 1, arbitrary: fc.constant({ restart: true }) },
);

/** The same meeting in five phases, made once: every run begins with a fold of its own. */
const begun: Meeting[] = [];

beforeAll(() => {
  const plan = roundPlan({ roll: ROLL, lines: 1 });
  begun.push(new Meeting({ plan }), new Meeting({ plan }).toSealing());
  begun.push(new Meeting({ plan }).toSealed(), new Meeting({ plan }).toPolling(3));
  const polled = new Meeting({ plan }).toPolling();
  polled.vote('m1', [1]);
  polled.issue('m2');
  begun.push(polled);
  const counting = polled.restarted().close();
  begun.push(counting);
});

function rank(round: Round): number {
  return PHASES.indexOf(phaseOf(round));
}

/** What must hold at every moment. */
function expectInvariants(round: Round): void {
  const { log, board, register } = round;
  const issued = issuedCount(log);
  expect(presentCount(log)).toBeLessThanOrEqual(attendedCount(log));
  expect(attendedCount(log)).toBeLessThanOrEqual(ROLL);
  expect(issued).toBeLessThanOrEqual(presentCount(log));
  expect(issued).toBe(electronicIssuedCount(log) + paperIssuedCount(log));
  expect(register.count).toBeLessThanOrEqual(electronicIssuedCount(log));
  expect(board.ballotCount).toBeLessThanOrEqual(register.count);
  const turnout = turnoutOf(round);
  expect(turnout.outstanding).toBe(turnout.issued - turnout.collected);
  expect(turnout.outstanding).toBeGreaterThanOrEqual(0);
  for (const claim of log.retiredClaims) expect(log.claims.has(claim)).toBe(false);
  for (const claim of register.byClaim.keys()) expect(log.claims.has(claim)).toBe(true);
}

function isVoiding(each: Command): boolean {
  return each.role === 'teller' && each.command.type === 'void-token';
}

/** Exchanges and casts with a fresh code for the member, if the desk may issue one. */
function vote(meeting: Meeting, voter: string): void {
  const before = meeting.round.board.ballotCount;
  try {
    meeting.vote(voter, [2]);
    expect(meeting.round.board.ballotCount).toBe(before + 1);
  } catch (error) {
    expect((error as Error).message).toMatch(/refused|E_/u);
  }
}

describe('laws of a meeting', () => {
  test('any commands in any order: phases one way, turnout never down, R35, replay equals live', () => {
    const run = fc.property(
      fc.nat(),
      fc.array(step, { minLength: 5, maxLength: 40 }),
      (start, steps) => {
        let meeting = begun[start % begun.length]!.restarted();
        for (const each of steps) {
          const before = { rank: rank(meeting.round), turnout: turnoutOf(meeting.round) };
          if ('restart' in each) meeting = meeting.restarted();
          else if ('voter' in each) vote(meeting, each.voter);
          else meeting.submit(each.command);
          const after = turnoutOf(meeting.round);
          expect(rank(meeting.round)).toBeGreaterThanOrEqual(before.rank);
          expect(after.collected).toBeGreaterThanOrEqual(before.turnout.collected);
          if (!('command' in each) || !isVoiding(each.command)) {
            expect(after.issued).toBeGreaterThanOrEqual(before.turnout.issued);
          }
          expectInvariants(meeting.round);
        }
        const again = replayed(meeting.acts);
        expect(again.log).toEqual(meeting.round.log);
        expect(again.board.head).toEqual(meeting.round.board.head);
        expect(again.register.head).toEqual(meeting.round.register.head);
        expect(owed(sodium, again, keysAt(meeting.keys, again))).toBeNull();
      },
    );
    fc.assert(run, { numRuns: 250 });
  });

  test('a refused command leaves nothing behind', () => {
    const run = fc.property(fc.nat(), fc.array(command, { maxLength: 30 }), (start, commands) => {
      const meeting = begun[start % begun.length]!.restarted();
      for (const each of commands) {
        const { acts, round } = meeting;
        const before = acts.length;
        const answer = meeting.submit(each);
        if (!answer.ok) {
          expect(meeting.acts.length).toBe(before);
          expect(meeting.round).toBe(round);
        }
      }
    });
    fc.assert(run, { numRuns: 120 });
  });

  test('an accepted command given again is refused or changes nothing, but for words that may repeat', () => {
    const repeats = new Set(['record-incident', 'explain-gap', 'correct']);
    const run = fc.property(fc.nat(), fc.array(command, { maxLength: 30 }), (start, commands) => {
      const meeting = begun[start % begun.length]!.restarted();
      for (const each of commands) {
        if (!meeting.submit(each).ok || repeats.has(each.command.type)) continue;
        const { length } = meeting.acts;
        meeting.submit(each);
        expect(meeting.acts.length, each.command.type).toBe(length);
      }
    });
    fc.assert(run, { numRuns: 120 });
  });
});
