import type { Plan } from '#shared/plan/plan-types.ts';
import { daysBetween, weekday } from '#shared/plan/dates.ts';
import {
  stateOf,
  type StepDone,
  type StepsDone,
  type TimelineStep,
} from '#shared/plan/timeline.ts';
import { wrongOrder } from '#shared/plan/preparation/attention.ts';
import {
  bold,
  capitals,
  cell,
  centred,
  headCell,
  italic,
  landscape,
  line,
  middle,
  space,
  table,
} from './blocks.ts';
import type { Block, Cell, Paper } from './model.ts';

const WEEKDAYS = [
  'Chủ nhật',
  'Thứ Hai',
  'Thứ Ba',
  'Thứ Tư',
  'Thứ Năm',
  'Thứ Sáu',
  'Thứ Bảy',
] as const;

/** `2023-12-20` as `20/12/2023`, both padded: in columns of days. */
export function paddedDay(date: string): string {
  return date.split('-').reverse().join('/');
}

/** `Thứ Tư, 20/12/2023`. */
export function dayWithWeekday(date: string): string {
  return `${WEEKDAYS[weekday(date)] ?? ''}, ${paddedDay(date)}`;
}

/** How a step stands, in words. */
export function stepStateText(
  step: TimelineStep,
  done: StepDone | undefined,
  today: string,
): string {
  const due = step.due ?? today;
  const on = done === undefined ? '' : paddedDay(done.on);
  return {
    done: `Đã xong ngày ${on}`,
    doneLate: `Xong chậm ${daysBetween(due, done?.on ?? due)} ngày (ngày ${on})`,
    late: `Quá hạn ${daysBetween(due, today)} ngày`,
    today: 'Đến hạn hôm nay',
    soon: `Còn ${daysBetween(today, due)} ngày`,
    ahead: `Còn ${daysBetween(today, due)} ngày`,
    undated: 'Chưa có hạn',
  }[stateOf(step, done, today)];
}

/** What the printed timeline shows. */
export interface TimelineSheet {
  readonly plan: Plan;
  /** In the order of their days. */
  readonly steps: readonly TimelineStep[];
  readonly done: StepsDone;
  /** The day of printing. */
  readonly today: string;
}

/** The timeline as a table to hang up (R7, R8, R40): A4 on its side, the head on every page. */
export function timelinePaper({ plan, steps, done, today }: TimelineSheet): Paper {
  return {
    id: 'timeline',
    fileName: 'tien-do-chuan-bi',
    title: 'Tiến độ chuẩn bị lấy phiếu tín nhiệm',
    page: landscape(`Tiến độ chuẩn bị · Kế hoạch số ${plan.number} · in ngày ${paddedDay(today)}`),
    watermark: null,
    blocks: [
      centred(bold(capitals(plan.issuingBody)), { size: 13 }),
      centred(bold('TIẾN ĐỘ CHUẨN BỊ LẤY PHIẾU TÍN NHIỆM'), { size: 15, before: 4 }),
      centred(`${plan.title} (Kế hoạch số ${plan.number} ngày ${paddedDay(plan.date)})`, {
        size: 12,
        after: 6,
      }),
      stepTable(plan, steps, done, today),
      ...remarks(plan, steps),
    ],
  };
}

function stepTable(
  plan: Plan,
  steps: readonly TimelineStep[],
  done: StepsDone,
  today: string,
): Block {
  const names = new Map(plan.venues.map(({ id, name }) => [id, name]));
  const isOne = new Set(steps.map(({ venue }) => venue)).size === 1;
  const heads = ['STT', 'Hạn', 'Việc', 'Ai làm', 'Căn cứ', 'Tình trạng'];
  return table(
    [11, 34, 88, 44, 40, 40],
    1,
    [
      heads.map((text) => headCell(text, { size: 11 })),
      ...steps.map((step, i): Cell[] => {
        const { due, what, who, basis, foreseen, key, venue } = step;
        const note = done[key]?.note ?? '';
        const state = stepStateText(step, done[key], today);
        const where = isOne ? [] : [line(italic(names.get(venue) ?? venue), { size: 10 })];
        return [
          middle(String(i + 1), { size: 11 }),
          middle(due === null ? 'Chưa có ngày' : dayWithWeekday(due), { size: 11 }),
          { content: [line(what, { size: 11 }), ...where], vertical: 'middle' },
          cell(who, { size: 11 }),
          cell(foreseen ? `${basis} (*)` : basis, { size: 11 }),
          cell(note === '' ? state : `${state}. ${note}`, { size: 11 }),
        ];
      }),
    ],
    { rowHeight: 8 },
  );
}

function remarks(plan: Plan, steps: readonly TimelineStep[]): Block[] {
  const foreseen = steps.some((step) => step.foreseen)
    ? ['(*) Ngày nghỉ lễ của năm này mới dự kiến theo luật, xem lại khi có thông báo.']
    : [];
  const order = wrongOrder(plan).map(
    ({ party, council }) =>
      `Lưu ý: «${party}» lấy phiếu trước «${council}», trái thứ tự chức danh cấp ủy lấy phiếu sau chức danh do HĐND bầu.`,
  );
  return [...foreseen, ...order].flatMap((text) => [space(2), line(italic(text), { size: 11 })]);
}
