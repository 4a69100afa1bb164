/**
 * "Test this ballot" (SPEC B11): what a device reveals of a sealing that will never be cast, and
 * what a second device makes of it. The seed opens this one sealing: every other has its own (B3).
 */
import { defined } from '../assert.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { ballotIdOf } from './ballot-layout.ts';
import { concat, equalBytes, fromBase64url, toBase64url } from './bytes.ts';
import type { MarkCode } from './entries.ts';
import { sealBody } from './seal.ts';
import type { Sodium } from './sodium.ts';

/** The first byte of the text: this layout. */
const VERSION = 1;
const HEAD_BYTES = 2;
const FIELDS = ['eid', 'vk', 'seed', 'id'] as const;
const FIELD_BYTES = 32;
const MARKS_PER_BYTE = 4;
const MAX_LINES = 60;

/** A revealed sealing: the id the device had shown before, and all that it follows from. */
export interface BallotTest {
  readonly eid: Uint8Array;
  readonly vk: Uint8Array;
  readonly seed: Uint8Array;
  readonly id: Uint8Array;
  readonly marks: readonly MarkCode[];
}

/**
 * The text of a test, for the fragment of an address: base64url of version · L · eid · vk · seed ·
 * id · marks, four marks a byte, the first in the lowest bits. 182 characters for 24 lines.
 */
export function encodeBallotTest(test: BallotTest): string {
  const { marks } = test;
  const packed = new Uint8Array(Math.ceil(marks.length / MARKS_PER_BYTE));
  marks.forEach((mark, line) => {
    const at = Math.floor(line / MARKS_PER_BYTE);
    packed[at] = defined(packed[at]) | (mark << (2 * (line % MARKS_PER_BYTE)));
  });
  const head = Uint8Array.of(VERSION, marks.length);
  return toBase64url(concat(head, ...FIELDS.map((field) => test[field]), packed));
}

/** The test in a text, or `E_B64`, `E_SIZE` for a text that `encodeBallotTest` never writes. */
export function parseBallotTest(text: string): Result<BallotTest, 'E_B64' | 'E_SIZE'> {
  const bytes = fromBase64url(text);
  if (!bytes.ok) return bytes;
  const [version, lines = 0] = bytes.value;
  if (version !== VERSION || lines < 1 || lines > MAX_LINES) return err('E_SIZE');
  const packed = bytes.value.subarray(HEAD_BYTES + FIELDS.length * FIELD_BYTES);
  if (packed.length !== Math.ceil(lines / MARKS_PER_BYTE)) return err('E_SIZE');
  const [eid, vk, seed, id] = FIELDS.map((_field, place) => {
    const at = HEAD_BYTES + place * FIELD_BYTES;
    return bytes.value.slice(at, at + FIELD_BYTES);
  });
  const marks = Array.from({ length: lines }, (_, line) => markAt(packed, line));
  const test = {
    ...{ eid: defined(eid), vk: defined(vk), seed: defined(seed), id: defined(id) },
    marks,
  };
  // Bits after the last mark would give one test several texts.
  return encodeBallotTest(test) === text ? ok(test) : err('E_SIZE');
}

function markAt(packed: Uint8Array, line: number): MarkCode {
  const byte = defined(packed[Math.floor(line / MARKS_PER_BYTE)]);
  return ((byte >>> (2 * (line % MARKS_PER_BYTE))) & 3) as MarkCode;
}

/**
 * Seals once more what was revealed, under the election's own key Y, which comes from the server
 * and never from the tested device. `equal`: every byte of the body is the one that the shown id
 * stands for, since the id is the hash of the whole body (B8). `id`: of the ballot made here.
 */
export function repeatSealing(
  sodium: Sodium,
  Y: Uint8Array,
  test: BallotTest,
): { readonly equal: boolean; readonly id: Uint8Array } {
  const { eid, vk, marks, seed } = test;
  const id = ballotIdOf(sodium, eid, vk, sealBody(sodium, { eid, Y, marks, vk, seed }));
  return { equal: equalBytes(id, test.id), id };
}
