import { describe, expect, test } from 'vitest';
import {
  codeOfBallot,
  codeToIssue,
  emptyCodes,
  mayKeep,
  parseKeptCodes,
  restored,
  withCode,
} from '../../../chair-console/desk/kept-codes.ts';

const none = emptyCodes('bch-1');
const pending = withCode(none, 'm1', { code: 'AAAA', state: 'pending' });
const issued = withCode(none, 'm1', { code: 'AAAA', state: 'issued' });

function fresh(): string {
  return 'NEW';
}

describe('the codes a desk keeps (P 4.6.6)', () => {
  test('a lost acknowledgement offers the same code again', () => {
    expect(codeToIssue(pending, 'm1', fresh)).toEqual({ code: 'AAAA', state: 'pending' });
  });

  test('a voided code is never offered again (F18), nor another member’s', () => {
    expect(codeToIssue(issued, 'm1', fresh).code).toBe('NEW');
    expect(codeToIssue(pending, 'm2', fresh).code).toBe('NEW');
  });

  test('a code belongs to a ballot only while the member holds one on a screen', () => {
    expect(codeOfBallot(issued, { id: 'm1', issued: 'screen' })?.state).toBe('issued');
    expect(codeOfBallot(pending, { id: 'm1', issued: 'screen' })?.state).toBe('pending');
    expect(codeOfBallot(issued, { id: 'm1', issued: null })).toBeNull();
    expect(codeOfBallot(issued, { id: 'm1', issued: 'slip' })).toBeNull();
    expect(codeOfBallot(issued, { id: 'm2', issued: 'screen' })).toBeNull();
  });

  test('a refused claim is forgotten, so that the next attempt makes a new code', () => {
    const both = withCode(pending, 'm2', { code: 'BBBB', state: 'issued' });
    const after = restored(both, none, 'm1');
    expect(codeToIssue(after, 'm1', fresh).code).toBe('NEW');
    expect(after.codes['m2']?.code).toBe('BBBB');
  });

  test('a second claim refused because the view was late does not lose the first code', () => {
    const second = withCode(issued, 'm1', { code: 'NEW', state: 'pending' });
    expect(restored(second, issued, 'm1').codes['m1']).toEqual({ code: 'AAAA', state: 'issued' });
  });

  test('what the device stored is parsed, and anything else is no codes', () => {
    expect(parseKeptCodes(JSON.parse(JSON.stringify(issued)))).toEqual(issued);
    for (const odd of [undefined, null, 'x', {}, { round: 1, codes: {} }, { round: 'a', codes: 3 }])
      expect(parseKeptCodes(odd)).toBeNull();
    expect(
      parseKeptCodes({ round: 'a', codes: { m1: { code: 1, state: 'issued' } } })?.codes,
    ).toEqual({});
  });

  test('codes are kept in polling only: not after the close, a void round or into another round', () => {
    const hall = { round: 'bch-1', phase: 'polling', voided: null } as const;
    expect(mayKeep(issued, hall)).toBe(true);
    expect(mayKeep(issued, { ...hall, phase: 'counting' })).toBe(false);
    expect(mayKeep(issued, { ...hall, voided: 'mất điện' })).toBe(false);
    expect(mayKeep(issued, { ...hall, round: 'bch-2' })).toBe(false);
    expect(mayKeep(issued, null)).toBe(false);
  });
});
