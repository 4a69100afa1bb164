/** Which ballots count, and their sums line by line (P 4.7.1, 4.7.3). */
import { defined } from '#shared/assert.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { addBallot, emptySums } from './ballot.ts';
import type { LineSums } from './ballot.ts';
import type { StoredBallot } from './ballot-box.ts';
import type { BoardState } from './board-state.ts';
import { equalBytes, toBase64url } from './bytes.ts';
import type { TallyBody } from './entries.ts';
import { h32 } from './hash.ts';
import type { ProtocolCode } from './protocol-code.ts';
import { bytesOf } from './signed-word.ts';
import type { Sodium } from './sodium.ts';
import { computeToken } from './token.ts';

/** A ballot that does not count: its entry and the code of its lowest wrong token. */
export type Exclusion = TallyBody['excluded'][number];

/** H32 `ids` over all ballots in board order: what `close` states. */
export function idsDigest(sodium: Sodium, state: BoardState): Uint8Array {
  return h32(sodium, 'ids', ...state.ballots.all.map(({ id }) => id));
}

/** What the tokens of a board's ballots are checked against; plain data, for a worker. */
export type RevealedBoard = Pick<BoardState, 'eid' | 'setup' | 'reveals'>;

/** A ballot's place, key and tokens. */
export interface TokenBearer {
  readonly n: number;
  readonly ballot: Pick<StoredBallot['ballot'], 'vk' | 'tokens'>;
}

/**
 * The lowest issuer whose output on this ballot is wrong, null when all are right. Every issuer's
 * key must have been revealed.
 */
export function wrongToken(
  sodium: Sodium,
  state: RevealedBoard,
  { ballot }: Pick<TokenBearer, 'ballot'>,
): ProtocolCode | null {
  const eid = defined(state.eid, 'eid');
  for (const { i } of defined(state.setup, 'setup').issuers) {
    const k = bytesOf(defined(state.reveals.get(i), 'the revealed key').k);
    const expected = computeToken(sodium, k, eid, ballot.vk);
    if (!equalBytes(expected, defined(ballot.tokens[i - 1]))) return `E_TOKEN(${i})`;
  }
  return null;
}

/** All ballots with a wrong token, ascending. */
export function excludedBallots(sodium: Sodium, state: BoardState): Exclusion[] {
  return wrongTokens(sodium, state, state.ballots.all);
}

/** Those of the ballots with a wrong token. */
export function wrongTokens(
  sodium: Sodium,
  state: RevealedBoard,
  ballots: readonly TokenBearer[],
): Exclusion[] {
  return ballots.flatMap((stored) => {
    const why = wrongToken(sodium, state, stored);
    return why === null ? [] : [{ n: stored.n, why }];
  });
}

/**
 * The tally of a closed board with all issuers' keys: the same for everyone. `E_PHASE` before
 * that, `E_MIN_BALLOTS` when fewer than `minBallots` count: the board ends with `abort` then.
 * `sums`, when the caller has kept them ballot by ballot over **all** ballots, saves the additions
 * unless a ballot is excluded.
 */
export function recomputeTally(
  sodium: Sodium,
  state: BoardState,
  sums?: LineSums,
): Result<TallyBody, ProtocolCode> {
  const { setup, reveals, closeBody } = state;
  if (setup === null || closeBody === null || reveals.size < setup.issuers.length) {
    return err('E_PHASE');
  }
  const excluded = excludedBallots(sodium, state);
  const N = state.ballots.size - excluded.length;
  if (N < setup.minBallots) return err('E_MIN_BALLOTS');
  const whole = excluded.length === 0 ? sums : undefined;
  return ok(tallyBody(N, excluded, whole ?? sumBallots(sodium, state, excluded)));
}

/** The body of `tally` from its parts. */
export function tallyBody(N: number, excluded: readonly Exclusion[], sums: LineSums): TallyBody {
  const { A, B } = sums;
  return { N, excluded, A: A.map((point) => toBase64url(point)), B: B.map((p) => toBase64url(p)) };
}

function sumBallots(sodium: Sodium, state: BoardState, excluded: readonly Exclusion[]): LineSums {
  const out = new Set(excluded.map(({ n }) => n));
  return state.ballots.all
    .filter(({ n }) => !out.has(n))
    .reduce(
      (sums, { ballot }) => addBallot(sodium, sums, ballot.body),
      emptySums(defined(state.setup, 'setup').lines.length),
    );
}
