/** Bytes and their encodings (SPEC C4, C6). */
import { invariant } from '../assert.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { decodeBase64url, encodeBase64url } from './base64url.ts';

const encoder = new TextEncoder();

/** All parts, one after the other, in new memory. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** `n` as four bytes, big-endian (SPEC C4). Throws unless 0 ≤ n < 2^32. */
export function u32(n: number): Uint8Array {
  invariant(Number.isInteger(n) && n >= 0 && n <= 0xffffffff, 'u32 out of range');
  return Uint8Array.of(n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255);
}

/** The UTF-8 bytes of a text; a lone surrogate becomes U+FFFD, so parsers refuse those earlier. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The text, or `E_JSON` when the bytes are not UTF-8; a BOM is kept as a character (SPEC L2). */
export function fromUtf8(bytes: Uint8Array): Result<string, 'E_JSON'> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return err('E_JSON');
  }
}

/** Equal length and content. For public data: the time depends on the content. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** Base64url without padding (RFC 4648, section 5). */
export function toBase64url(bytes: Uint8Array): string {
  return encodeBase64url(bytes);
}

/**
 * Strict base64url (SPEC C6): only a text that encodes again to itself. `E_B64` for any other
 * text or a value that is no string; `E_SIZE` when the text, or its bytes, have not `length` bytes.
 */
export function fromBase64url(
  text: unknown,
  length?: number,
): Result<Uint8Array, 'E_B64' | 'E_SIZE'> {
  if (typeof text !== 'string') return err('E_B64');
  const bytes = decodeBase64url(text);
  if (bytes === null) return err('E_B64');
  return length === undefined || bytes.length === length ? ok(bytes) : err('E_SIZE');
}

/** Lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The bytes of hexadecimal digits written in the program or a known answer. Throws on others. */
export function fromHex(text: string): Uint8Array {
  invariant(/^([0-9a-f]{2})*$/.test(text), 'not hexadecimal');
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
