/**
 * Hash-chained JSON lines, one format for board, register and log (P 4.1 Files, P 4.2): line n is
 * exactly `JSON.stringify({n, t, p, b})`, p the base64url hash of the line before it.
 */
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { fromUtf8, toBase64url, utf8 } from './bytes.ts';
import { explain } from './explain.ts';
import { h32 } from './hash.ts';
import type { ProtocolCode } from './protocol-code.ts';
import type { Sodium } from './sodium.ts';

/** The tag of a chain's hashes, which keeps the three records apart. */
export type ChainKind = 'board-entry' | 'register-entry' | 'log-entry';

/** One line of a chain, parsed and in its place, with its own hash. */
export interface ChainEntry {
  readonly n: number;
  readonly t: string;
  readonly b: unknown;
  readonly hash: Uint8Array;
}

/** Why a chain's bytes are refused: the first bad line, from 0, and the rule it breaks. */
export interface ChainFault {
  readonly entry: number;
  readonly code: ProtocolCode;
  readonly message: string;
}

/** What stands before line 0: 32 zero bytes. Never written to. */
export const ZERO_HASH: Uint8Array = new Uint8Array(32);

/**
 * Bytes of the longest line of a board or register (L1), far above any that is ever written: what a
 * stranger's file may cost to read. The log, which holds the whole plan, has no such bound.
 */
export const LONGEST_LINE = 1_048_576;

const LF = 10;

/** The hash of a line (without its LF) that follows the line of hash `previous`. */
export function entryHash(
  sodium: Sodium,
  kind: ChainKind,
  previous: Uint8Array,
  line: string,
): Uint8Array {
  return h32(sodium, kind, previous, utf8(line));
}

/** Line `n` without its LF; `previous` is the hash of line n − 1, `ZERO_HASH` for line 0. */
export function formatLine(n: number, t: string, previous: Uint8Array, b: unknown): string {
  return JSON.stringify({ n, t, p: toBase64url(previous), b });
}

/**
 * One line (without its LF) as it must stand at place `n`: not too long, UTF-8, JSON that is its own
 * serialisation with the keys n, t, p, b (`E_JSON`), its number and its predecessor (`E_CHAIN`).
 */
export function parseLine(
  sodium: Sodium,
  kind: ChainKind,
  n: number,
  previous: Uint8Array,
  line: Uint8Array,
): Result<ChainEntry, ProtocolCode> {
  if (kind !== 'log-entry' && line.length > LONGEST_LINE) return err('E_JSON');
  const text = fromUtf8(line);
  const envelope = text.ok ? parseEnvelope(text.value) : null;
  if (envelope === null) return err('E_JSON');
  if (envelope.n !== n || envelope.p !== toBase64url(previous)) {
    return err<ProtocolCode>(`E_CHAIN(${n})`);
  }
  return ok({ n, t: envelope.t, b: envelope.b, hash: h32(sodium, kind, previous, line) });
}

/** Splits a file at its LFs; the last piece is marked when no LF ends it (P 4.1 Files). */
export function* splitLines(
  bytes: Uint8Array,
): Generator<{ readonly line: Uint8Array; readonly ended: boolean }, void, void> {
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(LF, start);
    const stop = end < 0 ? bytes.length : end;
    yield { line: bytes.subarray(start, stop), ended: end >= 0 };
    start = stop + 1;
  }
}

/** The parsed lines of a file in order, one at a time; ends after the first fault. */
export function* readChain(
  sodium: Sodium,
  kind: ChainKind,
  bytes: Uint8Array,
): Generator<Result<ChainEntry, ChainFault>, void, void> {
  let n = 0;
  let previous = ZERO_HASH;
  for (const { line, ended } of splitLines(bytes)) {
    const parsed = ended ? parseLine(sodium, kind, n, previous, line) : err<ProtocolCode>('E_JSON');
    if (!parsed.ok) {
      yield err({ entry: n, code: parsed.error, message: explain(parsed.error) });
      return;
    }
    yield ok(parsed.value);
    previous = parsed.value.hash;
    n++;
  }
}

/** A whole file, or its first fault; `head` is the last line's hash, `ZERO_HASH` for no lines. */
export function parseChain(
  sodium: Sodium,
  kind: ChainKind,
  bytes: Uint8Array,
): Result<{ readonly entries: readonly ChainEntry[]; readonly head: Uint8Array }, ChainFault> {
  const entries: ChainEntry[] = [];
  for (const entry of readChain(sodium, kind, bytes)) {
    if (!entry.ok) return entry;
    entries.push(entry.value);
  }
  return ok({ entries, head: entries.at(-1)?.hash ?? ZERO_HASH });
}

interface Envelope {
  readonly n: unknown;
  readonly t: string;
  readonly p: unknown;
  readonly b: unknown;
}

/** Re-serialising catches spaces, duplicate keys, odd numbers and escapes at once. */
function parseEnvelope(text: string): Envelope | null {
  try {
    const value: unknown = JSON.parse(text);
    return isEnvelope(value) && JSON.stringify(value) === text ? value : null;
  } catch {
    return null;
  }
}

function isEnvelope(value: unknown): value is Envelope {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return (
    keys.length === 4 && keys.join() === 'n,t,p,b' && 't' in value && typeof value.t === 'string'
  );
}
