import type libsodium from 'libsodium-wrappers-sumo';
import * as v from 'valibot';
import { concat, fromBase64url, toBase64url, utf8 } from '#shared/protocol/bytes.ts';
import type { RandomBytes } from '#shared/protocol/sodium.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';

/** The whole of libsodium: sealing needs its streams, which no device of the hall does. */
export type SealSodium = typeof libsodium;

/** What lies under a seal: one round's records, or a whole data folder. */
export type SealedKind = 'archive' | 'folder';

/** Why a sealed file does not open. A wrong passphrase and an altered byte cannot be told apart. */
export type SealFault = 'not-sealed' | 'passphrase' | 'cut-off';

/** What turning a passphrase into a key costs: passes over so much memory (argon2id). */
export interface SealCost {
  readonly passes: number;
  readonly memory: number;
}

/** libsodium's "moderate": two seconds on a laptop, each guess of a thief as much. */
const MODERATE: SealCost = { passes: 3, memory: 256 * 1024 * 1024 };

const MAGIC = 'HOM-PHIEU-SEALED/1';
const SALT_BYTES = 16;
const CHUNK = 64 * 1024;
/** A header that asks for more is not ours, and would only take this machine's memory and time. */
const MOST_MEMORY = 2 * MODERATE.memory;
const MOST_PASSES = 2 * MODERATE.passes;
const LONGEST_HEADER = 400;

const headerShape = v.strictObject({
  what: v.picklist(['archive', 'folder']),
  kdf: v.literal('argon2id'),
  passes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_PASSES)),
  memory: v.pipe(v.number(), v.integer(), v.minValue(8192), v.maxValue(MOST_MEMORY)),
  salt: v.string(),
  stream: v.string(),
});

/**
 * `plain` under a passphrase: two lines of text that say how, then chunks of libsodium's
 * secretstream (XChaCha20-Poly1305), the last one tagged as the last, so that a file cut short, or
 * changed in any byte, does not open.
 */
export function sealBytes(
  sodium: SealSodium,
  random: RandomBytes,
  what: SealedKind,
  plain: Uint8Array,
  passphrase: string,
  { passes, memory }: SealCost = MODERATE,
): Uint8Array {
  const salt = random(SALT_BYTES);
  const key = keyOf(sodium, passphrase, salt, { passes, memory });
  const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
  sodium.memzero(key);
  const words = { what, kdf: 'argon2id', passes, memory };
  const texts = { salt: toBase64url(salt), stream: toBase64url(header) };
  const head = utf8(`${MAGIC}\n${JSON.stringify({ ...words, ...texts })}\n`);
  const chunks: Uint8Array[] = [head];
  for (let at = 0; at === 0 || at < plain.length; at += CHUNK) {
    const isLast = at + CHUNK >= plain.length;
    const tag = isLast
      ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
      : sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    const chunk = plain.subarray(at, at + CHUNK);
    const first = at === 0 ? head : null;
    chunks.push(sodium.crypto_secretstream_xchacha20poly1305_push(state, chunk, first, tag));
  }
  return concat(...chunks);
}

/** True when the bytes begin as a sealed file does. */
export function isSealed(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, MAGIC.length)).toString('latin1') === MAGIC;
}

/** What `sealBytes` was given, of this kind and under this passphrase. */
export function openBytes(
  sodium: SealSodium,
  what: SealedKind,
  sealed: Uint8Array,
  passphrase: string,
): Result<Uint8Array, SealFault> {
  const parsed = headOf(sealed);
  if (parsed?.what !== what) return err('not-sealed');
  const { head, salt, stream, cost } = parsed;
  const key = keyOf(sodium, passphrase, salt, cost);
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(stream, key);
  sodium.memzero(key);
  return pulled(sodium, state, head, sealed.subarray(head.length));
}

function pulled(
  sodium: SealSodium,
  state: ReturnType<SealSodium['crypto_secretstream_xchacha20poly1305_init_pull']>,
  head: Uint8Array,
  body: Uint8Array,
): Result<Uint8Array, SealFault> {
  const size = CHUNK + sodium.crypto_secretstream_xchacha20poly1305_ABYTES;
  const plain: Uint8Array[] = [];
  for (let at = 0; at < body.length; at += size) {
    const first = at === 0 ? head : null;
    const chunk = body.subarray(at, at + size);
    const opened = tryPull(sodium, state, chunk, first);
    if (opened === null) return err(at === 0 ? 'passphrase' : 'cut-off');
    plain.push(opened.message);
    if (opened.tag !== sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL) continue;
    return at + size >= body.length ? ok(concat(...plain)) : err('cut-off');
  }
  return err('cut-off');
}

function tryPull(
  sodium: SealSodium,
  state: Parameters<typeof pulled>[1],
  chunk: Uint8Array,
  first: Uint8Array | null,
): { readonly message: Uint8Array; readonly tag: number } | null {
  try {
    const pull = sodium.crypto_secretstream_xchacha20poly1305_pull(state, chunk, first);
    return pull === false ? null : pull;
  } catch {
    return null;
  }
}

interface Head {
  readonly what: SealedKind;
  readonly head: Uint8Array;
  readonly salt: Uint8Array;
  readonly stream: Uint8Array;
  readonly cost: SealCost;
}

function headOf(sealed: Uint8Array): Head | null {
  if (!isSealed(sealed)) return null;
  const text = Buffer.from(sealed.subarray(0, LONGEST_HEADER)).toString('latin1');
  const lines = text.split('\n', 2);
  const length = MAGIC.length + 1 + (lines[1]?.length ?? 0) + 1;
  const header = v.safeParse(headerShape, parseJson(lines[1] ?? ''));
  if (lines[0] !== MAGIC || !header.success || length > LONGEST_HEADER) return null;
  const { what, passes, memory } = header.output;
  const salt = fromBase64url(header.output.salt, SALT_BYTES);
  const stream = fromBase64url(header.output.stream, 24);
  if (!salt.ok || !stream.ok) return null;
  const head = sealed.subarray(0, length);
  return { what, head, salt: salt.value, stream: stream.value, cost: { passes, memory } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** Vietnamese can be typed in two Unicode forms; both are the same passphrase. */
function keyOf(
  sodium: SealSodium,
  passphrase: string,
  salt: Uint8Array,
  { passes, memory }: SealCost,
): Uint8Array {
  return sodium.crypto_pwhash(
    sodium.crypto_secretstream_xchacha20poly1305_KEYBYTES,
    utf8(passphrase.normalize('NFC')),
    salt,
    passes,
    memory,
    sodium.crypto_pwhash_ALG_ARGON2ID13,
  );
}
