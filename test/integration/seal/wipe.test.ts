import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import libsodium from 'libsodium-wrappers-sumo';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { noteArchive } from '../../../server/archive/made-archives.ts';
import { lockAway } from '../../../server/seal/locked-folder.ts';
import { random } from '../../../server/sodium.ts';
import { freePort } from '../../../scripts/free-port.ts';
import { runScript, type ScriptRun } from '../../support/run-script.ts';
import { ended, runServer, serving } from '../../support/server-process.ts';

beforeAll(() => libsodium.ready);

const MADE = {
  name: 'luu-tru-bch-1.homphieu',
  bytes: 5000,
  sha256: 'ab'.repeat(32),
  files: 9,
  madeAt: '2026-03-20T10:00:00.000Z',
};

async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hom-phieu-wipe-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A data folder with a finished round, an unfinished one and an archive. */
async function filled(copy: object | null = null): Promise<string> {
  const data = await temporary();
  for (const folder of ['rounds/bch-1', 'rounds/cb-1', 'archives', 'imports/0123456789abcdef']) {
    await mkdir(join(data, folder), { recursive: true });
  }
  await writeFile(join(data, 'settings.json'), JSON.stringify({ active: null, copy }));
  await writeFile(join(data, 'plan.json'), 'Nguyễn Văn A');
  await writeFile(join(data, '.plan.json~3f2504e0-4f89-41d3-9a0c-0305e82c3301.tmp'), 'half');
  await writeFile(join(data, 'rounds/bch-1/log.jsonl'), '{"n":9,"t":"archived","b":{}}\n');
  await writeFile(join(data, 'rounds/cb-1/log.jsonl'), '{"n":1,"t":"opened","b":{}}\n');
  await writeFile(join(data, 'archives/luu-tru-bch-1.homphieu'), 'x'.repeat(5000));
  await noteArchive(join(data, 'rounds/bch-1'), MADE);
  return data;
}

function wipe(...args: readonly string[]): Promise<ScriptRun> {
  return runScript('wipe.ts', ...args);
}

describe('npm run wipe', () => {
  test('says what goes, erases all of it, and says what no program can', async () => {
    const data = await filled();
    const run = await wipe('--data', data, '--yes', basename(data));
    expect(run).toMatchObject({ code: 0, stderr: '' });
    for (const words of [
      data,
      '7 tệp',
      'bch-1: đã kết thúc; có gói lưu trữ ở đây',
      'cb-1: CHƯA lưu trữ hồ sơ',
      'luu-tru-bch-1.homphieu',
      `made ${MADE.madeAt}: ${MADE.name}, 5000 byte, SHA-256 ${MADE.sha256}`,
      'Kết quả nhận từ nơi khác / other venues: 1',
      'SSD',
      'sao lưu',
      'Trình duyệt',
      'bí mật nhà nước',
    ]) {
      expect(run.stdout).toContain(words);
    }
    await expect(readdir(data)).rejects.toMatchObject({ code: 'ENOENT' });
  }, 60_000);

  test('without the folder’s name nothing goes: wrong name 1, nobody to type it 2', async () => {
    const data = await filled();
    const before = await readdir(data, { recursive: true });
    const wrong = await wipe('--data', data, '--yes', 'data');
    expect([wrong.code, wrong.stderr.includes('không xóa gì')]).toEqual([1, true]);
    expect((await wipe('--data', data)).code).toBe(2);
    expect(await readdir(data, { recursive: true })).toEqual(before);
  }, 60_000);

  test('a folder that is none of ours is refused, whatever is in it', async () => {
    const folder = await temporary();
    await mkdir(join(folder, 'files'));
    await writeFile(join(folder, 'files', 'own.txt'), 'keep');
    for (const path of [folder, join(folder, 'missing')]) {
      const run = await wipe('--data', path, '--yes', basename(path));
      expect([run.code, run.stderr.includes('không phải thư mục dữ liệu')]).toEqual([2, true]);
    }
    expect(await readFile(join(folder, 'files', 'own.txt'), 'utf8')).toBe('keep');
  }, 60_000);

  test('other people’s files in it stay and are named; a link goes, what it leads to stays', async () => {
    const data = await filled();
    const elsewhere = await temporary();
    await writeFile(join(elsewhere, 'own.txt'), 'keep');
    await writeFile(join(data, 'Ghi chép.docx'), 'keep');
    await symlink(join(elsewhere, 'own.txt'), join(data, 'rounds', 'link.txt'));
    await symlink(elsewhere, join(data, 'rounds', 'link'));
    const run = await wipe('--data', data, '--yes', basename(data));
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('ĐỂ NGUYÊN, không phải của phần mềm / left alone: Ghi chép.docx');
    expect(await readdir(data)).toEqual(['Ghi chép.docx']);
    expect(await readFile(join(elsewhere, 'own.txt'), 'utf8')).toBe('keep');
  }, 60_000);

  test('the second copy is told and left, or erased where it is named and is this folder’s', async () => {
    const [copy, stranger] = [await temporary(), await temporary()];
    const data = await filled({ id: 'one', path: copy });
    for (const [folder, of] of [
      [copy, 'one'],
      [stranger, 'two'],
    ] as const) {
      await writeFile(
        join(folder, 'copy.json'),
        JSON.stringify({ format: 'hom-phieu/copy/1', of }),
      );
      await writeFile(join(folder, 'plan.json'), 'Nguyễn Văn A');
    }
    const foreign = await wipe('--data', data, '--copy', stranger, '--yes', basename(data));
    expect([foreign.code, foreign.stderr.includes('không phải bản sao')]).toEqual([2, true]);
    const told = await wipe('--data', data, '--yes', 'no');
    expect(told.stdout).toContain(`Bản sao thứ hai ở ${copy} KHÔNG bị xóa`);
    const both = await wipe('--data', data, '--copy', copy, '--yes', basename(data));
    expect(both.code).toBe(0);
    for (const gone of [data, copy]) {
      await expect(readdir(gone)).rejects.toMatchObject({ code: 'ENOENT' });
    }
    expect(await readdir(stranger)).toEqual(['copy.json', 'plan.json']);
  }, 60_000);

  test('a locked folder is erased too, its content unknown', async () => {
    const data = await filled();
    const cost = { passes: 1, memory: 8192 };
    await lockAway(libsodium, random, data, 'năm từ không liên quan', cost);
    const run = await wipe('--data', data, '--yes', basename(data));
    expect([run.code, run.stdout.includes('Thư mục đang khóa')]).toEqual([0, true]);
    await expect(readdir(data)).rejects.toMatchObject({ code: 'ENOENT' });
  }, 60_000);

  test('refused while a server runs; afterwards all that a server makes is known as ours', async () => {
    const data = await temporary();
    const port = await freePort();
    const server = runServer('--data', data, '--port', String(port), '--host', '127.0.0.1');
    const end = ended(server);
    await serving(port);
    const refused = await wipe('--data', data, '--yes', basename(data));
    expect([refused.code, refused.stderr.includes('máy chủ đang chạy')]).toEqual([1, true]);
    expect(await readdir(data)).toContain('rounds');
    server.kill('SIGTERM');
    await end;
    await writeFile(join(data, 'tls.json'), '{}');
    const run = await wipe('--data', data, '--yes', basename(data));
    expect([run.code, run.stdout.includes('ĐỂ NGUYÊN')]).toEqual([0, false]);
    await expect(readdir(data)).rejects.toMatchObject({ code: 'ENOENT' });
  }, 90_000);
});
