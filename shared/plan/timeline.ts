import { daysBefore } from './dates.ts';
import { HOLIDAY_YEARS, isAnnounced, type CalendarChanges } from './holidays.ts';
import type { Plan, Venue } from './plan-types.ts';
import { PROFILES, type Deadline, type Responsible } from './profiles.ts';
import { workingDaysAfter } from './working-days.ts';

/** What a step of the timeline is: a deadline of the rule, the body's own, the day, the report. */
export type StepKind = 'deadline' | 'own' | 'openingDay' | 'votingDay' | 'report';

/** One step from the plan to the report of one venue. */
export interface TimelineStep {
  /** `<venueId>/<step>`, distinct within the plan: what is noted as done is kept under it. */
  readonly key: string;
  readonly venue: string;
  readonly kind: StepKind;
  readonly what: string;
  readonly who: string;
  /** The last day on which it is in time, `YYYY-MM-DD`; null where the plan names none. */
  readonly due: string | null;
  /** Where the day comes from, in Vietnamese: "20 ngày trước ngày lấy phiếu". */
  readonly basis: string;
  /** True when working days were counted over a year whose holidays are not announced. */
  readonly foreseen: boolean;
}

/** When a step was done: the day, and what the staff unit notes beside it. */
export interface StepDone {
  readonly on: string;
  readonly note: string;
}
export type StepsDone = Readonly<Record<string, StepDone>>;

export type StepState = 'done' | 'doneLate' | 'late' | 'today' | 'soon' | 'ahead' | 'undated';

/** Days before its due day from which a step counts as coming soon. */
const SOON_DAYS = 3;

/**
 * The steps of every venue of the plan in the order of their days (R7, R8, R40): calendar days back
 * from the voting day or from the opening of the session, the body's own dates, the day itself, and
 * the report, whose "7 ngày làm việc" alone are working days (F24).
 */
export function timelineOf(plan: Plan): TimelineStep[] {
  const steps = plan.venues.flatMap((venue) => stepsAt(plan, venue));
  return steps
    .map((step, k) => ({ step, k }))
    .sort((a, b) => byDay(a.step, b.step) || a.k - b.k)
    .map(({ step }) => step);
}

/** How a step stands on `today` (`YYYY-MM-DD`, the laptop's day). */
export function stateOf(step: TimelineStep, done: StepDone | undefined, today: string): StepState {
  const { due } = step;
  if (done !== undefined) return due !== null && done.on > due ? 'doneLate' : 'done';
  if (due === null) return 'undated';
  if (due < today) return 'late';
  if (due === today) return 'today';
  return daysBefore(due, SOON_DAYS) <= today ? 'soon' : 'ahead';
}

function stepsAt(plan: Plan, venue: Venue): TimelineStep[] {
  const of = { venue: venue.id, foreseen: false };
  const { deadlines } = PROFILES[venue.profile];
  return [
    ...deadlines.map((deadline) => ruleStep(plan, venue, deadline)),
    ...(venue.ownDeadlines ?? []).map(({ what, by, who }, k): TimelineStep => ({
      ...of,
      key: `${venue.id}/own-${k + 1}`,
      kind: 'own',
      what,
      who: who ?? staffUnitOf(plan),
      due: by,
      basis: 'Theo kế hoạch của đơn vị',
    })),
    ...(venue.openingDay === undefined ? [] : [openingStep(venue, venue.openingDay)]),
    {
      ...of,
      key: `${venue.id}/votingDay`,
      kind: 'votingDay',
      what: `Tổ chức lấy phiếu tín nhiệm: ${venue.name}`,
      who: venue.chair,
      due: venue.votingDay,
      basis: 'Ngày lấy phiếu',
    },
    reportStep(plan, venue),
  ];
}

function openingStep(venue: Venue, due: string): TimelineStep {
  const { id, chair: who } = venue;
  const kind = 'openingDay';
  const words = { what: 'Khai mạc kỳ họp', basis: 'Ngày khai mạc kỳ họp' };
  return { key: `${id}/${kind}`, venue: id, kind, who, due, foreseen: false, ...words };
}

function ruleStep(plan: Plan, venue: Venue, deadline: Deadline): TimelineStep {
  const { id, days, before, what, who } = deadline;
  const anchor = before === 'votingDay' ? venue.votingDay : venue.openingDay;
  return {
    key: `${venue.id}/${id}`,
    venue: venue.id,
    kind: 'deadline',
    what,
    who: whoText(plan, venue, who),
    due: anchor === undefined ? null : daysBefore(anchor, days),
    basis: `Chậm nhất ${days} ngày trước ${before === 'votingDay' ? 'ngày lấy phiếu' : 'ngày khai mạc kỳ họp'}`,
    foreseen: false,
  };
}

function reportStep(plan: Plan, venue: Venue): TimelineStep {
  const to = venue.reportTo ?? plan.managingAuthority ?? plan.superiorBody;
  const { due, basis, foreseen } = reportDueAt(plan, venue);
  return {
    key: `${venue.id}/report`,
    venue: venue.id,
    kind: 'report',
    what: `Gửi báo cáo kết quả kèm biên bản kiểm phiếu${to === undefined ? '' : ` đến ${to}`}`,
    who: staffUnitOf(plan),
    due,
    basis,
    foreseen,
  };
}

/** When the report of a venue is due (R40), and whether holidays not yet announced were counted. */
export function reportDueAt(
  plan: Plan,
  venue: Venue,
): Pick<TimelineStep, 'due' | 'basis' | 'foreseen'> {
  const { reportDue } = venue;
  if (reportDue === undefined) {
    return { due: null, basis: 'Kế hoạch không ghi thời hạn', foreseen: false };
  }
  if ('by' in reportDue) {
    return { due: reportDue.by, basis: 'Theo kế hoạch của đơn vị', foreseen: false };
  }
  const due = workingDaysAfter(venue.votingDay, reportDue.workingDays, changesOf(plan));
  const years = [venue.votingDay, due].map((day) => Number(day.slice(0, 4)));
  return {
    due,
    basis: `${reportDue.workingDays} ngày làm việc sau ngày lấy phiếu`,
    foreseen: !isAnnounced(due) || years.some((year) => !HOLIDAY_YEARS.includes(year)),
  };
}

/** The days a plan sets against the product's holidays. */
export function changesOf({ daysOff, workDays }: Plan): CalendarChanges {
  return { daysOff: daysOff ?? [], workDays: workDays ?? [] };
}

function staffUnitOf(plan: Plan): string {
  return plan.staffUnit ?? 'Cơ quan tham mưu về tổ chức, cán bộ';
}

function whoText(plan: Plan, venue: Venue, who: Responsible): string {
  if (who === 'staffUnit') return staffUnitOf(plan);
  const council = venue.kind === 'councilSession';
  return {
    subject: 'Người được lấy phiếu',
    voter: council ? 'Đại biểu HĐND' : 'Người ghi phiếu',
    standing: 'Thường trực HĐND',
    front: 'Ban Thường trực Ủy ban MTTQ',
  }[who];
}

/** Undated steps last. */
function byDay(a: TimelineStep, b: TimelineStep): number {
  const [first, second] = [a.due ?? '9', b.due ?? '9'];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}
