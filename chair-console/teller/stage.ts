import type { BoardState } from '#shared/protocol/board.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { shareOf } from '#shared/protocol/ceremony.ts';
import type { TellerDevice, TellerWait } from '#shared/protocol/ceremony.ts';
import { mayOpen, neededAgreements } from '#shared/protocol/quorum.ts';

/** What a teller's device knows of the world when it decides what comes next. */
export interface TellerFacts {
  readonly board: BoardState;
  /** Does the server count this member among those who have joined? */
  readonly joined: boolean;
  /** No alarm has been raised about the board. */
  readonly trusted: boolean;
  /** The device has checked the whole board, every ballot and the tally, by itself. */
  readonly verified: boolean;
  /** This member's device issues tokens beside the server (R20). */
  readonly coIssuer?: boolean;
  /** As co-issuer it has compared everything: its key may be revealed (P 4.6.4). */
  readonly mayReveal?: boolean;
  /** The server says that the result was announced, or that the round is void. */
  readonly closed?: boolean;
}

/** Where the member stands; exactly one of these is on the screen. */
export type TellerStage =
  | { readonly at: 'loading' }
  /** `again`: the ceremony was begun anew, so fresh keys are needed. */
  | { readonly at: 'join'; readonly again: boolean }
  | { readonly at: 'ceremony'; readonly waiting: TellerWait }
  /** A co-issuer saves the backup of its key: before that nothing can be opened (P 4.6.4). */
  | { readonly at: 'backup' }
  /** This device has not the share of its member: restore the backup, or tell the head. */
  | { readonly at: 'lost' }
  /** Someone's word was wrong: the chair begins the ceremony again. */
  | { readonly at: 'failed'; readonly waiting: 'complaint' | 'aborted' | 'badBoard' }
  | { readonly at: 'sealed' }
  /** The tally stands; `verified` once this device has checked everything. */
  | { readonly at: 'agree'; readonly verified: boolean }
  | { readonly at: 'agreed'; readonly agreements: number; readonly needed: number }
  | { readonly at: 'open'; readonly lowered: boolean }
  | { readonly at: 'opened' }
  | { readonly at: 'finished' };

/**
 * Nobody needs the device's secrets any more: the server says so, and the board that this device has
 * read itself agrees, so that no lie of the server makes a share vanish before the count.
 */
export function isOver({ board, trusted, closed = false }: TellerFacts): boolean {
  return closed && trusted && (board.finished || board.stage === 'aborted');
}

/** The member's stage by what the device holds, what the board says and what it waits for. */
export function stageOf(
  device: TellerDevice | null,
  facts: TellerFacts,
  waiting: TellerWait,
): TellerStage {
  const { board, joined } = facts;
  if (device === null && board.finished) return { at: 'finished' };
  if (device === null && isOver(facts)) return { at: 'failed', waiting: 'aborted' };
  if (device === null) return joined ? { at: 'lost' } : { at: 'join', again: false };
  const i = board.eid === null ? null : (shareOf(device, toBase64url(board.eid))?.i ?? null);
  if (i !== null) return countStage(i, facts);
  if (isLeftOver(device, facts)) return { at: 'join', again: true };
  if (!joined && board.setup === null) return { at: 'join', again: false };
  return ceremonyStage(waiting, joined);
}

/** The keys belong to a ceremony that was given up, and the server waits for new ones. */
function isLeftOver({ seat, work }: TellerDevice, { board, joined }: TellerFacts): boolean {
  if (joined) return false;
  if (seat === null) return work.step !== 'joined';
  return board.sid === null || seat.sid !== toBase64url(board.sid);
}

function ceremonyStage(waiting: TellerWait, joined: boolean): TellerStage {
  switch (waiting) {
    case 'complaint':
    case 'aborted':
    case 'badBoard':
      return { at: 'failed', waiting };
    case 'stranger':
    case 'otherBoard':
      return joined ? { at: 'lost' } : { at: 'join', again: true };
    default:
      return { at: 'ceremony', waiting };
  }
}

function countStage(i: number, { board, verified }: TellerFacts): TellerStage {
  if (board.stage === 'aborted') return { at: 'failed', waiting: 'aborted' };
  if (board.finished) return { at: 'finished' };
  if (board.tally === null) return { at: 'sealed' };
  if (!board.agreed.has(i)) return { at: 'agree', verified };
  if (board.openings.has(i) || board.result !== null) return { at: 'opened' };
  if (mayOpen(board, i)) return { at: 'open', lowered: board.quorumLowered };
  return { at: 'agreed', agreements: board.agreed.size, needed: neededAgreements(board) };
}
