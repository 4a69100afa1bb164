import type { Receipt } from '#shared/protocol/entries.ts';
import type { Tested } from './commitment.ts';
import type { BallotRecord } from './record.ts';
import { isCalled, isForeign, isMissing, isOver, type DeviceState } from './state.ts';

/** What the voter sees: one screen for every state, true after a reload too. */
export type Screen =
  | { readonly name: 'loading' }
  /** No code here: scan or type one. A kiosk waits for the desk instead. */
  | { readonly name: 'welcome' }
  | { readonly name: 'noRound' }
  /** Before the polls; `ready`: a code is stored and will be opened by itself. */
  | { readonly name: 'notOpen'; readonly ready: boolean }
  | { readonly name: 'phonesNotAllowed' }
  /** The exchange is under way. */
  | { readonly name: 'opening' }
  /** The exchange was refused; `again`: the device tries again by itself. */
  | { readonly name: 'refused'; readonly code: string; readonly again: boolean }
  | { readonly name: 'marking'; readonly record: Extract<BallotRecord, { stage: 'marking' }> }
  /** A sealing that will never be cast is open to a second device (P 4.9). */
  | { readonly name: 'testing'; readonly tested: Tested }
  /** Sealed and on its way; `stopped`: the server gave an answer that will not change. */
  | {
      readonly name: 'sending';
      readonly late: boolean;
      readonly trouble: string | null;
      readonly stopped: boolean;
    }
  /** `past`: of a round that is not the server's present one; the last may have been void. */
  | { readonly name: 'received'; readonly receipt: Receipt; readonly past?: true }
  /** A receipt is here, but the server has no such ballot; `again`: it may be marked once more. */
  | { readonly name: 'missing'; readonly receipt: Receipt; readonly again: boolean }
  /** The polls closed first. `sealed`: the server answered so to a ballot sent from here. */
  | { readonly name: 'notCounted'; readonly sealed: boolean }
  | { readonly name: 'closed' }
  | { readonly name: 'voided' }
  /** What is stored belongs to another round; `sealed`: without an answer to it. */
  | { readonly name: 'otherRound'; readonly sealed: boolean }
  | { readonly name: 'unstorable' };

/** The screen of a state. */
export function screenOf(state: DeviceState): Screen {
  const { record, round } = state;
  if (!state.loaded) return { name: 'loading' };
  if (record?.stage === 'received' && isMissing(state) && !isForeign(state))
    return { name: 'missing', receipt: record.receipt, again: round?.phase === 'polling' };
  if (record?.stage === 'received') {
    const past = isForeign(state) ? { past: true as const } : {};
    return { name: 'received', receipt: record.receipt, ...past };
  }
  if (isForeign(state)) return { name: 'otherRound', sealed: record?.stage === 'sealed' };
  if (record?.stage === 'sealed' || state.sealing) return sendingOf(state);
  if (state.unstorable) return { name: 'unstorable' };
  if (round === null) return { name: 'loading' };
  if (round.voided) return { name: 'voided' };
  if (round.phase === null) return { name: 'noRound' };
  if (record?.stage === 'notCounted') return { name: 'notCounted', sealed: record.sealed };
  if (isOver(round)) return { name: 'closed' };
  if (state.tested !== null) return { name: 'testing', tested: state.tested };
  if (record?.stage === 'marking') return { name: 'marking', record };
  return beforeMarking(state);
}

function sendingOf({ late, trouble, cast, round }: DeviceState): Screen {
  if (round?.voided === true) return { name: 'voided' };
  return { name: 'sending', late, trouble, stopped: cast === 'stopped' };
}

function beforeMarking(state: DeviceState): Screen {
  const { kind, record, round, trouble, exchange } = state;
  if (kind === 'phone' && round?.phonesAllowed === false) return { name: 'phonesNotAllowed' };
  if (round?.phase !== 'polling') return { name: 'notOpen', ready: record !== null };
  if (record === null || (kind === 'kiosk' && !isCalled(state))) return { name: 'welcome' };
  if (trouble !== null) return { name: 'refused', code: trouble, again: exchange !== 'stopped' };
  return { name: 'opening' };
}
