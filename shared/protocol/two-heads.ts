/**
 * What a device keeps of the server's signed heads, and what they prove (SPEC L7, L11): two heads
 * that cannot both be of one board are evidence against whoever holds the board's key.
 */
import { admit } from './board-admit.ts';
import { emptyBoard } from './board.ts';
import { toBase64url, utf8 } from './bytes.ts';
import { parseLine, readChain, ZERO_HASH } from './chain.ts';
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

/** How a file of heads stands to a board: all of them its own, or the first thing that is wrong. */
export type HeadsFinding =
  | { readonly holds: true; readonly count: number }
  | {
      readonly holds: false;
      /**
       * `two`: the heads contradict each other; `other`: they are of another board; `signature`: one
       * is not signed by its key; `differs`: one is, and names another entry than this board has.
       */
      readonly why: 'two' | 'other' | 'signature' | 'differs';
      /** The number of the entry. */
      readonly n: number;
    };

/** Holds kept heads against a board (L11): is it the one that the server signed at the time? */
export function headsAgainst(sodium: Sodium, kept: KeptHeads, board: Uint8Array): HeadsFinding {
  const hashes: string[] = [];
  for (const line of readChain(sodium, 'board-entry', board)) {
    if (line.ok) hashes.push(toBase64url(line.value.hash));
  }
  const two = twoHeads(sodium, kept);
  if (two !== null) return { holds: false, why: 'two', n: two[0].n };
  const first = firstOf(sodium, kept.lines[0]);
  if (first === null || toBase64url(first.sid) !== hashes[0]) {
    return { holds: false, why: 'other', n: 0 };
  }
  const key = bytesOf(first.setup.board);
  for (const head of kept.heads) {
    const { n } = head;
    if (!checkHead(sodium, key, first.sid, head)) return { holds: false, why: 'signature', n };
    if (hashes[n] !== head.h) return { holds: false, why: 'differs', n };
  }
  return { holds: true, count: kept.heads.length };
}

/** A file of heads as L11 has it, or null. */
export function parseHeads(input: unknown): KeptHeads | null {
  const { format, lines, heads } = (input ?? {}) as Record<string, unknown>;
  if (format !== HEADS_FORMAT || !isListOf(lines, isText) || !isListOf(heads, isHead)) return null;
  return { lines, heads };
}

function isListOf<T>(input: unknown, is: (each: unknown) => each is T): input is T[] {
  return Array.isArray(input) && input.length > 0 && input.every(is);
}

function isText(input: unknown): input is string {
  return typeof input === 'string';
}

function isHead(input: unknown): input is SignedHead {
  const { n, h, sig } = (input ?? {}) as Record<string, unknown>;
  return Number.isSafeInteger(n) && isText(h) && isText(sig);
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
