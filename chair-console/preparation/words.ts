import { daysBetween, weekday } from '#shared/plan/dates.ts';
import { paddedDay } from '#shared/papers/timeline.ts';
import type { ActDay } from '#shared/plan/preparation/lateness.ts';
import { stateOf, type StepDone, type TimelineStep } from '#shared/plan/timeline.ts';
import { t, type TextKey } from '#shared/ui/lang.svelte.ts';

/** `Thứ Tư 20/12/2023`. */
export function dayText(date: string): string {
  return `${t(`prep.weekday.${weekday(date)}` as TextKey)} ${paddedDay(date)}`;
}

/** How a step stands, in words: never by a colour alone. */
export function stepText(step: TimelineStep, done: StepDone | undefined, today: string): string {
  const state = stateOf(step, done, today);
  const due = step.due ?? today;
  const until = state === 'doneLate' ? (done?.on ?? due) : today;
  return t(`prep.state.${state}`, {
    n: Math.abs(daysBetween(due, until)),
    on: done === undefined ? '' : paddedDay(done.on),
  });
}

/** How one act of a question stands against its day, in words. */
export function actText({ on, due, state, daysLate }: ActDay): string {
  const key = state === 'none' && on === null ? 'noneYet' : state;
  return t(`prep.act.${key}`, {
    on: on === null ? '' : paddedDay(on),
    due: due === null ? '' : paddedDay(due),
    n: daysLate,
  });
}

/** `2,4 MB`, `310 KB`. */
export function sizeText(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  if (kilobytes < 1000) return `${kilobytes} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1).replace('.', ',')} MB`;
}
