import { entryHash, formatLine, parseLine, splitLines, ZERO_HASH } from '#shared/protocol/chain.ts';
import type { ChainEntry as ParsedEntry, ChainKind } from '#shared/protocol/chain.ts';
import type { ProtocolCode } from '#shared/protocol/protocol-code.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';

/** Which of the three files: the tag of the entries' hash (P 4.1). */
export type JournalKind = ChainKind;

/** One line of a chained file (P 4.2): `line` is its text without the LF, `hash` is h_n (32 bytes). */
export interface ChainEntry extends ParsedEntry {
  readonly line: string;
}

/** What a chained file holds: its entries, the bytes they fill, and a torn tail, if any. */
export interface ChainFile {
  readonly entries: ChainEntry[];
  readonly length: number;
  readonly torn: Uint8Array | null;
}

/** A line that may not stand where it does, counted from 1: `E_JSON` its form, `E_CHAIN(n)` its place. */
export interface LineFault {
  readonly line: number;
  readonly reason: ProtocolCode;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads a chained file. Bytes after the last LF, and a last line that is not JSON at all, are the
 * torn tail of a write nobody acknowledged; every other fault refuses the file and names the line
 * (reliability 1.5, F7). The chain alone cannot see a tail cut at a line's end, nor a last line
 * replaced by another well-formed one: heads kept outside do.
 */
export function readChainFile(
  sodium: Sodium,
  kind: JournalKind,
  bytes: Uint8Array,
): Result<ChainFile, LineFault> {
  const entries: ChainEntry[] = [];
  let previous = ZERO_HASH;
  let length = 0;
  for (const { line, ended } of splitLines(bytes)) {
    if (!ended) break;
    const parsed = parseLine(sodium, kind, entries.length, previous, line);
    const next = length + line.length + 1;
    if (!parsed.ok) {
      if (next === bytes.length && !isJson(line)) break;
      return err({ line: entries.length + 1, reason: parsed.error });
    }
    entries.push({ ...parsed.value, line: decoder.decode(line) });
    previous = parsed.value.hash;
    length = next;
  }
  return ok({ entries, length, torn: length < bytes.length ? bytes.subarray(length) : null });
}

/** The entry that follows `previous` as number `n`, with its line and hash (P 4.2). */
export function chainEntry(
  sodium: Sodium,
  kind: JournalKind,
  n: number,
  previous: Uint8Array,
  { t, b }: { readonly t: string; readonly b: unknown },
): ChainEntry {
  const line = formatLine(n, t, previous, b);
  return { n, t, b, line, hash: entryHash(sodium, kind, previous, line) };
}

function isJson(line: Uint8Array): boolean {
  try {
    JSON.parse(decoder.decode(line));
    return true;
  } catch {
    return false;
  }
}
