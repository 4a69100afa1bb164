import * as v from 'valibot';

/**
 * The hall's own Wi-Fi, as the chair enters it: what a phone needs to join. The hall's display shows
 * it to everybody in the hall, so it is no secret there; it stands in the settings and in no log.
 */
export type HallWifi =
  | { readonly security: 'wpa'; readonly name: string; readonly password: string }
  | { readonly security: 'open'; readonly name: string };

/** IEEE 802.11: a network's name has at most so many bytes. */
const NAME_BYTES = 32;

function utf8Length(text: string): number {
  return Array.from(text).reduce((sum, sign) => {
    const point = sign.codePointAt(0) ?? 0;
    return sum + (point < 0x80 ? 1 : point < 0x8_00 ? 2 : point < 0x1_00_00 ? 3 : 4);
  }, 0);
}

const name = v.pipe(
  v.string(),
  v.regex(/^[^\p{C}]+$/u),
  v.check((text) => utf8Length(text) <= NAME_BYTES),
);
/** A passphrase of 8 to 63 signs of ASCII, or the key itself in 64 hexadecimal digits. */
const password = v.pipe(v.string(), v.regex(/^(?:[ -~]{8,63}|[0-9A-Fa-f]{64})$/u));

/** The hall's Wi-Fi as it is stored and as the chair sends it (IEEE 802.11 on names and passphrases). */
export const wifiShape = v.variant('security', [
  v.strictObject({ security: v.literal('wpa'), name, password }),
  v.strictObject({ security: v.literal('open'), name }),
]) satisfies v.GenericSchema<unknown, HallWifi>;

/** What of a typed Wi-Fi cannot be: its name or its password; null when it can. */
export function wifiFault(wifi: HallWifi): 'name' | 'password' | null {
  if (!v.is(name, wifi.name)) return 'name';
  return wifi.security === 'open' || v.is(password, wifi.password) ? null : 'password';
}

/**
 * The text of a QR code that phones' cameras join the Wi-Fi by: `WIFI:T:WPA;S:…;P:…;;`, where
 * `\`, `;`, `,`, `:` and `"` stand behind a backslash (ZXing's format). WPA2 and WPA3 say `WPA` too.
 */
export function wifiQrText(wifi: HallWifi): string {
  const named = `S:${escaped(wifi.name)};`;
  if (wifi.security === 'open') return `WIFI:T:nopass;${named};`;
  return `WIFI:T:WPA;${named}P:${escaped(wifi.password)};;`;
}

function escaped(text: string): string {
  return text.replace(/[\\;,:"]/gu, (sign) => `\\${sign}`);
}
