import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addBallot,
  ballotChallenge,
  ballotIdOf,
  checkBallotProof,
  checkBallotShape,
  checkBallotSignature,
  emptySums,
  generateSeed,
  LINE_BYTES,
  MARK_VALUES,
  markPoints,
  pointAt,
  RADIX_BITS,
  sealBallot,
  sealBody,
} from '#shared/protocol/ballot.ts';
import type { ParsedBallot } from '#shared/protocol/ballot.ts';
import { concat, fromBase64url, fromHex, toBase64url, toHex, u32 } from '#shared/protocol/bytes.ts';
import { trackingCode } from '#shared/protocol/code.ts';
import type { BallotBody, MarkCode } from '#shared/protocol/entries.ts';
import {
  add,
  generateScalar,
  IDENTITY,
  multiply,
  multiplyBase,
  scalarAdd,
  scalarFromNumber,
  scalarInvert,
  scalarMultiply,
  scalarSubtract,
  subtract,
} from '#shared/protocol/group.ts';
import { h64 } from '#shared/protocol/hash.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';
import { random, sodium } from '../../support/sodium.ts';
import { known, label32, readVector, vectors } from '../../support/vectors.ts';

const eid = known('eid');
const Y = known('Y');
const key = sodium.crypto_sign_seed_keypair(label32('voter'));
const tokens = [known('token')];

function seal(marks: readonly MarkCode[], seed = generateSeed(random)) {
  return sealBallot(sodium, { eid, Y, marks, key, seed, tokens });
}

function parsed(message: BallotBody, lines: number): ParsedBallot {
  const shape = checkBallotShape(sodium, lines, message, 1);
  if (!shape.ok) throw new Error(shape.error);
  return shape.value;
}

const anyMarks = fc.array(fc.constantFrom<MarkCode[]>(0, 1, 2, 3), { minLength: 1, maxLength: 4 });

describe('sealing (SPEC B3–B10)', () => {
  test('vectors.json: nonce, body, id, code and signature, bit for bit', () => {
    expect(RADIX_BITS).toBe(11);
    expect(toHex(key.publicKey)).toBe(vectors.vk);
    const root = h64(
      sodium,
      'ballot-nonce',
      known('seed'),
      eid,
      key.publicKey,
      Uint8Array.from(vectors.marks),
    );
    const wide = sodium.crypto_hash_sha512(concat(root, u32(0)));
    expect(toHex(sodium.crypto_core_ristretto255_scalar_reduce(wide))).toBe(vectors.firstNonce);
    const { message, id } = seal(vectors.marks, known('seed'));
    expect(message.body).toBe(toBase64url(known('body')));
    expect(toHex(id)).toBe(vectors.id);
    expect(trackingCode(id)).toBe(vectors.code);
    expect(message.sig).toBe(toBase64url(known('sig')));
    expect(message.eid).toBe(toBase64url(eid));
    expect(Object.keys(message)).toEqual(['eid', 'vk', 'token', 'body', 'sig']);
  });

  test('B4: the same input gives the same bytes; another seed, mark, key or election does not', () => {
    const input = { eid, Y, marks: [1, 2] as MarkCode[], vk: key.publicKey, seed: label32('s') };
    const body = toHex(sealBody(sodium, input));
    expect(toHex(sealBody(sodium, input))).toBe(body);
    for (const changed of [
      { seed: label32('t') },
      { marks: [1, 3] as MarkCode[] },
      { vk: label32('other') },
      { eid: label32('other') },
    ])
      expect(toHex(sealBody(sodium, { ...input, ...changed }))).not.toBe(body);
    const alphas = [{ marks: [2, 2] as MarkCode[] }, {}].map((changed) =>
      toHex(pointAt(sealBody(sodium, { ...input, ...changed }), 1, 0)),
    );
    expect(alphas[0], 'one seed, other marks: no nonce is used twice').not.toBe(alphas[1]);
  });

  test('B4: a nonce that is zero is skipped', () => {
    const stubborn = withZeroReductions(sodium, 2);
    const input = { eid, Y, marks: [3] as MarkCode[], vk: key.publicKey, seed: label32('s') };
    const body = sealBody(stubborn, input);
    expect(checkBallotProof(sodium, eid, Y, 1, key.publicKey, body)).toBeNull();
    expect(toHex(body)).not.toBe(toHex(sealBody(sodium, input)));
  });

  test('B5: the line opens to v_m under the election’s key', () => {
    const { message } = seal([0, 1, 2, 3]);
    const { body } = parsed(message, 4);
    MARK_VALUES.forEach((value, line) => {
      const masked = multiply(sodium, known('x'), pointAt(body, line, 0));
      expect(subtract(sodium, pointAt(body, line, 1), masked)).toEqual(
        multiplyBase(sodium, scalarFromNumber(value)),
      );
    });
  });

  test('B5: every mark costs the same calls of libsodium and the same bytes', () => {
    const costs = ([0, 1, 2, 3] as const).map((mark) => {
      const counted = counting(sodium);
      const body = sealBody(counted.sodium, {
        eid,
        Y,
        marks: [mark, mark],
        vk: key.publicKey,
        seed: label32('s'),
      });
      return { calls: counted.calls, length: body.length };
    });
    for (const cost of costs) expect(cost).toEqual(costs[0]);
    expect(costs[0]!.length).toBe(2 * LINE_BYTES);
    expect(costs[0]!.calls['crypto_scalarmult_ristretto255']).toBe(2 * 5);
  });
});

describe('the checks of a ballot (SPEC B12–B15)', () => {
  test('B13, B15: whatever is sealed is accepted', () => {
    fc.assert(
      fc.property(anyMarks, (marks) => {
        const { message, id } = seal(marks);
        const ballot = parsed(message, marks.length);
        expect(ballotIdOf(sodium, eid, ballot.vk, ballot.body)).toEqual(id);
        expect(checkBallotSignature(sodium, eid, id, ballot)).toBe(true);
        expect(checkBallotProof(sodium, eid, Y, marks.length, ballot.vk, ballot.body)).toBeNull();
      }),
      { numRuns: 20 },
    );
  });

  test('B15: one flipped bit of the body is refused, and signed for another id', () => {
    const { message, id } = seal([1, 2]);
    const ballot = parsed(message, 2);
    fc.assert(
      fc.property(fc.nat(ballot.body.length - 1), fc.nat(7), (at, bit) => {
        const body = flip(ballot.body, at, bit);
        expect(checkBallotProof(sodium, eid, Y, 2, ballot.vk, body)).toMatch(
          /^E_(PROOF|POINT\(\d,\d\)|SCALAR\(\d,\d\))$/,
        );
        const otherId = ballotIdOf(sodium, eid, ballot.vk, body);
        expect(toHex(otherId)).not.toBe(toHex(id));
        expect(checkBallotSignature(sodium, eid, otherId, ballot)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  test('B13: one flipped bit of key, token or signature is refused', () => {
    const { message, id } = seal([3]);
    const ballot = parsed(message, 1);
    fc.assert(
      fc.property(fc.nat(31), fc.nat(7), (at, bit) => {
        const mutants: ParsedBallot[] = [
          { ...ballot, vk: flip(ballot.vk, at, bit) },
          { ...ballot, tokens: [flip(ballot.tokens[0]!, at, bit)] },
          { ...ballot, sig: flip(ballot.sig, at, bit) },
          { ...ballot, sig: flip(ballot.sig, at + 32, bit) },
        ];
        for (const mutant of mutants)
          expect(checkBallotSignature(sodium, eid, id, mutant)).toBe(false);
        expect(checkBallotSignature(sodium, label32('other'), id, ballot)).toBe(false);
      }),
    );
  });

  test('B15: the proof is bound to election, key of the election and ballot key (copies)', () => {
    const { message } = seal([2]);
    const { vk, body } = parsed(message, 1);
    expect(checkBallotProof(sodium, eid, Y, 1, vk, body)).toBeNull();
    expect(checkBallotProof(sodium, label32('other'), Y, 1, vk, body)).toBe('E_PROOF');
    expect(checkBallotProof(sodium, eid, known('issuerPk'), 1, vk, body)).toBe('E_PROOF');
    expect(checkBallotProof(sodium, eid, Y, 1, label32('other'), body)).toBe('E_PROOF');
  });

  test('B15: lines cannot change places', () => {
    const { message } = seal([1, 3]);
    const { vk, body } = parsed(message, 2);
    const points = body.subarray(0, 640);
    const scalars = body.subarray(640);
    const swapped = concat(
      points.subarray(320),
      points.subarray(0, 320),
      scalars.subarray(224),
      scalars.subarray(0, 224),
    );
    expect(checkBallotProof(sodium, eid, Y, 2, vk, swapped)).toBe('E_PROOF');
  });

  test('B15: a value other than the four is refused, whatever branch it claims', () => {
    for (const value of [2, 2047, 2 ** 11 + 1, 2 ** 22 + 1]) {
      const { message } = seal([1]);
      const { vk, body } = parsed(message, 1);
      const shift = multiplyBase(sodium, scalarFromNumber(value - 1));
      const changed = body.slice();
      changed.set(sodium.crypto_core_ristretto255_add(pointAt(body, 0, 1), shift), 32);
      expect(checkBallotProof(sodium, eid, Y, 1, vk, changed)).toBe('E_PROOF');
    }
  });

  test.each([
    ['with the key x the second equation alone', true],
    ['without it the first equation alone', false],
  ])('B15: a forged line can satisfy %s, and is refused', (_which, withKey) => {
    expect(checkBallotProof(sodium, eid, Y, 1, key.publicKey, forge(withKey, 1))).toBeNull();
    expect(checkBallotProof(sodium, eid, Y, 1, key.publicKey, forge(withKey, 0))).toBe('E_PROOF');
  });

  test('B14: the first bad element is named: points of all lines, then scalars', () => {
    const { message } = seal([1, 2]);
    const { vk, body } = parsed(message, 2);
    const order = fromHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010');
    const faults: [at: number, value: Uint8Array, code: string][] = [
      [640 + 0, order, 'E_SCALAR(0,0)'],
      [640 + 224 + 6 * 32, new Uint8Array(32).fill(255), 'E_SCALAR(1,6)'],
      [320 + 9 * 32, IDENTITY, 'E_POINT(1,9)'],
      [3 * 32, new Uint8Array(32).fill(255), 'E_POINT(0,3)'],
    ];
    const all = body.slice();
    for (const [at, value, code] of faults) {
      const changed = body.slice();
      changed.set(value, at);
      expect(checkBallotProof(sodium, eid, Y, 2, vk, changed)).toBe(code);
      all.set(value, at);
    }
    expect(checkBallotProof(sodium, eid, Y, 2, vk, all)).toBe('E_POINT(0,3)');
  });

  test('C3: zero scalars in a proof are judged, not thrown at', () => {
    const { message } = seal([1]);
    const { vk, body } = parsed(message, 1);
    for (let k = 0; k < 7; k++) {
      const changed = body.slice();
      changed.set(new Uint8Array(32), 320 + k * 32);
      expect(checkBallotProof(sodium, eid, Y, 1, vk, changed)).toBe('E_PROOF');
    }
  });

  test('B12: encodings and lengths', () => {
    const { message } = seal([1, 2]);
    function code(changed: Partial<BallotBody>, lines = 2, issuers = 1): unknown {
      const shape = checkBallotShape(sodium, lines, { ...message, ...changed }, issuers);
      return shape.ok ? null : shape.error;
    }
    expect(code({})).toBeNull();
    expect(code({}, 3)).toBe('E_SIZE');
    expect(code({}, 1)).toBe('E_SIZE');
    expect(code({}, 2, 2)).toBe('E_SIZE');
    expect(code({ token: [] })).toBe('E_SIZE');
    expect(code({ token: ['*'] })).toBe('E_B64');
    for (const field of ['vk', 'body', 'sig'] as const) {
      expect(code({ [field]: `${message[field]}=` })).toBe('E_B64');
      expect(code({ [field]: 'AAAA' })).toBe('E_SIZE');
    }
  });
});

describe('sums (SPEC O3)', () => {
  test('O3: the sum of ballots opens to the sum of their marks', () => {
    const ballots: MarkCode[][] = [
      [1, 0],
      [2, 0],
      [3, 0],
      [2, 0],
    ];
    let sums = emptySums(2);
    for (const marks of ballots)
      sums = addBallot(sodium, sums, parsed(seal(marks).message, 2).body);
    const opened = sums.B.map((B, line) =>
      subtract(sodium, B, multiply(sodium, known('x'), sums.A[line]!)),
    );
    const total = scalarFromNumber(1 + 2 * 2 ** 11 + 2 ** 22);
    expect(opened).toEqual([multiplyBase(sodium, total), IDENTITY]);
  });

  test('O3: a ballot of another length is a bug', () => {
    expect(() => addBallot(sodium, emptySums(3), known('body'))).toThrow();
  });
});

describe('the sample meeting’s ballots, made by another implementation', () => {
  interface Line {
    readonly t: string;
    readonly b: unknown;
  }
  const board = readVector('sample-board/board.jsonl')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const register = readVector('sample-board/register.jsonl').split('\n')[0]!;
  const opened = board.find((line) => line.t === 'open')!.b as { Y: string };

  test('B12–B15: every one is accepted', () => {
    const sampleEid = bytes((JSON.parse(register) as { b: { eid: string } }).b.eid);
    const ballots = board.filter((line) => line.t === 'ballot').map((line) => line.b as BallotBody);
    expect(ballots.length).toBe(12);
    for (const message of ballots) {
      const ballot = parsed(message, 5);
      const id = ballotIdOf(sodium, sampleEid, ballot.vk, ballot.body);
      expect(checkBallotSignature(sodium, sampleEid, id, ballot)).toBe(true);
      const fault = checkBallotProof(sodium, sampleEid, bytes(opened.Y), 5, ballot.vk, ballot.body);
      expect(fault).toBeNull();
    }
  });
});

function bytes(text: string): Uint8Array {
  const read = fromBase64url(text);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

function flip(value: Uint8Array, at: number, bit: number): Uint8Array {
  return value.map((byte, i) => (i === at ? byte ^ (1 << bit) : byte));
}

/**
 * A line of value v_3 + `1 − honest`: three branches simulated, the last answered so that one of
 * its equations holds. Whoever knows x can move the excess of the value into the response.
 */
function forge(withKey: boolean, honest: 0 | 1): Uint8Array {
  const [r, u, ...rest] = Array.from({ length: 8 }, () => generateScalar(sodium, random));
  const c = rest.slice(0, 3);
  const z = rest.slice(3, 6);
  const excess = scalarFromNumber(1 - honest);
  const value = scalarAdd(sodium, scalarFromNumber(MARK_VALUES[3]), excess);
  const alpha = multiplyBase(sodium, r!);
  const beta = add(sodium, multiply(sodium, r!, Y), multiplyBase(sodium, value));
  const commitments = c.flatMap((challenge, j) => {
    const target = subtract(sodium, beta, markPoints(sodium)[j]!);
    return [
      subtract(sodium, multiplyBase(sodium, z[j]!), multiply(sodium, challenge, alpha)),
      subtract(sodium, multiply(sodium, z[j]!, Y), multiply(sodium, challenge, target)),
    ];
  });
  const last = [multiplyBase(sodium, u!), multiply(sodium, u!, Y)];
  const points = concat(alpha, beta, ...commitments, ...last);
  const e = ballotChallenge(sodium, eid, key.publicKey, points);
  const c3 = c.reduce((left, challenge) => scalarSubtract(sodium, left, challenge), e);
  const inverse = scalarInvert(sodium, known('x'));
  const shift = withKey ? scalarMultiply(sodium, excess, inverse) : new Uint8Array(32);
  const response = scalarMultiply(sodium, c3, scalarAdd(sodium, r!, shift));
  return concat(points, ...c, ...z, scalarAdd(sodium, u!, response));
}

/** libsodium that counts its calls. */
function counting(real: Sodium): { sodium: Sodium; calls: Record<string, number> } {
  const calls: Record<string, number> = {};
  const sodiumWithCounts = new Proxy(real, {
    get(target, name: keyof Sodium) {
      const call = Reflect.get(target, name) as (...values: unknown[]) => unknown;
      return (...values: unknown[]) => {
        calls[name] = (calls[name] ?? 0) + 1;
        return call(...values);
      };
    },
  });
  return { sodium: sodiumWithCounts, calls };
}

/** libsodium whose first `times` reductions are zero. */
function withZeroReductions(real: Sodium, times: number): Sodium {
  let left = times;
  return {
    ...real,
    crypto_core_ristretto255_scalar_reduce: (wide) =>
      left-- > 0 ? new Uint8Array(32) : real.crypto_core_ristretto255_scalar_reduce(wide),
  };
}
