import { describe, expect, test } from 'vitest';
import { attendedCount, freeSlips, issuedCount, presentCount } from '#shared/meeting/roll.ts';
import type { LogEvent } from '#shared/meeting/events.ts';
import {
  AT,
  bytes32,
  checkedIn,
  checkedOut,
  desk,
  frozen,
  given,
  inPhase,
  issued,
  roundPlan,
} from '../../support/given.ts';

function setPresent(memberId: string, present: boolean) {
  return desk({ type: 'set-present', memberId, present });
}

function screen(memberId: string, claim: number) {
  return desk({ type: 'issue', memberId, way: 'screen', claim: bytes32(claim) });
}

function kiosk(memberId: string, claim: number) {
  return desk({ type: 'issue', memberId, way: 'kiosk', claim: bytes32(claim) });
}

function way(memberId: string, by: 'slip' | 'paper') {
  return desk({ type: 'issue', memberId, way: by });
}

describe('set-present', () => {
  const rollCall = given([frozen, ...checkedIn(1)]);

  test('design 2: set, never a toggle: the same word twice changes nothing', () => {
    rollCall.when(setPresent('m1', true)).changesNothing();
    rollCall.when(setPresent('m2', false)).changesNothing();
    rollCall
      .when(setPresent('m2', true))
      .records({ type: 'checked-in', at: AT, memberId: 'm2', desk: 'Bàn 1' });
    rollCall
      .when(setPresent('m1', false))
      .records({ type: 'checked-out', at: AT, memberId: 'm1', desk: 'Bàn 1' });
  });

  test('R18: only members of the roll', () => {
    rollCall.when(setPresent('m99', true)).refuses('not-on-roll');
    rollCall.when(setPresent('constructor', true)).refuses('not-on-roll');
  });

  test('R17: attended is ever checked in, present is now', () => {
    const { log } = given([frozen, ...checkedIn(2), checkedOut('m1')]);
    expect([attendedCount(log), presentCount(log)]).toEqual([2, 1]);
  });

  test('F8: who holds a ballot cannot be checked out until it is returned', () => {
    const polling = inPhase('polling').and(issued('m2', 'screen', 5));
    polling.when(setPresent('m2', false)).refuses('ballot-out');
    polling
      .and({ type: 'token-voided', memberId: 'm2', reason: 'Trả phiếu' })
      .when(setPresent('m2', false))
      .records({ type: 'checked-out', memberId: 'm2' });
  });

  test('design 7: between poll and close a check-in has no time', () => {
    inPhase('polling').when(setPresent('m2', false)).records({ type: 'checked-out', at: null });
    inPhase('polling')
      .and(checkedOut('m2'))
      .when(setPresent('m2', true))
      .records({ type: 'checked-in', at: null });
  });
});

describe('issue', () => {
  const polling = inPhase('polling');

  test('R18: to present members of the roll only', () => {
    polling.when(screen('m99', 5)).refuses('not-on-roll');
    polling.and(checkedOut('m2')).when(screen('m2', 5)).refuses('not-present');
    polling.when(screen('m2', 5)).records({
      type: 'ballot-issued',
      memberId: 'm2',
      way: 'screen',
      claim: bytes32(5),
    });
  });

  test('design 7: an issue event has no time and no desk', () => {
    const { decided } = polling.when(screen('m2', 5));
    expect(decided.ok && Object.keys(decided.value.log[0]!).sort()).toEqual([
      'claim',
      'memberId',
      'type',
      'way',
    ]);
  });

  test('R29: one ballot to a member, whatever the way', () => {
    polling.when(screen('m1', 5)).refuses('already-issued');
    polling.when(kiosk('m1', 5)).refuses('already-issued');
    polling.when(way('m1', 'paper')).refuses('already-issued');
    polling.and(issued('m2', 'paper')).when(screen('m2', 5)).refuses('already-issued');
    polling.and(issued('m2', 'paper')).when(way('m2', 'paper')).refuses('already-issued');
  });

  test('the same issue again, after a lost acknowledgement, changes nothing', () => {
    polling
      .and(issued('m2', 'screen', 5))
      .when(screen('m2', 5))
      .changesNothing();
    polling
      .and(issued('m2', 'kiosk', 5))
      .when(kiosk('m2', 5))
      .changesNothing();
    polling
      .and(issued('m2', 'kiosk', 5))
      .when(screen('m2', 5))
      .refuses('already-issued');
  });

  test('one claim for one ballot: taken, voided or on a slip', () => {
    polling
      .and(issued('m3', 'screen', 5))
      .when(screen('m2', 5))
      .refuses('claim-taken');
    polling
      .and(issued('m3', 'screen', 5), { type: 'token-voided', memberId: 'm3', reason: 'Hỏng' })
      .when(screen('m3', 5))
      .refuses('claim-taken');
    polling
      .and({ type: 'slips-registered', claims: [bytes32(5)] })
      .when(kiosk('m2', 5))
      .refuses('claim-taken');
  });

  test('a claim that is not 32 bytes of canonical base64url is none', () => {
    // The last character of 43 carries two bits that must be zero.
    const claim = `${'A'.repeat(42)}B`;
    polling
      .when(desk({ type: 'issue', memberId: 'm2', way: 'screen', claim }))
      .refuses('claim-taken');
  });

  test('design 7: no code on a screen where phones are not allowed; kiosk, slip and paper stay', () => {
    const slips: LogEvent = { type: 'slips-registered', claims: [bytes32(8)] };
    const round = inPhase('polling', roundPlan({ phonesAllowed: false })).and(slips);
    round.when(screen('m2', 5)).refuses('phones-not-allowed');
    round.when(kiosk('m2', 5)).records({ type: 'ballot-issued', way: 'kiosk' });
    round.when(way('m2', 'slip')).records({ type: 'ballot-issued', way: 'slip', claim: null });
    round.when(way('m2', 'paper')).records({ type: 'ballot-issued', way: 'paper', claim: null });
  });

  test('P 4.6.1: no more slips than registered; handing one out does not name it', () => {
    polling.when(way('m2', 'slip')).refuses('no-slips');
    const one = polling.and({ type: 'slips-registered', claims: [bytes32(8)] });
    one.when(way('m2', 'slip')).records({ type: 'ballot-issued', claim: null });
    one.and(issued('m2', 'slip')).when(way('m3', 'slip')).refuses('no-slips');
  });

  test('P 4.6.6: a voided slip does not come back into the stack', () => {
    const { log } = inPhase('polling').and(
      { type: 'slips-registered', claims: [bytes32(8), bytes32(9)] },
      issued('m2', 'slip'),
      { type: 'slip-voided', memberId: 'm2', claim: bytes32(8), reason: 'Rách' },
    );
    expect(freeSlips(log)).toBe(1);
    expect(log.claims.has(bytes32(8))).toBe(false);
    expect(issuedCount(log)).toBe(1);
  });
});

describe('register-slips', () => {
  const polling = inPhase('polling');

  function register(...claims: number[]) {
    return desk({ type: 'register-slips', claims: claims.map(bytes32) });
  }

  test('P 4.6.1: the claims, not who will draw them', () => {
    polling.when(register(5, 6)).records({
      type: 'slips-registered',
      claims: [bytes32(5), bytes32(6)],
    });
  });

  test('the same stack again registers only what is new', () => {
    const one = polling.and({ type: 'slips-registered', claims: [bytes32(5)] });
    one.when(register(5)).changesNothing();
    one.when(register(5, 6)).records({ type: 'slips-registered', claims: [bytes32(6)] });
  });

  test('a claim twice in the stack, of a member, or voided is taken', () => {
    polling.when(register(5, 5)).refuses('claim-taken');
    polling.when(register(1)).refuses('claim-taken');
    polling
      .and(issued('m2', 'screen', 5), { type: 'token-voided', memberId: 'm2', reason: 'Hỏng' })
      .when(register(5))
      .refuses('claim-taken');
  });

  test('a voided slip is not registered again', () => {
    polling
      .and({ type: 'slips-registered', claims: [bytes32(5)] }, issued('m2', 'slip'), {
        type: 'slip-voided',
        memberId: 'm2',
        claim: bytes32(5),
        reason: 'Rách',
      })
      .when(register(5))
      .changesNothing();
  });
});
