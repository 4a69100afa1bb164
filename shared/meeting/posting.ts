import { checkAppend } from '../protocol/append-check.ts';
import type { BoardState } from '../protocol/board.ts';
import type { TellerEntry } from '../protocol/entries.ts';
import type { DecideContext, Decided } from './decision.ts';
import { post, record, refuse } from './decision.ts';
import { phaseOf } from './phase.ts';
import type { Round } from './state.ts';

/**
 * An entry that a teller's device signed for the board: the ceremony while sealing; a co-issuer's
 * key, agreement and opening while counting. The same entry again is answered as before (a lost acknowledgement).
 */
export function postEntry(
  { sodium }: DecideContext,
  round: Round,
  i: number,
  entry: TellerEntry,
): Decided {
  const { board } = round;
  if (authorOf(board, entry) !== i) return refuse('not-a-teller');
  if (stands(board, entry)) return record();
  if (phaseOf(round) !== (isCeremony(entry) ? 'sealing' : 'counting')) return refuse('wrong-phase');
  const code = checkAppend(sodium, board, entry);
  return code === null ? post(entry) : refuse('entry-refused', { code });
}

function isCeremony({ t }: TellerEntry): boolean {
  return t.startsWith('dkg-');
}

/** The number of the member who says this: a `token-reveal` carries the issuer's own number. */
function authorOf({ setup }: BoardState, { t, b }: TellerEntry): number | undefined {
  if (t !== 'token-reveal') return b.i;
  const sign = setup?.issuers[b.i - 1]?.sign;
  return setup?.committee.find((member) => member.sign === sign)?.i;
}

function stands(board: BoardState, entry: TellerEntry): boolean {
  const words = {
    'dkg-commit': board.commits,
    'dkg-deal': board.deals,
    'dkg-ok': board.oks,
    'dkg-complaint': board.complaints,
    'token-reveal': board.reveals,
    agree: board.agrees,
    opening: board.openings,
  }[entry.t];
  return words.get(entry.b.i)?.sig === entry.b.sig;
}
