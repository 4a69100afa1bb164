/** Framed hashes (SPEC C4, C5): a tag and length-prefixed parts, so that no two inputs collide. */
import { concat, u32, utf8 } from './bytes.ts';
import type { Sodium } from './sodium.ts';

/** The prefix of every tag: the version of the protocol. */
const VERSION = 'evote/1/';

/** The tag's and every part's length and bytes; `tag` without `evote/1/`, which is added (C4). */
export function frame(tag: string, ...parts: readonly Uint8Array[]): Uint8Array {
  return concat(...[utf8(VERSION + tag), ...parts].flatMap((part) => [u32(part.length), part]));
}

/** SHA-512 of the frame, 64 bytes (C5). */
export function h64(sodium: Sodium, tag: string, ...parts: readonly Uint8Array[]): Uint8Array {
  return sodium.crypto_hash_sha512(frame(tag, ...parts));
}

/** The first 32 bytes of `h64` (C5). */
export function h32(sodium: Sodium, tag: string, ...parts: readonly Uint8Array[]): Uint8Array {
  return h64(sodium, tag, ...parts).slice(0, 32);
}

/** `h64` as a little-endian integer modulo the group's order: a scalar, possibly zero (C5). */
export function hs(sodium: Sodium, tag: string, ...parts: readonly Uint8Array[]): Uint8Array {
  return sodium.crypto_core_ristretto255_scalar_reduce(h64(sodium, tag, ...parts));
}
