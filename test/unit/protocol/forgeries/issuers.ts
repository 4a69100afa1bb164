/** [P 4.6, 4.7] Several issuers: tokens, keys and exclusions of a board with a co-issuer. */
import { toBase64url } from '#shared/protocol/bytes.ts';
import { computeToken } from '#shared/protocol/token.ts';
import { random, sodium } from '../../../support/sodium.ts';
import {
  all,
  AT2,
  ballotWith,
  change,
  double,
  drop,
  edited,
  exchange,
  insert,
  nth,
} from './kit.ts';
import { oneMore, ownBody, ownKey, rebuild, resign, signedBallot } from './kit.ts';
import type { Row } from './kit.ts';

interface Excluded {
  N: number;
  excluded: { n: number; why: string }[];
}
interface Setup {
  issuers: { i: number; name: string; sign: string; pk: string }[];
}

const {
  ballot: N,
  close: C,
  reveal: R,
  tally: T,
  agree: A,
  quorum: Q,
  opening: O,
  result: Z,
} = AT2;

/** Changes of the board with two issuers, an excluded ballot and a lowered quorum. */
export const ISSUER_ROWS: readonly Row[] = [
  ['4.2 issuers in another order', 'E_SETUP', 0, setup((b) => b.issuers.reverse())],
  ['4.2 the co-issuer left out', 'E_SIZE', N, setup((b) => b.issuers.pop())],
  [
    '4.2 the co-issuer’s key the server’s own',
    'E_SETUP',
    0,
    setup((b) => (b.issuers[1]!.pk = b.issuers[0]!.pk)),
  ],
  [
    '4.2 a co-issuer of one’s own',
    'E_SETUP',
    0,
    setup((b) => (b.issuers[1]!.sign = b.issuers[0]!.sign)),
  ],
  [
    '4.2 a ballot with one token',
    'E_SIZE',
    N,
    edited('ballot', (b: { token: string[] }) => void b.token.pop()),
  ],
  [
    '4.5.2 tokens exchanged',
    'E_SIG',
    N,
    edited('ballot', (b: { token: string[] }) => void b.token.reverse()),
  ],
  ['4.2 the co-issuer’s key not revealed', 'E_PHASE', R + 1, drop('token-reveal', 1)],
  ['4.2 the server’s key not revealed', 'E_PHASE', R + 1, drop('token-reveal')],
  ['4.2 one issuer’s key twice', 'E_PHASE', R + 1, change('token-reveal', { i: 1 }, 1)],
  ['4.7.1 keys exchanged', 'E_TOKEN(1)', R, keysExchanged],
  [
    '4.7.1 the co-issuer’s key invented',
    'E_TOKEN(2)',
    R + 1,
    change('token-reveal', { k: toBase64url(plain()) }, 1),
  ],
  [
    '4.7.1 the co-issuer’s key by the server',
    'E_SIG',
    R + 1,
    (e, round) => {
      resign(nth(e, 'token-reveal', 1), round, 1);
    },
  ],
  ['4.7.4 keys revealed in another order', 'E_AGREE_OTHER', A, exchange(R, R + 1)],

  [
    '4.7.3 a ballot without the co-issuer’s token counted',
    'E_TALLY',
    T,
    tally((b) => {
      b.N = 4;
      b.excluded = [];
    }),
  ],
  [
    '4.7.3 excluded for the wrong issuer',
    'E_TALLY',
    T,
    tally((b) => (b.excluded[0]!.why = 'E_TOKEN(1)')),
  ],
  [
    '4.7.3 excluded for another reason',
    'E_TALLY',
    T,
    tally((b) => (b.excluded[0]!.why = 'E_PROOF')),
  ],
  ['4.7.3 another ballot excluded', 'E_TALLY', T, tally((b) => (b.excluded[0]!.n = N))],
  [
    '4.7.3 a good ballot excluded too',
    'E_TALLY',
    T,
    tally((b) => b.excluded.push({ n: N + 3, why: 'E_TOKEN(2)' })),
  ],
  ['4.7.3 a ballot excluded twice', 'E_TALLY', T, tally((b) => b.excluded.push(b.excluded[0]!))],
  ['4.7.3 excluded in falling order', 'E_TALLY', T + 1, falling],
  [
    '4.7.3 minted by the server alone, and counted',
    'E_TALLY',
    T + 1,
    minted([0], (b) => {
      b.N = 4;
    }),
  ],
  [
    '4.7.3 minted with both tokens exchanged, and counted',
    'E_TALLY',
    T + 1,
    minted([1, 0], (b) => {
      b.N = 4;
    }),
  ],
  [
    '4.7.4 minted by both, known to the close and the tally',
    'E_AGREE_OTHER',
    A + 1,
    all(minted([0, 1]), rebuild('tally')),
  ],
  ['4.7.1 the ballot without a token dropped', 'E_CLOSE', C - 1, drop('ballot', 1)],

  ['4.7.5 the lowered quorum left out', 'E_QUORUM', Q, drop('quorum')],
  ['4.2 the quorum lowered twice', 'E_PHASE', Q + 1, double('quorum')],
  ['4.2 the quorum lowered after an opening', 'E_PHASE', Q + 1, exchange(Q, O)],
  ['4.7.5 one agreement under the lowered quorum', 'E_QUORUM', O - 1, drop('agree', 1)],
  [
    '4.7.5 an opening of one who did not agree, under the lowered quorum',
    'E_QUORUM',
    O - 1,
    drop('agree', 0),
  ],
  ['4.1 a quorum with a time', 'E_JSON', Q, (e) => void (e[Q]!.b['at'] = '10:00')],
  ['4.1 a quorum without reason', 'E_JSON', Q, (e) => void (e[Q]!.b = {})],
  ['4.2 an agreement after the result', 'E_PHASE', Z + 1, lateAgreement],
  ['4.7.6 from the second lowest', 'E_RESULT', Z, change('result', { from: [2, 3] })],
  ['4.2 quorum twice, far apart', 'E_PHASE', Z, insert(Z, 'quorum', { reason: '' })],
];

function setup(edit: (body: Setup) => unknown): Row[3] {
  return edited('setup', (b: Setup) => void edit(b));
}

function tally(edit: (body: Excluded) => unknown): Row[3] {
  return edited('tally', (b: Excluded) => void edit(b));
}

function plain(): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, place) => (place < 31 ? 7 : 0));
}

function keysExchanged(...[entries, round]: Parameters<Row[3]>): void {
  const [one, two] = [nth(entries, 'token-reveal'), nth(entries, 'token-reveal', 1)];
  [one.b['k'], two.b['k']] = [two.b['k'], one.b['k']];
  resign(one, round);
  resign(two, round);
}

/** A second ballot without a good token, and the two excluded ones in the wrong order. */
function falling(...[entries, round]: Parameters<Row[3]>): void {
  const more = oneMore(() => {
    const own = ownKey();
    return signedBallot(round, own, ownBody(round, own, [1]), [random(64), random(64)]);
  });
  const backwards = tally((b) => b.excluded.reverse());
  all(more, rebuild('close'), longer, rebuild('tally'), backwards)(entries, round);
}

/** A ballot that nobody was issued, with the tokens of these issuers in this order; noise for others. */
function minted(issuers: readonly number[], edit?: (body: Excluded) => unknown): Row[3] {
  const more = oneMore((round) => {
    const own = ownKey();
    const { eid } = round.board;
    const tokens = [0, 1].map((place) => {
      const issuer = round.issuers[issuers[place] ?? -1];
      return issuer === undefined ? random(64) : computeToken(sodium, issuer.k, eid!, own.vk);
    });
    const body = ownBody(round, own, [3]);
    const isWhole = issuers.join() === '0,1';
    return isWhole ? ballotWith(round, own, body) : signedBallot(round, own, body, tokens);
  });
  return all(more, rebuild('close'), longer, edit === undefined ? () => undefined : tally(edit));
}

/** A close that claims a longer register than there is. */
function longer(...[entries]: Parameters<Row[3]>): void {
  const close = nth(entries, 'close').b as unknown as {
    register: { count: number };
    issued: number;
  };
  close.register.count++;
  close.issued++;
}

/** Member 2 agrees when all is over. */
function lateAgreement(...[entries, round]: Parameters<Row[3]>): void {
  const late = structuredClone(nth(entries, 'agree'));
  late.b['i'] = 2;
  resign(late, round);
  entries.splice(Z + 1, 0, late);
}
