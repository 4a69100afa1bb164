/** What people read, type and compare: ballot codes, serials, tracking codes, fingerprints. */
import { utf8 } from './bytes.ts';
import { h32 } from './hash.ts';
import type { RandomBytes, Sodium } from './sodium.ts';

/** Crockford's base32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_CHARACTERS = 20;
const SERIAL_CHARACTERS = 8;
const TRACKING_CHARACTERS = 16;
const DIGEST_CHARACTERS = 12;

/** A fresh ballot code: 20 canonical characters, 100 random bits (SPEC T1). A secret. */
export function generateBallotCode(random: RandomBytes): string {
  return Array.from(random(CODE_CHARACTERS), (byte) => ALPHABET.charAt(byte & 31)).join('');
}

/**
 * The 20 canonical characters of a code as scanned or typed, or null for anything else: letters of
 * either case, I and L as 1, O as 0, spaces and hyphens ignored (SPEC T2). ASCII letters only:
 * Unicode's case mapping would let `ı` and `ſ` through.
 */
export function parseBallotCode(text: string): string | null {
  return canonicalCode(text, CODE_CHARACTERS);
}

/** A tracking code as typed, by the same rules, in its shown form XXXX-XXXX-XXXX-XXXX, or null. */
export function parseTrackingCode(text: string): string | null {
  const code = canonicalCode(text, TRACKING_CHARACTERS);
  return code === null ? null : inGroups(code);
}

function canonicalCode(text: string, characters: number): string | null {
  let code = '';
  for (const typed of text.replace(/[\s-]/g, '')) {
    const character = canonicalCharacter(typed);
    if (character === null) return null;
    code += character;
  }
  return code.length === characters ? code : null;
}

function canonicalCharacter(typed: string): string | null {
  if (!/^[0-9A-Za-z]$/.test(typed)) return null;
  const upper = typed.toUpperCase();
  const read = upper === 'O' ? '0' : upper === 'I' || upper === 'L' ? '1' : upper;
  return ALPHABET.includes(read) ? read : null;
}

/** A canonical code as shown and put into the link: XXXX-XXXX-XXXX-XXXX-XXXX (SPEC T1). */
export function formatBallotCode(code: string): string {
  return inGroups(code);
}

/** The claim, all that the server knows of a code: H32 `claim` of its ASCII (SPEC T3). */
export function claimOf(sodium: Sodium, code: string): Uint8Array {
  return h32(sodium, 'claim', utf8(code));
}

/** A slip's printed serial: the first 8 base32 characters of its claim (SPEC T10). */
export function slipSerial(claim: Uint8Array): string {
  return base32(claim, SERIAL_CHARACTERS);
}

/** A ballot's tracking code: the first 80 bits of its id, XXXX-XXXX-XXXX-XXXX (SPEC B9). */
export function trackingCode(id: Uint8Array): string {
  return inGroups(base32(id, TRACKING_CHARACTERS));
}

/** A device's `sign` key for comparing aloud: its first 80 bits, four groups (SPEC K2). */
export function fingerprint(publicKey: Uint8Array): string {
  return inGroups(base32(publicKey, TRACKING_CHARACTERS));
}

/** A digest for comparing with the projector: its first 60 bits, three groups (SPEC O6). */
export function shortDigest(digest: Uint8Array): string {
  return inGroups(base32(digest, DIGEST_CHARACTERS));
}

function inGroups(text: string): string {
  return (text.match(/.{4}/g) ?? []).join('-');
}

/** The first `characters` of the bytes in base32, most significant bit first. */
function base32(bytes: Uint8Array, characters: number): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes.subarray(0, Math.ceil((characters * 5) / 8))) {
    held = ((held << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET.charAt((held >>> (bits - 5)) & 31);
  }
  return text.slice(0, characters);
}
