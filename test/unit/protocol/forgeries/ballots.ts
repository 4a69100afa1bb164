/** [P 4.5] Ballots malformed, copied, shifted, re-randomised, minted; the server holds every key but the voters'. */
import { LINE_BYTES, pointAt, scalarAt } from '#shared/protocol/ballot.ts';
import { concat, toBase64url } from '#shared/protocol/bytes.ts';
import {
  generateScalar,
  add,
  multiply,
  multiplyBase,
  scalarAdd,
  scalarFromNumber,
} from '#shared/protocol/group.ts';
import {
  addPoints,
  EDWARDS_BASE,
  encodePoint,
  fromLittleEndian,
  modulo,
  multiplyPoint,
  ORDER as EDWARDS_ORDER,
  toLittleEndian,
  TORSION,
} from '../../../support/edwards.ts';
import { bytesOf } from '../../../support/protocol-round.ts';
import type { Round } from '../../../support/protocol-round.ts';
import { random, sodium } from '../../../support/sodium.ts';
import {
  all,
  AT,
  ballotWith,
  change,
  double,
  edited,
  exchange,
  ORDER,
  oneMore,
  OTHER,
} from './kit.ts';
import {
  overwritten,
  ownBody,
  ownKey,
  plusOrder,
  rebuild,
  signedBallot,
  spareBits,
  unreduced,
} from './kit.ts';
import type { Own, Row } from './kit.ts';

interface Ballot {
  vk: string;
  token: string[];
  body: string;
  sig: string;
}

const N = AT.ballot;
/** Where one more ballot is put. */
const MORE = AT.close;
const POINTS = 2 * 320;

export const BALLOT_ROWS: readonly Row[] = [
  ...[0, 3, 9].map((k): Row => {
    return [`4.5.1 an identity, point ${k}`, `E_POINT(0,${k})`, N, written(k * 32, zero())];
  }),
  [
    '4.5.1 no canonical point',
    'E_POINT(1,9)',
    N,
    written(320 + 9 * 32, new Uint8Array(32).fill(255)),
  ],
  [
    '4.5.1 a point’s negative encoding',
    'E_POINT(1,1)',
    N,
    written(320 + 32, new Uint8Array(32).fill(1, 0, 1)),
  ],
  [
    '4.5.1 a point of small order in Edwards form',
    'E_POINT(0,1)',
    N,
    written(32, encodePoint(TORSION)),
  ],
  ...[0, 3, 6].map((k): Row => {
    return [`4.5.1 a scalar plus the order, ${k}`, `E_SCALAR(1,${k})`, N, unreducedScalar(k)];
  }),
  ['4.5.1 the order as a scalar', 'E_SCALAR(0,0)', N, written(POINTS, ORDER)],
  ['4.5.1 a scalar with its top bit set', 'E_SCALAR(0,1)', N, topBit],
  [
    '4.5.1 points before scalars',
    'E_POINT(1,9)',
    N,
    all(written(POINTS, ORDER), written(320 + 9 * 32, zero())),
  ],
  ['4.2 a body of one line', 'E_SIZE', N, ballot((b) => (b.body = short(b.body, LINE_BYTES)))],
  ['4.2 a body of three lines', 'E_SIZE', N, ballot((b) => (b.body = long(b.body)))],
  ['4.2 a body one byte short', 'E_SIZE', N, ballot((b) => (b.body = short(b.body, 1)))],
  ['4.1 a body in the other alphabet', 'E_B64', N, ballot((b) => (b.body = otherAlphabet(b.body)))],
  ['4.1 a body with padding', 'E_B64', N, ballot((b) => (b.body += '=='))],
  ['4.1 spare bits of the ballot key', 'E_B64', N, ballot((b) => (b.vk = spareBits(b.vk)))],
  ['4.1 a ballot key of 33 bytes', 'E_SIZE', N, change('ballot', { vk: 'A'.repeat(44) })],
  ['4.1 a signature of 63 bytes', 'E_SIZE', N, change('ballot', { sig: 'A'.repeat(84) })],
  ['4.2 no token', 'E_SIZE', N, change('ballot', { token: [] })],
  ['4.2 a token too many', 'E_SIZE', N, ballot((b) => b.token.push(b.token[0]!))],
  ['4.2 a token of 63 bytes', 'E_SIZE', N, change('ballot', { token: ['A'.repeat(84)] })],
  [
    '4.2 a token that is no list',
    'E_JSON',
    N,
    ballot((b) => Object.assign(b, { token: b.token[0] })),
  ],
  [
    '4.1 a ballot with a name',
    'E_JSON',
    N,
    ballot((b) => Object.assign(b, { name: 'Nguyễn Văn A' })),
  ],
  ['4.1 a ballot that still names its election', 'E_JSON', N, withEid],
  ['4.1 keys in another order', 'E_JSON', N, reordered],
  ['4.1 the body left out', 'E_JSON', N, ballot((b) => delete (b as Partial<Ballot>).body)],

  ['4.5.2 another body', 'E_SIG', N, written(POINTS, zero())],
  ['4.5.2 another’s body', 'E_SIG', N, taken('body')],
  ['4.5.2 another’s signature', 'E_SIG', N, taken('sig')],
  ['4.5.2 another’s key', 'E_SIG', N, taken('vk')],
  ['4.5.2 another’s token', 'E_SIG', N, taken('token')],
  ['4.5.2 a token changed', 'E_SIG', N, change('ballot', { token: [toBase64url(random(64))] })],
  ['4.1 the signature with s + q', 'E_SIG', N, ballot((b) => (b.sig = unreduced(b.sig, 32)))],
  ['4.1 the signature with its top bit set', 'E_SIG', N, ballot((b) => (b.sig = withTop(b.sig)))],
  [
    '4.1 a ballot key of small order',
    'E_SIG',
    N,
    ballot((b) => (b.vk = toBase64url(encodePoint(TORSION)))),
  ],
  ['4.1 a signature that holds with the cofactor only', 'E_SIG', MORE, oneMore(cofactored)],
  ['4.5.2 a ballot of another election', 'E_SIG', MORE, oneMore(() => foreign())],
  ['4.5.2 a ballot twice, at the end', 'E_VK_USED', MORE, oneMore((round) => entry(round, 0))],
  ['4.5.2 another ballot under a used key', 'E_VK_USED', MORE + 1, usedKey],

  ['4.5.3 a ballot copied under a key of one’s own', 'E_PROOF', MORE, made((body) => body)],
  ['4.5.3 a ballot re-randomised', 'E_PROOF', MORE, made(rerandomised)],
  ['4.5.3 a ballot shifted by a mark', 'E_PROOF', MORE, own((body) => shifted(body, 1))],
  [
    '4.5.3 a ballot shifted to two of the lowest',
    'E_PROOF',
    MORE,
    own((body) => shifted(body, 2 ** 22)),
  ],
  ['4.5.3 lines exchanged', 'E_PROOF', MORE, own(linesExchanged)],
  ['4.5.3 a line of another’s ballot', 'E_PROOF', MORE, own(withLineOf)],
  ['4.5.3 two ballots in one', 'E_PROOF', MORE, own(doubled)],
  ['4.5.3 commitments exchanged', 'E_PROOF', MORE, own((body) => body.copyWithin(64, 128, 192))],
  ['4.5.3 zero scalars', 'E_PROOF', MORE, own((body) => body.fill(0, POINTS))],
  ['4.5.3 another response', 'E_PROOF', MORE, own((body) => nudged(body, 6))],
  ['4.5.3 another challenge', 'E_PROOF', MORE, own((body) => nudged(body, 0))],
  ['4.5.3 sealed for another election', 'E_PROOF', MORE, sealedFor({ eid: random(32) })],
  [
    '4.5.3 sealed under a member’s key',
    'E_PROOF',
    MORE,
    sealedFor({ Y: bytesOf(OTHER.board.open!.Y) }),
  ],
  [
    '4.5.3 proved for another ballot key',
    'E_PROOF',
    MORE,
    oneMore((round) => ballotWith(round, ownKey(), ownBody(round, ownKey(), [1, 1]))),
  ],

  ['4.7.1 a minted ballot', 'E_CLOSE', MORE + 1, minted()],
  ['4.7.1 a minted ballot in the close', 'E_COUNTS', MORE + 1, minted(rebuild('close'))],
  [
    '4.7.1 a minted ballot, the register said to be longer',
    'E_TALLY',
    AT.tally + 1,
    minted(
      rebuild('close'),
      change('close', { register: { count: 4, head: 'A'.repeat(43) }, issued: 6 }),
    ),
  ],
  [
    '4.7.4 a minted ballot that nobody agreed to',
    'E_AGREE_OTHER',
    AT.agree + 1,
    minted(
      rebuild('close'),
      change('close', { register: { count: 4, head: 'A'.repeat(43) }, issued: 6 }),
      rebuild('tally'),
    ),
  ],
  ['4.7.3 a ballot without a good token that is counted', 'E_TALLY', AT.tally + 1, unpaid],
  [
    '4.11 a false proof before a second ballot of a key',
    'E_PROOF',
    MORE,
    all(
      own((body) => nudged(body, 6)),
      double('ballot', 3),
    ),
  ],
  [
    '4.11 a wrong signature before a false proof',
    'E_SIG',
    N,
    all(
      written(POINTS, zero()),
      own((body) => nudged(body, 6)),
    ),
  ],
  ['4.7.1 ballots exchanged, the digest kept', 'E_CLOSE', AT.close, exchange(N + 1, N + 2)],
];

function zero(): Uint8Array {
  return new Uint8Array(32);
}

function ballot(edit: (body: Ballot) => unknown, place = 0): Row[3] {
  return edited('ballot', (body: Ballot) => void edit(body), place);
}

/** Bytes written over in the first ballot's body; its signature is wrong then, but looked at later. */
function written(at: number, bytes: Uint8Array): Row[3] {
  return ballot((b) => (b.body = overwritten(b.body, at, bytes)));
}

function unreducedScalar(k: number): Row[3] {
  return ballot((b) => {
    const at = POINTS + 224 + 32 * k;
    b.body = overwritten(b.body, at, plusOrder(bytesOf(b.body).slice(at, at + 32)));
  });
}

function topBit(...[entries, round]: Parameters<Row[3]>): void {
  ballot((b) => {
    const body = bytesOf(b.body);
    scalarAt(body, 0, 1)[31]! |= 128;
    b.body = toBase64url(body);
  })(entries, round);
}

function short(text: string, less: number): string {
  return toBase64url(bytesOf(text).slice(less));
}

function long(text: string): string {
  return toBase64url(concat(bytesOf(text), bytesOf(text).subarray(0, LINE_BYTES)));
}

function otherAlphabet(text: string): string {
  return `+${text.slice(1)}`;
}

function withTop(sig: string): string {
  const bytes = bytesOf(sig);
  bytes[63]! |= 128;
  return toBase64url(bytes);
}

function withEid(...[entries, round]: Parameters<Row[3]>): void {
  const body = entries[N]!.b;
  entries[N]!.b = { eid: toBase64url(round.board.eid!), ...body };
}

function reordered(...[entries]: Parameters<Row[3]>): void {
  const { vk, ...rest } = entries[N]!.b;
  entries[N]!.b = { ...rest, vk };
}

function taken(key: keyof Ballot): Row[3] {
  return (entries) => {
    Object.assign(entries[N]!.b, { [key]: structuredClone(entries[N + 1]!.b[key]) });
  };
}

function entry(round: Round, place: number): Ballot {
  return structuredClone(round.entries.filter(({ t }) => t === 'ballot')[place]!.b) as Ballot;
}

/** One more ballot, made of the first one's body, with its own key, right tokens and signature. */
function made(edit: (body: Uint8Array, round: Round) => Uint8Array): Row[3] {
  return oneMore((round) =>
    ballotWith(round, ownKey(), edit(bytesOf(entry(round, 0).body), round)),
  );
}

/** One more ballot, well made and then edited, under its own key. */
function own(edit: (body: Uint8Array, round: Round) => Uint8Array): Row[3] {
  return oneMore((round) => {
    const key = ownKey();
    return ballotWith(round, key, edit(ownBody(round, key, [1, 2]), round));
  });
}

function rerandomised(body: Uint8Array, round: Round): Uint8Array {
  const r = generateScalar(sodium, random);
  const [alpha, beta] = [pointAt(body, 0, 0), pointAt(body, 0, 1)];
  alpha.set(add(sodium, alpha, multiplyBase(sodium, r)));
  beta.set(add(sodium, beta, multiply(sodium, r, bytesOf(round.board.open!.Y))));
  return body;
}

function shifted(body: Uint8Array, by: number): Uint8Array {
  const beta = pointAt(body, 0, 1);
  beta.set(add(sodium, beta, multiplyBase(sodium, scalarFromNumber(by))));
  return body;
}

function linesExchanged(body: Uint8Array): Uint8Array {
  const parts = [body.slice(320, 640), body.slice(0, 320), body.slice(864), body.slice(640, 864)];
  return concat(...parts);
}

function withLineOf(body: Uint8Array, round: Round): Uint8Array {
  const other = bytesOf(entry(round, 1).body);
  body.set(other.subarray(0, 320));
  body.set(other.subarray(POINTS, POINTS + 224), POINTS);
  return body;
}

function doubled(body: Uint8Array): Uint8Array {
  for (let at = 0; at < POINTS; at += 32) {
    const point = body.slice(at, at + 32);
    body.set(add(sodium, point, point), at);
  }
  for (let at = POINTS; at < body.length; at += 32) {
    const scalar = body.slice(at, at + 32);
    body.set(scalarAdd(sodium, scalar, scalar), at);
  }
  return body;
}

function nudged(body: Uint8Array, k: number): Uint8Array {
  const scalar = scalarAt(body, 1, k);
  scalar.set(scalarAdd(sodium, scalar, scalarFromNumber(1)));
  return body;
}

function sealedFor(over: { eid?: Uint8Array; Y?: Uint8Array }): Row[3] {
  return oneMore((round) => {
    const key = ownKey();
    return ballotWith(round, key, ownBody(round, key, [1, 2], over));
  });
}

/** A good ballot that no exchange stands behind. */
function minted(...then: readonly Row[3][]): Row[3] {
  const more = oneMore((round) => {
    const key = ownKey();
    return ballotWith(round, key, ownBody(round, key, [3, 3]));
  });
  return all(more, ...then);
}

/** A ballot whose token is invented, in a close made for it. */
function unpaid(...[entries, round]: Parameters<Row[3]>): void {
  const more = oneMore(() => {
    const key = ownKey();
    return signedBallot(round, key, ownBody(round, key, [3, 3]), [random(64)]);
  });
  const longer = change('close', { register: { count: 4, head: 'A'.repeat(43) }, issued: 6 });
  all(more, rebuild('close'), longer, change('tally', { N: 4 }))(entries, round);
}

function usedKey(...[entries, round]: Parameters<Row[3]>): void {
  const key = ownKey();
  for (const mark of [1, 3] as const) {
    oneMore(() => ballotWith(round, key, ownBody(round, key, [mark, mark])))(entries, round);
  }
}

function foreign(): ReturnType<typeof ballotWith> {
  return entry(OTHER, 0);
}

/** A ballot key with a point of order 8 in it: true after multiplying by 8, false as it stands. */
function cofactored(round: Round): ReturnType<typeof ballotWith> {
  for (let nonce = fromLittleEndian(random(31)); ; nonce++) {
    const secret = fromLittleEndian(random(31));
    const A = addPoints(multiplyPoint(secret, EDWARDS_BASE), TORSION);
    const factors: bigint[] = [];
    const key: Own = {
      vk: encodePoint(A),
      sign: (digest) => {
        const R = encodePoint(multiplyPoint(nonce, EDWARDS_BASE));
        const hash = sodium.crypto_hash_sha512(concat(R, encodePoint(A), digest));
        const H = fromLittleEndian(hash) % EDWARDS_ORDER;
        factors.push(H % 8n);
        return concat(R, toLittleEndian(modulo(nonce + H * secret, EDWARDS_ORDER)));
      },
    };
    const made = ballotWith(round, key, ownBody(round, key, [1, 2]));
    if (!factors.includes(0n)) return made;
  }
}
