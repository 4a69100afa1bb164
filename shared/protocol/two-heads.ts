/**
 * What a device keeps of the server's signed heads, and what they prove (SPEC L7, L11): two heads
 * that cannot both be of one board are evidence against whoever holds the board's key.
 */
import { admit } from './board-admit.ts';
import { emptyBoard } from './board.ts';
import { toBase64url, utf8 } from './bytes.ts';
import { parseLine, ZERO_HASH } from './chain.ts';
import type { SetupBody, SignedHead } from './entries.ts';
import { checkHead } from './receipt.ts';
import type { Sodium } from './sodium.ts';
import { bytesOf } from './signed-word.ts';

/** The form's name in a file of heads. */
export const HEADS_FORMAT = 'hom-phieu/heads/1';

/** Heads with lines of their board from `setup` on: enough to check them without any other file. */
export interface KeptHeads {
  /** At least line 0, which names the board's key; without LFs. */
  readonly lines: readonly string[];
  readonly heads: readonly SignedHead[];
}

/** Two heads signed by one key for one board that contradict each other, the lower `n` first. */
export type TwoHeads = readonly [SignedHead, SignedHead];

/** The file of L11: the format's name, lines and heads, one JSON object. */
export function headsText({ lines, heads }: KeptHeads): string {
  return `${JSON.stringify({ format: HEADS_FORMAT, lines, heads })}\n`;
}

/**
 * Two of the heads that contradict each other (L11): both well signed under the key of line 0, and
 * either of one number with two hashes, or the lines lead to the later one past another entry than
 * the earlier one names. Null when the heads prove nothing of the kind.
 */
export function twoHeads(sodium: Sodium, { lines, heads }: KeptHeads): TwoHeads | null {
  const board = firstOf(sodium, lines[0]);
  if (board === null) return null;
  const key = bytesOf(board.setup.board);
  const signed = heads.filter((head) => checkHead(sodium, key, board.sid, head));
  return ofOneNumber(signed) ?? pastEachOther(signed, chainOf(sodium, lines));
}

/** `setup` and sid of a board's first line; null when it is no `setup`. */
function firstOf(
  sodium: Sodium,
  line: string | undefined,
): { readonly setup: SetupBody; readonly sid: Uint8Array } | null {
  if (line === undefined) return null;
  const parsed = parseLine(sodium, 'board-entry', 0, ZERO_HASH, utf8(line));
  if (!parsed.ok) return null;
  const admitted = admit(sodium, emptyBoard(), parsed.value.t, parsed.value.b);
  if (!admitted.ok || admitted.value.kind === 'ballot') return null;
  const { entry } = admitted.value;
  return entry.t === 'setup' ? { setup: entry.b, sid: parsed.value.hash } : null;
}

function ofOneNumber(heads: readonly SignedHead[]): TwoHeads | null {
  const first = new Map<number, SignedHead>();
  for (const head of heads) {
    const other = first.get(head.n);
    if (other !== undefined && other.h !== head.h) return [other, head];
    first.set(head.n, head);
  }
  return null;
}

/** A head that the lines lead to, and an earlier one that they pass by. */
function pastEachOther(heads: readonly SignedHead[], hashes: readonly string[]): TwoHeads | null {
  const reached = heads.filter(({ n, h }) => hashes[n] === h);
  const last = reached.reduce<SignedHead | null>(
    (one, other) => (one === null || other.n > one.n ? other : one),
    null,
  );
  if (last === null) return null;
  const passed = heads.find(({ n, h }) => n < last.n && hashes[n] !== h);
  return passed === undefined ? null : [passed, last];
}

/** Hashes of the lines, base64url, as far as each follows the one before it. */
function chainOf(sodium: Sodium, lines: readonly string[]): string[] {
  const hashes: string[] = [];
  let previous = ZERO_HASH;
  for (const [n, line] of lines.entries()) {
    const parsed = parseLine(sodium, 'board-entry', n, previous, utf8(line));
    if (!parsed.ok) break;
    previous = parsed.value.hash;
    hashes.push(toBase64url(previous));
  }
  return hashes;
}
