import type { CastMessage, MarkCode, Receipt } from '#shared/protocol/entries.ts';
import type { BallotRecord, Election } from './record.ts';

/** What may happen to the stored record. */
export type Change =
  /** A code was read. `replace`: the voter gave up the ballot being marked here. */
  | {
      readonly type: 'start';
      readonly code: string;
      readonly replace: boolean;
      readonly brought?: true;
    }
  | {
      readonly type: 'exchange';
      readonly code: string;
      readonly election: Election;
      readonly tokens: readonly string[];
      readonly lines: number;
    }
  | { readonly type: 'mark'; readonly code: string; readonly line: number; readonly mark: MarkCode }
  | {
      readonly type: 'seal';
      readonly code: string;
      readonly id: string;
      readonly message: CastMessage;
    }
  /** The ballot marked here was sealed, shown and tested: the voter marks again (P 4.9). */
  | { readonly type: 'test'; readonly code: string }
  /** A receipt that has been checked. */
  | { readonly type: 'receive'; readonly receipt: Receipt }
  /** The server answered `E_PHASE` to this sealed ballot. */
  | { readonly type: 'refuse'; readonly id: string }
  /** The polls of this election are closed. */
  | { readonly type: 'close'; readonly eid: string }
  /** Given up by the voter: it belongs to another round, or can never be accepted. */
  | { readonly type: 'abandon'; readonly id: string }
  /** Forgets a record that is still in this stage, and never a sealed ballot. */
  | { readonly type: 'clear'; readonly stage: Exclude<BallotRecord['stage'], 'sealed'> };

/**
 * The rules of the device's memory. A change that does not fit the record leaves it as it is, so
 * the same function settles a race of two tabs inside one transaction:
 * the first sealed ballot of a code stands (P 4.4), and it goes only by its receipt, by the
 * server's `E_PHASE`, or when it is given up by its id.
 */
export function evolveRecord(record: BallotRecord | null, change: Change): BallotRecord | null {
  switch (change.type) {
    case 'start':
      return start(record, change);
    case 'exchange':
    case 'mark':
    case 'seal':
    case 'test':
      return progress(record, change);
    case 'receive':
      if (record?.stage !== 'sealed' || record.id !== change.receipt.id) return record;
      return {
        stage: 'received',
        eid: record.election.eid,
        vk: record.message.vk,
        receipt: change.receipt,
      };
    case 'refuse':
      if (record?.stage !== 'sealed' || record.id !== change.id) return record;
      return { stage: 'notCounted', eid: record.election.eid, sealed: true };
    case 'close':
      if (record?.stage !== 'marking' || record.election.eid !== change.eid) return record;
      return { stage: 'notCounted', eid: change.eid, sealed: false };
    case 'abandon':
      return record?.stage === 'sealed' && record.id === change.id ? null : record;
    case 'clear':
      return record?.stage === change.stage ? null : record;
  }
}

function start(
  record: BallotRecord | null,
  { code, replace, brought }: Extract<Change, { type: 'start' }>,
): BallotRecord {
  if (record?.stage === 'sealed') return record;
  if (record?.stage === 'marking' && (record.code === code || !replace)) return record;
  return { stage: 'code', code, ...(brought === true ? { brought } : {}) };
}

/** The steps from a code to a sealed ballot, each only for the record's own code. */
function progress(
  record: BallotRecord | null,
  change: Extract<Change, { type: 'exchange' | 'mark' | 'seal' | 'test' }>,
): BallotRecord | null {
  if (record === null || !('code' in record) || record.code !== change.code) return record;
  const { code } = record;
  if (change.type === 'exchange') {
    if (record.stage !== 'code') return record;
    const marks = Array.from({ length: change.lines }, (): MarkCode => 0);
    return { stage: 'marking', code, election: change.election, tokens: change.tokens, marks };
  }
  if (record.stage !== 'marking') return record;
  if (change.type === 'mark') {
    if (!(change.line in record.marks)) return record;
    const marks = record.marks.map((mark, line) => (line === change.line ? change.mark : mark));
    return { ...record, marks };
  }
  if (change.type === 'test') return { ...record, marks: record.marks.map(() => 0) };
  const { sid, eid, board } = record.election;
  if (change.message.eid !== eid) return record;
  const election = { sid, eid, board };
  return { stage: 'sealed', code, election, id: change.id, message: change.message };
}
