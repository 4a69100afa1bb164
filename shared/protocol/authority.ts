/** The server's own entries, and its keys (P 4.2, 4.7). */
import { defined } from '#shared/assert.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { expectedOpen } from './board-checks.ts';
import type { BoardState } from './board-state.ts';
import { toBase64url } from './bytes.ts';
import type {
  BallotLine,
  CloseBody,
  OpenBody,
  SetupBody,
  SignedHead,
  TallyBody,
  TokenRevealBody,
} from './entries.ts';
import type { LineSums } from './ballot.ts';
import { isZero } from './group.ts';
import type { ProtocolCode } from './protocol-code.ts';
import { signHead } from './receipt.ts';
import { signBody } from './signed-word.ts';
import type { RandomBytes, Sodium, SodiumKeyPair } from './sodium.ts';
import { idsDigest, recomputeTally } from './tally.ts';
import { generateIssuerKey } from './token.ts';

export { combineOpenings as buildResult } from './opening.ts';

/** The server's secrets of one round, made before `setup`. */
export interface ServerKeys {
  /** Signs heads and receipts. */
  readonly board: SodiumKeyPair;
  /** Evaluates tokens: issuer 1. */
  readonly issuer: { readonly k: Uint8Array; readonly pk: Uint8Array };
  /** Signs the issuer's `token-reveal`. */
  readonly issuerSign: SodiumKeyPair;
}

/** What `setup` says; keys are base64url, members and issuers in their order from 1. */
export interface SetupInput {
  readonly title: string;
  readonly lines: readonly BallotLine[];
  readonly ballotDigest: string;
  readonly rehearsal: boolean;
  readonly t: number;
  readonly minBallots: number;
  readonly rollSize: number;
  readonly committee: readonly {
    readonly name: string;
    readonly sign: string;
    readonly box: string;
  }[];
  readonly issuers: readonly {
    readonly name: string;
    readonly sign: string;
    readonly pk: string;
  }[];
  readonly board: string;
}

/** Fresh keys of the server for one round. */
export function generateServerKeys(sodium: Sodium, random: RandomBytes): ServerKeys {
  return {
    board: sodium.crypto_sign_seed_keypair(random(32)),
    issuer: generateIssuerKey(sodium, random),
    issuerSign: sodium.crypto_sign_seed_keypair(random(32)),
  };
}

/** The body of `setup`, keys in their order; its ranges are checked when it is appended. */
export function buildSetup(input: SetupInput): SetupBody {
  const { title, ballotDigest, rehearsal, t, minBallots, rollSize, committee, board } = input;
  return {
    title,
    lines: input.lines.map(({ id, name, post }) => ({ id, name, post })),
    ballotDigest,
    rehearsal,
    radixBits: 11,
    n: committee.length,
    t,
    minBallots,
    rollSize,
    committee: committee.map(({ name, sign, box }, place) => ({ i: place + 1, name, sign, box })),
    issuers: input.issuers.map(({ name, sign, pk }, place) => ({ i: place + 1, name, sign, pk })),
    board,
  };
}

/** The body of `open` once every ok stands; `E_OPEN` if a key is the identity, `E_PHASE` before. */
export function buildOpen(sodium: Sodium, board: BoardState): Result<OpenBody, ProtocolCode> {
  if (board.oks.size !== board.setup?.n) return err('E_PHASE');
  const { Y, X } = expectedOpen(sodium, board);
  if ([Y, ...X].some(isZero)) return err('E_OPEN');
  return ok({ Y: toBase64url(Y), X: X.map((point) => toBase64url(point)) });
}

/** The body of `close`: the ballots so far, the ballots issued and the register as it stands. */
export function buildClose(
  sodium: Sodium,
  board: BoardState,
  input: {
    readonly issued: number;
    readonly register: { readonly count: number; readonly head: Uint8Array };
  },
): CloseBody {
  const { issued, register } = input;
  return {
    count: board.ballotCount,
    ids: toBase64url(idsDigest(sodium, board)),
    issued,
    register: { count: register.count, head: toBase64url(register.head) },
  };
}

/** The body of `token-reveal` of issuer `i`, signed with its private `sign` key. */
export function buildTokenReveal(
  sodium: Sodium,
  board: BoardState,
  signKey: Uint8Array,
  i: number,
  k: Uint8Array,
): TokenRevealBody {
  const sid = defined(board.sid, 'sid');
  return signBody(sodium, sid, signKey, 'token-reveal', { i, k: toBase64url(k) });
}

/** The body of `tally`, or why there is none: see `recomputeTally`. */
export function buildTally(
  sodium: Sodium,
  board: BoardState,
  sums?: LineSums,
): Result<TallyBody, ProtocolCode> {
  return recomputeTally(sodium, board, sums);
}

/** The body of `head`, the last entry: the board key's signature over the entry before it. */
export function buildHead(
  sodium: Sodium,
  boardPrivateKey: Uint8Array,
  board: BoardState,
): { readonly sig: string } {
  return { sig: signedHead(sodium, boardPrivateKey, board).sig };
}

/** The newest head of a board that has at least one entry, as pushes and answers carry it. */
export function signedHead(
  sodium: Sodium,
  boardPrivateKey: Uint8Array,
  board: BoardState,
): SignedHead {
  const n = board.n - 1;
  const sig = signHead(sodium, boardPrivateKey, defined(board.sid, 'sid'), n, board.head);
  return { n, h: toBase64url(board.head), sig: toBase64url(sig) };
}
