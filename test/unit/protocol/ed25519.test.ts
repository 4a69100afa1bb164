import { describe, expect, test } from 'vitest';
import { concat, equalBytes } from '#shared/protocol/bytes.ts';
import {
  addPoints,
  EDWARDS_BASE,
  encodePoint,
  fromLittleEndian,
  modulo,
  multiplyPoint,
  ORDER,
  toLittleEndian,
  TORSION,
} from '../../support/edwards.ts';
import { sodium } from '../../support/sodium.ts';
import { label32 } from '../../support/vectors.ts';

const message = label32('message');
const a = fromLittleEndian(label32('a')) % ORDER;
const r = fromLittleEndian(label32('r')) % ORDER;

/** A signature whose key and R carry a point of small order; s fits the prime-order part. */
function sign(keyTorsion: bigint, nonceTorsion: bigint, secret = a, nonce = r) {
  const A = addPoints(multiplyPoint(secret, EDWARDS_BASE), multiplyPoint(keyTorsion, TORSION));
  const R = addPoints(multiplyPoint(nonce, EDWARDS_BASE), multiplyPoint(nonceTorsion, TORSION));
  const digest = sodium.crypto_hash_sha512(concat(encodePoint(R), encodePoint(A), message));
  const H = fromLittleEndian(digest) % ORDER;
  const s = modulo(nonce + H * secret, ORDER);
  const expected = addPoints(multiplyPoint(s, EDWARDS_BASE), multiplyPoint(8n * ORDER - H, A));
  return {
    A: encodePoint(A),
    R: encodePoint(R),
    s,
    strict: equalBytes(encodePoint(expected), encodePoint(R)),
  };
}

function accepts(A: Uint8Array, R: Uint8Array, s: bigint): boolean {
  return sodium.crypto_sign_verify_detached(concat(R, toLittleEndian(s)), message, A);
}

describe('Ed25519 as the board means it (SPEC C9)', () => {
  test('C9: a signature is valid iff s·B − H·A encodes to R: no cofactor', () => {
    const strict: boolean[] = [];
    for (let i = 0; i < 24; i++) {
      const { A, R, s, strict: valid } = sign(BigInt(i % 8), BigInt(Math.floor((i * 5) / 8) % 8));
      expect(accepts(A, R, s)).toBe(valid);
      strict.push(valid);
    }
    expect(strict[0]).toBe(true);
    expect(strict.filter((valid) => !valid).length).toBeGreaterThan(10);
  });

  test('C9: s is below the order', () => {
    const { A, R, s } = sign(0n, 0n);
    expect(accepts(A, R, s)).toBe(true);
    expect(accepts(A, R, s + ORDER)).toBe(false);
    expect(accepts(A, R, s + 2n ** 255n)).toBe(false);
  });

  test('C9: keys and nonces of small order are refused', () => {
    for (let torsion = 0n; torsion < 8n; torsion++) {
      const key = sign(torsion, 0n, 0n);
      expect(accepts(key.A, key.R, key.s)).toBe(false);
      const nonce = sign(0n, torsion, a, 0n);
      expect(accepts(nonce.A, nonce.R, nonce.s)).toBe(false);
    }
  });

  test('C9: encodings that are not canonical are refused', () => {
    const nonCanonicalIdentity = toLittleEndian(2n ** 255n - 19n + 1n);
    const { A, R, s } = sign(0n, 0n);
    expect(accepts(nonCanonicalIdentity, R, s)).toBe(false);
    expect(accepts(A, nonCanonicalIdentity, s)).toBe(false);
  });
});
