/** [P 4.1, 4.2] Shapes and ranges of `setup`, and a setup changed after the members spoke. */
import { toBase64url } from '#shared/protocol/bytes.ts';
import { random } from '../../../support/sodium.ts';
import { change, edited, ORDER, POINT } from './kit.ts';
import type { Row } from './kit.ts';

interface Setup {
  lines: { id: string; name: string; post: string }[];
  committee: { i: number; name: string; sign: string; box: string }[];
  issuers: { i: number; name: string; sign: string; pk: string }[];
}

const S = 'E_SETUP';

export const SETUP_ROWS: readonly Row[] = [
  ['4.2 radixBits 12', S, 0, change('setup', { radixBits: 12 })],
  ['4.2 radixBits 10', S, 0, change('setup', { radixBits: 10 })],
  ['4.2 t = n/2', S, 0, change('setup', { t: 1 })],
  ['4.2 t = 0', S, 0, change('setup', { t: 0 })],
  ['4.2 t > n', S, 0, change('setup', { t: 4 })],
  ['4.2 n is not the number of members', S, 0, change('setup', { n: 4 })],
  ['4.2 n = 2', S, 0, setup((b) => (b.committee.length = 2), { n: 2 })],
  ['4.2 n = 2^53 − 1', S, 0, change('setup', { n: 2 ** 53 - 1 })],
  ['4.2 rollSize 0', S, 0, change('setup', { rollSize: 0 })],
  ['4.2 rollSize 2048', S, 0, change('setup', { rollSize: 2048 })],
  ['4.2 minBallots 0', S, 0, change('setup', { minBallots: 0 })],
  ['4.2 no line', S, 0, change('setup', { lines: [] })],
  [
    '4.2 61 lines',
    S,
    0,
    change('setup', {
      lines: Array.from({ length: 61 }, (_, i) => ({ id: `s${i}`, name: 'A', post: 'B' })),
    }),
  ],
  ['4.2 a line id twice', S, 0, setup((b) => (b.lines[1]!.id = b.lines[0]!.id))],
  ['4.2 a sign key twice', S, 0, setup((b) => (b.committee[1]!.sign = b.committee[0]!.sign))],
  ['4.2 a box key twice', S, 0, setup((b) => (b.committee[2]!.box = b.committee[0]!.box))],
  [
    '4.2 members numbered from 0',
    S,
    0,
    setup((b) => (b.committee = b.committee.map((m) => ({ ...m, i: m.i - 1 })))),
  ],
  ['4.2 members in another order', S, 0, setup((b) => b.committee.reverse())],
  ['4.2 no issuer', S, 0, change('setup', { issuers: [] })],
  ['4.2 issuer number 2 first', S, 0, setup((b) => (b.issuers[0]!.i = 2))],
  [
    '4.2 a co-issuer who is no member of the committee',
    S,
    0,
    setup((b) => b.issuers.push({ ...b.issuers[0]!, i: 2, pk: POINT })),
  ],
  [
    '4.2 two issuers of one key',
    S,
    0,
    setup((b) => b.issuers.push({ ...b.issuers[0]!, i: 2, sign: b.committee[2]!.sign })),
  ],
  ['4.1 an issuer’s key that is no point', 'E_POINT', 0, pk(toBase64url(ORDER))],
  ['4.1 an issuer’s key: the identity', 'E_POINT', 0, pk('A'.repeat(43))],
  [
    '4.1 a sign key of 31 bytes',
    'E_SIZE',
    0,
    setup((b) => (b.committee[0]!.sign = 'A'.repeat(42))),
  ],
  ['4.1 a text that is a number', 'E_JSON', 0, change('setup', { title: 1 })],
  ['4.1 rehearsal as 0', 'E_JSON', 0, change('setup', { rehearsal: 0 })],
  ['4.1 a list that is an object', 'E_JSON', 0, change('setup', { lines: {} })],

  ['4.3 the title changed afterwards', 'E_SIG', 1, change('setup', { title: 'Lấy phiếu khác' })],
  ['4.3 a name changed afterwards', 'E_SIG', 1, setup((b) => (b.lines[0]!.name = 'Trần Văn B'))],
  ['4.3 names exchanged', 'E_SIG', 1, setup((b) => b.lines.reverse())],
  ['4.3 a title in another Unicode form', 'E_SIG', 1, nfd],
  ['4.3 a rehearsal made real', 'E_SIG', 1, change('setup', { rehearsal: false })],
  ['4.3 another ballot', 'E_SIG', 1, change('setup', { ballotDigest: toBase64url(random(32)) })],
  ['4.3 a larger roll', 'E_SIG', 1, change('setup', { rollSize: 51 })],
  ['4.3 fewer ballots wanted', 'E_SIG', 1, change('setup', { minBallots: 2 })],
  ['4.3 another issuer’s key', 'E_SIG', 1, pk(POINT)],
  ['4.3 a member’s key exchanged', 'E_SIG', 1, setup((b) => (b.committee[0]!.sign = POINT))],
  ['4.2 a board key of one’s own', 'E_HEADSIG(26)', 26, change('setup', { board: POINT })],
  ['4.3 t raised afterwards', 'E_SIZE', 4, change('setup', { t: 3 })],
];

function setup(edit: (body: Setup) => unknown, fields: object = {}): Row[3] {
  return edited('setup', (body: Setup) => {
    edit(body);
    Object.assign(body, fields);
  });
}

function pk(value: string): Row[3] {
  return setup((b) => (b.issuers[0]!.pk = value));
}

function nfd(...[entries]: Parameters<Row[3]>): void {
  const b = entries[0]!.b as unknown as { title: string };
  b.title = b.title.normalize('NFD');
}
