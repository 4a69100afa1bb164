/**
 * The part of libsodium (`libsodium-wrappers-sumo`) that the protocol uses, handed in by the shell
 * so that `shared/` stays pure. Secret-dependent arithmetic happens behind this interface only.
 */
export interface Sodium {
  crypto_hash_sha512(message: Uint8Array): Uint8Array;
  crypto_core_ristretto255_is_valid_point(p: Uint8Array): boolean;
  crypto_core_ristretto255_add(p: Uint8Array, q: Uint8Array): Uint8Array;
  crypto_core_ristretto255_sub(p: Uint8Array, q: Uint8Array): Uint8Array;
  crypto_core_ristretto255_from_hash(hash64: Uint8Array): Uint8Array;
  crypto_core_ristretto255_scalar_add(x: Uint8Array, y: Uint8Array): Uint8Array;
  crypto_core_ristretto255_scalar_sub(x: Uint8Array, y: Uint8Array): Uint8Array;
  crypto_core_ristretto255_scalar_mul(x: Uint8Array, y: Uint8Array): Uint8Array;
  crypto_core_ristretto255_scalar_negate(x: Uint8Array): Uint8Array;
  crypto_core_ristretto255_scalar_invert(x: Uint8Array): Uint8Array;
  crypto_core_ristretto255_scalar_reduce(wide64: Uint8Array): Uint8Array;
  crypto_scalarmult_ristretto255(scalar: Uint8Array, p: Uint8Array): Uint8Array;
  crypto_scalarmult_ristretto255_base(scalar: Uint8Array): Uint8Array;
  crypto_sign_seed_keypair(seed32: Uint8Array): SodiumKeyPair;
  crypto_sign_detached(message: Uint8Array, privateKey: Uint8Array): Uint8Array;
  crypto_sign_verify_detached(sig: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean;
  crypto_box_seed_keypair(seed32: Uint8Array): SodiumKeyPair;
  crypto_box_easy(
    message: Uint8Array,
    nonce: Uint8Array,
    theirPublicKey: Uint8Array,
    myPrivateKey: Uint8Array,
  ): Uint8Array;
  /** Throws when the box does not open. */
  crypto_box_open_easy(
    cipher: Uint8Array,
    nonce: Uint8Array,
    theirPublicKey: Uint8Array,
    myPrivateKey: Uint8Array,
  ): Uint8Array;
  crypto_pwhash(
    length: number,
    password: Uint8Array | string,
    salt: Uint8Array,
    opsLimit: number,
    memLimit: number,
    algorithm: number,
  ): Uint8Array;
  crypto_secretbox_easy(message: Uint8Array, nonce: Uint8Array, key: Uint8Array): Uint8Array;
  /** Throws when the box does not open. */
  crypto_secretbox_open_easy(cipher: Uint8Array, nonce: Uint8Array, key: Uint8Array): Uint8Array;
  crypto_scalarmult_base(privateKey: Uint8Array): Uint8Array;
  memzero(bytes: Uint8Array): void;
}

/** An Ed25519 (32/64 bytes) or X25519 (32/32 bytes) key pair. */
export interface SodiumKeyPair {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

/**
 * `length` bytes from the platform's CSPRNG; given only to functions named `generate…`, `seal…` or
 * `prove…`, and to the fast verifier, whose weights nobody may foresee.
 */
export type RandomBytes = (length: number) => Uint8Array;
