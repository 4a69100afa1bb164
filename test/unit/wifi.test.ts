import * as fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { wifiFault, wifiQrText, wifiShape } from '#shared/wifi.ts';

/** Reads the format back, as a phone does. */
function read(text: string): Record<string, string> {
  const fields: Record<string, string> = {};
  const body = /^WIFI:(.*);$/su.exec(text)?.[1] ?? '';
  for (const [, key, value] of body.matchAll(/([A-Z]):((?:\\.|[^\\;])*);/gsu)) {
    fields[key ?? ''] = (value ?? '').replace(/\\(.)/gsu, '$1');
  }
  return fields;
}

test('Wi-Fi QR: signs of the format stand behind a backslash', () => {
  expect(
    wifiQrText({ security: 'wpa', name: 'Hội nghị: A;B', password: String.raw`a\b"c,d:e` }),
  ).toBe(String.raw`WIFI:T:WPA;S:Hội nghị\: A\;B;P:a\\b\"c\,d\:e;;`);
  expect(wifiQrText({ security: 'open', name: 'HN' })).toBe('WIFI:T:nopass;S:HN;;');
});

test('Wi-Fi QR: whatever name and password are allowed, a phone reads them back', () => {
  const printable = fc.string({
    unit: fc.integer({ min: 32, max: 126 }).map((n) => String.fromCodePoint(n)),
    minLength: 8,
    maxLength: 30,
  });
  fc.assert(
    fc.property(printable, printable, (name, password) => {
      expect(v.is(wifiShape, { security: 'wpa', name, password })).toBe(true);
      expect(read(wifiQrText({ security: 'wpa', name, password }))).toEqual({
        T: 'WPA',
        S: name,
        P: password,
      });
    }),
  );
});

test('Wi-Fi (IEEE 802.11): a name of 32 bytes, a passphrase of 8 to 63 signs or 64 hexadecimal digits', () => {
  const name = 'Hội nghị';
  expect(wifiFault({ security: 'wpa', name, password: '12345678' })).toBeNull();
  expect(wifiFault({ security: 'wpa', name, password: '1234567' })).toBe('password');
  expect(wifiFault({ security: 'wpa', name, password: 'x'.repeat(64) })).toBe('password');
  expect(wifiFault({ security: 'wpa', name, password: 'a'.repeat(64) })).toBeNull();
  expect(wifiFault({ security: 'wpa', name, password: 'mật khẩu' })).toBe('password');
  expect(wifiFault({ security: 'open', name })).toBeNull();
  expect(wifiFault({ security: 'open', name: 'ộ'.repeat(10) })).toBeNull();
  expect(wifiFault({ security: 'open', name: 'ộ'.repeat(11) })).toBe('name');
  expect(wifiFault({ security: 'open', name: '' })).toBe('name');
  expect(wifiFault({ security: 'open', name: 'a\nb' })).toBe('name');
  expect(v.is(wifiShape, { security: 'open', name, password: '12345678' })).toBe(false);
});
