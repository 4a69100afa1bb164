/** What each admitted entry changes in a board's state. */
import type { BoardState } from './board-state.ts';
import type { AgreeBody, BoardEntry } from './entries.ts';
import { namesTally } from './quorum.ts';

/** The state after `entry`, whose line has the hash `hash`; it was admitted before. */
export function applyEntry(
  state: BoardState,
  entry: Exclude<BoardEntry, { t: 'ballot' }>,
  hash: Uint8Array,
): BoardState {
  return { ...state, ...changes(state, entry, hash), n: state.n + 1, head: hash };
}

function changes(
  state: BoardState,
  { t, b }: Exclude<BoardEntry, { t: 'ballot' }>,
  hash: Uint8Array,
): Partial<BoardState> {
  switch (t) {
    case 'setup':
      return { setup: b, sid: hash, stage: 'ceremony' };
    case 'dkg-commit':
      return { commits: withWord(state.commits, b) };
    case 'dkg-deal': {
      const deals = withWord(state.deals, b);
      return { deals, dealsHead: deals.size === state.setup?.n ? hash : null };
    }
    case 'dkg-ok':
      return { oks: withWord(state.oks, b) };
    case 'dkg-complaint':
      return { complaints: withWord(state.complaints, b) };
    case 'abort':
      return { stage: 'aborted', aborted: b.reason, polling: false };
    case 'open':
      return { open: b, eid: hash, stage: 'sealed' };
    case 'poll':
      return { stage: 'polling', polling: true };
    case 'close':
      return { closeBody: b, stage: 'closed', polling: false };
    case 'token-reveal':
      return { reveals: withWord(state.reveals, b) };
    case 'paper':
      return { papers: [...state.papers, b] };
    case 'tally':
      return { tally: b, tallyEntryHash: hash, stage: 'tallied' };
    case 'agree':
      return { agrees: withWord(state.agrees, b), agreed: withAgreement(state, b) };
    case 'quorum':
      return { quorumReason: b.reason, quorumLowered: true };
    case 'opening':
      return { openings: withWord(state.openings, b) };
    case 'result':
      return { result: b };
    case 'head':
      return { headSig: b.sig, finished: true, stage: 'finished' };
  }
}

function withWord<Body extends { readonly i: number }>(
  words: ReadonlyMap<number, Body>,
  body: Body,
): ReadonlyMap<number, Body> {
  return new Map(words).set(body.i, body);
}

function withAgreement(state: BoardState, { i, th }: AgreeBody): ReadonlySet<number> {
  return namesTally(state, th) ? new Set([...state.agreed, i]) : state.agreed;
}
