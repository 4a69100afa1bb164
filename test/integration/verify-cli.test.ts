import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runScript } from '../support/run-script.ts';

const sample = join(import.meta.dirname, '../vectors/sample-board');
const board = join(sample, 'board.jsonl');
const register = join(sample, 'register.jsonl');
const result = join(sample, 'result.json');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hom-phieu-verify-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A copy of a file with a text in it replaced. */
async function changed(file: string, from: string | RegExp, to: string): Promise<string> {
  const text = readFileSync(file, 'utf8');
  const other = text.replace(from, to);
  expect(other).not.toBe(text);
  const copy = join(folder, 'changed');
  await writeFile(copy, other);
  return copy;
}

describe('npm run verify (P 4.11)', () => {
  it('accepts a valid board with register and result: exit code 0', async () => {
    const run = await runScript('verify.ts', board, '--register', register, '--result', result);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain('12 phiếu điện tử, 3 phiếu giấy');
  });

  it('prints one line of JSON with --json, and takes --slow', async () => {
    const run = await runScript('verify.ts', board, '--json', '--slow');
    expect(run.code).toBe(0);
    expect(run.stdout.trim().split('\n')).toHaveLength(1);
    const report = JSON.parse(run.stdout) as Record<string, unknown>;
    expect(Object.keys(report)).toEqual(['valid', 'entries', 'head', 'counted', 'lines']);
    expect(report).toMatchObject({ valid: true, entries: 37, counted: 12 });
  });

  it('names file, entry and code of what is wrong: exit code 1', async () => {
    const lines = readFileSync(board, 'utf8').split('\n');
    const n = lines.findIndex((line) => line.includes('"t":"close"'));
    const run = await runScript(
      'verify.ts',
      await changed(board, '"issued":18', '"issued":17'),
      '--json',
    );
    expect(run.code).toBe(1);
    expect(JSON.parse(run.stdout)).toMatchObject({
      valid: false,
      file: 'board',
      entry: n + 1,
      code: `E_CHAIN(${n + 1})`,
    });
  });

  it.each([
    ['the register', ['--register'], /"i":1,"E":"./, '"i":1,"E":"_', 'register'],
    ['the result', ['--result'], '"high": 4', '"high": 5', 'result'],
  ] as const)('refuses %s of other content: exit code 1', async (_, [option], from, to, file) => {
    const source = file === 'register' ? register : result;
    const run = await runScript(
      'verify.ts',
      board,
      option,
      await changed(source, from, to),
      '--json',
    );
    expect(run.code).toBe(1);
    expect(JSON.parse(run.stdout)).toMatchObject({ valid: false, file });
  });

  it('holds heads that a device kept against the board: --heads (SPEC L11)', async () => {
    const lines = readFileSync(board, 'utf8').trimEnd().split('\n');
    const last = JSON.parse(lines.at(-1)!) as { n: number; p: string; b: { sig: string } };
    const head = { n: last.n - 1, h: last.p, sig: last.b.sig };
    const own = { format: 'hom-phieu/heads/1', lines: lines.slice(0, 1), heads: [head] };
    const file = join(folder, 'heads.json');
    await writeFile(file, JSON.stringify(own));
    const good = await runScript('verify.ts', board, '--heads', file, '--json');
    expect(good.code).toBe(0);
    expect(JSON.parse(good.stdout)).toMatchObject({ heads: { holds: true, count: 1 } });
    const other = { ...own, heads: [{ ...head, n: 3 }] };
    await writeFile(file, JSON.stringify(other));
    const bad = await runScript('verify.ts', board, '--heads', file);
    expect(bad.code).toBe(1);
    expect(bad.stdout).toContain('CHỮ KÝ KHÔNG KHỚP ở mục n = 3: chữ ký không đúng');
  });

  it('cannot use a missing or empty file, a result of no format, wrong arguments: exit code 2', async () => {
    const empty = join(folder, 'empty');
    await writeFile(empty, '');
    const notResult = join(folder, 'other.json');
    await writeFile(notResult, '{"format":"hom-phieu/result/2"}');
    const unusable = [
      ['/nope'],
      [empty],
      [board, '--register', '/nope'],
      [board, '--result', notResult],
      [board, '--result', board],
      [board, '--heads', board],
      [board, '--heads', result],
      [board, '--fast'],
      [],
    ];
    for (const args of unusable) {
      const run = await runScript('verify.ts', ...args);
      expect({ args, code: run.code }).toEqual({ args, code: 2 });
      expect(run.stderr).not.toBe('');
      expect(run.stderr).not.toMatch(/^\s+at /m);
    }
  });
});
