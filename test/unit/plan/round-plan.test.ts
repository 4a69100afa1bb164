import { expect, test } from 'vitest';
import { canonicalBallotForm } from '#shared/plan/ballot-form.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { parseRoundPlan, roundPlanOf } from '#shared/plan/round-plan.ts';
import { samplePlan } from '#shared/plan/sample.ts';

const plan = samplePlan('2026-03-15');

function withVenue(change: Partial<Plan['venues'][number]>): Plan {
  return { ...plan, venues: plan.venues.map((venue) => ({ ...venue, ...change })) };
}

test('R51: the sample has 24 people, 11, 17 and 10 lines, 17 people at two venues, 4 at one, 3 excluded', () => {
  const sizes = plan.venues.map(({ id }) => roundPlanOf(plan, id).lines.length);
  expect(sizes).toEqual([11, 17, 10]);
  const rated = plan.subjects.map(({ venues }) => venues.length);
  expect([0, 1, 2].map((n) => rated.filter((count) => count === n).length)).toEqual([3, 4, 17]);
  expect(plan.subjects).toHaveLength(24);
  expect(plan.venues.map(({ roll }) => roll.length)).toEqual([33, 30, 28]);
});

test('R51: no two people of the sample share a name', () => {
  const people = new Map(
    [...plan.subjects, ...plan.venues.flatMap(({ roll }) => roll)].map(({ id, name }) => [
      id,
      name,
    ]),
  );
  expect(new Set(people.values()).size).toBe(people.size);
});

test('R21: the sample proposes no subject as teller', () => {
  const subjects = plan.subjects.map(({ name }) => name);
  const tellers = plan.venues.flatMap(({ committeeProposal = [] }) => committeeProposal);
  expect(tellers.filter(({ name }) => subjects.includes(name))).toEqual([]);
  expect(tellers.filter(({ head }) => head)).toHaveLength(3);
});

test('R3: excluded subjects stay listed with the reason and have no line', () => {
  const round = roundPlanOf(plan, 'hdnd');
  expect(round.excluded.map(({ id, reason, note }) => [id, reason, note])).toEqual([
    ['p22', 'appointedThisYear', 'Bổ nhiệm năm 2026'],
    ['p23', 'appointedThisYear', 'Bổ nhiệm năm 2026'],
    ['p24', 'appointedThisYear', 'Bổ nhiệm năm 2026'],
  ]);
  expect(round.lines.map(({ id }) => id)).not.toContain('p22');
});

test('R3: a person excluded where they would have been rated is listed there only', () => {
  const subjects = plan.subjects.map((subject) =>
    subject.id === 'p01' ? { ...subject, excluded: 'retirementNotice' as const } : subject,
  );
  const excluded = { ...plan, subjects };
  expect(roundPlanOf(excluded, 'bch').lines).toHaveLength(10);
  expect(roundPlanOf(excluded, 'bch').excluded.map(({ id }) => id)).toContain('p01');
  expect(roundPlanOf(excluded, 'hdnd').excluded.map(({ id }) => id)).not.toContain('p01');
});

test('design 4 and 7: what a plan leaves out has its default', () => {
  expect(roundPlanOf(plan, 'bch').venue).toMatchObject({
    threshold: null,
    minBallots: 3,
    coIssuers: false,
    phonesAllowed: null,
    allowSubjectTellers: false,
    strikeOutScope: 'line',
    writeInRule: 'linePartInvalid',
    secrecyMark: true,
    disclosureScope: 'closedSet',
  });
  expect(roundPlanOf(plan, 'hdnd').venue.disclosureScope).toBe('massMedia');
  expect(roundPlanOf(plan, 'hdnd').venue.minutesCopies).toHaveLength(3);
});

test('design 7: what a plan states stands against the profile', () => {
  const stated = {
    threshold: 3,
    phonesAllowed: false,
    writeInRule: 'wholeBallotInvalid',
    secrecyMark: false,
  } as const;
  expect(roundPlanOf(withVenue(stated), 'bch').venue).toMatchObject(stated);
});

test('R16: the number of deputies is kept only where a base needs it', () => {
  expect(roundPlanOf(plan, 'hdnd').venue.totalDeputies).toBe(31);
  expect(roundPlanOf(withVenue({ totalDeputies: 90 }), 'bch').venue).not.toHaveProperty(
    'totalDeputies',
  );
});

test.each(['bch', 'hdnd', 'can-bo'])(
  'design 2: the round plan of %s replays from the log unchanged',
  (id) => {
    const round = roundPlanOf(plan, id);
    expect(parseRoundPlan(JSON.parse(JSON.stringify(round)))).toEqual({ ok: true, value: round });
  },
);

test('design 2: a round plan with a doubled member, no line or an unknown field is refused', () => {
  const round = roundPlanOf(plan, 'bch');
  const broken = {
    ...round,
    lines: [],
    x: 1,
    venue: { ...round.venue, roll: [round.venue.roll[0], round.venue.roll[0]] },
  };
  const parsed = parseRoundPlan(broken);
  expect(!parsed.ok && parsed.error.map(({ path }) => path)).toEqual([
    'x',
    'lines',
    'venue.roll[1].id',
    'venue.roll[1]',
  ]);
});

test('R12: the frozen form does not depend on the order of keys in the file', () => {
  const round = roundPlanOf(plan, 'bch');
  const turned = Object.fromEntries(Object.entries(round).reverse()) as unknown as typeof round;
  expect(canonicalBallotForm(turned)).toBe(canonicalBallotForm(round));
});

test('R12: the frozen form changes with everything printed on the ballot', () => {
  const round = roundPlanOf(plan, 'bch');
  const [first, second, ...rest] = round.lines;
  const changes = [
    { ...round, title: 'Khác' },
    { ...round, issuingBody: 'Khác' },
    { ...round, legalBases: [] },
    { ...round, lines: [second!, first!, ...rest] },
    { ...round, lines: [{ ...first!, post: 'Khác' }, second!, ...rest] },
    { ...round, excluded: round.excluded.slice(1) },
    { ...round, venue: { ...round.venue, addressTerm: 'đại biểu' } },
    { ...round, venue: { ...round.venue, profile: 'party-96-kh' as const } },
    { ...round, venue: { ...round.venue, votingDay: '2026-03-16' } },
  ];
  const forms = [round, ...changes].map(canonicalBallotForm);
  expect(new Set(forms).size).toBe(forms.length);
});

test('R12: photos and the roll are no part of the ballot', () => {
  const round = roundPlanOf(plan, 'bch');
  const pictured = round.lines.map((line) => ({ ...line, photo: 'a.jpg' }));
  const other = {
    ...round,
    lines: pictured,
    venue: { ...round.venue, roll: round.venue.roll.slice(1) },
  };
  expect(canonicalBallotForm(other)).toBe(canonicalBallotForm(round));
});
