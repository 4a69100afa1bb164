/** What an auditor reads off a valid board beside its totals: names, fingerprints, tracking codes. */
import { defined } from '#shared/assert.ts';
import { replayBoard } from '#shared/protocol/board.ts';
import type { BoardState } from '#shared/protocol/board.ts';
import { fingerprint, shortDigest, trackingCode } from '#shared/protocol/code.ts';
import { bytesOf } from '#shared/protocol/signed-word.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';
import type { PaperBody } from '#shared/protocol/entries.ts';

/** A member of the counting committee, or an issuer, with the fingerprint of its key (P 4.2). */
export interface Signer {
  readonly i: number;
  readonly name: string;
  readonly fingerprint: string;
}

/** A ballot in the box: its tracking code, and by which rule it was left out of the sums. */
export interface ListedBallot {
  readonly code: string;
  /** Number of its entry. */
  readonly entry: number;
  readonly excluded: string | null;
}

/** Facts of one valid board; every text comes from the board itself. */
export interface BoardFacts {
  readonly issued: number;
  /** Every ballot of the box in board order. */
  readonly ballots: readonly ListedBallot[];
  readonly keyFingerprint: string;
  readonly tallyCode: string;
  readonly threshold: number;
  readonly committee: readonly (Signer & { readonly agreed: boolean; readonly opened: boolean })[];
  readonly issuers: readonly Signer[];
  /** Why the agreement of fewer members was allowed; null: it was not (P 4.7.5). */
  readonly quorumReason: string | null;
  readonly paper: Pick<PaperBody, 'count' | 'rejected' | 'rulings'> | null;
}

/** The facts of a board that was found valid; any other is a bug, thrown. */
export function boardFacts(sodium: Sodium, board: Uint8Array): BoardFacts {
  const replayed = replayBoard(sodium, board);
  if (!replayed.ok) throw new Error('Bug: a verified board does not replay');
  const state = replayed.value;
  const setup = defined(state.setup, 'setup');
  return {
    issued: defined(state.closeBody, 'close').issued,
    ballots: listedBallots(state),
    keyFingerprint: fingerprint(bytesOf(defined(state.open, 'open').Y)),
    tallyCode: shortDigest(defined(state.tallyEntryHash, 'tally')),
    threshold: setup.t,
    committee: setup.committee.map(({ i, name, sign }) => ({
      i,
      name,
      fingerprint: fingerprint(bytesOf(sign)),
      agreed: state.agreed.has(i),
      opened: state.openings.has(i),
    })),
    issuers: setup.issuers.map(({ i, name, pk }) => {
      return { i, name, fingerprint: fingerprint(bytesOf(pk)) };
    }),
    quorumReason: state.quorumReason,
    paper: state.papers[0] ?? null,
  };
}

function listedBallots({ ballots, tally }: BoardState): ListedBallot[] {
  const excluded = new Map(tally?.excluded.map(({ n, why }) => [n, why]));
  return ballots.all.map(({ id, n }) => {
    return { code: trackingCode(id), entry: n, excluded: excluded.get(n) ?? null };
  });
}
