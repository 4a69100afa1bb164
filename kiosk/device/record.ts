import type { VoterView } from '#shared/meeting/views.ts';
import type { CastMessage, MarkCode, Receipt } from '#shared/protocol/entries.ts';

/** What sealing needs of an election, as the server's view gives it (base64url). */
export type Election = NonNullable<VoterView['election']>;

/**
 * All that a voter's device stores, in the order in which it happens; each stage holds only what
 * the next one needs (P 4.4, design 7). It is stored before anything that depends on it is sent.
 */
export type BallotRecord =
  /**
   * A code was read; its token has not been exchanged. `brought`: the voter brought it to a kiosk,
   * which then waits for no call and never offers it as its own.
   */
  | { readonly stage: 'code'; readonly code: string; readonly brought?: true }
  /** The token is here: the voter marks. `marks` has one entry a line, 0 for none. */
  | {
      readonly stage: 'marking';
      readonly code: string;
      readonly election: Election;
      readonly tokens: readonly string[];
      readonly marks: readonly MarkCode[];
    }
  /** Sealed: marks and seed are gone, these bytes are sent until a receipt comes. */
  | {
      readonly stage: 'sealed';
      readonly code: string;
      readonly election: Pick<Election, 'sid' | 'eid' | 'board'>;
      readonly id: string;
      readonly message: CastMessage;
    }
  /** The server's signed word is here. `vk` stands on the board beside the id, so it adds nothing. */
  | {
      readonly stage: 'received';
      readonly eid: string;
      readonly vk: string;
      readonly receipt: Receipt;
    }
  /** The polls closed before a ballot of this device was in. `sealed`: one had been sent and was refused. */
  | { readonly stage: 'notCounted'; readonly eid: string; readonly sealed: boolean };

/** The election a record belongs to; null while it is only a code. */
export function electionOf(record: BallotRecord): string | null {
  switch (record.stage) {
    case 'code':
      return null;
    case 'marking':
    case 'sealed':
      return record.election.eid;
    case 'received':
    case 'notCounted':
      return record.eid;
  }
}

const FIELDS: Readonly<Record<BallotRecord['stage'], readonly string[]>> = {
  code: ['code'],
  marking: ['code', 'election', 'tokens', 'marks'],
  sealed: ['code', 'election', 'id', 'message'],
  received: ['eid', 'vk', 'receipt'],
  notCounted: ['eid', 'sealed'],
};

/** The record as this program stored it, or null for nothing and for what it cannot read. */
export function parseRecord(value: unknown): BallotRecord | null {
  if (typeof value !== 'object' || value === null || !('stage' in value)) return null;
  const fields = Object.entries(FIELDS).find(([stage]) => stage === value.stage)?.[1];
  if (fields?.every((field) => field in value) !== true) return null;
  return value as BallotRecord;
}
