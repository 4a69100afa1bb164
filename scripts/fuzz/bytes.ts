/** Mutations that know nothing of JSON: what a disk, an editor or an attacker does to a file. */
import { concat, utf8 } from '#shared/protocol/bytes.ts';
import type { Chance } from './chance.ts';

const LF = 10;

/** Pieces of text that have broken parsers of lines, of JSON, of numbers and of texts. */
const PIECES: readonly string[] = [
  ...['\n', '\r\n', '\r', '\t', ' ', '\u2028', '\u00a0', '\ufeff', '\0', '\u0001', '\u007f'],
  ...['"', '\\', '\\u0041', '\\u0000', '\\ud800', '\\/', '\\n', "'", '/*', '//', '<!--'],
  ...['{', '}', '[', ']', ',', ':', ',,', '{}', '[]', '{"__proto__":{}}', '"__proto__":1,'],
  ...['1.0', '1e0', '-0', '-1', '01', '0x1', '1e400', '9007199254740992', 'NaN', 'Infinity'],
  ...['null', 'true', 'false', 'undefined', '=', '==', '+', '/', '-', '_', 'A', 'AAAA'],
  ...['"n":', '"t":', '"p":', '"b":', '"n":0,', '"i":1,', '"sig":"",', '"t":"head",'],
  '['.repeat(3000),
  '{"a":'.repeat(1500),
];

/** Bytes that are no UTF-8: overlong, a surrogate, a lone continuation, beyond the last plane. */
const NO_UTF8: readonly (readonly number[])[] = [
  [0xc0, 0x80],
  [0xed, 0xa0, 0x80],
  [0x80],
  [0xff, 0xfe],
  [0xf4, 0x90, 0x80, 0x80],
];

/** The file after one to three changes, none of which keeps it as it was by intent. */
export function mutateBytes(chance: Chance, file: Uint8Array, other: Uint8Array): Uint8Array {
  let bytes = file;
  for (let times = 1 + chance.below(3); times > 0; times--) bytes = once(chance, bytes, other);
  return bytes;
}

function once(chance: Chance, bytes: Uint8Array, other: Uint8Array): Uint8Array {
  switch (chance.below(9)) {
    case 0:
      return withByte(bytes, chance.below(bytes.length), (byte) => byte ^ (1 << chance.below(8)));
    case 1:
      return withByte(bytes, chance.below(bytes.length), () => chance.below(256));
    case 2:
      return inserted(bytes, chance.below(bytes.length + 1), utf8(chance.pick(PIECES)));
    case 3:
      return inserted(bytes, chance.below(bytes.length + 1), new Uint8Array(chance.pick(NO_UTF8)));
    case 4:
      return without(
        bytes,
        chance.below(bytes.length),
        1 + chance.below(chance.pick([2, 64, 900])),
      );
    case 5:
      return bytes.slice(0, chance.below(bytes.length));
    case 6:
      return replaced(chance, bytes);
    case 7:
      return spliced(chance, bytes, other);
    default:
      return withLines(chance, bytes);
  }
}

function withByte(bytes: Uint8Array, at: number, change: (byte: number) => number): Uint8Array {
  const out = bytes.slice();
  out[at] = change(out[at] ?? 0);
  return out;
}

function inserted(bytes: Uint8Array, at: number, piece: Uint8Array): Uint8Array {
  return concat(bytes.subarray(0, at), piece, bytes.subarray(at));
}

function without(bytes: Uint8Array, at: number, length: number): Uint8Array {
  return concat(bytes.subarray(0, at), bytes.subarray(at + length));
}

/** A piece written over what stands there. */
function replaced(chance: Chance, bytes: Uint8Array): Uint8Array {
  const piece = utf8(chance.pick(PIECES));
  const at = chance.below(bytes.length);
  return concat(bytes.subarray(0, at), piece, bytes.subarray(at + piece.length));
}

/** The beginning of this file and the end of another. */
function spliced(chance: Chance, bytes: Uint8Array, other: Uint8Array): Uint8Array {
  return concat(
    bytes.subarray(0, chance.below(bytes.length)),
    other.subarray(chance.below(other.length)),
  );
}

/** Whole lines dropped, doubled or exchanged, as a merge or a sort would. */
function withLines(chance: Chance, bytes: Uint8Array): Uint8Array {
  const lines = linesOf(bytes);
  const at = chance.below(lines.length);
  const to = chance.below(lines.length);
  const [one, other] = [lines[at], lines[to]];
  if (one === undefined || other === undefined) return bytes;
  const kind = chance.below(3);
  if (kind === 0) lines.splice(at, 1);
  else if (kind === 1) lines.splice(to, 0, one);
  else [lines[at], lines[to]] = [other, one];
  return concat(...lines);
}

function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(LF, start);
    const stop = end < 0 ? bytes.length : end + 1;
    lines.push(bytes.subarray(start, stop));
    start = stop;
  }
  return lines;
}
