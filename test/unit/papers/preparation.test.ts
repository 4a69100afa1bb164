import { describe, expect, test } from 'vitest';
import { LANDSCAPE_WIDTH } from '#shared/papers/blocks.ts';
import type { Paper, Table } from '#shared/papers/model.ts';
import { questionsPaper } from '#shared/papers/questions.ts';
import { dayWithWeekday, timelinePaper } from '#shared/papers/timeline.ts';
import { EMPTY_BOOK, withQuestion } from '#shared/plan/preparation/book.ts';
import { SAMPLES } from '#shared/plan/samples/samples.ts';
import { timelineOf } from '#shared/plan/timeline.ts';
import { smallPlan } from '../../support/hall.ts';

function tableOf({ blocks }: Paper): Table {
  const found = blocks.find((block) => block.type === 'table');
  if (found === undefined) throw new Error('no table');
  return found;
}

function rowsOf(paper: Paper): string[] {
  return tableOf(paper).rows.map((row) =>
    row
      .map(({ content }) =>
        content.map(({ runs }) => runs.map(({ text }) => text).join('')).join(' '),
      )
      .join(' | '),
  );
}

describe('the printed timeline (R7, R8, R40)', () => {
  test.each(SAMPLES.map(({ id, plan }) => [id, plan] as const))(
    '%s: a row for each step, within the margins, the head on every page',
    (_, plan) => {
      const steps = timelineOf(plan);
      const paper = timelinePaper({ plan, steps, done: {}, today: plan.date });
      const { widths, headerRows, rows } = tableOf(paper);
      expect(rows).toHaveLength(steps.length + 1);
      expect(headerRows).toBe(1);
      expect(widths.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(LANDSCAPE_WIDTH);
    },
  );

  test('day with weekday, who, basis, state in words, and what was noted', () => {
    const plan = smallPlan();
    const done = { 'bch/subject-report': { on: '2026-03-02', note: 'Công văn 12' } };
    const rows = rowsOf(
      timelinePaper({ plan, steps: timelineOf(plan), done, today: '2026-03-06' }),
    );
    expect(rows[1]).toBe(
      '1 | Thứ Bảy, 28/02/2026 | Người được lấy phiếu gửi báo cáo và hồ sơ | Người được lấy phiếu | Chậm nhất 20 ngày trước ngày lấy phiếu | Xong chậm 2 ngày (ngày 02/03/2026). Công văn 12',
    );
    expect(rows[2]).toContain('Quá hạn 1 ngày');
    expect(rows.at(-1)).toContain('Chưa có ngày');
    expect(dayWithWeekday('2023-12-20')).toBe('Thứ Tư, 20/12/2023');
  });

  test('foreseen holidays are said beneath', () => {
    const plan = smallPlan({ votingDay: '2029-03-20', reportDue: { workingDays: 7 } });
    const paper = timelinePaper({ plan, steps: timelineOf(plan), done: {}, today: '2029-01-01' });
    expect(rowsOf(paper).at(-1)).toContain('(*)');
    expect(JSON.stringify(paper.blocks.at(-1))).toContain('mới dự kiến theo luật');
  });
});

test('the list of questions states days, lateness and answer (R10)', () => {
  const question = {
    id: 'q',
    venue: 'bch',
    subject: 'subject2',
    from: 'Phòng Tổ chức',
    text: 'Đề nghị làm rõ.',
    received: '2026-03-11',
    forwarded: null,
    answered: '2026-03-16',
    answer: 'Đã rõ.',
    answerFile: { name: 'Giải trình', file: `kho/${'a'.repeat(64)}.pdf`, bytes: 1 },
  };
  const book = withQuestion(EMPTY_BOOK, question);
  expect(rowsOf(questionsPaper(smallPlan(), book, '2026-03-20'))[1]).toBe(
    '1 | Cán bộ số 2 Hội nghị Ban Chấp hành | Phòng Tổ chức | Đề nghị làm rõ. | Nhận: 11/03/2026, chậm 1 ngày (hạn 10/03/2026) Chuyển: chưa có, quá hạn 10 ngày (hạn 10/03/2026) Giải trình: 16/03/2026, đúng hạn | Đã rõ. Tệp: Giải trình',
  );
});
