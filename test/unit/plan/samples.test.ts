import { describe, expect, test } from 'vitest';
import { parsePlan, type Plan } from '#shared/plan/plan.ts';
import { roundPlanOf } from '#shared/plan/round-plan.ts';
import { SAMPLES, sampleOn, type SampleId } from '#shared/plan/samples/samples.ts';
import { timelineOf } from '#shared/plan/timeline.ts';

function planOf(id: SampleId): Plan {
  return SAMPLES.find((sample) => sample.id === id)!.plan;
}

function due(id: SampleId, key: string): string | null {
  return timelineOf(planOf(id)).find((step) => step.key === key)!.due;
}

test.each(SAMPLES)(
  '$id: nothing is wrong with it, in its own year and moved to another',
  (sample) => {
    expect(parsePlan(structuredClone(sample.plan))).toEqual({ ok: true, value: sample.plan });
    const moved = sampleOn(sample.id, '2028-02-29');
    expect(parsePlan(structuredClone(moved)).ok).toBe(true);
    const days = moved.venues.map(({ votingDay }) => votingDay).sort();
    expect(days.at(-1)).toBe('2028-02-29');
  },
);

test('a moved sample keeps every distance between its days', () => {
  const [moved, original] = [sampleOn('huyen-uy', '2023-12-21'), planOf('huyen-uy')];
  expect(moved.date).toBe('2023-11-01');
  expect(moved.venues.find(({ id }) => id === 'hdnd')).toMatchObject({
    openingDay: '2023-12-13',
    votingDay: '2023-12-14',
    reportDue: { by: '2024-01-01' },
  });
  expect(sampleOn('huyen-uy', '2023-12-20')).toEqual(original);
});

describe('000 (Sở Tư pháp)', () => {
  test('R3: appointed in the year stays listed, off the ballot', () => {
    const round = roundPlanOf(planOf('so-tu-phap'), 'so');
    expect(round.lines.map(({ post }) => post)).toEqual([
      'Giám đốc Sở',
      'Phó Giám đốc Sở',
      'Phó Giám đốc Sở',
    ]);
    expect(round.excluded.map(({ reason }) => reason)).toEqual(['appointedThisYear']);
  });
  test('R38, R40: two copies to the province through its organisation board, the report in September', () => {
    const { venue } = roundPlanOf(planOf('so-tu-phap'), 'so');
    expect(venue.minutesCopies.map(({ recipient }) => recipient)).toEqual([
      'Ban Thường vụ Tỉnh ủy (qua Ban Tổ chức Tỉnh ủy)',
      'Ban Thường vụ Tỉnh ủy (qua Ban Tổ chức Tỉnh ủy)',
      'Lưu tại cơ quan',
    ]);
    expect(due('so-tu-phap', 'so/report')).toBe('2023-09-30');
  });
});

describe('001 (Huyện ủy)', () => {
  const plan = planOf('huyen-uy');
  test('R51: 11, 17 and 10 subjects at three venues, 17 people at two, 3 excluded', () => {
    const lines = ['bch', 'hdnd', 'can-bo'].map((id) => roundPlanOf(plan, id).lines.length);
    expect(lines).toEqual([11, 17, 10]);
    expect(plan.subjects.filter(({ venues }) => venues.length === 2)).toHaveLength(17);
    expect(plan.subjects.filter(({ excluded }) => excluded !== undefined)).toHaveLength(3);
  });
  test('R14: the party committee votes after the council', () => {
    function day(id: string): string {
      return plan.venues.find((venue) => venue.id === id)!.votingDay;
    }
    expect(day('bch') > day('hdnd')).toBe(true);
  });
  test('R8: the session’s list 45 days before its opening, its explanation 3 before the sitting', () => {
    expect(due('huyen-uy', 'hdnd/list')).toBe('2023-10-28');
    expect(due('huyen-uy', 'hdnd/explanation')).toBe('2023-12-10');
  });
});

describe('002 (Sở Khoa học và Công nghệ)', () => {
  test('R3, R49: neither exclusions nor supervisors', () => {
    const { excluded, venue } = roundPlanOf(planOf('so-khoa-hoc'), 'so');
    expect([excluded, venue.supervisors]).toEqual([[], []]);
  });
  test('R7: the own reports before 20/6, the file before 20/7', () => {
    expect(due('so-khoa-hoc', 'so/own-1')).toBe('2023-06-19');
    expect(due('so-khoa-hoc', 'so/report')).toBe('2023-07-19');
  });
});

describe('003 (Ban Dân tộc)', () => {
  test('R25, R27: a write-in voids the ballot, the report by 15/8', () => {
    const { venue } = roundPlanOf(planOf('ban-dan-toc'), 'ban');
    expect(venue.writeInRule).toBe('wholeBallotInvalid');
    expect(venue.supervisors).toHaveLength(4);
    expect(due('ban-dan-toc', 'ban/report')).toBe('2023-08-15');
  });
});

describe('004 (Sở Y tế)', () => {
  test('R40, F24: seven working days after Thursday 24 August, over Quốc khánh', () => {
    expect(due('so-y-te', 'so/report')).toBe('2023-09-06');
  });
  test('R3, R38: retirement notice; one copy stays with the counted ballots', () => {
    const round = roundPlanOf(planOf('so-y-te'), 'so');
    expect(round.excluded.map(({ reason }) => reason)).toEqual(['retirementNotice']);
    expect(round.venue.minutesCopies.at(-1)).toEqual({
      recipient: 'Lưu cùng với số phiếu được kiểm',
    });
  });
});
