/** Voters' codes and devices in a model run, with really sealed ballots. */
import { toBase64url } from '#shared/protocol/bytes.ts';
import { generateSeed, sealBallot } from '#shared/protocol/ballot.ts';
import { claimOf, generateBallotCode } from '#shared/protocol/code.ts';
import type { CastMessage, Evaluation, MarkCode, Receipt } from '#shared/protocol/entries.ts';
import type { Round } from '#shared/meeting/state.ts';
import { blindToken, deriveBallotKey, finalizeToken } from '#shared/protocol/token.ts';
import { bytesOf } from '../meeting.ts';
import { random, sodium } from '../sodium.ts';

/** A code, and how far its voter came. */
export interface Code {
  readonly code: string;
  readonly claim: string;
  readonly round: string;
  token: Uint8Array | null;
  sealed: Sealed | null;
  receipt: Receipt | null;
}

export interface Sealed {
  readonly message: CastMessage;
  readonly id: string;
  readonly marks: readonly MarkCode[];
}

export function newCode(round: string): Code {
  const code = generateBallotCode(random);
  const claim = toBase64url(claimOf(sodium, code));
  return { code, claim, round, token: null, sealed: null, receipt: null };
}

/** The message that exchanges the code. */
export function exchangeMessage({ code, claim }: Code, { board }: Round) {
  const eid = board.eid!;
  const key = deriveBallotKey(sodium, code, eid);
  const { B } = blindToken(sodium, code, eid, key.publicKey);
  return { claim, B: toBase64url(B) };
}

/** The token out of the server's answer. */
export function tokenOf(
  { code }: Code,
  { board }: Round,
  evals: readonly Evaluation[],
): Uint8Array {
  const eid = board.eid!;
  const key = deriveBallotKey(sodium, code, eid);
  const { r } = blindToken(sodium, code, eid, key.publicKey);
  return finalizeToken(sodium, eid, key.publicKey, r, bytesOf(evals[0]!.E));
}

/** A ballot of the code's key with these marks; never the same bytes twice. */
export function sealWith(code: Code, { board }: Round, marks: readonly MarkCode[]): Sealed {
  const eid = board.eid!;
  const { message, id } = sealBallot(sodium, {
    eid,
    Y: bytesOf(board.open!.Y),
    marks,
    key: deriveBallotKey(sodium, code.code, eid),
    seed: generateSeed(random),
    tokens: [code.token!],
  });
  return { message, id: toBase64url(id), marks };
}
