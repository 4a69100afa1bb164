/** The board of another implementation (test/vectors/sample-board), byte by byte. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { verifyBoard } from '#shared/protocol/verify.ts';
import type { VerifyReport } from '#shared/protocol/verify.ts';
import { sodium } from '../../support/sodium.ts';

const folder = `${import.meta.dirname}/../../vectors/sample-board`;
const board = new Uint8Array(readFileSync(`${folder}/board.jsonl`));
const register = new Uint8Array(readFileSync(`${folder}/register.jsonl`));
const result: unknown = JSON.parse(readFileSync(`${folder}/result.json`, 'utf8'));

const starts = lineStarts(board);

describe('[P 4.11] the sample board', () => {
  test('is accepted with its register and its result file', () => {
    const report = verifyBoard(sodium, { board, register, result });
    expect(report).toMatchObject({
      valid: true,
      entries: 37,
      head: 'ot6u6tlhJ_0uUSdvL_K-L0gD9ah7s0FQBlVBWoXR9Gk',
      counted: 12,
      recount: '09FzhA8tigyw2RbTv_e5UeMtBf6nxiquJEyC_fyvS-s',
    });
  });

  test('reports progress up to its end', () => {
    const seen: [number, number][] = [];
    verifyBoard(sodium, { board, register }, { onProgress: (...both) => seen.push(both) });
    expect(seen.at(-1)).toEqual([52, 52]);
    expect(seen.every(([done], k) => done >= (seen[k - 1]?.[0] ?? 0))).toBe(true);
  });

  test('is refused after a change of one byte, in every entry and at every stride', () => {
    const positions = new Set(starts.flatMap((start) => [start, start + 6, start + 40]));
    for (let at = 0; at < board.length; at += 331) positions.add(at);
    for (let at = starts.at(-1)!; at < board.length; at++) positions.add(at);
    const accepted = [...positions].filter((at) => at < board.length && isAccepted(at));
    expect(accepted).toEqual([]);
  });

  test('is refused at once when a byte of a line makes the next line not follow', () => {
    const at = starts[1]! + line(1).indexOf('"h":"') + 8;
    expect(verifyBoard(sodium, { board: changed(board, at) })).toMatchObject({
      code: 'E_CHAIN(2)',
      entry: 2,
    });
  });

  test('[P 4.1] LF rules: no last LF, CR LF, an empty line, a BOM, a space', () => {
    const text = new TextDecoder().decode(board);
    function refused(edited: string): VerifyReport {
      return verifyBoard(sodium, { board: encode(edited) });
    }
    expect(refused(text.slice(0, -1))).toMatchObject({ code: 'E_JSON', entry: 36 });
    expect(refused(text.replace('\n', '\r\n'))).toMatchObject({ code: 'E_JSON', entry: 0 });
    expect(refused(`${text}\n`)).toMatchObject({ code: 'E_JSON', entry: 37 });
    expect(refused(`\uFEFF${text}`)).toMatchObject({ code: 'E_JSON', entry: 0 });
    expect(refused(text.replace('"n":3,', '"n": 3,'))).toMatchObject({ code: 'E_JSON' });
    expect(refused('')).toMatchObject({ code: 'E_PHASE', entry: 0 });
  });

  test('[P 4.1] duplicate keys, __proto__, odd numbers and escapes are no exact JSON', () => {
    const text = new TextDecoder().decode(board);
    function refused(from: string, to: string): VerifyReport {
      return verifyBoard(sodium, { board: encode(text.replace(from, to)) });
    }
    expect(refused('"b":{}', '"b":{},"b":{}')).toMatchObject({ code: 'E_JSON', entry: 11 });
    expect(refused('"b":{}', '"b":{"__proto__":{}}')).toMatchObject({ code: 'E_JSON', entry: 11 });
    expect(refused('"issued":18', '"issued":1.8e1')).toMatchObject({ code: 'E_JSON', entry: 24 });
    expect(refused('"issued":18', '"issued":-0')).toMatchObject({ code: 'E_JSON', entry: 24 });
    expect(refused('"s1"', '"\\u0073\\u0031"')).toMatchObject({ code: 'E_JSON', entry: 0 });
  });

  test('[P 4.1] bytes that are not UTF-8 are refused', () => {
    const broken = Uint8Array.from(board);
    broken[starts[0]! + line(0).indexOf('y phi')] = 0xff;
    expect(verifyBoard(sodium, { board: broken })).toMatchObject({ code: 'E_JSON', entry: 0 });
  });

  test('its register is refused after a change of one byte', () => {
    const accepted: number[] = [];
    for (let at = 0; at < register.length; at += 97) {
      if (verifyBoard(sodium, { board, register: changed(register, at) }).valid) accepted.push(at);
    }
    expect(accepted).toEqual([]);
  }, 60_000);

  test('its result file is refused when a figure is changed', () => {
    const wrong = structuredClone(result) as { figures: { outstanding: number } };
    wrong.figures.outstanding++;
    const report = verifyBoard(sodium, { board, register, result: wrong });
    expect(report).toMatchObject({ valid: false, file: 'result', code: 'E_RESULT' });
  });
});

function isAccepted(at: number): boolean {
  return verifyBoard(sodium, { board: changed(board, at) }).valid;
}

/** One byte changed to another that is as likely to pass: the neighbour in ASCII. */
function changed(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at] = (bytes[at] ?? 0) ^ 1;
  return copy;
}

function line(n: number): string {
  return Buffer.from(board.subarray(starts[n], starts[n + 1])).toString('latin1');
}

function lineStarts(bytes: Uint8Array): number[] {
  const found = [0];
  bytes.forEach((byte, at) => byte === 10 && at + 1 < bytes.length && found.push(at + 1));
  return found;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
