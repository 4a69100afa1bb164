/** [P 4.1, 4.3] Key generation cheated: what each member could say, and what the server could. */
import { addPoints, encodePoint, EDWARDS_BASE, TORSION } from '../../../support/edwards.ts';
import { fromHex, toBase64url } from '#shared/protocol/bytes.ts';
import { commitHash, dealerContext, proveConstant } from '#shared/protocol/dkg.ts';
import { add, generateScalar, multiplyBase, subtract } from '#shared/protocol/group.ts';
import { signBody } from '#shared/protocol/signed-word.ts';
import { bytesOf } from '../../../support/protocol-round.ts';
import type { EditableEntry, Round } from '../../../support/protocol-round.ts';
import { random, sodium } from '../../../support/sodium.ts';
import { AT, change, edited, IDENTITY, nth, ORDER, OTHER, overwritten } from './kit.ts';
import { POINT, resign, spareBits, unreduced, unsigned } from './kit.ts';
import type { Row } from './kit.ts';

interface Deal {
  i: number;
  C: string[];
  pok: string;
  enc: string[];
}

/** Encodings that are no element of the group, or not its canonical one (RFC 9496, appendix A.3). */
const NO_POINT: readonly (readonly [string, Uint8Array])[] = [
  ['above the field', fromHex('ff'.repeat(32))],
  ['the field’s order', fromHex(`ed${'ff'.repeat(30)}7f`)],
  ['minus one', fromHex(`ec${'ff'.repeat(30)}7f`)],
  ['one, which is negative', fromHex(`01${'00'.repeat(31)}`)],
  ['with its top bit set', overwrittenTop(bytesOf(POINT))],
  ['of small order in Edwards form', encodePoint(TORSION)],
  ['not square', fromHex('26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371')],
  ['in Edwards form', encodePoint(addPoints(EDWARDS_BASE, EDWARDS_BASE))],
];

export const KEY_ROWS: readonly Row[] = [
  ...NO_POINT.map(([name, bytes]): Row => {
    return [`4.1 a dealt point ${name}`, 'E_POINT', AT.deal, point(toBase64url(bytes))];
  }),
  ['4.1 a dealt point: the identity', 'E_POINT', AT.deal, point(IDENTITY)],
  ['4.1 a dealt point of 33 bytes', 'E_SIZE', AT.deal, point('A'.repeat(44))],
  ['4.1 a dealt point that is empty', 'E_SIZE', AT.deal, point('')],
  ['4.1 padding', 'E_B64', AT.deal, deal((b) => (b.C[0] = `${b.C[0]!}=`))],
  ['4.1 the other alphabet', 'E_B64', AT.deal, point(`+/${'A'.repeat(41)}`)],
  ['4.1 spare bits set', 'E_B64', AT.deal, deal((b) => (b.C[0] = spareBits(b.C[0]!)))],
  ['4.1 a line feed within', 'E_B64', AT.deal, point(`${'A'.repeat(42)}\n`)],
  ['4.1 a letter beyond ASCII', 'E_B64', AT.deal, point(`${'A'.repeat(42)}Ａ`)],
  ['4.1 an impossible length', 'E_B64', AT.deal, point('A'.repeat(41))],
  ['4.1 bytes as a list of numbers', 'E_B64', AT.deal, change('dkg-deal', { pok: [1, 2] })],
  ['4.1 bytes that are null', 'E_B64', AT.deal, change('dkg-deal', { pok: null })],
  ['4.2 a polynomial of another degree', 'E_SIZE', AT.deal, deal((b) => b.C.push(POINT))],
  ['4.2 a share too few', 'E_SIZE', AT.deal, deal((b) => b.enc.pop())],
  ['4.2 a share of 71 bytes', 'E_SIZE', AT.deal, deal((b) => (b.enc[0] = 'A'.repeat(95)))],

  ['4.3 a word without signature', 'E_SIG', 1, unsigned('dkg-commit', { sig: 'A'.repeat(86) })],
  ['4.3 a random signature', 'E_SIG', 1, unsigned('dkg-commit', { sig: toBase64url(random(64)) })],
  ['4.1 a signature with s + q', 'E_SIG', 1, sigEdit((sig) => unreduced(sig, 32))],
  [
    '4.1 a signature with R of small order',
    'E_SIG',
    1,
    sigEdit((sig) => overwritten(sig, 0, one())),
  ],
  [
    '4.3 another member’s signature',
    'E_SIG',
    1,
    (e, round) => {
      resign(nth(e, 'dkg-commit'), round, 2);
    },
  ],
  ['4.3 signatures exchanged', 'E_SIG', 1, exchangedSignatures],
  ['4.3 a word signed for another board', 'E_SIG', 1, (e) => void (e[1]!.b = wordOf(OTHER, 1))],
  ['4.3 a word signed as one of another type', 'E_SIG', AT.ok, signedAsAgreement],
  ['4.3 a word by the server for a member', 'E_SIG', 1, byTheServer],

  ['4.3 another commitment', 'E_DKG_COMMIT(1)', AT.deal, change('dkg-commit', { h: IDENTITY })],
  ['4.3 commitments exchanged', 'E_DKG_COMMIT(1)', AT.deal, exchangedCommitments],
  [
    '4.3 a deal chosen after the others were seen',
    'E_DKG_COMMIT(3)',
    AT.deal + 2,
    (e, round) => {
      rogue(e, round, false);
    },
  ],
  [
    '4.3 a key that cancels the others, committed to in time',
    'E_DKG_POK(3)',
    AT.deal + 2,
    (e, round) => {
      rogue(e, round, true);
    },
  ],
  ['4.3 another’s commitment copied', 'E_DKG_COMMIT(2)', AT.deal + 1, copiedDeal(false)],
  ['4.3 another’s deal copied and committed to', 'E_DKG_POK(2)', AT.deal + 1, copiedDeal(true)],
  ['4.3 a proof of nothing', 'E_DKG_POK(1)', AT.deal, change('dkg-deal', { pok: 'A'.repeat(86) })],
  ['4.3 a proof with c + q', 'E_DKG_POK(1)', AT.deal, deal((b) => (b.pok = unreduced(b.pok, 0)))],
  ['4.3 a proof with z + q', 'E_DKG_POK(1)', AT.deal, deal((b) => (b.pok = unreduced(b.pok, 32)))],
  [
    '4.3 another dealer’s proof',
    'E_DKG_POK(1)',
    AT.deal,
    (e, round) => {
      change('dkg-deal', { pok: nth(e, 'dkg-deal', 1).b['pok'] })(e, round);
    },
  ],
  ['4.3 a proof for another number of members', 'E_DKG_POK(1)', AT.deal, foreignContext],
  [
    '4.3 shares exchanged after the oks were said',
    `E_CHAIN(${AT.ok})`,
    AT.ok,
    edited('dkg-deal', (b: Deal) => void b.enc.reverse(), 2),
  ],
  ['4.3 a public share of its own', 'E_DKG_SHARE(1)', AT.ok, change('dkg-ok', { X: POINT })],
  [
    '4.3 another member’s public share',
    'E_DKG_SHARE(2)',
    AT.ok + 1,
    (e, round) => {
      change('dkg-ok', { X: nth(e, 'dkg-ok').b['X'] }, 1)(e, round);
    },
  ],
  ['4.3 other deals seen', `E_CHAIN(${AT.ok})`, AT.ok, change('dkg-ok', { tr: IDENTITY })],
  [
    '4.3 both wrong: the share is said first',
    'E_DKG_SHARE(1)',
    AT.ok,
    change('dkg-ok', { X: POINT, tr: IDENTITY }),
  ],
  ['4.3 another key', 'E_OPEN', AT.open, open((b) => (b.Y = b.X[0]!))],
  ['4.3 the identity as key', 'E_OPEN', AT.open, open((b) => (b.Y = IDENTITY))],
  ['4.3 the identity as a share', 'E_OPEN', AT.open, open((b) => (b.X[1] = IDENTITY))],
  ['4.3 shares exchanged in open', 'E_OPEN', AT.open, open((b) => b.X.reverse())],
  ['4.3 a key with one’s own added', 'E_OPEN', AT.open, open(plusOwn)],
  ['4.1 no point as key', 'E_POINT', AT.open, open((b) => (b.Y = toBase64url(ORDER)))],
  ['4.2 a share too many in open', 'E_SIZE', AT.open, open((b) => b.X.push(POINT))],
  ['4.1 poll with a word', 'E_JSON', AT.poll, (e) => void (e[AT.poll]!.b['at'] = '08:00')],
  ['4.1 poll as a list', 'E_JSON', AT.poll, (e) => void (e[AT.poll]!.b = [] as never)],
  ['4.1 poll as null', 'E_JSON', AT.poll, (e) => void (e[AT.poll]!.b = null as never)],
];

function deal(edit: (body: Deal) => unknown): Row[3] {
  return edited('dkg-deal', (body: Deal) => void edit(body));
}

function point(value: string): Row[3] {
  return deal((body) => (body.C[0] = value));
}

function open(edit: (body: { Y: string; X: string[] }) => unknown): Row[3] {
  return edited('open', (body: { Y: string; X: string[] }) => void edit(body));
}

function plusOwn(b: { Y: string }): void {
  const own = multiplyBase(sodium, generateScalar(sodium, random));
  b.Y = toBase64url(add(sodium, bytesOf(b.Y), own));
}

function sigEdit(edit: (sig: string) => string): Row[3] {
  return (e) => void (e[1]!.b.sig = edit(e[1]!.b.sig!));
}

function one(): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, place) => (place === 0 ? 1 : 0));
}

function overwrittenTop(bytes: Uint8Array): Uint8Array {
  bytes[31]! |= 128;
  return bytes;
}

function wordOf(round: Round, n: number): EditableEntry['b'] {
  return structuredClone(round.entries[n]!.b) as EditableEntry['b'];
}

function exchangedSignatures(...[e]: Parameters<Row[3]>): void {
  [e[1]!.b.sig, e[2]!.b.sig] = [e[2]!.b.sig!, e[1]!.b.sig!];
}

function signedAsAgreement(...[e, round]: Parameters<Row[3]>): void {
  const body = unsignedBody(nth(e, 'dkg-ok'));
  const signed = signBody(sodium, round.board.sid!, round.signKey(1), 'agree', body as never);
  nth(e, 'dkg-ok').b.sig = signed.sig;
}

function byTheServer(...[e, round]: Parameters<Row[3]>): void {
  const body = unsignedBody(e[1]!);
  const key = round.server.board.privateKey;
  e[1]!.b = signBody(sodium, round.board.sid!, key, 'dkg-commit', body as never);
}

function unsignedBody({ b }: EditableEntry): object {
  const body = { ...b };
  delete body.sig;
  return body;
}

function exchangedCommitments(...[e, round]: Parameters<Row[3]>): void {
  const [first, second] = [nth(e, 'dkg-commit'), nth(e, 'dkg-commit', 1)];
  [first.b['h'], second.b['h']] = [second.b['h'], first.b['h']];
  resign(first, round);
  resign(second, round);
}

/** Member 3 deals what makes the sum a key of its own: known only if the others spoke first. */
function rogue(entries: EditableEntry[], round: Round, committed: boolean): void {
  const context = dealerContext(round.board.sid!, 3, 3, 2);
  const own = generateScalar(sodium, random);
  const others = [0, 1].map((place) =>
    bytesOf((nth(entries, 'dkg-deal', place).b['C'] as string[])[0]!),
  );
  const C0 = others.reduce((left, C) => subtract(sodium, left, C), multiplyBase(sodium, own));
  const body = nth(entries, 'dkg-deal', 2).b as unknown as Deal;
  body.C[0] = toBase64url(C0);
  body.pok = toBase64url(proveConstant(sodium, random, context, own));
  resign(nth(entries, 'dkg-deal', 2), round);
  if (committed) commitTo(entries, round, 3, body.C);
}

function commitTo(entries: EditableEntry[], round: Round, i: number, C: readonly string[]): void {
  const context = dealerContext(round.board.sid!, i, 3, 2);
  const h = toBase64url(commitHash(sodium, context, C.map(bytesOf)));
  change('dkg-commit', { h }, i - 1)(entries, round);
}

/** Member 2 says what member 1 says. */
function copiedDeal(committed: boolean): Row[3] {
  return (entries, round) => {
    const { C, pok, enc } = nth(entries, 'dkg-deal').b as unknown as Deal;
    if (committed) commitTo(entries, round, 2, C);
    else change('dkg-commit', { h: nth(entries, 'dkg-commit').b['h'] }, 1)(entries, round);
    change('dkg-deal', { C, pok, enc }, 1)(entries, round);
  };
}

/** A proof that is right for 5 members, of whom 3 open. */
function foreignContext(...[entries, round]: Parameters<Row[3]>): void {
  const context = dealerContext(round.board.sid!, 1, 5, 3);
  const a0 = generateScalar(sodium, random);
  const body = nth(entries, 'dkg-deal').b as unknown as Deal;
  body.C[0] = toBase64url(multiplyBase(sodium, a0));
  body.pok = toBase64url(proveConstant(sodium, random, context, a0));
  resign(nth(entries, 'dkg-deal'), round);
  commitTo(entries, round, 1, body.C);
}
