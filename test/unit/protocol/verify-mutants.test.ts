/** Boards that a server holding the board key could publish: chained and signed anew, but false. */
import { describe, expect, test } from 'vitest';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { entryHash, formatLine } from '#shared/protocol/chain.ts';
import { signBody } from '#shared/protocol/signed-word.ts';
import type { SignedEntry } from '#shared/protocol/signed-word.ts';
import { verifyBoard } from '#shared/protocol/verify.ts';
import {
  bytesOf,
  chained,
  editable,
  finishedRound,
  forged,
  Round,
} from '../../support/protocol-round.ts';
import type { EditableEntry } from '../../support/protocol-round.ts';
import { fast } from '../../support/fast.ts';
import { random, sodium } from '../../support/sodium.ts';

const PAPER = {
  count: 2,
  rejected: [],
  lines: [
    { high: 1, confidence: 1, low: 0, invalid: 0 },
    { high: 0, confidence: 0, low: 1, invalid: 1 },
  ],
  rulings: [],
};

const round = finishedRound(sodium, {
  n: 3,
  t: 2,
  marks: [
    [1, 2],
    [3, 0],
    [1, 1],
  ],
  paper: PAPER,
});

const IDENTITY = 'A'.repeat(43);
const POINT = round.board.open!.Y;
const ORDER = toBase64url(
  Uint8Array.from(
    Buffer.from('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010', 'hex'),
  ),
);

type Edit = (entries: EditableEntry[]) => void;

/** Signs the body again as its author would: a false word of a member, not of the server. */
function resign(entry: EditableEntry): void {
  const body = { ...entry.b };
  delete body.sig;
  const i = body['i'] as number;
  const isIssuer = entry.t === 'token-reveal';
  const key = isIssuer ? round.issuers[i - 1]!.signKey : round.signKey(i);
  const t = entry.t as SignedEntry['t'];
  entry.b = signBody(sodium, round.board.sid!, key, t, body as never);
}

/** The place-th entry of a type. */
function nth(entries: EditableEntry[], t: string, place = 0): EditableEntry {
  return entries.filter((entry) => entry.t === t)[place]!;
}

/** Changes fields of an entry; a signed word is signed again. */
function change(t: string, fields: object, place = 0): Edit {
  return (entries) => {
    const entry = nth(entries, t, place);
    Object.assign(entry.b, fields);
    if ('i' in entry.b) resign(entry);
  };
}

function edited(t: string, edit: (body: never) => void, place = 0): Edit {
  return (entries) => {
    const entry = nth(entries, t, place);
    edit(entry.b as never);
    if ('i' in entry.b) resign(entry);
  };
}

function swap(t: string, withT: string, place = 0): Edit {
  return (entries) => {
    const one = entries.indexOf(nth(entries, t, place));
    const other = entries.indexOf(nth(entries, withT));
    [entries[one], entries[other]] = [entries[other]!, entries[one]!];
  };
}

function remove(t: string, place = 0): Edit {
  return (entries) => {
    entries.splice(entries.indexOf(nth(entries, t, place)), 1);
  };
}

function repeat(t: string): Edit {
  return (entries) => {
    const entry = nth(entries, t);
    entries.splice(entries.indexOf(entry) + 1, 0, structuredClone(entry));
  };
}

/** Writes over bytes of a ballot's body; the signature is then wrong too, but looked at later. */
function withBody(at: number, bytes: Uint8Array): Edit {
  return edited('ballot', (b: { body: string }) => {
    const body = bytesOf(b.body);
    body.set(bytes, at);
    b.body = toBase64url(body);
  });
}

interface Counted {
  lines: { high: number; confidence: number; low: number; invalid: number }[];
}
interface ResultEdit {
  from: number[];
  electronic: { high: number; confidence: number; low: number; blank: number }[];
  paper: Counted['lines'];
  total: Counted['lines'];
}

const n = { deal: 4, ok: 7, open: 10, ballot: 12, close: 15, reveal: 16 };
const later = { paper: 17, tally: 19, agree: 20, opening: 23, result: 25, head: 26 };

const MUTANTS: readonly (readonly [string, string, number, Edit])[] = [
  [
    '4.2 an unknown type',
    'E_PHASE',
    1,
    (e) => {
      e[1]!.t = 'note';
    },
  ],
  ['4.2 a commit missing', 'E_PHASE', 3, remove('dkg-commit', 2)],
  ['4.2 a second word of a member', 'E_PHASE', 2, change('dkg-commit', { i: 1 }, 1)],
  [
    '4.2 a member setup does not know',
    'E_PHASE',
    1,
    (e) => {
      e[1]!.b['i'] = 4;
    },
  ],
  ['4.2 a ballot before the polls open', 'E_PHASE', 11, swap('poll', 'ballot')],
  ['4.2 a ballot after the close', 'E_PHASE', 15, swap('close', 'token-reveal')],
  ['4.2 a second close', 'E_PHASE', 16, repeat('close')],
  ['4.2 no key revealed', 'E_PHASE', 16, remove('token-reveal')],
  ['4.7.2 one paper count alone', 'E_PHASE', 18, remove('paper')],
  ['4.7.2 two paper counts of one member', 'E_PHASE', 18, change('paper', { i: 1 }, 1)],
  ['4.2 a second agreement of a member', 'E_PHASE', 21, repeat('agree')],
  ['4.2 a second opening of a member', 'E_PHASE', 24, repeat('opening')],
  [
    '4.2 quorum after an opening',
    'E_PHASE',
    24,
    (e) => {
      e.splice(24, 0, { t: 'quorum', b: { reason: '' } });
    },
  ],
  [
    '4.2 an entry after head',
    'E_PHASE',
    27,
    (e) => {
      e.push({ t: 'abort', b: { reason: '' } });
    },
  ],
  [
    '4.2 an abort',
    'E_PHASE',
    19,
    (e) => {
      e.splice(19, 0, { t: 'abort', b: { reason: '' } });
    },
  ],
  [
    '4.2 no head',
    'E_PHASE',
    26,
    (e) => {
      e.pop();
    },
  ],
  ['4.1 a key too many', 'E_JSON', 0, change('setup', { extra: 1 })],
  [
    '4.1 keys in another order',
    'E_JSON',
    12,
    (e) => {
      const { vk, ...rest } = e[12]!.b;
      e[12]!.b = { ...rest, vk };
    },
  ],
  ['4.1 a fraction', 'E_JSON', n.close, change('close', { issued: 5.5 })],
  ['4.1 an integer above 2^53 − 1', 'E_JSON', n.close, change('close', { issued: 2 ** 53 })],
  ['4.1 a negative number', 'E_JSON', n.close, change('close', { issued: -1 })],
  ['4.1 base64 with padding', 'E_B64', n.close, change('close', { ids: `${IDENTITY}=` })],
  ['4.1 31 bytes', 'E_SIZE', n.close, change('close', { ids: 'A'.repeat(42) })],
  [
    '4.2 a line too many in tally',
    'E_SIZE',
    later.tally,
    edited('tally', (b: { A: string[] }) => {
      b.A.push(POINT);
    }),
  ],
  [
    '4.1 an identity in tally',
    'E_POINT',
    later.tally,
    edited('tally', (b: { A: string[] }) => {
      b.A[0] = IDENTITY;
    }),
  ],
  ['4.1 a key not below q', 'E_SCALAR', n.reveal, change('token-reveal', { k: ORDER })],
  ['4.2 radixBits', 'E_SETUP', 0, change('setup', { radixBits: 12 })],
  ['4.2 t = n/2', 'E_SETUP', 0, change('setup', { t: 1 })],
  ['4.2 t > n', 'E_SETUP', 0, change('setup', { t: 4 })],
  ['4.2 rollSize 2048', 'E_SETUP', 0, change('setup', { rollSize: 2048 })],
  ['4.2 minBallots 0', 'E_SETUP', 0, change('setup', { minBallots: 0 })],
  ['4.2 no line', 'E_SETUP', 0, change('setup', { lines: [] })],
  [
    '4.2 a line id twice',
    'E_SETUP',
    0,
    edited('setup', (b: { lines: { id: string }[] }) => {
      b.lines[1]!.id = b.lines[0]!.id;
    }),
  ],
  [
    '4.2 a sign key twice',
    'E_SETUP',
    0,
    edited('setup', (b: { committee: { sign: string }[] }) => {
      b.committee[1]!.sign = b.committee[0]!.sign;
    }),
  ],
  [
    '4.2 a co-issuer who is no member of the committee',
    'E_SETUP',
    0,
    edited('setup', (b: { issuers: { i: number; pk: string; sign: string }[] }) => {
      b.issuers.push({ ...b.issuers[0]!, i: 2, pk: POINT });
    }),
  ],
  ['4.2 the signed head', `E_HEADSIG(26)`, 26, () => undefined],
  [
    '4.3 an unsigned word',
    'E_SIG',
    1,
    (e) => {
      e[1]!.b.sig = toBase64url(random(64));
    },
  ],
  ['4.3 another commitment', 'E_DKG_COMMIT(1)', n.deal, change('dkg-commit', { h: IDENTITY })],
  [
    '4.3 a proof of nothing',
    'E_DKG_POK(1)',
    n.deal,
    change('dkg-deal', { pok: toBase64url(new Uint8Array(64)) }),
  ],
  ['4.3 a share of its own', 'E_DKG_SHARE(1)', n.ok, change('dkg-ok', { X: POINT })],
  ['4.3 other deals seen', `E_CHAIN(${n.ok})`, n.ok, change('dkg-ok', { tr: IDENTITY })],
  [
    '4.3 both wrong: the share is said first',
    'E_DKG_SHARE(1)',
    n.ok,
    change('dkg-ok', { X: POINT, tr: IDENTITY }),
  ],
  ['4.3 another key', 'E_OPEN', n.open, change('open', { Y: round.board.open!.X[0] })],
  ['4.3 the identity as key', 'E_OPEN', n.open, change('open', { Y: IDENTITY })],
  ['4.7.1 another issuer key', 'E_TOKEN(1)', n.reveal, change('token-reveal', { k: IDENTITY })],
  ['4.5.1 an identity', 'E_POINT(0,3)', n.ballot, withBody(3 * 32, new Uint8Array(32))],
  [
    '4.5.1 no canonical point',
    'E_POINT(1,9)',
    n.ballot,
    withBody(320 + 9 * 32, new Uint8Array(32).fill(255)),
  ],
  [
    '4.5.1 an unreduced scalar',
    'E_SCALAR(1,6)',
    n.ballot,
    withBody(640 + 224 + 6 * 32, bytesOf(ORDER)),
  ],
  ['4.5.2 another body', 'E_SIG', n.ballot, withBody(640, new Uint8Array(32))],
  ['4.5.2 a ballot twice', 'E_VK_USED', n.ballot + 1, repeat('ballot')],
  ['4.7.1 ballots dropped', 'E_CLOSE', n.close - 1, remove('ballot', 2)],
  ['4.7.1 another digest', 'E_CLOSE', n.close, change('close', { ids: IDENTITY })],
  [
    '4.7.1 count > register',
    'E_COUNTS',
    n.close,
    change('close', { register: { count: 2, head: IDENTITY } }),
  ],
  [
    '4.7.1 register > issued',
    'E_COUNTS',
    n.close,
    change('close', { register: { count: 6, head: IDENTITY } }),
  ],
  ['4.7.1 issued > rollSize', 'E_COUNTS', n.close, change('close', { issued: 51 })],
  ['4.7.1 N + paper > issued', 'E_COUNTS', n.close, change('close', { issued: 4 })],
  [
    '4.7.2 an unsigned count',
    'E_SIG',
    later.paper,
    (e) => {
      nth(e, 'paper').b['rulings'] = ['?'];
    },
  ],
  ['4.7.2 two unequal counts', 'E_PAPER', later.paper + 1, change('paper', { rulings: ['?'] }, 1)],
  [
    '4.7.2 counts that do not add up',
    'E_PAPER',
    later.paper,
    (e) => {
      for (const place of [0, 1]) {
        edited(
          'paper',
          (b: Counted) => {
            b.lines[0]!.high++;
          },
          place,
        )(e);
      }
    },
  ],
  [
    '4.7.2 ballots rejected for a reason of their own',
    'E_PAPER',
    later.paper,
    (e) => {
      for (const place of [0, 1]) {
        change('paper', { rejected: [{ reason: 'writeIn', count: 1 }] }, place)(e);
      }
    },
  ],
  ['4.7.3 another N', 'E_TALLY', later.tally, change('tally', { N: 2 })],
  [
    '4.7.3 a ballot excluded for nothing',
    'E_TALLY',
    later.tally,
    change('tally', { excluded: [{ n: 12, why: 'E_TOKEN(1)' }] }),
  ],
  [
    '4.7.3 another sum',
    'E_TALLY',
    later.tally,
    edited('tally', (b: { B: string[] }) => {
      b.B.reverse();
    }),
  ],
  ['4.7.4 another tally agreed', 'E_AGREE_OTHER', later.agree, change('agree', { th: IDENTITY })],
  [
    '4.7.5 an unsigned agreement',
    'E_SIG',
    later.agree + 1,
    (e) => {
      nth(e, 'agree', 1).b.sig = toBase64url(random(64));
    },
  ],
  ['4.7.5 two agreements of three', 'E_QUORUM', later.opening - 1, remove('agree')],
  [
    '4.7.5 an opening before the third',
    'E_QUORUM',
    later.opening - 1,
    (e) => {
      [e[22], e[23]] = [e[23]!, e[22]!];
    },
  ],
  [
    '4.7.5 an opening of one who did not agree',
    'E_QUORUM',
    later.opening,
    (e) => {
      e[22] = { t: 'quorum', b: { reason: 'hỏng máy' } };
    },
  ],
  [
    '4.7.5 a wrong share opened',
    'E_OPENING(3)',
    later.opening,
    edited('opening', (b: { D: string[] }) => {
      b.D.reverse();
    }),
  ],
  [
    '4.7.5 a broken proof',
    'E_OPENING(3)',
    later.opening,
    change('opening', { proof: toBase64url(new Uint8Array(64)) }),
  ],
  ['4.7.6 from other members', 'E_RESULT', later.result, change('result', { from: [1, 2] })],
  ['4.7.6 from in falling order', 'E_RESULT', later.result, change('result', { from: [3, 2] })],
  ['4.7.6 too few openings', 'E_RESULT', later.result - 1, remove('opening')],
  [
    '4.7.6 a mark moved',
    'E_TOTAL(0)',
    later.result,
    edited('result', (b: ResultEdit) => {
      b.electronic[0]!.high--;
      b.electronic[0]!.blank++;
    }),
  ],
  [
    '4.7.6 blank miscounted',
    'E_TOTAL(1)',
    later.result,
    edited('result', (b: ResultEdit) => {
      b.electronic[1]!.blank++;
    }),
  ],
  ['4.7.6 the paper count left out', 'E_RESULT', later.result, change('result', { paper: [] })],
  [
    '4.7.6 a total miscounted',
    'E_RESULT',
    later.result,
    edited('result', (b: ResultEdit) => {
      b.total[1]!.invalid--;
    }),
  ],
];

describe('[P 4.11] a false board is refused with its code, at its entry', () => {
  test('the board itself is valid', () => {
    const board = forged(round, () => undefined);
    const files = { board, register: round.registerBytes };
    const report = verifyBoard(sodium, files);
    expect(report.valid).toBe(true);
    expect(verifyBoard(sodium, files, { fast })).toEqual(report);
  });

  test.each(MUTANTS)('[P %s] %s, by either verifier', (_name, code, entry, edit) => {
    const board = code.startsWith('E_HEADSIG') ? withFalseHead() : forged(round, edit);
    const report = verifyBoard(sodium, { board });
    expect(report).toMatchObject({ valid: false, file: 'board', entry, code });
    expect(verifyBoard(sodium, { board }, { fast })).toEqual(report);
  });

  test('[P 4.7.3] N below minBallots is not opened', () => {
    const small = new Round(sodium, { n: 3, t: 2, marks: [[1]], minBallots: 1 });
    Object.assign(small.setup, { minBallots: 2 });
    small.ceremony();
    small.poll();
    Object.assign(small.setup, { minBallots: 1 });
    small.tally();
    Object.assign(small.setup, { minBallots: 2 });
    small.devices.forEach((_, place) => {
      small.agree(place);
    });
    small.open(0);
    small.open(1);
    small.finish();
    expect(verifyBoard(sodium, { board: small.boardBytes })).toMatchObject({
      code: 'E_MIN_BALLOTS',
      entry: small.entries.findIndex(({ t }) => t === 'tally'),
    });
  });

  test('[P 4.11] stages in order: a wrong result is not reported before a wrong ballot', () => {
    const board = forged(round, (entries) => {
      change('result', { from: [1, 2] })(entries);
      withBody(640, new Uint8Array(32))(entries);
    });
    expect(verifyBoard(sodium, { board })).toMatchObject({ code: 'E_SIG', entry: n.ballot });
  });

  test('[P 4.11] stages in order: a second ballot of a key only after the signed head', () => {
    const edit = repeat('ballot');
    const entries = editable(round);
    edit(entries);
    const board = chained(sodium, entries);
    expect(verifyBoard(sodium, { board })).toMatchObject({ code: 'E_HEADSIG(27)', entry: 27 });
  });
});

describe('[P 4.6] the register', () => {
  const lines = round.registerText
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { t, b } = JSON.parse(line) as EditableEntry;
      return { t, b };
    });

  test.each<readonly [string, string, number, string, (all: EditableEntry[]) => void]>([
    [
      'of another election',
      'E_EID',
      0,
      'register',
      (all) => {
        all[0]!.b['eid'] = IDENTITY;
      },
    ],
    [
      'with a claim twice',
      'E_CLAIM_USED',
      2,
      'register',
      (all) => {
        all[2] = structuredClone(all[1]!);
      },
    ],
    [
      'with a false evaluation',
      'E_TOKEN(1)',
      1,
      'register',
      (all) => {
        all[1]!.b['B'] = POINT;
      },
    ],
    [
      'with its first line missing',
      'E_PHASE',
      0,
      'register',
      (all) => {
        all.shift();
      },
    ],
    [
      'with a line less',
      'E_REGISTER',
      n.close,
      'board',
      (all) => {
        all.pop();
      },
    ],
  ])('%s is refused: %s', (_name, code, entry, file, edit) => {
    const all = structuredClone(lines);
    edit(all);
    const register = registerOf(all);
    const report = verifyBoard(sodium, { board: round.boardBytes, register });
    expect(report).toMatchObject({ valid: false, file, entry, code });
  });

  test('is fully checked when it is given, byte for byte', () => {
    expect(registerOf(lines)).toEqual(round.registerBytes);
  });
});

/** A chain of register lines: the format is the board's, the tag is not. */
function registerOf(all: EditableEntry[]): Uint8Array {
  let text = '';
  let previous: Uint8Array = new Uint8Array(32);
  all.forEach(({ t, b }, place) => {
    const line = formatLine(place, t, previous, b);
    previous = entryHash(sodium, 'register-entry', previous, line);
    text += `${line}\n`;
  });
  return new TextEncoder().encode(text);
}

function withFalseHead(): Uint8Array {
  const entries = editable(round);
  entries.at(-1)!.b.sig = toBase64url(random(64));
  return chained(sodium, entries);
}
