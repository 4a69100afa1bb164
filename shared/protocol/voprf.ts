/** The hashes of RFC 9497's suite ristretto255-SHA512 in verifiable mode. */
import { concat, utf8 } from './bytes.ts';
import type { Sodium } from './sodium.ts';

const SHA512_BLOCK_BYTES = 128;
const OUTPUT_BYTES = 64;

/** `contextString` of RFC 9497, section 3.1, for mode 1 (VOPRF). */
export const VOPRF_CONTEXT: Uint8Array = concat(
  utf8('OPRFV1-'),
  Uint8Array.of(1),
  utf8('-ristretto255-SHA512'),
);

/** The bytes after their length in two bytes, big-endian: I2OSP(len, 2) ‖ bytes. */
export function prefixed(bytes: Uint8Array): Uint8Array {
  return concat(i2osp2(bytes.length), bytes);
}

/** HashToScalar of RFC 9497, section 4.1, under `HashToScalar-` ‖ context. */
export function hashToScalar(sodium: Sodium, context: Uint8Array, message: Uint8Array): Uint8Array {
  const tag = concat(utf8('HashToScalar-'), context);
  return sodium.crypto_core_ristretto255_scalar_reduce(expandMessage(sodium, message, tag));
}

/** HashToGroup of RFC 9497, section 4.1, under `HashToGroup-` ‖ VOPRF_CONTEXT. */
export function hashToGroup(sodium: Sodium, message: Uint8Array): Uint8Array {
  const tag = concat(utf8('HashToGroup-'), VOPRF_CONTEXT);
  return sodium.crypto_core_ristretto255_from_hash(expandMessage(sodium, message, tag));
}

/** The output hash of Finalize (RFC 9497, section 3.3.2) for an input and its unblinded element. */
export function finalizeHash(sodium: Sodium, input: Uint8Array, element: Uint8Array): Uint8Array {
  return sodium.crypto_hash_sha512(concat(prefixed(input), prefixed(element), utf8('Finalize')));
}

/** expand_message_xmd (RFC 9380, section 5.3.1) for SHA-512 and exactly one block of output. */
function expandMessage(sodium: Sodium, message: Uint8Array, tag: Uint8Array): Uint8Array {
  const suffix = concat(tag, Uint8Array.of(tag.length));
  const b0 = sodium.crypto_hash_sha512(
    concat(
      new Uint8Array(SHA512_BLOCK_BYTES),
      message,
      i2osp2(OUTPUT_BYTES),
      Uint8Array.of(0),
      suffix,
    ),
  );
  return sodium.crypto_hash_sha512(concat(b0, Uint8Array.of(1), suffix));
}

function i2osp2(n: number): Uint8Array {
  return Uint8Array.of(n >>> 8, n & 255);
}
