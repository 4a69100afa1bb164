import type { MeetingResult } from '#shared/result/result.ts';
import type { PaperFacts } from './facts.ts';

/** The facts of a round whose result is stored: what every paper with figures asks for. */
export type CountedFacts = PaperFacts & { readonly result: MeetingResult };

/** The same facts once the result is there, or null: no paper ever invents a figure. */
export function counted(facts: PaperFacts): CountedFacts | null {
  const { result } = facts;
  return result === null ? null : { ...facts, result };
}
