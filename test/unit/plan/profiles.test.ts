import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysBefore, isCalendarDate } from '#shared/plan/dates.ts';
import { needsTotalDeputies, PROFILE_IDS, PROFILES } from '#shared/plan/profiles.ts';

test('G: bases of the four profiles', () => {
  const bases = PROFILE_IDS.map((id) => {
    const { quorumBase, percentBase, bandBase } = PROFILES[id];
    return [id, quorumBase, percentBase, bandBase, needsTotalDeputies(id)];
  });
  expect(bases).toEqual([
    ['party-96', 'summoned', 'collected', 'collected', false],
    ['party-96-kh', 'summoned', 'collected', 'collected', false],
    ['council-96', 'totalDeputies', 'collected', 'collected', true],
    ['council-85', 'totalDeputies', 'totalDeputies', 'totalDeputies', true],
  ]);
});

test('R27: only Khánh Hòa voids the whole ballot for a write-in', () => {
  const whole = PROFILE_IDS.filter((id) => PROFILES[id].writeInRule === 'wholeBallotInvalid');
  expect(whole).toEqual(['party-96-kh']);
});

test('R7, R8: deadlines count back from the right anchor', () => {
  function deadlines(id: (typeof PROFILE_IDS)[number]) {
    return PROFILES[id].deadlines.map(({ days, before }) => `${days} ${before}`);
  }
  expect(deadlines('party-96')).toEqual([20, 15, 10, 10, 3].map((days) => `${days} votingDay`));
  expect(deadlines('council-96')).toEqual([
    ...[45, 30, 25, 20, 15].map((days) => `${days} openingDay`),
    '10 votingDay',
    '3 votingDay',
  ]);
});

test('R11: two groups of criteria, three points each', () => {
  for (const id of PROFILE_IDS) {
    expect(PROFILES[id].criteria.map(({ points }) => points.length)).toEqual([3, 3]);
  }
});

test('R38: three copies of the minutes', () => {
  for (const id of PROFILE_IDS) expect(PROFILES[id].minutesCopies).toHaveLength(3);
});

test('style: profiles are frozen through and through', () => {
  expect(Object.isFrozen(PROFILES)).toBe(true);
  expect(Object.isFrozen(PROFILES['council-85'].deadlines[0])).toBe(true);
  expect(Object.isFrozen(PROFILES['party-96'].criteria[0]?.points)).toBe(true);
});

const day = fc.date({
  min: new Date('1900-06-01'),
  max: new Date('2999-12-31'),
  noInvalidDate: true,
});

test('F24: days are calendar days, as the platform counts them', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 100 }), (date, days) => {
      const iso = date.toISOString().slice(0, 10);
      const before = new Date(Date.parse(iso) - days * 86_400_000).toISOString().slice(0, 10);
      expect(isCalendarDate(iso)).toBe(true);
      expect(daysBefore(iso, days)).toBe(before);
    }),
  );
});

test('design 7: a date is one of the calendar', () => {
  const wrong = [
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-13-01',
    '2026-01-00',
  ];
  const odd = ['2026-1-1', '2026-01-01T00:00', '', '０２０２-01-01'];
  expect([...wrong, ...odd].filter(isCalendarDate)).toEqual([]);
  expect(['2024-02-29', '2000-02-29', '2026-12-31'].every(isCalendarDate)).toBe(true);
});
