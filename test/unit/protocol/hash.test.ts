import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { toHex, u32, utf8 } from '#shared/protocol/bytes.ts';
import { frame, h32, h64, hs } from '#shared/protocol/hash.ts';
import { sodium } from '../../support/sodium.ts';
import { label32, labelScalar, vectors } from '../../support/vectors.ts';

describe('framed hashes (SPEC C4, C5)', () => {
  test('C4: the known frame', () => {
    expect(toHex(frame('test', utf8('ab'), u32(5)))).toBe(vectors.frame);
  });

  test('C5: the known H32, Hs and election id', () => {
    expect(toHex(label32('ab'))).toBe(vectors.hash32);
    expect(toHex(labelScalar('ab'))).toBe(vectors.hashScalar);
    expect(toHex(label32('vectors'))).toBe(vectors.eid);
    expect(toHex(label32('seed'))).toBe(vectors.seed);
    expect(toHex(labelScalar('election key'))).toBe(vectors.x);
  });

  test('C5: H64 is SHA-512 of the frame, H32 its first half', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array()), (parts) => {
        const digest = createHash('sha512')
          .update(frame('claim', ...parts))
          .digest('hex');
        expect(toHex(h64(sodium, 'claim', ...parts))).toBe(digest);
        expect(toHex(h32(sodium, 'claim', ...parts))).toBe(digest.slice(0, 64));
      }),
    );
  });

  test('C4: no two lists of parts share a frame', () => {
    const small = fc.array(fc.uint8Array({ maxLength: 3, max: 2 }), { maxLength: 3 });
    fc.assert(
      fc.property(small, small, (a, b) => {
        const same = toHex(frame('x', ...a)) === toHex(frame('x', ...b));
        expect(same).toBe(JSON.stringify(a.map(toHex)) === JSON.stringify(b.map(toHex)));
      }),
      { numRuns: 500 },
    );
  });

  test('C5: Hs is the digest, little-endian, modulo the order', () => {
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    const digest = h64(sodium, 'blind', utf8('x'));
    const expected = littleEndian(digest) % order;
    expect(littleEndian(hs(sodium, 'blind', utf8('x')))).toBe(expected);
  });
});

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${toHex(bytes.slice().reverse())}`);
}
