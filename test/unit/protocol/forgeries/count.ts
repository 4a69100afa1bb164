/** [P 4.7] Close, paper, tally, agreements, openings, result: every number moved, every word of another. */
import { toBase64url } from '#shared/protocol/bytes.ts';
import { addBallot, emptySums } from '#shared/protocol/ballot.ts';
import { bytesOf } from '../../../support/protocol-round.ts';
import type { EditableEntry, Round } from '../../../support/protocol-round.ts';
import { random } from '../../../support/sodium.ts';
import { sodium } from '../../../support/sodium.ts';
import {
  all,
  AT,
  change,
  drop,
  edited,
  exchange,
  IDENTITY,
  nth,
  openingOf,
  ORDER,
  OTHER,
} from './kit.ts';
import {
  POINT,
  plusOrder,
  rebuild,
  resign,
  spareBits,
  stateAt,
  unreduced,
  unsigned,
} from './kit.ts';
import type { Row } from './kit.ts';

interface Line {
  high: number;
  confidence: number;
  low: number;
  blank: number;
  invalid: number;
}
interface Result {
  from: number[];
  electronic: Line[];
  paper: Line[];
  total: Line[];
}
interface Paper {
  count: number;
  rejected: unknown[];
  lines: Line[];
}

const { close: C, reveal: R, paper: P, tally: T, agree: A, opening: O, result: Z } = AT;

export const CLOSE_ROWS: readonly Row[] = [
  ['4.7.1 a ballot more said', 'E_CLOSE', C, change('close', { count: 4 })],
  ['4.7.1 another digest', 'E_CLOSE', C, change('close', { ids: IDENTITY })],
  [
    '4.7.1 no ballot at all',
    'E_CLOSE',
    AT.ballot,
    all(drop('ballot'), drop('ballot'), drop('ballot')),
  ],
  ['4.7.1 count > register', 'E_COUNTS', C, register({ count: 2 })],
  ['4.7.1 register > issued', 'E_COUNTS', C, register({ count: 6 })],
  ['4.7.1 issued > rollSize', 'E_COUNTS', C, change('close', { issued: 51 })],
  ['4.7.1 N + paper > issued', 'E_COUNTS', C, change('close', { issued: 4 })],
  ['4.1 a fraction', 'E_JSON', C, change('close', { issued: 5.5 })],
  ['4.1 an integer above 2^53 − 1', 'E_JSON', C, change('close', { issued: 2 ** 53 })],
  ['4.1 a negative number', 'E_JSON', C, change('close', { issued: -1 })],
  ['4.1 a count as text', 'E_JSON', C, change('close', { count: '3' })],
  ['4.1 a number that is null', 'E_JSON', C, change('close', { count: null })],
  ['4.1 an object within with a key more', 'E_JSON', C, register({ at: '10:00' })],
  ['4.1 an object within as a list', 'E_JSON', C, change('close', { register: [3, IDENTITY] })],
  ['4.1 a hash with padding', 'E_B64', C, change('close', { ids: `${IDENTITY}=` })],
  [
    '4.1 a hash with spare bits',
    'E_B64',
    C,
    edited('close', (b: { ids: string }) => void (b.ids = spareBits(b.ids))),
  ],
  ['4.1 a hash of 31 bytes', 'E_SIZE', C, change('close', { ids: 'A'.repeat(42) })],
  [
    '4.7.1 the close of another board',
    'E_CLOSE',
    C,
    (e) => void (e[C]!.b = entryOf(OTHER, 'close')),
  ],
  ['4.7.3 a ballot dropped, close made anew', 'E_TALLY', T - 1, dropped('close')],
  [
    '4.7.4 a ballot dropped, close and tally made anew',
    'E_AGREE_OTHER',
    A - 1,
    dropped('close', 'tally'),
  ],
  [
    '4.7.5 a ballot dropped, agreed to, opened before',
    'E_OPENING(3)',
    O - 1,
    dropped('close', 'tally', 'agree'),
  ],
  [
    '4.7.6 a ballot dropped, agreed to and opened, the old result',
    'E_TOTAL(0)',
    Z - 1,
    dropped('close', 'tally', 'agree', 'opening'),
  ],

  ['4.1 a key that is the order', 'E_SCALAR', R, change('token-reveal', { k: toBase64url(ORDER) })],
  ['4.1 a key plus the order', 'E_SCALAR', R, key((k) => toBase64url(plusOrder(bytesOf(k))))],
  ['4.1 a key of all ones', 'E_SCALAR', R, change('token-reveal', { k: `${'_'.repeat(42)}8` })],
  ['4.7.1 zero as a key', 'E_TOKEN(1)', R, change('token-reveal', { k: IDENTITY })],
  [
    '4.7.1 another key',
    'E_TOKEN(1)',
    R,
    change('token-reveal', { k: toBase64url(OTHER.issuers[0]!.k) }),
  ],
  ['4.7.1 a key that nobody signed', 'E_SIG', R, unsigned('token-reveal', { k: IDENTITY })],
];

export const PAPER_ROWS: readonly Row[] = [
  ['4.7.2 an unsigned count', 'E_SIG', P, unsigned('paper', { rulings: ['?'] })],
  ['4.7.2 two unequal counts', 'E_PAPER', P + 1, change('paper', { rulings: ['?'] }, 1)],
  [
    '4.7.2 two counts unequal in one mark',
    'E_PAPER',
    P + 1,
    edited(
      'paper',
      (b: Paper) => {
        moved(b.lines[0]!);
      },
      1,
    ),
  ],
  ['4.7.2 counts that do not add up', 'E_PAPER', P, both((b) => b.lines[0]!.high++)],
  ['4.7.2 counts that add up to more', 'E_COUNTS', C, both(more)],
  [
    '4.7.2 counts beyond exact numbers',
    'E_PAPER',
    P,
    both((b) => (b.lines[1]!.high = 2 ** 53 - 1)),
  ],
  [
    '4.7.2 ballots rejected for a reason of their own',
    'E_PAPER',
    P,
    both((b) => b.rejected.push({ reason: 'writeIn', count: 1 })),
  ],
  ['4.2 a line of paper too few', 'E_SIZE', P, both((b) => b.lines.pop())],
  ['4.1 a negative mark on paper', 'E_JSON', P, both((b) => (b.lines[0]!.high = -1))],
  ['4.1 a ruling that is no text', 'E_JSON', P, change('paper', { rulings: [1] })],
  [
    '4.7.4 paper changed by both after the agreement',
    'E_AGREE_OTHER',
    A,
    both((b) => {
      moved(b.lines[0]!);
    }),
  ],
  ['4.7.4 papers of a third member instead', 'E_AGREE_OTHER', A, change('paper', { i: 3 }, 1)],
];

export const TALLY_ROWS: readonly Row[] = [
  ['4.7.3 a smaller N', 'E_TALLY', T, change('tally', { N: 2 })],
  ['4.7.3 a larger N', 'E_TALLY', T, change('tally', { N: 4 })],
  ['4.7.3 N = 0', 'E_TALLY', T, change('tally', { N: 0 })],
  [
    '4.7.3 a ballot excluded for nothing',
    'E_TALLY',
    T,
    change('tally', { excluded: [{ n: 12, why: 'E_TOKEN(1)' }] }),
  ],
  [
    '4.7.3 a ballot excluded and out of the sums',
    'E_TALLY',
    T,
    sums([1, 2], [{ n: 12, why: 'E_TOKEN(1)' }]),
  ],
  ['4.7.3 a ballot out of the sums', 'E_TALLY', T, sums([0, 1])],
  ['4.7.3 a ballot twice in the sums', 'E_TALLY', T, sums([0, 0, 1, 2])],
  [
    '4.7.3 lines of the sums exchanged',
    'E_TALLY',
    T,
    edited('tally', (b: { B: string[] }) => void b.B.reverse()),
  ],
  [
    '4.7.3 A and B exchanged',
    'E_TALLY',
    T,
    edited('tally', (b: { A: string[]; B: string[] }) => void ([b.A, b.B] = [b.B, b.A])),
  ],
  [
    '4.7.3 the tally of another board',
    'E_TALLY',
    T,
    (e) => void (e[T]!.b = entryOf(OTHER, 'tally')),
  ],
  [
    '4.2 a line too many in tally',
    'E_SIZE',
    T,
    edited('tally', (b: { A: string[] }) => void b.A.push(POINT)),
  ],
  [
    '4.1 an identity in tally',
    'E_POINT',
    T,
    edited('tally', (b: { A: string[] }) => void (b.A[0] = IDENTITY)),
  ],
  ['4.1 excluded without its reason', 'E_JSON', T, change('tally', { excluded: [{ n: 12 }] })],

  ['4.7.4 another tally agreed', 'E_AGREE_OTHER', A, change('agree', { th: IDENTITY })],
  [
    '4.7.4 another entry than the tally agreed',
    'E_AGREE_OTHER',
    A,
    (e, round) => {
      change('agree', { th: toBase64url(stateAt(e, T).head) })(e, round);
    },
  ],
  ['4.7.4 an agreement changed', 'E_SIG', A, unsigned('agree', { th: IDENTITY })],
  [
    '4.7.5 an unsigned agreement',
    'E_SIG',
    A + 1,
    unsigned('agree', { sig: toBase64url(random(64)) }, 1),
  ],
  [
    '4.7.4 a member’s agreement by another',
    'E_SIG',
    A,
    (e, round) => {
      resign(nth(e, 'agree'), round, 2);
    },
  ],
  [
    '4.7.4 the agreement to another board',
    'E_SIG',
    A,
    (e) => void (e[A]!.b = entryOf(OTHER, 'agree')),
  ],
  ['4.1 an agreement with s + q', 'E_SIG', A, unreducedSig],

  ['4.7.5 two agreements of three', 'E_QUORUM', O - 1, drop('agree')],
  ['4.7.5 an opening before the third', 'E_QUORUM', O - 1, exchange(22, 23)],
  [
    '4.7.5 an opening before any agreement',
    'E_QUORUM',
    A,
    (e) => void e.splice(A, 0, ...e.splice(O, 1)),
  ],
  [
    '4.7.5 an opening of one who did not agree',
    'E_QUORUM',
    O,
    (e) => void (e[22] = { t: 'quorum', b: { reason: 'hỏng máy' } }),
  ],
  [
    '4.7.5 an opening under a lowered quorum of one',
    'E_QUORUM',
    O - 1,
    all((e) => void (e[A] = { t: 'quorum', b: { reason: '' } }), drop('agree', 0)),
  ],
  [
    '4.7.5 lines of an opening exchanged',
    'E_OPENING(3)',
    O,
    edited('opening', (b: { D: string[] }) => void b.D.reverse()),
  ],
  [
    '4.7.5 one wrong point opened',
    'E_OPENING(3)',
    O,
    edited('opening', (b: { D: string[] }) => void (b.D[1] = POINT)),
  ],
  ['4.7.5 a proof of nothing', 'E_OPENING(3)', O, change('opening', { proof: 'A'.repeat(86) })],
  ['4.7.5 a proof with c + q', 'E_OPENING(3)', O, proof((text) => unreduced(text, 0))],
  ['4.7.5 a proof with s + q', 'E_OPENING(3)', O, proof((text) => unreduced(text, 32))],
  ['4.7.5 another member’s opening', 'E_OPENING(2)', O + 1, another],
  [
    '4.7.5 another member’s share, proved',
    'E_OPENING(3)',
    O,
    remade((round, state) => openingOf(round, state, 3, { as: 1 })),
  ],
  [
    '4.7.5 the opening of another tally',
    'E_OPENING(3)',
    O,
    remade((round, state) => openingOf(round, state, 3, { th: random(32) })),
  ],
  [
    '4.7.5 the opening of another board',
    'E_SIG',
    O,
    (e) => void (e[O]!.b = entryOf(OTHER, 'opening')),
  ],
  [
    '4.7.5 an opening by another',
    'E_SIG',
    O,
    (e, round) => {
      resign(nth(e, 'opening'), round, 1);
    },
  ],
  [
    '4.1 an identity opened',
    'E_POINT',
    O,
    edited('opening', (b: { D: string[] }) => void (b.D[0] = IDENTITY)),
  ],
  [
    '4.2 a line too few opened',
    'E_SIZE',
    O,
    edited('opening', (b: { D: string[] }) => void b.D.pop()),
  ],
];

export const RESULT_ROWS: readonly Row[] = [
  ['4.7.6 from other members', 'E_RESULT', Z, change('result', { from: [1, 2] })],
  ['4.7.6 from in falling order', 'E_RESULT', Z, change('result', { from: [3, 2] })],
  ['4.7.6 from one member twice', 'E_RESULT', Z, change('result', { from: [2, 2] })],
  ['4.7.6 from one member', 'E_RESULT', Z, change('result', { from: [2] })],
  ['4.7.6 from all members', 'E_RESULT', Z, change('result', { from: [1, 2, 3] })],
  [
    '4.7.6 a mark made blank',
    'E_TOTAL(0)',
    Z,
    result((b) => {
      b.electronic[0]!.high--;
      b.electronic[0]!.blank++;
    }),
  ],
  [
    '4.7.6 a mark made another',
    'E_TOTAL(1)',
    Z,
    result((b) => {
      b.electronic[1]!.high--;
      b.electronic[1]!.low++;
    }),
  ],
  [
    '4.7.6 a confidence read as 2^11 high',
    'E_TOTAL(1)',
    Z,
    result((b) => {
      b.electronic[1]!.confidence--;
      b.electronic[1]!.high += 2 ** 11;
    }),
  ],
  [
    '4.7.6 a low read as 2^11 confidence',
    'E_TOTAL(0)',
    Z,
    result((b) => {
      b.electronic[0]!.low--;
      b.electronic[0]!.confidence += 2 ** 11;
    }),
  ],
  ['4.7.6 lines exchanged', 'E_TOTAL(0)', Z, result((b) => b.electronic.reverse())],
  ['4.7.6 blank miscounted', 'E_TOTAL(1)', Z, result((b) => b.electronic[1]!.blank++)],
  [
    '4.7.6 numbers that overflow',
    'E_TOTAL(0)',
    Z,
    result((b) => (b.electronic[0]!.high = 2 ** 53 - 1)),
  ],
  ['4.7.6 the paper count left out', 'E_RESULT', Z, change('result', { paper: [] })],
  [
    '4.7.6 the paper count changed',
    'E_RESULT',
    Z,
    result((b) => {
      moved(b.paper[0]!);
    }),
  ],
  ['4.7.6 a total miscounted', 'E_RESULT', Z, result((b) => b.total[1]!.invalid--)],
  [
    '4.7.6 a total moved to another level',
    'E_RESULT',
    Z,
    result((b) => {
      moved(b.total[0]!);
    }),
  ],
  ['4.7.6 totals exchanged', 'E_RESULT', Z, result((b) => b.total.reverse())],
  ['4.7.6 the result of another board', 'E_TOTAL(0)', Z, otherResult],
  ['4.2 a line too few in the result', 'E_SIZE', Z, result((b) => b.total.pop())],
  ['4.2 half a paper count', 'E_SIZE', Z, result((b) => b.paper.pop())],
  ['4.1 a negative total', 'E_JSON', Z, result((b) => (b.total[0]!.high = -1))],
  ['4.1 from as texts', 'E_JSON', Z, change('result', { from: ['2', '3'] })],
  [
    '4.11 a wrong result is not said before a wrong tally',
    'E_TALLY',
    T,
    all(change('result', { from: [1, 2] }), change('tally', { N: 2 })),
  ],
];

function register(fields: object): Row[3] {
  return edited('close', (b: { register: object }) => void Object.assign(b.register, fields));
}

function dropped(...types: Parameters<typeof rebuild>): Row[3] {
  return all(drop('ballot', 1), ...types.map((type) => rebuild(type)));
}

function key(edit: (k: string) => string): Row[3] {
  return edited('token-reveal', (b: { k: string }) => void (b.k = edit(b.k)));
}

/** The same change in both tellers' counts. */
function both(edit: (body: Paper) => unknown): Row[3] {
  return all(...[0, 1].map((place) => edited('paper', (b: Paper) => void edit(b), place)));
}

function moved(line: Line): void {
  line.high--;
  line.low++;
}

function more(body: Paper): void {
  body.count++;
  for (const line of body.lines) line.invalid++;
}

/** The sums over the ballots of these places, as if they were all. */
function sums(places: readonly number[], excluded: readonly object[] = []): Row[3] {
  return (entries) => {
    const bodies = places.map((place) =>
      bytesOf(nth(entries, 'ballot', place).b['body'] as string),
    );
    const total = bodies.reduce((sum, body) => addBallot(sodium, sum, body), emptySums(2));
    const [A, B] = [total.A, total.B].map((points) => points.map((point) => toBase64url(point)));
    Object.assign(nth(entries, 'tally').b, { N: places.length, excluded, A, B });
  };
}

function entryOf(round: Round, t: string): EditableEntry['b'] {
  return structuredClone(round.entries.find((entry) => entry.t === t)!.b) as EditableEntry['b'];
}

function unreducedSig(...[entries]: Parameters<Row[3]>): void {
  const { b } = nth(entries, 'agree');
  b.sig = unreduced(b.sig!, 32);
}

function proof(edit: (text: string) => string): Row[3] {
  return edited('opening', (b: { proof: string }) => void (b.proof = edit(b.proof)));
}

/** Member 2 says what member 3 opened. */
function another(...[entries, round]: Parameters<Row[3]>): void {
  const { D, proof } = nth(entries, 'opening').b;
  change('opening', { D, proof }, 1)(entries, round);
}

function remade(
  make: (round: Round, state: ReturnType<typeof stateAt>) => EditableEntry['b'],
): Row[3] {
  return (entries, round) => void (entries[O]!.b = make(round, stateAt(entries, O)));
}

function result(edit: (body: Result) => unknown): Row[3] {
  return edited('result', (b: Result) => void edit(b));
}

function otherResult(...[entries]: Parameters<Row[3]>): void {
  const { from } = entries[Z]!.b;
  const { electronic } = entryOf(OTHER, 'result');
  entries[Z]!.b = { ...entries[Z]!.b, from, electronic };
}
