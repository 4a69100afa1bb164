import type { CastMessage, MarkCode } from '#shared/protocol/entries.ts';
import type { DeviceState } from './state.ts';

/**
 * A ballot that was sealed before the voter said whether to cast or to test it (P 4.9): a page
 * that means to cheat must do so now, before it knows which.
 */
export interface Commitment {
  readonly code: string;
  readonly marks: readonly MarkCode[];
  readonly id: string;
  readonly message: CastMessage;
  /** What opens this sealing to a second device, a secret until it is tested (SPEC B11). */
  readonly test: string;
}

/** What is left of a sealing that was tested: the message that could be cast is gone. */
export type Tested = Pick<Commitment, 'code' | 'id' | 'test'>;

/**
 * Forgets a sealing that no longer stands for what is on the record: other marks, another code, a
 * ballot that another tab has sealed, closed polls.
 */
export function settle(state: DeviceState): DeviceState {
  const { record, commitment, tested } = state;
  if (commitment === null && tested === null) return state;
  const marking = record?.stage === 'marking' ? record : null;
  const isSame =
    commitment?.code === marking?.code &&
    commitment?.marks.every((mark, line) => marking?.marks[line] === mark) === true;
  return {
    ...state,
    commitment: isSame ? commitment : null,
    tested: tested?.code === marking?.code ? tested : null,
  };
}

/** Whether the ballot whose code is shown may still be tested: never one that was cast. */
export function mayTest({ commitment, sealing, tested, unstorable }: DeviceState): boolean {
  return commitment !== null && !sealing && tested === null && !unstorable;
}
