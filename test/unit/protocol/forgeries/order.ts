/** [P 4.2] Every type dropped, doubled, out of place, or of the wrong author. */
import { signBody } from '#shared/protocol/signed-word.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { random, sodium } from '../../../support/sodium.ts';
import { all, AT, change, double, drop, exchange, insert, nth, rebuild, resign } from './kit.ts';
import type { Row } from './kit.ts';

const P = 'E_PHASE';

export const ORDER_ROWS: readonly Row[] = [
  ['4.2 setup dropped', P, 0, drop('setup')],
  ['4.2 a commit dropped', P, 3, drop('dkg-commit', 2)],
  ['4.2 a deal dropped', P, 6, drop('dkg-deal', 1)],
  ['4.2 an ok dropped', P, 9, drop('dkg-ok')],
  ['4.2 open dropped', P, 10, drop('open')],
  ['4.2 poll dropped', P, 11, drop('poll')],
  ['4.7.1 a ballot dropped', 'E_CLOSE', AT.close - 1, drop('ballot', 2)],
  ['4.2 close dropped', P, AT.close, drop('close')],
  ['4.2 the issuer’s key dropped', P, AT.reveal, drop('token-reveal')],
  ['4.7.2 one paper count alone', P, AT.paper + 1, drop('paper')],
  ['4.2 tally dropped', P, AT.tally, drop('tally')],
  ['4.7.5 an agreement dropped', 'E_QUORUM', AT.opening - 1, drop('agree')],
  ['4.7.6 an opening dropped', 'E_RESULT', AT.result - 1, drop('opening')],
  ['4.2 result dropped', P, AT.result, drop('result')],
  ['4.2 head dropped', P, AT.head, drop('head')],
  ['4.2 nothing but setup', P, 1, (e) => void e.splice(1)],
  ['4.2 the count left out: the board ends with the agreements', P, 23, (e) => void e.splice(23)],

  ['4.2 setup twice', P, 1, double('setup')],
  ['4.2 a commit twice', P, 2, double('dkg-commit')],
  ['4.2 a deal twice', P, 5, double('dkg-deal')],
  ['4.2 an ok twice', P, 8, double('dkg-ok')],
  ['4.2 open twice', P, 11, double('open')],
  ['4.2 poll twice', P, 12, double('poll')],
  ['4.5.2 a ballot twice', 'E_VK_USED', AT.ballot + 1, double('ballot')],
  ['4.2 close twice', P, AT.close + 1, double('close')],
  ['4.2 an issuer’s key twice', P, AT.reveal + 1, double('token-reveal')],
  ['4.7.2 a paper count twice', P, AT.paper + 1, double('paper')],
  ['4.2 tally twice', P, AT.tally + 1, double('tally')],
  ['4.2 an agreement twice', P, AT.agree + 1, double('agree')],
  ['4.2 an opening twice', P, AT.opening + 1, double('opening')],
  ['4.2 result twice', P, AT.result + 1, double('result')],
  ['4.2 head twice', P, AT.head + 1, double('head')],

  ['4.2 a commit before setup', P, 0, exchange(0, 1)],
  ['4.2 a deal before the last commit', P, 3, exchange(3, 4)],
  ['4.2 an ok before the last deal', P, 6, exchange(6, 7)],
  ['4.2 open before the last ok', P, 9, exchange(9, 10)],
  ['4.2 poll before open', P, 10, exchange(10, 11)],
  ['4.2 a ballot before the polls open', P, 11, exchange(11, 12)],
  ['4.2 a ballot after the close', P, 15, exchange(14, 15)],
  ['4.2 an issuer’s key before the close', P, 15, exchange(15, 16)],
  ['4.2 a paper count before the issuer’s key', P, 16, exchange(16, 17)],
  ['4.2 tally between two paper counts', P, 18, exchange(18, 19)],
  ['4.2 an agreement before the tally', P, 19, exchange(19, 20)],
  ['4.2 an opening after the result', P, 25, exchange(24, 25)],
  ['4.2 head before the result', P, 25, exchange(25, 26)],
  ['4.3.3 commits in another order', 'E_CHAIN(7)', 7, exchange(1, 3)],
  ['4.3.3 deals in another order', 'E_CHAIN(7)', 7, exchange(4, 6)],
  ['4.5.2 oks in another order: another election', 'E_SIG', AT.ballot, exchange(7, 9)],
  ['4.7.1 ballots in another order', 'E_CLOSE', AT.close, exchange(12, 13)],
  [
    '4.7.4 ballots in another order, close made anew',
    'E_AGREE_OTHER',
    AT.agree,
    all(exchange(12, 14), rebuild('close', 'tally')),
  ],
  ['4.7.4 paper counts in another order', 'E_AGREE_OTHER', AT.agree, exchange(17, 18)],

  ['4.2 a second word of a member', P, 2, change('dkg-commit', { i: 1 }, 1)],
  ['4.2 member 0', P, AT.agree, unknown('agree', 0)],
  ['4.2 member 4 of 3', P, AT.opening, unknown('opening', 4)],
  ['4.2 paper of member 9', P, AT.paper, unknown('paper', 9)],
  ['4.2 issuer 2 of 1', P, AT.reveal, unknown('token-reveal', 2)],
  ['4.7.2 two paper counts of one member', P, AT.paper + 1, change('paper', { i: 1 }, 1)],
  [
    '4.7.2 a third paper count',
    P,
    AT.paper + 2,
    (e, round) => {
      const third = structuredClone(nth(e, 'paper', 1));
      third.b['i'] = 3;
      resign(third, round);
      e.splice(AT.paper + 2, 0, third);
    },
  ],
  ['4.2 quorum after an opening', P, 24, insert(24, 'quorum', { reason: '' })],
  ['4.2 quorum before the tally', P, 19, insert(19, 'quorum', { reason: '' })],
  ['4.2 an abort', P, 19, insert(19, 'abort', { reason: '' })],
  ['4.2 an abort after head', P, 27, (e) => void e.push({ t: 'abort', b: { reason: '' } })],
  [
    '4.2 a complaint instead of an ok',
    P,
    9,
    (e, round) => {
      const body = { i: 3, against: 1, box: toBase64url(random(32)) };
      const b = signBody(sodium, round.board.sid!, round.signKey(3), 'dkg-complaint', body);
      e[9] = { t: 'dkg-complaint', b };
    },
  ],
  ['4.2 an unknown type', P, 1, retyped(1, 'note')],
  ['4.2 a type in capitals', P, AT.ballot, retyped(AT.ballot, 'Ballot')],
  ['4.2 a type with a space', P, AT.close, retyped(AT.close, 'close ')],
  ['4.2 __proto__ as a type', P, AT.poll, retyped(AT.poll, '__proto__')],
  ['4.2 a register’s line on the board', P, AT.ballot, retyped(AT.ballot, 'exchange')],
];

function retyped(at: number, t: string): Row[3] {
  return (e) => void (e[at]!.t = t);
}

function unknown(t: string, i: number): Row[3] {
  return (e) => void (nth(e, t).b['i'] = i);
}
