import type { BoardEntry } from '../protocol/entries.ts';
import type { Sodium } from '../protocol/sodium.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { LogEvent } from './events.ts';
import type { Refusal, RefusalCode } from './refusals.ts';
import { refusal } from './refusals.ts';

/** What a decision may depend on beside the round and the command. */
export interface DecideContext {
  readonly sodium: Sodium;
  /** The round's id, `rounds/<venue>-<k>`. */
  readonly id: string;
  /** ISO 8601, stamped by the server. */
  readonly at: string;
}

/** What a command leads to: events of the log and, for tellers' devices, an entry of the board. */
export interface Decision {
  readonly log: readonly LogEvent[];
  readonly board: readonly BoardEntry[];
}

/** A decision or the one reason against it. */
export type Decided = Result<Decision, Refusal>;

/** Records these events. None at all means: it is so already, the same answer again. */
export function record(...log: LogEvent[]): Decided {
  return ok({ log, board: [] });
}

/** Posts one entry of a teller's device on the board. */
export function post(entry: BoardEntry): Decided {
  return ok({ log: [], board: [entry] });
}

/** Refuses, with the figures the text needs. */
export function refuse(code: RefusalCode, detail?: Refusal['detail']): Decided {
  return err(refusal(code, detail));
}

/** A reason or incident in 1 to 500 characters. */
export function isReason(text: string): boolean {
  const { length } = text.trim();
  return length >= 1 && length <= 500;
}
