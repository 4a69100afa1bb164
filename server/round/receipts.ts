import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { toBase64url } from '#shared/protocol/bytes.ts';
import type { BoardState } from '#shared/protocol/board.ts';
import { signedHead } from '#shared/protocol/authority.ts';
import type { BallotPosition } from '#shared/protocol/ballot-box.ts';
import type { Receipt, SignedHead } from '#shared/protocol/entries.ts';
import { signReceipt } from '#shared/protocol/receipt.ts';
import type { Sodium, SodiumKeyPair } from '#shared/protocol/sodium.ts';
import { defined } from '#shared/assert.ts';
import { isCode } from '../store/error-code.ts';
import { replaceFile } from '../store/replace-file.ts';

const FILE = v.strictObject({
  head: v.strictObject({ n: v.number(), h: v.string(), sig: v.string() }),
  receipts: v.record(v.string(), v.string()),
});

/** Every signature a finished board can still be asked for, by ballot id; public data. */
export type FinalSignatures = v.InferOutput<typeof FILE>;

/** The receipt of a stored ballot: signed now, or as it was signed before the key was erased. */
export function receiptOf(
  sodium: Sodium,
  board: BoardState,
  keys: SodiumKeyPair | null,
  final: FinalSignatures | null,
  id: Uint8Array,
  { n, head }: BallotPosition,
): Receipt | null {
  const text = toBase64url(id);
  const sig =
    keys === null
      ? final?.receipts[text]
      : toBase64url(signReceipt(sodium, keys.privateKey, defined(board.sid), id, n, head));
  return sig === undefined ? null : { id: text, n, head: toBase64url(head), sig };
}

/** The newest head of the board with its signature; null while the board is empty. */
export function headOf(
  sodium: Sodium,
  board: BoardState,
  keys: SodiumKeyPair | null,
  final: FinalSignatures | null,
): SignedHead | null {
  if (board.n === 0) return null;
  return keys === null ? (final?.head ?? null) : signedHead(sodium, keys.privateKey, board);
}

/** Signs all that may be asked for later and stores it, so that the board key can be erased. */
export async function signFinally(
  sodium: Sodium,
  folder: string,
  board: BoardState,
  keys: SodiumKeyPair,
): Promise<FinalSignatures> {
  const sid = defined(board.sid, 'sid');
  const receipts = board.ballots.all.map(({ id, n, head }) => [
    toBase64url(id),
    toBase64url(signReceipt(sodium, keys.privateKey, sid, id, n, head)),
  ]);
  const final: FinalSignatures = {
    head: signedHead(sodium, keys.privateKey, board),
    receipts: Object.fromEntries(receipts) as Record<string, string>,
  };
  await replaceFile(pathOf(folder), Buffer.from(JSON.stringify(final)));
  return final;
}

/** What `signFinally` stored; null before the board was finished. */
export async function readFinalSignatures(folder: string): Promise<FinalSignatures | null> {
  try {
    const parsed = v.safeParse(FILE, JSON.parse(await readFile(pathOf(folder), 'utf8')));
    return parsed.success ? parsed.output : null;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function pathOf(folder: string): string {
  return join(folder, 'receipts.json');
}
