import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysAfter, daysBefore, weekday } from '#shared/plan/dates.ts';
import { HOLIDAY_YEARS, isHoliday } from '#shared/plan/holidays.ts';
import { timelineCalendar } from '#shared/plan/ics.ts';
import type { Plan, Venue } from '#shared/plan/plan.ts';
import { samplePlan } from '#shared/plan/sample.ts';
import { stateOf, timelineOf, type TimelineStep } from '#shared/plan/timeline.ts';
import { isWorkingDay, workingDaysAfter } from '#shared/plan/working-days.ts';

const anyDay = fc
  .integer({ min: Date.UTC(2023, 0, 1) / 86_400_000, max: Date.UTC(2030, 11, 1) / 86_400_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));

function planWith(venue: Partial<Venue>, plan: Partial<Plan> = {}): Plan {
  const sample = samplePlan('2026-11-21');
  const first = sample.venues[0]!;
  return { ...sample, ...plan, venues: [{ ...first, id: 'v', ...venue }] };
}

function due(plan: Plan): string[] {
  return timelineOf(plan).map(({ key, due }) => `${key} ${due ?? '-'}`);
}

describe('days', () => {
  test('days after and before undo each other, and the weekday is the calendar’s', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 800 }), (day, count) => {
        expect(daysBefore(daysAfter(day, count), count)).toBe(day);
        expect(weekday(day)).toBe(new Date(`${day}T00:00:00Z`).getUTCDay());
      }),
    );
  });

  test('F24: a working day is never a Sunday nor a holiday, and n of them are counted', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 30 }), (day, count) => {
        fc.pre(Number(day.slice(0, 4)) < 2030);
        const end = workingDaysAfter(day, count);
        let worked = 0;
        for (let at = daysAfter(day, 1); at <= end; at = daysAfter(at, 1)) {
          if (isWorkingDay(at)) worked += 1;
        }
        expect(worked).toBe(count);
        expect(isWorkingDay(end)).toBe(true);
        expect(weekday(end)).not.toBe(0);
        expect(isHoliday(end)).toBe(false);
      }),
    );
  });

  test.each([
    // Voting on Thursday 31 August 2023: 1/9 off, 2/9 Saturday, 4/9 off in its place (004's autumn).
    ['2023-08-31', 7, '2023-09-13'],
    // Tết Bính Ngọ: 16–20 February 2026 off.
    ['2026-02-13', 1, '2026-02-23'],
    // Saturday 22 August 2026 is worked for Monday 31.
    ['2026-08-21', 1, '2026-08-22'],
    ['2026-08-28', 1, '2026-09-03'],
    // Giỗ Tổ on a Sunday: the Monday after is off (Bộ luật Lao động Đ111).
    ['2026-04-24', 1, '2026-04-28'],
    ['2024-04-26', 1, '2024-05-02'],
  ])('R40: from %s, %d working days end on %s', (day, count, end) => {
    expect(workingDaysAfter(day, count)).toBe(end);
  });

  test('F24: a plan may take a day off and work on another', () => {
    const changes = { daysOff: ['2026-11-23'], workDays: ['2026-11-24', '2026-11-28'] };
    expect(workingDaysAfter('2026-11-20', 1, changes)).toBe('2026-11-24');
    expect(isWorkingDay('2026-11-28', changes)).toBe(true);
    expect(isWorkingDay('2026-11-29', changes)).toBe(false);
  });

  test('every year of the data has the fixed holidays, on the day or in its place', () => {
    for (const year of HOLIDAY_YEARS) {
      for (const fixed of ['01-01', '04-30', '05-01', '09-02']) {
        const day = `${year}-${fixed}`;
        const inPlace = [0, 1, 2, 3, 4].map((k) => daysAfter(day, k));
        const off = inPlace.find((at) => weekday(at) % 6 !== 0)!;
        expect(isHoliday(off), off).toBe(true);
      }
    }
  });
});

describe('R7, R8, R40: the timeline', () => {
  test('party regime: 20, 15, 10, 10, 3 calendar days back from the voting day', () => {
    const plan = planWith({
      kind: 'conference',
      profile: 'party-96',
      votingDay: '2023-07-10',
      reportDue: { workingDays: 7 },
    });
    expect(due(plan)).toEqual([
      'v/subject-report 2023-06-20',
      'v/dossier-to-voters 2023-06-25',
      'v/voters-questions 2023-06-30',
      'v/questions-to-subject 2023-06-30',
      'v/explanation 2023-07-07',
      'v/votingDay 2023-07-10',
      'v/report 2023-07-19',
    ]);
  });

  test('R8: a session counts from its opening and from its sitting', () => {
    const plan = planWith({
      kind: 'councilSession',
      profile: 'council-96',
      openingDay: '2023-12-05',
      votingDay: '2023-12-07',
      reportDue: { by: '2023-12-31' },
    });
    expect(due(plan)).toEqual([
      'v/list 2023-10-21',
      'v/subject-report 2023-11-05',
      'v/front-digest 2023-11-10',
      'v/documents-to-deputies 2023-11-15',
      'v/verification-requests 2023-11-20',
      'v/deputies-questions 2023-11-27',
      'v/explanation 2023-12-04',
      'v/openingDay 2023-12-05',
      'v/votingDay 2023-12-07',
      'v/report 2023-12-31',
    ]);
  });

  test('an own date takes its place, a report without a date comes last', () => {
    const plan = planWith(
      {
        kind: 'conference',
        profile: 'party-96-kh',
        votingDay: '2023-07-14',
        ownDeadlines: [{ what: 'Gửi báo cáo tự đánh giá', by: '2023-06-20' }],
      },
      { staffUnit: 'Thanh tra Sở' },
    );
    expect(due(plan)).toEqual([
      'v/own-1 2023-06-20',
      'v/dossier-to-voters 2023-06-29',
      'v/questions-to-subject 2023-07-04',
      'v/votingDay 2023-07-14',
      'v/report -',
    ]);
    const steps = timelineOf(plan);
    expect(steps.filter(({ who }) => who === 'Thanh tra Sở').map(({ key }) => key)).toEqual([
      'v/own-1',
      'v/dossier-to-voters',
      'v/questions-to-subject',
      'v/report',
    ]);
  });

  test('F24: working days over a year not announced are said to be foreseen', () => {
    function inYear(votingDay: string): boolean {
      const steps = timelineOf(planWith({ votingDay, reportDue: { workingDays: 7 } }));
      return steps.find(({ kind }) => kind === 'report')!.foreseen;
    }
    expect(inYear('2026-03-10')).toBe(false);
    expect(inYear('2028-03-10')).toBe(true);
    expect(inYear('2041-03-10')).toBe(true);
  });

  test('what is due, done and late', () => {
    const step = { due: '2026-03-10' } as TimelineStep;
    function on(day: string) {
      return stateOf(step, undefined, day);
    }
    expect(['2026-03-06', '2026-03-07', '2026-03-10', '2026-03-11'].map(on)).toEqual([
      'ahead',
      'soon',
      'today',
      'late',
    ]);
    expect(stateOf(step, { on: '2026-03-10', note: '' }, '2026-05-01')).toBe('done');
    expect(stateOf(step, { on: '2026-03-11', note: '' }, '2026-05-01')).toBe('doneLate');
    expect(stateOf({ ...step, due: null }, undefined, '2026-05-01')).toBe('undated');
  });
});

describe('RFC 5545: the calendar file', () => {
  const plan = planWith({
    name: 'Hội nghị; cán bộ, công chức',
    kind: 'conference',
    profile: 'party-96',
    votingDay: '2026-12-31',
    reportDue: { workingDays: 7 },
  });
  const file = timelineCalendar(timelineOf(plan), {
    title: plan.title,
    planId: 'p',
    stamp: '20261121T080000Z',
    venueName: () => 'Hội nghị; cán bộ, công chức',
  });

  test('lines end in CRLF, none is longer than 75 octets, no letter is cut', () => {
    const lines = file.split('\r\n');
    expect(lines.at(-1)).toBe('');
    for (const line of lines) expect(new TextEncoder().encode(line).length).toBeLessThan(76);
    expect(file).not.toMatch(/[^\r]\n/u);
    expect(file).not.toContain('\uFFFD');
    const unfolded = file.replaceAll('\r\n ', '');
    expect(unfolded).toContain('Hội nghị\\; cán bộ\\, công chức\\nNgười được lấy phiếu\\n');
  });

  test('every dated step is one whole-day event; the last day of a year ends in the next', () => {
    expect(file.match(/BEGIN:VEVENT/gu)).toHaveLength(7);
    expect(file).toContain('DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101');
    expect(file).toContain('UID:v-votingDay-p@hom-phieu');
  });
});
