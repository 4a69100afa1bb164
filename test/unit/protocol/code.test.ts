import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex } from '#shared/protocol/bytes.ts';
import {
  claimOf,
  fingerprint,
  formatBallotCode,
  generateBallotCode,
  parseBallotCode,
  shortDigest,
  slipSerial,
  trackingCode,
} from '#shared/protocol/code.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { random, sodium } from '../../support/sodium.ts';
import { known, readVector, vectors } from '../../support/vectors.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const canonical = fc
  .array(fc.constantFrom(...Array.from(ALPHABET)), { minLength: 20, maxLength: 20 })
  .map((characters) => characters.join(''));

describe('ballot codes (SPEC T1, T2)', () => {
  test('T1: 20 characters from 100 random bits, each character uniform', () => {
    const codes = Array.from({ length: 400 }, () => generateBallotCode(random));
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{20}$/);
    expect(new Set(codes).size).toBe(400);
    const seen = new Map<string, number>();
    for (const character of codes.join('')) seen.set(character, (seen.get(character) ?? 0) + 1);
    expect(seen.size).toBe(32);
    for (const count of seen.values()) expect(count).toBeGreaterThan(125);
  });

  test('T2: a shown code is read back, however it is typed', () => {
    fc.assert(
      fc.property(canonical, fc.infiniteStream(fc.nat(5)), (code, style) => {
        expect(formatBallotCode(code)).toMatch(/^(\w{4}-){4}\w{4}$/);
        expect(parseBallotCode(formatBallotCode(code))).toBe(code);
        const typed = Array.from(formatBallotCode(code), (c) =>
          retype(c, style.next().value as number),
        );
        expect(parseBallotCode(typed.join(''))).toBe(code);
      }),
    );
  });

  test.each([
    ['empty', ''],
    ['short', '0123-4567-89AB-CDEF-GHJ'],
    ['long', '0123-4567-89AB-CDEF-GHJKM'],
    ['U', '0123-4567-89AB-CDEF-GHJU'],
    ['dotless i', '0123-4567-89AB-CDEF-GHJı'],
    ['long s', '0123-4567-89AB-CDEF-GHJſ'],
    ['full-width digit', '0123-4567-89AB-CDEF-GHJ\uff11'],
    ['other sign', '0123-4567-89AB-CDEF-GHJ#'],
    ['underscore', '0123_4567_89AB_CDEF_GHJK'],
  ])('T2: %s is not a ballot code', (_why, text) => {
    expect(parseBallotCode(text)).toBeNull();
  });
});

describe('what is derived and compared (SPEC T3, B9, K2)', () => {
  test('T3: the claims of the sample meeting’s codes', () => {
    const { codes } = JSON.parse(readVector('sample-board/secrets.json')) as { codes: string[] };
    const register = readVector('sample-board/register.jsonl').trim().split('\n').slice(1);
    expect(codes.length).toBe(register.length);
    codes.forEach((code, i) => {
      const line = JSON.parse(register[i]!) as { b: { claim: string } };
      expect(toBase64url(claimOf(sodium, code))).toBe(line.b.claim);
    });
  });

  test('B9: the known tracking code', () => {
    expect(trackingCode(known('id'))).toBe(vectors.code);
  });

  test('base32 takes the first bits, most significant first', () => {
    const bytes = fromHex('00443214c74254b635cf84653a56d7c675be77df');
    expect(trackingCode(bytes)).toBe('0123-4567-89AB-CDEF');
    expect(fingerprint(bytes)).toBe('0123-4567-89AB-CDEF');
    expect(shortDigest(bytes)).toBe('0123-4567-89AB');
    expect(slipSerial(bytes)).toBe('01234567');
    expect(trackingCode(new Uint8Array(32).fill(255))).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ');
  });

  test('B9: the tracking code covers 80 bits: each changes it, the next does not', () => {
    const id = known('id');
    function flipped(bit: number): Uint8Array {
      return id.map((byte, i) => (i === bit >> 3 ? byte ^ (128 >> (bit & 7)) : byte));
    }
    for (let bit = 0; bit < 80; bit++) expect(trackingCode(flipped(bit))).not.toBe(vectors.code);
    expect(trackingCode(flipped(80))).toBe(vectors.code);
  });
});

function retype(character: string, style: number): string {
  if (style === 0) return character.toLowerCase();
  if (style === 1 && character === '1') return 'l';
  if (style === 2 && character === '1') return 'I';
  if (style === 3 && character === '0') return 'o';
  if (style === 4) return ` ${character}`;
  if (style === 5 && character === '-') return '';
  return character;
}
