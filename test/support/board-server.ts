/** The server's side of a board in memory: what a device that follows it is told. */
import { signedHead } from '#shared/protocol/authority.ts';
import type { SignedHead } from '#shared/protocol/entries.ts';
import { chained, type Round } from './protocol-round.ts';

/** The board's lines, without their LFs. */
export function linesOf(round: Round): string[] {
  const text = new TextDecoder().decode(chained(round.sodium, round.entries));
  return text.split('\n').slice(0, -1);
}

/** What `board {from}` answers: at most `chunk` lines, and the newest signed head. */
export function boardAnswer(
  round: Round,
  from: number,
  chunk = 5,
): { lines: string[]; head: SignedHead | null } {
  const { sodium, server, board } = round;
  const head = board.n === 0 ? null : signedHead(sodium, server.board.privateKey, board);
  return { lines: linesOf(round).slice(from, from + chunk), head };
}
