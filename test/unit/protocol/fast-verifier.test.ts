/** The fast verifier beside the plain one: the same answer on every ballot (P 4.5, SPEC B12–B15). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addBallot,
  checkBallotProof,
  emptySums,
  LINE_BYTES,
  scalarAt,
  sealBody,
} from '#shared/protocol/ballot.ts';
import { fromHex } from '#shared/protocol/bytes.ts';
import type { MarkCode } from '#shared/protocol/entries.ts';
import { FastGroup } from '#shared/protocol/fast/fast-group.ts';
import {
  multiplyBase,
  scalarAdd,
  scalarFromNumber,
  scalarSubtract,
} from '#shared/protocol/group.ts';
import type { ProtocolCode } from '#shared/protocol/protocol-code.ts';
import { verifyTally } from '#shared/protocol/verify.ts';
import type { ProofClaim } from '#shared/protocol/verify.ts';
import { fast, wasm } from '../../support/fast.ts';
import { Round } from '../../support/protocol-round.ts';
import { random, sodium } from '../../support/sodium.ts';

interface Election {
  readonly eid: Uint8Array;
  readonly Y: Uint8Array;
}

const election = newElection();

function newElection(): Election {
  const x = sodium.crypto_core_ristretto255_scalar_reduce(random(64));
  return { eid: random(32), Y: multiplyBase(sodium, x) };
}

function ballot(marks: readonly MarkCode[], { eid, Y } = election): ProofClaim {
  const vk = random(32);
  const body = sealBody(sodium, { eid, Y, marks, vk, seed: random(32) });
  return { eid, Y, lines: marks.length, vk, body };
}

function plain({ eid, Y, lines, vk, body }: ProofClaim): ProtocolCode | null {
  return checkBallotProof(sodium, eid, Y, lines, vk, body);
}

function withBody(claim: ProofClaim, change: (body: Uint8Array) => void): ProofClaim {
  const body = claim.body.slice();
  change(body);
  return { ...claim, body };
}

function flip(claim: ProofClaim, bit: number): ProofClaim {
  return withBody(claim, (body) => {
    body[bit >> 3]! ^= 1 << (bit & 7);
  });
}

const ORDER = fromHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010');
const ONE = scalarFromNumber(1);

/** A two-line ballot made wrong in every way known, with the code that the plain verifier gives. */
const FORGERIES: readonly (readonly [string, ProtocolCode, (claim: ProofClaim) => ProofClaim])[] = [
  ['an identity', 'E_POINT(1,4)', (claim) => set(claim, 320 + 4 * 32, new Uint8Array(32))],
  ['no point', 'E_POINT(0,0)', (claim) => set(claim, 0, new Uint8Array(32).fill(255))],
  ['an unreduced scalar', 'E_SCALAR(0,6)', (claim) => set(claim, 640 + 6 * 32, ORDER)],
  [
    'a scalar with its top bit set',
    'E_SCALAR(1,2)',
    (claim) => withBody(claim, (body) => (scalarAt(body, 1, 2)[31]! |= 128)),
  ],
  ['another response', 'E_PROOF', (claim) => shift(claim, 1, 5, ONE)],
  ['another challenge', 'E_PROOF', (claim) => shift(claim, 0, 1, ONE)],
  ['a zero response', 'E_PROOF', (claim) => set(claim, 640 + 3 * 32, new Uint8Array(32))],
  [
    'two points exchanged',
    'E_PROOF',
    (claim) => withBody(claim, (body) => body.copyWithin(0, 32, 64)),
  ],
  [
    'lines exchanged',
    'E_PROOF',
    (claim) =>
      withBody(claim, (body) => {
        const first = body.slice(0, 320);
        body.copyWithin(0, 320, 640);
        body.set(first, 320);
      }),
  ],
  ['another ballot key', 'E_PROOF', (claim) => ({ ...claim, vk: random(32) })],
  ['another election', 'E_PROOF', (claim) => ({ ...claim, eid: random(32) })],
  ['another committee’s key', 'E_PROOF', (claim) => ({ ...claim, Y: newElection().Y })],
];

function set(claim: ProofClaim, at: number, bytes: Uint8Array): ProofClaim {
  return withBody(claim, (body) => {
    body.set(bytes, at);
  });
}

/** Adds to one scalar of the body. */
function shift(claim: ProofClaim, line: number, k: number, by: Uint8Array): ProofClaim {
  return withBody(claim, (body) => {
    const scalar = scalarAt(body, line, k);
    scalar.set(scalarAdd(sodium, scalar, by));
  });
}

describe('the fast verifier alone', () => {
  test('B15: accepts whatever is sealed, alone and in batches', () => {
    const marks = fc.array(fc.constantFrom<MarkCode[]>(0, 1, 2, 3), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(marks, fc.integer({ min: 1, max: 5 }), (each, count) => {
        const claims = Array.from({ length: count }, () => ballot(each));
        expect(fast.fault(sodium, claims)).toBeNull();
      }),
      { numRuns: 25 },
    );
  });

  test('B14, B15: one bit flipped anywhere in a body: the plain verifier’s own code', () => {
    const whole = ballot([2]);
    for (let byte = 0; byte < LINE_BYTES; byte++) {
      const wrong = flip(whole, 8 * byte + (byte % 8));
      const code = fast.fault(sodium, [wrong]);
      expect(code, `byte ${byte}`).not.toBeNull();
      expect(code, `byte ${byte}`).toBe(plain(wrong));
    }
  }, 60_000);

  test.each(FORGERIES)('P 4.5: %s is %s', (_why, code, forge) => {
    const wrong = forge(ballot([1, 3]));
    expect(plain(wrong)).toBe(code);
    expect(fast.fault(sodium, [wrong])).toBe(code);
  });

  test('B14: the first fault in the order of the body: points of all lines, then scalars', () => {
    const both = set(set(ballot([0, 2]), 640, ORDER), 320 + 9 * 32, new Uint8Array(32));
    expect(fast.fault(sodium, [both])).toBe('E_POINT(1,9)');
    expect(plain(both)).toBe('E_POINT(1,9)');
  });

  test('P 4.5: faults that cancel under equal weights do not under random ones', () => {
    const [a, b] = [ballot([1, 2]), ballot([3, 0])];
    const minus = scalarSubtract(sodium, new Uint8Array(32), ONE);
    const claims = [shift(a, 0, 3, ONE), shift(b, 0, 3, minus)];
    const foreseen = new FastGroup(wasm, (length) => new Uint8Array(length).fill(7));
    expect(foreseen.fault(sodium, claims), 'the trap itself').toBeNull();
    expect(fast.fault(sodium, claims)).toBe('E_PROOF');
    const within = [shift(shift(a, 0, 3, ONE), 1, 4, minus)];
    expect(foreseen.fault(sodium, within), 'the trap itself').toBeNull();
    expect(fast.fault(sodium, within)).toBe('E_PROOF');
  });

  test('P 4.5: every batch draws weights of its own, 128 bytes a line', () => {
    const drawn: number[] = [];
    const counting = new FastGroup(wasm, (length) => {
      drawn.push(length);
      return random(length);
    });
    const claims = [ballot([1, 2, 3]), ballot([0, 0, 0])];
    counting.fault(sodium, claims);
    counting.fault(sodium, claims);
    expect(drawn).toEqual([384, 384, 384, 384]);
  });
});

describe('the verdicts on a batch', () => {
  test('P 4.5: a forged ballot at every place of a batch is found, and it alone', () => {
    const good = Array.from({ length: 7 }, () => ballot([1, 2]));
    for (let place = 0; place < good.length; place++) {
      const [, code, forge] = FORGERIES[place % FORGERIES.length]!;
      const claims = good.map((claim, at) => (at === place ? forge(claim) : claim));
      const expected = claims.map((_, at) => (at === place ? code : null));
      expect(fast.checkBallots(sodium, claims)).toEqual(expected);
    }
  });

  test('P 4.5: any mixture of good and forged ballots has the plain verifier’s verdicts', () => {
    const forged = fc.option(fc.constantFrom(...FORGERIES), { nil: null });
    fc.assert(
      fc.property(fc.array(forged, { maxLength: 6 }), (kinds) => {
        const claims = kinds.map((kind) => kind?.[2](ballot([3, 1])) ?? ballot([3, 1]));
        expect(fast.checkBallots(sodium, claims)).toEqual(claims.map((claim) => plain(claim)));
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  test('P 4.5: ballots of several elections and forms at once, none, and more than a batch holds', () => {
    const other = newElection();
    const claims = [ballot([1, 2]), ballot([1, 2], other), ballot([1]), ballot([0, 3], other)];
    claims.push(shift(ballot([2, 2], other), 0, 0, ONE));
    expect(fast.checkBallots(sodium, claims)).toEqual([null, null, null, null, 'E_PROOF']);
    expect(fast.checkBallots(sodium, [])).toEqual([]);
    const many = Array.from({ length: 70 }, () => ballot([1]));
    many[69] = shift(many[69]!, 0, 3, ONE);
    const codes = fast.checkBallots(sodium, many);
    expect(codes.slice(0, 69).every((code) => code === null)).toBe(true);
    expect(codes[69]).toBe('E_PROOF');
  });

  test('the plain verifier has the last word on a refusal', () => {
    const broken = { ...wasm, isIdentity: () => 0, memory: wasm.memory };
    const claims = [ballot([1]), ballot([2])];
    const group = new FastGroup(broken, random);
    expect(group.fault(sodium, claims)).toBe('E_PROOF');
    expect(group.checkBallots(sodium, claims)).toEqual([null, null]);
  });
});

describe('a board with a false proof', () => {
  test('P 4.11: the first one is named, in whichever batch it stands, by either verifier', () => {
    const round = new Round(sodium, { n: 3, t: 2, marks: [[2]], issued: 41, minBallots: 1 });
    round.ceremony();
    for (let place = 0; place < 40; place++) {
      round.cast([2], false, place === 35 || place === 37);
    }
    round.poll();
    round.tally();
    const board = round.boardBytes;
    const report = verifyTally(sodium, { board });
    const entry = round.entries.findIndex(({ t }) => t === 'ballot') + 35;
    expect(report).toMatchObject({ valid: false, entry, code: 'E_PROOF' });
    expect(verifyTally(sodium, { board }, { fast })).toEqual(report);
  }, 60_000);
});

describe('running sums (SPEC O3)', () => {
  test('O3: the sums of libsodium, ballot by ballot, and back again', () => {
    const claims = [ballot([1, 2, 0]), ballot([3, 3, 3]), ballot([2, 1, 0])];
    const sums = fast.runningSums(3);
    let right = emptySums(3);
    expect(sums.encoded()).toEqual(right);
    const before = claims.map(({ body }) => {
      const earlier = right;
      right = addBallot(sodium, right, body);
      sums.add(body);
      expect(sums.encoded()).toEqual(right);
      return earlier;
    });
    for (const [place, { body }] of [...claims.entries()].reverse()) {
      sums.subtract(body);
      expect(sums.encoded()).toEqual(before[place]);
    }
  });

  test('O3: a ballot of another length, or with no points, is a bug', () => {
    expect(() => {
      fast.runningSums(3).add(ballot([1, 2]).body);
    }).toThrow();
    expect(() => {
      fast.runningSums(1).add(new Uint8Array(LINE_BYTES).fill(255));
    }).toThrow();
  });
});
