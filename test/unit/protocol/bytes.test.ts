import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  concat,
  equalBytes,
  fromBase64url,
  fromHex,
  fromUtf8,
  toBase64url,
  toHex,
  u32,
  utf8,
} from '#shared/protocol/bytes.ts';

const bytes = fc.uint8Array({ maxLength: 100 });

describe('base64url (SPEC C6)', () => {
  test('C6: agrees with the platform and comes back', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        const text = toBase64url(value);
        expect(text).toBe(Buffer.from(value).toString('base64url'));
        expect(fromBase64url(text, value.length)).toEqual({ ok: true, value });
      }),
    );
  });

  test('C6: only a text that encodes again to itself is accepted', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('AQgwBZaz09-_=+/ \né')), maxLength: 12 }),
        (text) => {
          const read = fromBase64url(text);
          const canonical = Buffer.from(text, 'base64url').toString('base64url') === text;
          expect(read.ok).toBe(canonical);
        },
      ),
    );
  });

  test.each([
    ['left-over bits', 'AB'],
    ['left-over bits', 'AAB'],
    ['impossible length', 'A'],
    ['padding', 'AA=='],
    ['standard alphabet', '+/AA'],
    ['white space', 'AA AA'],
    ['beyond ASCII', 'AAAŁ'],
    ['no text', 7],
    ['no text', null],
  ])('C6: %s is E_B64', (_why, text) => {
    expect(fromBase64url(text)).toEqual({ ok: false, error: 'E_B64' });
  });

  test('C6: another length is E_SIZE', () => {
    expect(fromBase64url(toBase64url(new Uint8Array(31)), 32)).toEqual({
      ok: false,
      error: 'E_SIZE',
    });
  });
});

describe('bytes (SPEC C4)', () => {
  test('C4: u32 is four bytes, big-endian, and knows its range', () => {
    expect(toHex(u32(0x01020304))).toBe('01020304');
    expect(toHex(u32(0xffffffff))).toBe('ffffffff');
    for (const n of [-1, 0x100000000, 1.5, Number.NaN]) expect(() => u32(n)).toThrow();
  });

  test('concat keeps order; equalBytes sees every byte and the length', () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(toHex(concat(a, b))).toBe(toHex(a) + toHex(b));
        expect(equalBytes(a, b)).toBe(toHex(a) === toHex(b));
        expect(equalBytes(a, a.slice())).toBe(true);
      }),
    );
  });

  test('hexadecimal comes back; other characters throw', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        expect(fromHex(toHex(value))).toEqual(value);
      }),
    );
    for (const text of ['0', 'zz', 'AB', '0 ']) expect(() => fromHex(text)).toThrow();
  });

  test('L2: UTF-8 is strict, and a BOM is a character of the text', () => {
    expect(fromUtf8(utf8('Phiếu tín nhiệm'))).toEqual({ ok: true, value: 'Phiếu tín nhiệm' });
    expect(fromUtf8(fromHex('efbbbf7b'))).toEqual({ ok: true, value: '\ufeff{' });
    for (const bad of ['c0af', 'eda080', 'ff', 'e1bb'])
      expect(fromUtf8(fromHex(bad))).toEqual({ ok: false, error: 'E_JSON' });
  });
});
