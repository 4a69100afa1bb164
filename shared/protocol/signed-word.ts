/** The signed words of committee members and issuers: Ed25519 over the frame `dkg-msg` (P 4.2). */
import { defined } from '#shared/assert.ts';
import { fromBase64url, toBase64url, utf8 } from './bytes.ts';
import type { BoardEntry } from './entries.ts';
import { frame } from './hash.ts';
import type { Sodium } from './sodium.ts';

/** An entry that carries its author's number first and its author's signature last. */
export type SignedEntry = Extract<BoardEntry, { readonly b: { readonly i: number } }>;

/** A word before it is signed: all keys of b but `sig`, in the order of the line. */
export type UnsignedBody<T extends SignedEntry['t']> = Omit<
  Extract<SignedEntry, { t: T }>['b'],
  'sig'
>;

/** The body with its signature last, under the board `sid`; `signKey` is the private key. */
export function signBody<T extends SignedEntry['t']>(
  sodium: Sodium,
  sid: Uint8Array,
  signKey: Uint8Array,
  t: T,
  body: UnsignedBody<T>,
): UnsignedBody<T> & { readonly sig: string } {
  const sig = sodium.crypto_sign_detached(signedFrame(sid, t, body), signKey);
  return { ...body, sig: toBase64url(sig) };
}

/** Did the holder of `publicKey` (base64url) sign this word on the board `sid`? */
export function isSignedBy(
  sodium: Sodium,
  sid: Uint8Array,
  publicKey: string,
  { t, b }: SignedEntry,
): boolean {
  const { sig, ...body } = b;
  return sodium.crypto_sign_verify_detached(
    bytesOf(sig, 64),
    signedFrame(sid, t, body),
    bytesOf(publicKey, 32),
  );
}

/** The bytes of a field whose shape was checked when it was read. */
export function bytesOf(text: string, length?: number): Uint8Array {
  const decoded = fromBase64url(text, length);
  return defined(decoded.ok ? decoded.value : null, 'bytes of a checked field');
}

function signedFrame(sid: Uint8Array, t: string, body: object): Uint8Array {
  return frame('dkg-msg', sid, utf8(t), utf8(JSON.stringify(body)));
}
