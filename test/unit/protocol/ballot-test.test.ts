import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ballotIdOf, sealBallot } from '#shared/protocol/ballot.ts';
import { encodeBallotTest, parseBallotTest, repeatSealing } from '#shared/protocol/ballot-test.ts';
import type { BallotTest } from '#shared/protocol/ballot-test.ts';
import { fromBase64url, toBase64url } from '#shared/protocol/bytes.ts';
import type { MarkCode } from '#shared/protocol/entries.ts';
import { generateScalar, multiplyBase } from '#shared/protocol/group.ts';
import { random, sodium } from '../../support/sodium.ts';
import { known, vectors } from '../../support/vectors.ts';

const Y = multiplyBase(sodium, generateScalar(sodium, random));

/** What an honest device shows and reveals of these marks. */
function sealed(marks: readonly MarkCode[]): BallotTest {
  const key = sodium.crypto_sign_seed_keypair(random(32));
  const [eid, seed] = [random(32), random(32)];
  const { id } = sealBallot(sodium, { eid, Y, marks, key, seed, tokens: [random(64)] });
  return { eid, vk: key.publicKey, seed, id, marks };
}

describe('the second device (SPEC B11)', () => {
  test('an honest sealing is found again, byte for byte', () => {
    const honest = sealed([0, 1, 2, 3, 1]);
    expect(repeatSealing(sodium, Y, honest)).toEqual({ equal: true, id: honest.id });
  });

  test('the known answer of the vectors is found again', () => {
    const [eid, vk, seed, id] = [known('eid'), known('vk'), known('seed'), known('id')];
    const test = { eid, vk, seed, id, marks: vectors.marks };
    expect(repeatSealing(sodium, known('Y'), test)).toEqual({ equal: true, id });
  });

  test('a mark, the seed, the key of the ballot or of the election changed: different', () => {
    const honest = sealed([1, 2, 3]);
    const others: BallotTest[] = [
      { ...honest, marks: [1, 2, 2] },
      { ...honest, marks: [2, 1, 3] },
      { ...honest, marks: [1, 2] },
      { ...honest, seed: random(32) },
      { ...honest, vk: random(32) },
      { ...honest, eid: random(32) },
      { ...honest, id: random(32) },
    ];
    for (const other of others) expect(repeatSealing(sodium, Y, other).equal).toBe(false);
    const elsewhere = multiplyBase(sodium, generateScalar(sodium, random));
    expect(repeatSealing(sodium, elsewhere, honest).equal).toBe(false);
  });

  test('one bit of the body changed gives another id, so it is seen', () => {
    const key = sodium.crypto_sign_seed_keypair(random(32));
    const [eid, seed] = [random(32), random(32)];
    const marks: MarkCode[] = [3, 1];
    const { message } = sealBallot(sodium, { eid, Y, marks, key, seed, tokens: [] });
    const body = fromBase64url(message.body);
    if (!body.ok) throw new Error(body.error);
    for (const at of [0, 320, 640, 1087]) {
      const forged = Uint8Array.from(body.value);
      forged[at] = (forged[at] ?? 0) ^ 1;
      const id = ballotIdOf(sodium, eid, key.publicKey, forged);
      const test = { eid, vk: key.publicKey, seed, id, marks };
      expect(repeatSealing(sodium, Y, test).equal).toBe(false);
    }
  });

  test('a cheating device is caught whatever it reveals: marks changed before sealing (P 4.9)', () => {
    const tapped: MarkCode[] = [3, 3, 1];
    const cheated = sealed([1, 3, 1]);
    // It claims the marks that were tapped: they do not give the id it had shown.
    expect(repeatSealing(sodium, Y, { ...cheated, marks: tapped }).equal).toBe(false);
    // With any other seed neither.
    const claimed = { ...cheated, marks: tapped, seed: random(32) };
    expect(repeatSealing(sodium, Y, claimed).equal).toBe(false);
    // It reveals an honest sealing made afterwards: its id is not the one shown before.
    const later = sealed(tapped);
    expect(repeatSealing(sodium, Y, later).equal).toBe(true);
    expect(later.id).not.toEqual(cheated.id);
    // It tells the truth: then the second device shows the marks that were not tapped.
    expect(repeatSealing(sodium, Y, cheated).equal).toBe(true);
    expect(cheated.marks).not.toEqual(tapped);
  });
});

describe('the text of a test', () => {
  const marks = fc.array(fc.constantFrom<MarkCode>(0, 1, 2, 3), { minLength: 1, maxLength: 60 });
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const any = fc.record({ eid: bytes, vk: bytes, seed: bytes, id: bytes, marks });

  test('every test comes back whole, in letters that a fragment may hold', () => {
    fc.assert(
      fc.property(any, (each) => {
        const text = encodeBallotTest(each);
        expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(parseBallotTest(text)).toEqual({ ok: true, value: each });
      }),
    );
  });

  test('24 lines are 182 characters, 60 are 194: a QR code that a phone shows and reads', () => {
    const lengths = [24, 60].map((lines) => {
      const marks = Array.from({ length: lines }, (): MarkCode => 3);
      return encodeBallotTest(sealed(marks)).length;
    });
    expect(lengths).toEqual([182, 194]);
  });

  test('anything else is refused, and never thrown on', () => {
    const text = encodeBallotTest(sealed([1, 2, 3, 0, 1]));
    const known = fromBase64url(text);
    if (!known.ok) throw new Error(known.error);
    for (let at = 0; at < text.length; at++) {
      expect(parseBallotTest(text.slice(0, at)).ok).toBe(false);
    }
    // The five marks leave six bits: another value of theirs would be a second text of one test.
    const loose = Uint8Array.from(known.value);
    loose[loose.length - 1] = (loose.at(-1) ?? 0) | 0x80;
    expect(parseBallotTest(toBase64url(loose))).toEqual({ ok: false, error: 'E_SIZE' });
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.uint8Array().map(toBase64url)), (other) => {
        expect(parseBallotTest(other).ok).toBe(false);
      }),
    );
  });
});
