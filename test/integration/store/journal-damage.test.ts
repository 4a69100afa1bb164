import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { readChainFile } from '../../../server/store/chain-file.ts';
import { openJournal, readJournal } from '../../../server/store/journal.ts';
import { sodium } from '../../support/sodium.ts';
import { simulatedDisk } from '../../support/store-disk.ts';
import { entry, openSound, temporaryFolder } from './helpers.ts';

const LINES = 12;
let lines: string[] = [];

function fileOf(some: readonly string[]): Uint8Array {
  return Buffer.from(some.map((line) => `${line}\n`).join(''));
}

async function open(bytes: Uint8Array): Promise<{ dir: string; path: string; result: unknown }> {
  const dir = await temporaryFolder();
  const path = join(dir, 'log.jsonl');
  await writeFile(path, bytes);
  const opened = await openJournal(sodium, path, 'log-entry');
  if (opened.ok) await opened.value.journal.close();
  return { dir, path, result: opened.ok ? opened.value.entries.length : opened.error };
}

beforeAll(async () => {
  const { journal } = await openSound('log.jsonl', simulatedDisk());
  const ids = Array.from({ length: LINES }, (_, i) => `id-${i}`);
  const answer = await journal.append(ids.map(entry));
  await journal.close();
  if (answer.ok) lines = answer.value.map(({ line }) => line);
});

describe('torn tail (reliability 1.5)', () => {
  test.each([
    ['bytes without LF', '{"n":12,"t":"test","p":"abc'],
    ['a whole line without its LF', 'LAST'],
    ['zeros', '\0\0\0\0\0\0\0\0'],
    ['a last line that is no JSON', '{"n":12,"t":"te\0\0\0\n'],
    ['an empty last line', '\n'],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0xa5, 0xff, 0x0a])],
  ])('%s is copied aside, cut, and never seen again', async (_, tail) => {
    const isLast = tail === 'LAST';
    const good = fileOf(isLast ? lines.slice(0, -1) : lines);
    const torn = Buffer.from(isLast ? (lines.at(-1) ?? '') : tail);
    const { dir, path, result } = await open(Buffer.concat([good, torn]));
    expect(result).toBe(isLast ? LINES - 1 : LINES);
    expect(await readFile(path)).toEqual(good);
    expect(await readdir(dir)).toEqual(['log.jsonl', 'log.jsonl.torn-1']);
    expect(await readFile(`${path}.torn-1`)).toEqual(torn);
    const again = await openSound(path);
    expect(again.torn).toBeNull();
    await again.journal.close();
  });

  test('a second torn tail gets its own copy', async () => {
    const { path } = await open(Buffer.concat([fileOf(lines), Buffer.from('one')]));
    await writeFile(path, 'two', { flag: 'a' });
    const { torn, journal } = await openSound(path);
    await journal.close();
    expect(torn).toBe(`${path}.torn-2`);
    expect(await readFile(`${path}.torn-1`, 'utf8')).toBe('one');
    expect(await readFile(`${path}.torn-2`, 'utf8')).toBe('two');
  });

  test('reading only leaves the tail where it is', async () => {
    const path = join(await temporaryFolder(), 'log.jsonl');
    const bytes = Buffer.concat([fileOf(lines), Buffer.from('{"n"')]);
    await writeFile(path, bytes);
    const read = await readJournal(sodium, path, 'log-entry');
    expect(read.ok && read.value.length).toBe(LINES);
    expect(await readFile(path)).toEqual(bytes);
    expect(await readJournal(sodium, `${path}.missing`, 'log-entry')).toEqual({
      ok: true,
      value: [],
    });
  });
});

describe('damage in the middle refuses and names the line (F7)', () => {
  function refused(line: number, reason: string): object {
    return expect.objectContaining({ line, reason }) as object;
  }
  const last = LINES - 1;
  const cases: [string, (all: string[]) => string[], number, string][] = [
    ['a line left out', (all) => all.toSpliced(4, 1), 5, 'E_CHAIN(4)'],
    ['a line twice', (all) => all.toSpliced(4, 0, all[4]!), 6, 'E_CHAIN(5)'],
    ['the last line twice', (all) => [...all, all[last]!], LINES + 1, `E_CHAIN(${LINES})`],
    ['two lines swapped', (all) => all.with(4, all[5]!).with(5, all[4]!), 5, 'E_CHAIN(4)'],
    ['a line that is no JSON', (all) => all.with(4, 'đã sửa'), 5, 'E_JSON'],
    ['an empty line', (all) => all.toSpliced(4, 0, ''), 5, 'E_JSON'],
    ['JSON that is no line', (all) => all.with(4, '{}'), 5, 'E_JSON'],
    ['a last line that is JSON but no line', (all) => all.with(last, 'null'), LINES, 'E_JSON'],
    ['a space', (all) => all.with(4, all[4]!.replace(':', ': ')), 5, 'E_JSON'],
    ['CR at a line end', (all) => all.with(4, `${all[4]!}\r`), 5, 'E_JSON'],
    ['CR at the last line end', (all) => all.with(last, `${all[last]!}\r`), LINES, 'E_JSON'],
    ['a byte order mark', (all) => all.with(0, `\uFEFF${all[0]!}`), 1, 'E_JSON'],
    [
      'a changed body, seen at the next line',
      (all) => all.with(4, all[4]!.replace('đã', 'chưa')),
      6,
      'E_CHAIN(5)',
    ],
    [
      'keys in another order',
      (all) => all.with(4, all[4]!.replace('"n":4,"t":"test"', '"t":"test","n":4')),
      5,
      'E_JSON',
    ],
    ['one key more', (all) => all.with(4, all[4]!.replace(/\}$/, ',"x":1}')), 5, 'E_JSON'],
  ];
  test.each(cases)('%s', async (_, change, line, reason) => {
    const bytes = fileOf(change(lines));
    const { dir, path, result } = await open(bytes);
    expect(result).toEqual(refused(line, reason));
    expect(result).toMatchObject({ file: path });
    expect(await readFile(path)).toEqual(Buffer.from(bytes));
    expect(await readdir(dir)).toEqual(['log.jsonl']);
  });

  test('the register’s file under the log’s name', () => {
    expect(readChainFile(sodium, 'register-entry', fileOf(lines))).toEqual({
      ok: false,
      error: { line: 2, reason: 'E_CHAIN(1)' },
    });
  });
});

test('whatever changed, only unchanged entries are accepted, the last line excepted (F7)', () => {
  const bytes = fileOf(lines);
  const lastStart = bytes.length - Buffer.byteLength(lines.at(-1)!) - 1;
  const change = fc.record({
    at: fc.nat(bytes.length - 1),
    flip: fc.integer({ min: 1, max: 255 }),
    cut: fc.nat(40),
    insert: fc.uint8Array({ maxLength: 20 }),
  });
  fc.assert(
    fc.property(change, ({ at, flip, cut, insert }) => {
      const damaged = Buffer.concat([
        bytes.subarray(0, at),
        Buffer.from([bytes[at]! ^ flip]),
        insert,
        bytes.subarray(at + 1 + cut),
      ]);
      const read = readChainFile(sodium, 'log-entry', damaged);
      if (!read.ok) return;
      const accepted = read.value.entries.map(({ line }) => line);
      const sure = accepted.slice(0, -1);
      expect(sure).toEqual(lines.slice(0, sure.length));
      if (at < lastStart && damaged.length === bytes.length)
        expect(accepted.length).toBeLessThan(LINES);
      expect(accepted.length).toBeLessThanOrEqual(LINES);
    }),
    { numRuns: 3_000 },
  );
});

test('every cut of the file keeps exactly the whole lines before it (F7)', () => {
  const bytes = fileOf(lines);
  for (let length = 0; length <= bytes.length; length += 1) {
    const read = readChainFile(sodium, 'log-entry', bytes.subarray(0, length));
    const whole = bytes.subarray(0, length).filter((byte) => byte === 0x0a).length;
    expect(read.ok && read.value.entries.length).toBe(whole);
  }
});

test('a flipped bit in any line but the last refuses the file (F7)', () => {
  const bytes = fileOf(lines);
  const lastStart = bytes.length - Buffer.byteLength(lines.at(-1)!) - 1;
  for (let at = 0; at < lastStart - 1; at += 1) {
    const damaged = Buffer.from(bytes);
    damaged[at]! ^= 1 << (at % 8);
    expect(readChainFile(sodium, 'log-entry', damaged).ok, `byte ${at}`).toBe(false);
  }
});

test('a flipped LF before or after the last line leaves a torn tail, never a changed entry (F7)', () => {
  const bytes = fileOf(lines);
  const lastStart = bytes.length - Buffer.byteLength(lines.at(-1)!) - 1;
  for (const [at, whole] of [
    [lastStart - 1, LINES - 2],
    [bytes.length - 1, LINES - 1],
  ] as const) {
    const damaged = Buffer.from(bytes);
    damaged[at] = 0x0b;
    const read = readChainFile(sodium, 'log-entry', damaged);
    if (!read.ok) throw new Error('refused');
    expect(read.value.entries.map(({ line }) => line)).toEqual(lines.slice(0, whole));
    expect(read.value.torn).toEqual(damaged.subarray(read.value.length));
  }
});
