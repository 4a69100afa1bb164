import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { choose, kindOf } from '../../../chair-console/offline/chosen-files.ts';
import { typeAt } from '../../../chair-console/offline/entry-type.ts';
import { faultText } from '../../../chair-console/offline/texts.ts';

const SAMPLE = join(import.meta.dirname, '../../vectors/sample-board');
const FILES = { board: 'board.jsonl', register: 'register.jsonl', result: 'result.json' } as const;

function bytesOf(name: string): Uint8Array {
  return readFileSync(join(SAMPLE, name));
}

describe('the files of the offline page (P 4.11)', () => {
  it.each(Object.entries(FILES))('knows a %s by what is in it, whatever its name', (kind, name) => {
    expect(kindOf({ name: 'a.bin', bytes: bytesOf(name) })).toBe(kind);
  });

  it('knows a damaged board by its name, so that its fault is named', () => {
    const bytes = new TextEncoder().encode('{"n":0,"t":"setu');
    expect(kindOf({ name: 'bch-1-board.jsonl', bytes })).toBe('board');
    expect(kindOf({ name: 'bch-1-register.jsonl', bytes })).toBe('register');
    expect(kindOf({ name: 'ghi-chu.txt', bytes })).toBeNull();
  });

  it('cannot use what the command cannot use: exit 2', () => {
    const empty = { name: 'board.jsonl', bytes: new Uint8Array(0) };
    expect(choose(empty, 'board')).toMatchObject({ ok: false, error: { why: 'empty' } });
    expect(choose({ ...empty, name: 'register.jsonl' }, 'register').ok).toBe(true);
    const notJson = { name: 'result.json', bytes: new TextEncoder().encode('{') };
    expect(choose(notJson, 'result')).toMatchObject({ ok: false, error: { why: 'notResult' } });
    const other = { name: 'result.json', bytes: new TextEncoder().encode('{"format":"x"}') };
    expect(choose(other, 'result')).toMatchObject({ ok: false, error: { why: 'notResult' } });
    const bom = {
      name: 'result.json',
      bytes: Buffer.concat([Buffer.from('\uFEFF'), bytesOf('result.json')]),
    };
    expect(choose(bom, 'result')).toMatchObject({ ok: false, error: { why: 'notResult' } });
  });

  it('says plainly when a board has no result (P 4.2)', () => {
    const fault = { file: 'board', code: 'E_PHASE' } as const;
    expect(faultText(fault, 'abort')).toContain('đã bị hủy');
    expect(faultText(fault, null)).toContain('bị cắt');
    expect(faultText({ ...fault, file: 'register' }, null)).toBeNull();
  });

  it('says of which type a line is, and nothing of a line that is not there', () => {
    expect(typeAt(bytesOf('board.jsonl'), 0)).toBe('setup');
    expect(typeAt(bytesOf('board.jsonl'), 36)).toBe('head');
    expect(typeAt(bytesOf('board.jsonl'), 37)).toBeNull();
  });
});
