/** Which entry may come next on a board, and from whom (P 4.2 Order). All else is `E_PHASE`. */
import { unreachable } from '#shared/assert.ts';
import type { BoardState } from './board-state.ts';
import type { BoardEntry, BoardEntryType } from './entries.ts';

/** May an entry of type `t` come next? Its author is not looked at. */
export function isInPlace(state: BoardState, t: BoardEntryType): boolean {
  if (t === 'abort') return !['empty', 'finished', 'aborted'].includes(state.stage);
  switch (state.stage) {
    case 'empty':
      return t === 'setup';
    case 'ceremony':
      return isNextOfCeremony(state, t);
    case 'sealed':
      return t === 'poll';
    case 'polling':
      return t === 'ballot' || t === 'close';
    case 'closed':
      return isNextAfterClose(state, t);
    case 'tallied':
      return isNextAfterTally(state, t);
    case 'finished':
    case 'aborted':
      return false;
    default:
      return unreachable(state.stage);
  }
}

function isNextOfCeremony(state: BoardState, t: BoardEntryType): boolean {
  const n = state.setup?.n ?? 0;
  if (state.complaints.size > 0) return t === 'dkg-complaint';
  if (state.commits.size < n) return t === 'dkg-commit';
  if (state.deals.size < n) return t === 'dkg-deal';
  if (state.oks.size < n) return t === 'dkg-ok' || t === 'dkg-complaint';
  return t === 'open';
}

/** Paper counts come in pairs: none, or exactly two (P 4.7.2). */
function isNextAfterClose(state: BoardState, t: BoardEntryType): boolean {
  const issuers = state.setup?.issuers.length ?? 0;
  if (state.reveals.size < issuers) return t === 'token-reveal';
  return (t === 'paper' && state.papers.length < 2) || (t === 'tally' && state.papers.length !== 1);
}

function isNextAfterTally(state: BoardState, t: BoardEntryType): boolean {
  if (state.result !== null) return t === 'head';
  if (t === 'quorum') return !state.quorumLowered && state.openings.size === 0;
  return t === 'agree' || t === 'opening' || t === 'result';
}

/** Is the author one of `setup`, and is this the author's first word of the kind? */
export function isFirstWord(state: BoardState, { t, b }: BoardEntry): boolean {
  const members = state.setup?.n ?? 0;
  switch (t) {
    case 'dkg-commit':
      return isNew(b.i, members, state.commits);
    case 'dkg-deal':
      return isNew(b.i, members, state.deals);
    case 'dkg-ok':
      return isNew(b.i, members, state.oks);
    case 'dkg-complaint':
      return (
        isNew(b.i, members, state.oks) &&
        isNew(b.i, members, state.complaints) &&
        isKnown(b.against, members)
      );
    case 'token-reveal':
      return isNew(b.i, state.setup?.issuers.length ?? 0, state.reveals);
    case 'paper':
      return isKnown(b.i, members) && state.papers.every(({ i }) => i !== b.i);
    case 'agree':
      return isNew(b.i, members, state.agrees);
    case 'opening':
      return isNew(b.i, members, state.openings);
    default:
      return true;
  }
}

function isNew(i: number, authors: number, words: ReadonlyMap<number, unknown>): boolean {
  return isKnown(i, authors) && !words.has(i);
}

function isKnown(i: number, authors: number): boolean {
  return i >= 1 && i <= authors;
}
