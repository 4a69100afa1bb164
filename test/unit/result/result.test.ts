import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roundPlanOf } from '#shared/plan/round-plan.ts';
import { samplePlan } from '#shared/plan/sample.ts';
import { reconcile, type Figures } from '#shared/result/figures.ts';
import { gapsOf } from '#shared/result/gaps.ts';
import { buildResult, parseResult, resultText, type MeetingResult } from '#shared/result/result.ts';
import { twoVenueSheet } from '#shared/result/two-venue.ts';
import { draftOf, put, type Breaking } from '../../support/broken.ts';

const sampleText = readFileSync(
  `${import.meta.dirname}/../../vectors/sample-board/result.json`,
  'utf8',
);

const figures: Figures = {
  summoned: 30,
  totalDeputies: 31,
  attended: 28,
  absent: 3,
  presentAtVote: 27,
  ballotsIssued: 27,
  ballotsCollected: 25,
  electronic: 20,
  paper: 5,
  outstanding: 2,
};

function resultOf(
  profile: 'council-96' | 'council-85',
  changed: Partial<Figures> = {},
  low = 17,
): MeetingResult {
  const plan = roundPlanOf(samplePlan('2026-03-15'), 'hdnd');
  return buildResult({
    plan: { ...plan, venue: { ...plan.venue, profile } },
    rehearsal: false,
    figures: { ...figures, ...changed },
    totals: plan.lines.map(() => ({ high: 5, confidence: 2, low, invalid: 18 - low })),
    board: { head: 'A'.repeat(43), entries: 9 },
    recounts: [{ by: 'server', digest: 'B'.repeat(43) }],
  });
}

test('design 4: the sample result is read, and written back in the same order', () => {
  const stored: unknown = JSON.parse(sampleText);
  const parsed = parseResult(stored);
  expect(parsed.ok && resultText(parsed.value)).toBe(`${JSON.stringify(stored, null, 2)}\n`);
});

test('design 4: keys stand in the order of the format, whatever order the figures came in', () => {
  const turned = Object.fromEntries(Object.entries(figures).reverse()) as unknown as Figures;
  const result = resultOf('council-96', turned);
  expect(Object.keys(result)).toEqual([
    'format',
    'venue',
    'rehearsal',
    'profile',
    'figures',
    'rows',
    'board',
    'recounts',
  ]);
  const plan = roundPlanOf(samplePlan('2026-03-15'), 'hdnd');
  const reversed = buildResult({
    plan,
    rehearsal: true,
    figures: turned,
    totals: plan.lines.map(() => ({ high: 0, confidence: 0, low: 0, invalid: 25 })),
    recounts: [],
  });
  expect(Object.keys(reversed.figures)).toEqual(Object.keys(figures));
  expect(Object.keys(reversed.rows[0]!)).toEqual([
    'subjectId',
    'name',
    'post',
    'valid',
    'invalid',
    'high',
    'highPercent',
    'confidence',
    'confidencePercent',
    'low',
    'lowPercent',
    'band',
  ]);
  expect(reversed).not.toHaveProperty('board');
});

test('design 7: the number of deputies stands in the figures only where a base needs it', () => {
  const plan = roundPlanOf(samplePlan('2026-03-15'), 'bch');
  const totals = plan.lines.map(() => ({ high: 25, confidence: 0, low: 0, invalid: 0 }));
  const result = buildResult({ plan, rehearsal: false, figures, totals, recounts: [] });
  expect(result.figures).not.toHaveProperty('totalDeputies');
  expect(resultOf('council-96').figures.totalDeputies).toBe(31);
});

test('R34, F14: percentages and bands on the base of the profile', () => {
  expect(resultOf('council-96').rows[0]).toMatchObject({
    valid: 24,
    invalid: 1,
    lowPercent: '68,00',
    band: 'twoThirds',
  });
  expect(resultOf('council-85').rows[0]).toMatchObject({
    valid: 24,
    invalid: 1,
    lowPercent: '54,84',
    band: 'overHalf',
  });
});

test('F23: with nothing collected there is no percentage and no band, on either base', () => {
  const plan = roundPlanOf(samplePlan('2026-03-15'), 'hdnd');
  for (const profile of ['council-96', 'council-85'] as const) {
    const nothing = { ...figures, ballotsCollected: 0, electronic: 0, paper: 0, outstanding: 27 };
    const { rows } = buildResult({
      plan: { ...plan, venue: { ...plan.venue, profile } },
      rehearsal: false,
      figures: nothing,
      totals: plan.lines.map(() => ({ high: 0, confidence: 0, low: 0, invalid: 0 })),
      recounts: [],
    });
    expect(rows[0]).toMatchObject({ highPercent: '–', lowPercent: '–', band: 'none' });
  }
});

test('R33: rows are in ballot order with name and post as printed', () => {
  const plan = roundPlanOf(samplePlan('2026-03-15'), 'hdnd');
  expect(
    resultOf('council-96').rows.map(({ subjectId, name, post }) => ({ id: subjectId, name, post })),
  ).toEqual(plan.lines);
});

test.each<[string, Breaking<MeetingResult>, string]>([
  ['an unknown field', put('extra', 1), 'extra'],
  ['a percentage with a point', put('rows[0].lowPercent', '1.00'), 'rows[0].lowPercent'],
  ['one decimal', put('rows[0].lowPercent', '1,0'), 'rows[0].lowPercent'],
  ['a negative count', put('figures.absent', -1), 'figures.absent'],
  ['an unknown band', put('rows[1].band', 'half'), 'rows[1].band'],
  ['a digest of 42 characters', put('recounts[0].digest', 'A'.repeat(42)), 'recounts[0].digest'],
  ['no rows', put('rows', []), 'rows'],
])('design 4: a result with %s is refused with its path', (_what, breakIt, path) => {
  const result = draftOf(JSON.parse(sampleText) as MeetingResult);
  breakIt(result);
  const parsed = parseResult(result);
  expect(!parsed.ok && parsed.error.map((problem) => problem.path)).toEqual([path]);
});

test('R35: balanced figures and rows break nothing', () => {
  expect(reconcile(figures, resultOf('council-96').rows)).toEqual([]);
});

test.each<[string, Partial<Figures>, string[]]>([
  ['a fraction', { absent: 2.5, attended: 28.5 }, ['wholeNumbers']],
  [
    'a negative number',
    { absent: -1, attended: 32, summoned: 32, totalDeputies: 31 },
    ['wholeNumbers', 'summonedWithinDeputies'],
  ],
  ['more summoned than deputies', { summoned: 32 }, ['summonedWithinDeputies']],
  ['attended and absent beside the base', { absent: 2 }, ['attendedAndAbsentAreTheBase']],
  ['more attended than summoned', { attended: 31, absent: 0 }, ['attendedWithinSummoned']],
  ['more present than attended', { presentAtVote: 29 }, ['presentWithinAttended']],
  ['more issued than present', { ballotsIssued: 28, outstanding: 3 }, ['issuedWithinPresent']],
  [
    'more collected than issued (F16)',
    { ballotsIssued: 24, outstanding: -1 },
    ['wholeNumbers', 'collectedWithinIssued'],
  ],
  ['electronic and paper beside collected', { paper: 4 }, ['electronicAndPaperAreCollected']],
  ['a wrong outstanding', { outstanding: 1 }, ['outstandingIsIssuedLessCollected']],
])('R17, R35: %s is found', (_what, changed, broken) => {
  expect(reconcile({ ...figures, ...changed }, []).map(({ invariant }) => invariant)).toEqual(
    broken,
  );
});

test('R35: a row that does not add up is named', () => {
  const [first, second] = resultOf('council-96').rows;
  expect(reconcile(figures, [first!, { ...second!, high: 6 }])).toEqual([
    { invariant: 'levelsAreValid', subjectId: second!.subjectId },
  ]);
  expect(reconcile(figures, [{ ...first!, invalid: 2 }])).toEqual([
    { invariant: 'validAndInvalidAreCollected', subjectId: first!.subjectId },
  ]);
});

test('R35: a round that went through the numbers in order always balances; one figure off never does', () => {
  const parts = fc.tuple(...Array.from({ length: 6 }, () => fc.nat(300)));
  const key = fc.constantFrom(
    'attended',
    'absent',
    'ballotsCollected',
    'electronic',
    'paper',
    'outstanding',
    'ballotsIssued',
  );
  fc.assert(
    fc.property(parts, key, (given, off) => {
      const [electronic = 0, paper = 0, outstanding = 0, unissued = 0, left = 0, absent = 0] =
        given;
      const ballotsCollected = electronic + paper;
      const ballotsIssued = ballotsCollected + outstanding;
      const presentAtVote = ballotsIssued + unissued;
      const attended = presentAtVote + left;
      const summoned = attended + absent;
      const good = {
        summoned,
        attended,
        absent,
        presentAtVote,
        ballotsIssued,
        ballotsCollected,
        electronic,
        paper,
        outstanding,
      };
      expect(reconcile(good, [])).toEqual([]);
      expect(reconcile({ ...good, [off]: good[off as keyof typeof good] + 1 }, [])).not.toEqual([]);
    }),
  );
});

test('design 7: a gap for each kind that has a ballot behind it', () => {
  expect(gapsOf({ excluded: 0, rejected: 0, outstanding: 0 })).toEqual([]);
  expect(gapsOf({ excluded: 1, rejected: 2, outstanding: 3 })).toEqual([
    'excluded',
    'rejected',
    'outstanding',
  ]);
  expect(gapsOf({ excluded: 0, rejected: 0, outstanding: 1 })).toEqual(['outstanding']);
});

test('R48, F22: two venues stand side by side and are never summed', () => {
  const one = resultOf('council-96');
  const other = {
    ...one,
    venue: 'can-bo',
    rows: one.rows.slice(2).map((row) => ({ ...row, high: 1 })),
  };
  const sheet = twoVenueSheet([one, other]);
  expect(sheet.map(({ at }) => at.length)).toEqual([1, 1, ...Array<number>(15).fill(2)]);
  expect(sheet[2]?.at.map(({ venue, row }) => [venue, row.high])).toEqual([
    ['hdnd', 5],
    ['can-bo', 1],
  ]);
  expect(sheet.map(({ subjectId }) => subjectId)).toEqual(
    one.rows.map(({ subjectId }) => subjectId),
  );
});
