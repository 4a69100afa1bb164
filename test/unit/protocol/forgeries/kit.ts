/** What a dishonest hall has to work with: whole boards, everyone's keys, and edits of entries. */
import { buildClose, buildTally } from '#shared/protocol/authority.ts';
import { ballotIdOf, ballotSignedDigest, sealBody } from '#shared/protocol/ballot.ts';
import { openingContext } from '#shared/protocol/board-checks.ts';
import { emptyBoard, evolveBoard } from '#shared/protocol/board.ts';
import type { BoardState } from '#shared/protocol/board.ts';
import { fromHex, toBase64url } from '#shared/protocol/bytes.ts';
import { shareOf } from '#shared/protocol/ceremony.ts';
import { proveDleq } from '#shared/protocol/dleq.ts';
import type { BallotBody, CloseBody, MarkCode } from '#shared/protocol/entries.ts';
import { BASE, multiply } from '#shared/protocol/group.ts';
import { combineOpenings } from '#shared/protocol/opening.ts';
import { signBody } from '#shared/protocol/signed-word.ts';
import type { SignedEntry } from '#shared/protocol/signed-word.ts';
import { computeToken } from '#shared/protocol/token.ts';
import { bytesOf, finishedRound, Round } from '../../../support/protocol-round.ts';
import type { EditableEntry } from '../../../support/protocol-round.ts';
import { random, sodium } from '../../../support/sodium.ts';

/** A change of a board's entries, made in place. */
export type Edit = (entries: EditableEntry[], round: Round) => void;

/** Name with its rule, the code it must be refused with, the entry, and the change. */
export type Row = readonly [name: string, code: string, entry: number, edit: Edit];

/** Three ballots of two lines, two of paper, one issuer, all three agree, 3 and 2 open. */
export const ONE: Round = finishedRound(sodium, {
  n: 3,
  t: 2,
  marks: [
    [1, 2],
    [3, 0],
    [1, 1],
  ],
  paper: {
    count: 2,
    rejected: [],
    lines: [
      { high: 1, confidence: 1, low: 0, invalid: 0 },
      { high: 0, confidence: 0, low: 1, invalid: 1 },
    ],
    rulings: [],
  },
});

/** Two issuers, four ballots of one line, the second without the co-issuer's token, a lowered quorum. */
export const TWO: Round = twoIssuers();

function twoIssuers(): Round {
  const marks = [[2], [1], [3], [0]] as const;
  const round = new Round(sodium, { n: 3, t: 2, marks, coIssuers: 1, badTokens: [1] });
  round.ceremony();
  round.poll();
  round.tally();
  for (const place of [2, 0]) round.agree(place);
  round.post('quorum', { reason: 'Máy của ủy viên 2 hỏng' });
  for (const place of [2, 0]) round.open(place);
  round.finish();
  return round;
}

/** Another election of the same form. */
export const OTHER: Round = finishedRound(sodium, {
  n: 3,
  t: 2,
  marks: [
    [1, 1],
    [2, 3],
    [3, 3],
  ],
});

/** Places in ONE. */
export const AT = {
  ...{ commit: 1, deal: 4, ok: 7, open: 10, poll: 11, ballot: 12, close: 15, reveal: 16 },
  ...{ paper: 17, tally: 19, agree: 20, opening: 23, result: 25, head: 26 },
} as const;

/** Places in TWO where they differ from those in ONE. */
export const AT2 = {
  ...{ ballot: 12, close: 16, reveal: 17, tally: 19, agree: 20, quorum: 22, opening: 23 },
  ...{ result: 25, head: 26 },
} as const;

export const IDENTITY: string = 'A'.repeat(43);
export const ORDER: Uint8Array = fromHex(
  'edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010',
);

/** Some point: no one's key. */
export const POINT: string = ONE.board.open!.Y;

/** The place-th entry of a type. */
export function nth(entries: EditableEntry[], t: string, place = 0): EditableEntry {
  return entries.filter((entry) => entry.t === t)[place]!;
}

/** Signs the body again as its author would: a false word of a member, not of the server. */
export function resign(entry: EditableEntry, round: Round, author?: number): void {
  const body = { ...entry.b };
  delete body.sig;
  const i = author ?? (body['i'] as number);
  const key = entry.t === 'token-reveal' ? round.issuers[i - 1]!.signKey : round.signKey(i);
  entry.b = signBody(sodium, round.board.sid!, key, entry.t as SignedEntry['t'], body as never);
}

/** Changes a body; a signed word is signed again. */
export function edited(t: string, edit: (body: never, round: Round) => void, place = 0): Edit {
  return (entries, round) => {
    const entry = nth(entries, t, place);
    edit(entry.b as never, round);
    if ('i' in entry.b) resign(entry, round);
  };
}

/** Changes fields of a body; a signed word is signed again. */
export function change(t: string, fields: object, place = 0): Edit {
  return edited(t, (body) => void Object.assign(body, fields), place);
}

/** Changes fields and leaves the signature as it was. */
export function unsigned(t: string, fields: object, place = 0): Edit {
  return (entries) => void Object.assign(nth(entries, t, place).b, fields);
}

export function drop(t: string, place = 0): Edit {
  return (entries) => void entries.splice(entries.indexOf(nth(entries, t, place)), 1);
}

export function double(t: string, place = 0): Edit {
  return (entries) => {
    const entry = nth(entries, t, place);
    entries.splice(entries.indexOf(entry) + 1, 0, structuredClone(entry));
  };
}

/** Exchanges two entries by their places on the board. */
export function exchange(one: number, other: number): Edit {
  return (entries) => {
    [entries[one], entries[other]] = [entries[other]!, entries[one]!];
  };
}

export function insert(at: number, t: string, b: EditableEntry['b']): Edit {
  return (entries) => void entries.splice(at, 0, { t, b });
}

/** One edit after another. */
export function all(...edits: readonly Edit[]): Edit {
  return (entries, round) => {
    for (const edit of edits) edit(entries, round);
  };
}

/** The state of the board before entry `n`. */
export function stateAt(entries: readonly EditableEntry[], n: number): BoardState {
  let state = emptyBoard();
  for (const { t, b } of entries.slice(0, n)) {
    const next = evolveBoard(sodium, state, t, b);
    if (!next.ok) throw new Error(`${next.error} at ${state.n}`);
    state = next.value;
  }
  return state;
}

/** Makes entries of these types anew, as the server and members who go along with it would. */
export function rebuild(...types: ('close' | 'tally' | 'agree' | 'opening' | 'result')[]): Edit {
  return (entries, round) => {
    for (const [n, entry] of entries.entries()) {
      if (types.includes(entry.t as never)) entry.b = rebuilt(entry, stateAt(entries, n), round);
    }
  };
}

function rebuilt(entry: EditableEntry, state: BoardState, round: Round): EditableEntry['b'] {
  switch (entry.t) {
    case 'close': {
      const { issued, register } = entry.b as unknown as CloseBody;
      const head = bytesOf(register.head);
      const close = buildClose(sodium, state, { issued, register: { ...register, head } });
      return close as never;
    }
    case 'tally': {
      const tally = buildTally(sodium, state);
      if (!tally.ok) throw new Error(tally.error);
      return tally.value as never;
    }
    case 'agree': {
      const i = entry.b['i'] as number;
      const th = toBase64url(state.tallyEntryHash!);
      return signBody(sodium, state.sid!, round.signKey(i), 'agree', { i, th });
    }
    case 'opening':
      return openingOf(round, state, entry.b['i'] as number);
    default: {
      const result = combineOpenings(sodium, state);
      if (!result.ok) throw new Error(result.error);
      return result.value as never;
    }
  }
}

/** Member i's opening of the sums A, in the tally of hash th; by default of the state's own. */
export function openingOf(
  round: Round,
  state: BoardState,
  i: number,
  { th = state.tallyEntryHash!, as = i }: { th?: Uint8Array; as?: number } = {},
): EditableEntry['b'] {
  const eid = state.eid!;
  const x = bytesOf(shareOf(round.devices[as - 1]!, toBase64url(eid))!.share);
  const A = state.tally!.A.map(bytesOf);
  const D = A.map((point) => multiply(sodium, x, point));
  const context = openingContext(sodium, eid, th, i);
  const X = bytesOf(state.open!.X[as - 1]!);
  const proof = toBase64url(proveDleq(sodium, random, context, x, BASE, X, A, D));
  const body = { i, D: D.map((point) => toBase64url(point)), proof };
  return signBody(sodium, state.sid!, round.signKey(i), 'opening', body);
}

/** What a ballot of one's own is made of. */
export interface Own {
  readonly vk: Uint8Array;
  readonly sign: (digest: Uint8Array) => Uint8Array;
}

/** A ballot key nobody got from a code. */
export function ownKey(): Own {
  const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(random(32));
  return {
    vk: publicKey,
    sign: (digest) => sodium.crypto_sign_detached(digest, privateKey),
  };
}

/** A ballot with this body, the issuers' right tokens for its key, and its signature. */
export function ballotWith(round: Round, own: Own, body: Uint8Array): BallotBody {
  const eid = round.board.eid!;
  const tokens = round.issuers.map(({ k }) => computeToken(sodium, k, eid, own.vk));
  return signedBallot(round, own, body, tokens);
}

/** The same with tokens of one's choice. */
export function signedBallot(
  round: Round,
  { vk, sign }: Own,
  body: Uint8Array,
  tokens: readonly Uint8Array[],
): BallotBody {
  const eid = round.board.eid!;
  const digest = ballotSignedDigest(sodium, eid, ballotIdOf(sodium, eid, vk, body), tokens);
  return {
    vk: toBase64url(vk),
    token: tokens.map((token) => toBase64url(token)),
    body: toBase64url(body),
    sig: toBase64url(sign(digest)),
  };
}

/** A well-made body under one's own key. */
export function ownBody(
  round: Round,
  { vk }: Own,
  marks: readonly MarkCode[],
  over: { eid?: Uint8Array; Y?: Uint8Array } = {},
): Uint8Array {
  const { eid = round.board.eid!, Y = bytesOf(round.board.open!.Y) } = over;
  return sealBody(sodium, { eid, Y, marks, vk, seed: random(32) });
}

/** Puts one more ballot before the close; nothing else is made to fit. */
export function oneMore(make: (round: Round) => BallotBody): Edit {
  return (entries, round) => {
    const at = entries.findIndex(({ t }) => t === 'close');
    entries.splice(at, 0, { t: 'ballot', b: make(round) as never });
  };
}

/** The text with its last character's spare bits set: other text, the same bytes. */
export function spareBits(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return text.slice(0, -1) + alphabet[alphabet.indexOf(text.at(-1)!) + 1]!;
}

/** The scalar plus the order: the same number, another encoding. */
export function plusOrder(scalar: Uint8Array): Uint8Array {
  let carry = 0;
  return scalar.map((byte, place) => {
    carry += byte + ORDER[place]!;
    const low = carry & 255;
    carry >>= 8;
    return low;
  });
}

/** The base64url text with bytes written over from `at`. */
export function overwritten(text: string, at: number, bytes: Uint8Array): string {
  const out = bytesOf(text);
  out.set(bytes, at);
  return toBase64url(out);
}

/** The base64url text with the 32 bytes from `at` replaced by that number plus the order. */
export function unreduced(text: string, at: number): string {
  return overwritten(text, at, plusOrder(bytesOf(text).slice(at, at + 32)));
}
