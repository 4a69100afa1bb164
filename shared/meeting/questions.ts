import type { RecordedQuestion } from './commands.ts';
import type { DecideContext, Decided } from './decision.ts';
import { record, refuse } from './decision.ts';
import { phaseOf } from './phase.ts';
import type { Round } from './state.ts';

/**
 * The voters' written questions and their answers become part of the record right before the ballot
 * is frozen (R10, design 7). Said again with others, the last word stands; after the freeze, none.
 */
export function recordQuestions(
  { at }: DecideContext,
  round: Round,
  questions: readonly RecordedQuestion[],
): Decided {
  if (phaseOf(round) !== 'preparing') return refuse('wrong-phase');
  if (JSON.stringify(questions) === JSON.stringify(round.log.questions)) return record();
  return record({ type: 'questions-recorded', at, questions });
}

/** How many of them have been answered. */
export function answeredOf(questions: readonly RecordedQuestion[]): number {
  return questions.filter(({ answered }) => answered !== null).length;
}
