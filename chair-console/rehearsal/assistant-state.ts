import type { AnyRefusal } from '#shared/ui/refusal-text.ts';
import type { ShownBallot } from './desk-guest.ts';

/** The words this page writes into the record of a rehearsal. */
export interface RehearsalWords {
  /** How the committee was elected, and the reason of every gap. */
  readonly reason: string;
  readonly desk: string;
  /** A teller who is not in the plan's proposal. */
  teller(n: number): string;
}

/** One step of the assistant, in the order of a meeting (procedure E). */
export type StepName =
  | 'freeze'
  | 'roll'
  | 'quorum'
  | 'phones'
  | 'committee'
  | 'seal'
  | 'open'
  | 'issue'
  | 'cast'
  | 'paper'
  | 'agree'
  | 'recount'
  | 'gaps'
  | 'minutes';

/** What the assistant is asked for. */
export type Goal = 'prepare' | 'issue' | 'cast' | 'count' | 'minutes';

/** Which step is under way; `done` of `total` parts, both 0 where it has only one. */
export interface Progress {
  readonly goal: Goal;
  readonly step: StepName;
  readonly at: number;
  readonly of: number;
  readonly done: number;
  readonly total: number;
}

/** What a screen shows of the assistant. */
export interface AssistantState {
  readonly progress: Progress | null;
  /** Why the last goal was not reached; every goal can be asked for again. */
  readonly problem: AnyRefusal | null;
  readonly ballot: ShownBallot | null;
  /** Numbers of the tellers this page plays. */
  readonly played: ReadonlySet<number>;
  /** Everyone who can be played is: the assistant waits for the others' own devices. */
  readonly waiting: boolean;
}

/** Before anything was asked for. */
export const NOTHING_YET: AssistantState = {
  progress: null,
  problem: null,
  ballot: null,
  played: new Set(),
  waiting: false,
};
