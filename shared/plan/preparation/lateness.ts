import { daysBetween } from '../dates.ts';
import type { Plan } from '../plan-types.ts';
import { timelineOf } from '../timeline.ts';
import type { Question } from './book.ts';

/** How one act stands against its deadline. `none`: the plan's rule names no day for it. */
export type ActState = 'inTime' | 'late' | 'waiting' | 'overdue' | 'none';

export interface ActDay {
  /** When it was done; null: not yet. */
  readonly on: string | null;
  /** The last day in time; null where the rule names none. */
  readonly due: string | null;
  readonly state: ActState;
  /** Days after the due day, until it was done or until today; 0 when in time. */
  readonly daysLate: number;
}

/** The three acts of a question (R10) against the 10 and 3 days of R7 and R8. */
export interface QuestionDays {
  readonly received: ActDay;
  readonly forwarded: ActDay;
  readonly answered: ActDay;
}

/** The steps whose day binds each act, the first that the venue's profile has. */
const STEPS: Readonly<Record<keyof QuestionDays, readonly string[]>> = {
  received: ['voters-questions', 'deputies-questions'],
  forwarded: ['questions-to-subject', 'deputies-questions'],
  answered: ['explanation'],
};

/** How the question stands on `today`; a venue the plan no longer has binds nothing. */
export function questionDays(plan: Plan, question: Question, today: string): QuestionDays {
  const steps = new Map(timelineOf(plan).map(({ key, due }) => [key, due]));
  function dayOf(act: keyof QuestionDays): ActDay {
    const key = STEPS[act].map((id) => `${question.venue}/${id}`).find((each) => steps.has(each));
    return actDay(question[act], key === undefined ? null : (steps.get(key) ?? null), today);
  }
  return {
    received: dayOf('received'),
    forwarded: dayOf('forwarded'),
    answered: dayOf('answered'),
  };
}

function actDay(on: string | null, due: string | null, today: string): ActDay {
  if (due === null) return { on, due, state: 'none', daysLate: 0 };
  const daysLate = Math.max(0, daysBetween(due, on ?? today));
  if (on === null) return { on, due, state: daysLate > 0 ? 'overdue' : 'waiting', daysLate };
  return { on, due, state: daysLate > 0 ? 'late' : 'inTime', daysLate };
}
