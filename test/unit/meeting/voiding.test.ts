import { describe, expect, test } from 'vitest';
import { fromBase64url } from '#shared/protocol/bytes.ts';
import { slipSerial } from '#shared/protocol/code.ts';
import { electronicIssuedCount, issuedCount } from '#shared/meeting/roll.ts';
import { bytes32, inPhase, issued, teller } from '../../support/given.ts';
import type { Given } from '../../support/given.ts';

const reason = 'Mất điện thoại';

function voidToken(memberId: string, by = 1, why = reason) {
  return teller(by, { type: 'void-token', memberId, reason: why });
}

function voidSlip(memberId: string, claim: number | string, why = reason) {
  const serial = typeof claim === 'string' ? claim : serialOf(claim);
  return teller(1, { type: 'void-slip', memberId, serial, reason: why });
}

function serialOf(claim: number): string {
  const bytes = fromBase64url(bytes32(claim), 32);
  return bytes.ok ? slipSerial(bytes.value) : '';
}

/** `count` exchanges, of these claims. */
function exchanged(round: Given, claims: readonly number[], count = claims.length): Given {
  const lines = claims.map((claim) => [bytes32(claim), { n: 1, B: '', evals: [] }] as const);
  return round.on({
    board: round.round.board,
    register: { n: count + 1, count, byClaim: new Map(lines) },
  });
}

/** m1's token is exchanged; m2 holds a code on a screen that is not. */
const polling = inPhase('polling').and(issued('m2', 'screen', 5));

describe('void-token', () => {
  test('F18: not exchanged: taken back with the reason and reissued; issued counts it once', () => {
    polling.when(voidToken('m2')).records({ type: 'token-voided', memberId: 'm2', reason });
    const voided = polling.and({ type: 'token-voided', memberId: 'm2', reason });
    expect(issuedCount(voided.log)).toBe(1);
    const again = voided.and(issued('m2', 'kiosk', 6));
    expect(issuedCount(again.log)).toBe(2);
    expect([again.log.claims.has(bytes32(5)), again.log.claims.has(bytes32(6))]).toEqual([
      false,
      true,
    ]);
  });

  test('F18: exchanged: it may have been used and cannot be replaced', () => {
    polling.when(voidToken('m1')).refuses('token-exchanged');
  });

  test('R20: by the head of the committee only', () => {
    polling.when(voidToken('m2', 2)).refuses('not-head');
    polling.when(voidToken('m2', 9)).refuses('not-a-teller');
  });

  test('a reason of 1 to 500 characters', () => {
    polling.when(voidToken('m2', 1, ' ')).refuses('reason-required');
    polling.when(voidToken('m2', 1, 'x'.repeat(501))).refuses('reason-required');
  });

  test('nothing to void: no ballot, not on the roll, or a slip', () => {
    polling.when(voidToken('m3')).refuses('nothing-to-void');
    polling.when(voidToken('m99')).refuses('nothing-to-void');
    const slip = polling.and({ type: 'slips-registered', claims: [bytes32(8)] });
    slip.and(issued('m3', 'slip')).when(voidToken('m3')).refuses('nothing-to-void');
  });

  test('F18: a paper ballot is exchanged for another, whatever the register says', () => {
    exchanged(polling.and(issued('m3', 'paper')), [1, 5])
      .when(voidToken('m3'))
      .records({ type: 'token-voided', memberId: 'm3' });
  });

  test('P 4.7.1: with as many exchanges as electronic ballots nothing electronic is voided', () => {
    // A stray slip was exchanged in m2's place: voiding m2 would leave 2 exchanged of 1 issued.
    const round = exchanged(polling, [1, 8]);
    expect(electronicIssuedCount(round.log)).toBe(2);
    round.when(voidToken('m2')).refuses('token-exchanged');
  });

  test('design 7: no time is kept of it', () => {
    const { decided } = polling.when(voidToken('m2'));
    expect(decided.ok && Object.keys(decided.value.log[0]!)).not.toContain('at');
  });
});

describe('void-slip', () => {
  const slips = polling.and(
    { type: 'slips-registered', claims: [bytes32(8), bytes32(9), bytes32(10)] },
    issued('m3', 'slip'),
  );

  test('P 4.6.6: by its printed serial', () => {
    slips.when(voidSlip('m3', 8)).records({
      type: 'slip-voided',
      memberId: 'm3',
      claim: bytes32(8),
      reason,
    });
    slips.when(voidSlip('m3', ` ${serialOf(8).toLowerCase()} `)).records({ type: 'slip-voided' });
  });

  test('nothing to void: another serial, a member without a slip, a slip voided already', () => {
    slips.when(voidSlip('m3', 'ZZZZZZZZ')).refuses('nothing-to-void');
    slips.when(voidSlip('m3', '')).refuses('nothing-to-void');
    slips.when(voidSlip('m2', 8)).refuses('nothing-to-void');
    slips
      .and({ type: 'slip-voided', memberId: 'm3', claim: bytes32(8), reason }, issued('m3', 'slip'))
      .when(voidSlip('m3', 8))
      .refuses('nothing-to-void');
  });

  test('P 4.6.6: an exchanged slip cannot be voided', () => {
    exchanged(slips, [1, 8]).when(voidSlip('m3', 8)).refuses('token-exchanged');
    exchanged(slips, [1, 8]).when(voidSlip('m3', 9)).records({ type: 'slip-voided' });
  });

  test('P 4.6.3: as many exchanges as electronic ballots: a stray slip may stand for this one', () => {
    exchanged(slips, [1, 5, 9]).when(voidSlip('m3', 8)).refuses('token-exchanged');
  });

  test('needs a reason', () => {
    slips.when(voidSlip('m3', 8, '')).refuses('reason-required');
  });
});
