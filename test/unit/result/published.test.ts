import { expect, test } from 'vitest';
import { parseMarks } from '#shared/plan/marks.ts';
import { parsePlan } from '#shared/plan/plan.ts';
import { roundPlanOf } from '#shared/plan/round-plan.ts';
import { percentText } from '#shared/result/percent.ts';
import { countPaper } from '#shared/result/paper.ts';
import { buildResult } from '#shared/result/result.ts';
import { publishedEvents, publishedMeetings } from '../../support/published.ts';

const printed = publishedEvents().flatMap((event) =>
  event.rows.flatMap((row) =>
    (['high', 'confidence', 'low'] as const).flatMap((level) => {
      const [count, percent] = [row[level], row[`${level}Pct`]];
      if (count === null || percent === null) return [];
      const base =
        event.expectedDenominator === 'collected' ? event.collected : event.totalDeputies!;
      const decimals = event.decimals ?? 2;
      const published = percent.toFixed(decimals).replace('.', ',');
      const ours = percentText(count, base, decimals);
      return [{ event: event.id, name: row.name, level, published, ours }];
    }),
  ),
);

test('R34: every published percentage with its count fits, but for one misprint', () => {
  expect(printed).toHaveLength(82);
  expect(printed.filter(({ published, ours }) => published !== ours)).toEqual([
    {
      event: 'khanh-hoa-2023',
      name: 'Trần Mạnh Dũng',
      level: 'confidence',
      published: '88,9',
      ours: '8,9',
    },
  ]);
});

test('R34: the French count of Huỳnh Ngọc Sơn, 24, does not fit its 4,42 %; 22 does', () => {
  expect([percentText(24, 498), percentText(22, 498)]).toEqual(['4,82', '4,42']);
});

test('R34: the other base does not fit, so the base is no accident', () => {
  const quangNam = publishedEvents().find(({ id }) => id === 'quang-nam-2018')!;
  expect(percentText(quangNam.rows[0]!.high!, quangNam.collected)).not.toBe('84,48');
});

test('design 1: the published meetings with full counts, and who is left out of them', () => {
  expect(
    publishedMeetings().map(({ id, expected, leftOut }) => [id, expected.length, leftOut]),
  ).toEqual([
    ['na-2013', 17, ['Phan Trung Lý', 'Nguyễn Quân']],
    ['vinh-phuc-2023', 6, ['Phạm Quang Nguyên']],
    ['thanh-hoa-2023', 1, []],
    ['quang-nam-2018', 2, []],
  ]);
});

test.each(publishedMeetings())(
  'R34, R46: $id counted from its marks gives what was published',
  (meeting) => {
    const { plan, marks, expected } = meeting;
    expect(parsePlan(JSON.parse(JSON.stringify(plan)))).toEqual({ ok: true, value: plan });
    expect(parseMarks(marks, expected.length).ok).toBe(true);
    const round = roundPlanOf(plan, 'v1');
    const rules = { strikeOutScope: 'line', writeInRule: 'linePartInvalid' } as const;
    const ballots = marks.ballots.map((row) => row ?? []);
    const counted = countPaper(ballots, expected.length, rules);
    const collected = ballots.length;
    const deputies = round.venue.totalDeputies!;
    const result = buildResult({
      plan: round,
      rehearsal: true,
      figures: {
        summoned: deputies,
        totalDeputies: deputies,
        attended: collected,
        absent: deputies - collected,
        presentAtVote: collected,
        ballotsIssued: collected,
        ballotsCollected: collected,
        electronic: collected,
        paper: 0,
        outstanding: 0,
      },
      totals: counted.lines,
      recounts: [],
    });
    for (const [i, want] of expected.entries()) {
      const told = Object.fromEntries(Object.entries(want).filter(([, value]) => value !== null));
      expect(result.rows[i]).toMatchObject(told);
    }
  },
);

test('R45: Lê Duy Thành, 25 low of 47, one invalid for him only, is over half', () => {
  const meeting = publishedMeetings().find(({ id }) => id === 'vinh-phuc-2023')!;
  const line = meeting.expected.findIndex(({ name }) => name === 'Lê Duy Thành');
  const blanks = meeting.marks.ballots.filter((row) => row?.[line] === 'blank');
  expect(blanks).toHaveLength(1);
  expect(blanks[0]?.filter((mark) => mark === 'blank')).toHaveLength(1);
});
