import { describe, expect, test } from 'vitest';
import { recordsMark } from '#shared/papers/records-mark.ts';
import { paperFacts, uncountedFacts } from '../../support/papers/facts.ts';
import type { PaperFacts } from '#shared/papers/facts.ts';

const AT = '2026-11-21T03:00:00.000Z';
const facts = paperFacts();

describe('the mark of the records that papers were made from', () => {
  const changes: [string, Partial<PaperFacts>][] = [
    ['another result', { digest: 'x' }],
    ['no result', { digest: uncountedFacts().digest }],
    ['a correction', { corrections: [{ at: AT, reason: 'ghi nhầm' }] }],
    ['an incident', { incidents: [{ at: AT, by: 'Chủ trì', text: 'Mất điện' }] }],
    ['a reissue', { reissues: ['Rách'] }],
    ['a reason given', { gaps: [{ gap: 'outstanding', count: 1, reason: null }] }],
    ['a void round', { voided: { at: AT, reason: 'Hủy' } }],
    [
      'one more at the roll call',
      { roll: facts.roll.map((each) => ({ ...each, attended: true })) },
    ],
    ['another key', { keyFingerprint: 'AAAA-BBBB-CCCC-DDDD' }],
  ];

  test.each(changes)('changes with %s', (_what, change) => {
    expect(recordsMark({ ...facts, ...change })).not.toBe(recordsMark(facts));
  });

  test('stays when no paper would say anything else: announced, signed', () => {
    const times = { ...facts.times, announced: AT, minutesSigned: AT };
    expect(recordsMark({ ...facts, times })).toBe(recordsMark(facts));
  });
});
