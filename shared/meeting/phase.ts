import type { Phase, Round } from './state.ts';

/**
 * Where the round stands. A phase follows from what is recorded, never from a variable: the polls
 * are open because the board says so, so a phase is shown only after its entry is on disk.
 */
export function phaseOf(round: Round): Phase {
  const { log, board } = round;
  if (log.archivedAt !== null) return 'archived';
  if (log.announcedAt !== null) return 'announced';
  if (board.finished || isPaperOnly(round)) return 'counted';
  if (board.closeBody !== null) return 'counting';
  // A round that was voided while the polls were open stays where it was.
  if (board.polling || (log.opened !== null && board.aborted !== null)) return 'polling';
  if (log.quorum !== null) return 'sealing';
  if (log.ballotDigest !== null) return 'rollCall';
  return 'preparing';
}

/**
 * True when nothing was cast electronically and the committee fixed a paper count: the board ended
 * with `abort` and the result comes from the paper alone (P 4.7.3).
 */
export function isPaperOnly({ log, board }: Round): boolean {
  return (
    board.aborted === 'E_MIN_BALLOTS' &&
    board.closeBody?.count === 0 &&
    paperCount(log.paperFixed) > 0
  );
}

/**
 * The reason why this round cannot give a result: the chair voided it, or too few ballots were
 * cast to be opened without showing how somebody marked (P 4.7.3).
 */
export function voidReason(round: Round): string | null {
  if (round.log.voided !== null) return round.log.voided.reason;
  if (round.board.aborted !== 'E_MIN_BALLOTS') return null;
  return isPaperOnly(round) ? null : 'E_MIN_BALLOTS';
}

function paperCount(bodies: Round['log']['paperFixed']): number {
  return bodies?.[0]?.count ?? 0;
}
