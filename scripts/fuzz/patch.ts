/** An input kept as its difference from a seed, so that a thousand of them are a small file. */
import { concat, fromBase64url, toBase64url } from '#shared/protocol/bytes.ts';
import { defined } from '#shared/assert.ts';

/** `drop` bytes from `at` on give way to `insert` (base64url). */
export interface Patch {
  readonly at: number;
  readonly drop: number;
  readonly insert: string;
}

/** The shortest replacement of one run of bytes that makes `to` of `from`. */
export function patchOf(from: Uint8Array, to: Uint8Array): Patch {
  const most = Math.min(from.length, to.length);
  let at = 0;
  while (at < most && from[at] === to[at]) at++;
  let tail = 0;
  while (tail < most - at && from.at(-1 - tail) === to.at(-1 - tail)) tail++;
  const insert = toBase64url(to.slice(at, to.length - tail));
  return { at, drop: from.length - tail - at, insert };
}

/** The bytes that the patch makes. */
export function patched(from: Uint8Array, { at, drop, insert }: Patch): Uint8Array {
  const bytes = fromBase64url(insert);
  const middle = defined(bytes.ok ? bytes.value : undefined, 'the bytes of a patch');
  return concat(from.subarray(0, at), middle, from.subarray(at + drop));
}
