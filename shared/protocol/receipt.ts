/** The server's signed words about the board: receipts and heads (SPEC L7, L8). */
import { fromBase64url, u32 } from './bytes.ts';
import type { Receipt, SignedHead } from './entries.ts';
import { frame } from './hash.ts';
import type { Sodium } from './sodium.ts';

const MAX_POSITION = 0xffffffff;

/** The board key's signature that ballot `id` is entry `n`, whose hash is `head` (L8). */
export function signReceipt(
  sodium: Sodium,
  boardPrivateKey: Uint8Array,
  sid: Uint8Array,
  id: Uint8Array,
  n: number,
  head: Uint8Array,
): Uint8Array {
  return sodium.crypto_sign_detached(frame('receipt', sid, id, u32(n), head), boardPrivateKey);
}

/** Whether the receipt is well-formed and signed by the board key for this board (L8). */
export function checkReceipt(
  sodium: Sodium,
  boardPublicKey: Uint8Array,
  sid: Uint8Array,
  receipt: Receipt,
): boolean {
  const id = bytes32(receipt.id);
  const head = bytes32(receipt.head);
  if (id === null || head === null || !isPosition(receipt.n)) return false;
  const message = frame('receipt', sid, id, u32(receipt.n), head);
  return checkSignature(sodium, boardPublicKey, message, receipt.sig);
}

/** The board key's signature that entry `n` of the board has the hash `h` (L7). */
export function signHead(
  sodium: Sodium,
  boardPrivateKey: Uint8Array,
  sid: Uint8Array,
  n: number,
  h: Uint8Array,
): Uint8Array {
  return sodium.crypto_sign_detached(frame('board-head', sid, u32(n), h), boardPrivateKey);
}

/** Whether the head is well-formed and signed by the board key for this board (L7). */
export function checkHead(
  sodium: Sodium,
  boardPublicKey: Uint8Array,
  sid: Uint8Array,
  head: SignedHead,
): boolean {
  const h = bytes32(head.h);
  if (h === null || !isPosition(head.n)) return false;
  return checkSignature(sodium, boardPublicKey, frame('board-head', sid, u32(head.n), h), head.sig);
}

function checkSignature(
  sodium: Sodium,
  publicKey: Uint8Array,
  message: Uint8Array,
  sig: string,
): boolean {
  const bytes = fromBase64url(sig, 64);
  return bytes.ok && sodium.crypto_sign_verify_detached(bytes.value, message, publicKey);
}

function bytes32(text: string): Uint8Array | null {
  const bytes = fromBase64url(text, 32);
  return bytes.ok ? bytes.value : null;
}

function isPosition(n: number): boolean {
  return Number.isInteger(n) && n >= 0 && n <= MAX_POSITION;
}
