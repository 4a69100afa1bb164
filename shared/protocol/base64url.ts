/** The base64url codec (RFC 4648, section 5, no padding), by table: no runtime has a strict one. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const INVALID = 64;

const codes = Uint8Array.from(ALPHABET, (character) => character.charCodeAt(0));
const values = new Uint8Array(128).fill(INVALID);
codes.forEach((code, value) => (values[code] = value));

const ascii = new TextDecoder();

/** The text of any bytes; 4 characters for 3 bytes, 2 or 3 for the rest. */
export function encodeBase64url(bytes: Uint8Array): string {
  const out = new Uint8Array(Math.ceil((bytes.length * 4) / 3));
  let at = 0;
  for (let i = 0; i < bytes.length; i += 3) {
    const group =
      (byteOrZero(bytes, i) << 16) | (byteOrZero(bytes, i + 1) << 8) | byteOrZero(bytes, i + 2);
    for (let shift = 18; shift >= 0 && at < out.length; shift -= 6) {
      out[at++] = codes[(group >>> shift) & 63] ?? 0;
    }
  }
  return ascii.decode(out);
}

/** The bytes, or null for a foreign character, an impossible length or bits left over. */
export function decodeBase64url(text: string): Uint8Array | null {
  if (text.length % 4 === 1) return null;
  const out = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const value = values[text.charCodeAt(i)] ?? INVALID;
    if (value === INVALID) return null;
    held = ((held << 6) | value) & 0xfff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[at++] = (held >>> bits) & 255;
    }
  }
  return (held & ((1 << bits) - 1)) === 0 ? out : null;
}

/** The byte at `i`, or zero past the end. */
function byteOrZero(bytes: Uint8Array, i: number): number {
  return bytes[i] ?? 0;
}
