import type { Plan } from '#shared/plan/plan-types.ts';
import type { Book, Question } from '#shared/plan/preparation/book.ts';
import { questionDays, type ActDay } from '#shared/plan/preparation/lateness.ts';
import {
  bold,
  capitals,
  cell,
  centred,
  headCell,
  landscape,
  line,
  middle,
  table,
} from './blocks.ts';
import type { Cell, Paper } from './model.ts';
import { paddedDay } from './timeline.ts';

/** How one act of a question stands, in words. */
export function actText({ on, due, state, daysLate }: ActDay): string {
  const by = due === null ? '' : paddedDay(due);
  const day = on === null ? '' : paddedDay(on);
  return {
    inTime: `${day}, đúng hạn`,
    late: `${day}, chậm ${daysLate} ngày (hạn ${by})`,
    waiting: `chưa có, hạn ${by}`,
    overdue: `chưa có, quá hạn ${daysLate} ngày (hạn ${by})`,
    none: on === null ? 'chưa có' : day,
  }[state];
}

/** The written questions and answers as a list to hand over (R10): A4 on its side. */
export function questionsPaper(plan: Plan, { questions }: Book, today: string): Paper {
  const unit = plan.staffUnit ?? 'Cơ quan tham mưu về tổ chức, cán bộ';
  return {
    id: 'questions',
    fileName: 'yeu-cau-lam-ro-va-giai-trinh',
    title: 'Yêu cầu làm rõ bằng văn bản và giải trình',
    page: landscape(`Yêu cầu làm rõ · Kế hoạch số ${plan.number} · in ngày ${paddedDay(today)}`),
    watermark: null,
    blocks: [
      centred(bold(capitals(plan.issuingBody)), { size: 13 }),
      centred(bold('YÊU CẦU LÀM RÕ BẰNG VĂN BẢN VÀ GIẢI TRÌNH'), { size: 15, before: 4 }),
      centred(`${plan.title} (gửi qua ${unit})`, { size: 12, after: 6 }),
      table([10, 38, 38, 64, 50, 57], 1, [
        ['STT', 'Người được lấy phiếu', 'Người hỏi', 'Nội dung', 'Thời gian', 'Giải trình'].map(
          (text) => headCell(text, { size: 11 }),
        ),
        ...questions.map((question, i) => row(plan, question, i, today)),
      ]),
      line(`Tổng số: ${questions.length} câu.`, { size: 12, before: 6 }),
    ],
  };
}

function row(plan: Plan, question: Question, i: number, today: string): Cell[] {
  const subject = plan.subjects.find(({ id }) => id === question.subject);
  const venue = plan.venues.find(({ id }) => id === question.venue);
  const days = questionDays(plan, question, today);
  const file = question.answerFile === null ? [] : [`Tệp: ${question.answerFile.name}`];
  return [
    middle(String(i + 1), { size: 11 }),
    lines([subject?.name ?? question.subject, venue?.name ?? '']),
    cell(question.from, { size: 11 }),
    lines(question.text.split('\n')),
    lines([
      `Nhận: ${actText(days.received)}`,
      `Chuyển: ${actText(days.forwarded)}`,
      `Giải trình: ${actText(days.answered)}`,
    ]),
    lines([...question.answer.split('\n'), ...file]),
  ];
}

function lines(texts: readonly string[]): Cell {
  const shown = texts.filter((text) => text !== '');
  return {
    content: (shown.length === 0 ? [''] : shown).map((text) => line(text, { size: 11 })),
    vertical: 'top',
  };
}
