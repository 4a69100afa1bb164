import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import libsodium from 'libsodium-wrappers-sumo';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { lockAway, lockState, unlockFolder } from '../../../server/seal/locked-folder.ts';
import { random } from '../../../server/sodium.ts';
import { freePort } from '../../../scripts/free-port.ts';
import { ended, killed, runServer, serving } from '../../support/server-process.ts';

const CHEAP = { passes: 1, memory: 8192 };
const PASSPHRASE = 'năm từ không liên quan';

beforeAll(() => libsodium.ready);

async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hom-phieu-lock-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Every file below a folder with its content. */
async function contents(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files: Record<string, string> = {};
  for (const each of entries.filter((entry) => entry.isFile())) {
    const path = join(each.parentPath, each.name);
    files[path.slice(folder.length + 1)] = await readFile(path, 'utf8');
  }
  return files;
}

async function filled(): Promise<string> {
  const data = await temporary();
  await mkdir(join(data, 'rounds', 'bch-1'), { recursive: true });
  await writeFile(join(data, 'plan.json'), 'Nguyễn Văn A');
  await writeFile(join(data, 'rounds', 'bch-1', 'log.jsonl'), 'một dòng\n');
  return data;
}

function lock(data: string): Promise<void> {
  return lockAway(libsodium, random, data, PASSPHRASE, CHEAP);
}

describe('at rest: the locked folder', () => {
  test('holds one file of which nothing can be read, and opens to what it was', async () => {
    const data = await filled();
    await lock(data);
    expect(await readdir(data)).toEqual(['du-lieu.khoa']);
    expect(await readFile(join(data, 'du-lieu.khoa'), 'utf8')).not.toContain('Nguyễn');
    expect(await lockState(data)).toBe('locked');
    expect(await unlockFolder(libsodium, data, 'sai')).toEqual({ ok: false, error: 'passphrase' });
    expect(await readdir(data)).toEqual(['du-lieu.khoa']);
    expect(await unlockFolder(libsodium, data, PASSPHRASE)).toEqual({ ok: true, value: null });
    const files = await contents(data);
    expect(files).toEqual({
      'du-lieu.khoa.da-mo': expect.any(String) as string,
      'plan.json': 'Nguyễn Văn A',
      [join('rounds', 'bch-1', 'log.jsonl')]: 'một dòng\n',
    });
    expect(await lockState(data)).toBe('opened');
  });

  test('a crash while the files are unpacked or erased: the sealed file alone counts', async () => {
    const data = await filled();
    await lock(data);
    await writeFile(join(data, 'plan.json'), 'half a');
    await writeFile(join(data, 'stray'), 'left behind');
    expect((await unlockFolder(libsodium, data, PASSPHRASE)).ok).toBe(true);
    expect(await readFile(join(data, 'plan.json'), 'utf8')).toBe('Nguyễn Văn A');
    expect(await readdir(data)).not.toContain('stray');
  });

  test('a crash while the server ran: the open files are newer and are kept', async () => {
    const data = await filled();
    await lock(data);
    await unlockFolder(libsodium, data, PASSPHRASE);
    await writeFile(join(data, 'plan.json'), 'newer');
    expect(await unlockFolder(libsodium, data, 'sai')).toMatchObject({ ok: false });
    expect(await unlockFolder(libsodium, data, PASSPHRASE)).toEqual({ ok: true, value: null });
    expect(await readFile(join(data, 'plan.json'), 'utf8')).toBe('newer');
    await lock(data);
    expect(await readdir(data)).toEqual(['du-lieu.khoa']);
  });

  test('a folder that was never locked is left alone', async () => {
    const data = await filled();
    expect(await unlockFolder(libsodium, data, 'x')).toEqual({ ok: true, value: null });
    expect(await lockState(data)).toBe('plain');
  });
});

describe('npm start -- --lock', () => {
  test('locks at the end, asks at the next start, and outlives a crash', async () => {
    const data = await filled();
    await rename(join(data, 'rounds', 'bch-1'), join(data, 'x'));
    await rm(join(data, 'x'), { recursive: true });
    await rm(join(data, 'plan.json'));
    const secrets = await temporary();
    const [good, bad] = [join(secrets, 'good'), join(secrets, 'bad')];
    await writeFile(good, `${PASSPHRASE}\n`);
    await writeFile(bad, 'một mật khẩu khác hẳn\n');
    const port = await freePort();
    const where = ['--data', data, '--port', String(port), '--host', '127.0.0.1'];

    const first = runServer(...where, '--lock', '--passphrase-file', good);
    const firstEnd = ended(first);
    await serving(port);
    expect(await readdir(data)).toContain('rounds');
    first.kill('SIGTERM');
    expect((await firstEnd).code).toBe(0);
    expect(await readdir(data)).toEqual(['du-lieu.khoa']);

    const silent = await ended(runServer(...where));
    expect([silent.code, silent.text.includes('Thư mục dữ liệu đã khóa')]).toEqual([1, true]);
    const wrong = await ended(runServer(...where, '--passphrase-file', bad));
    expect([wrong.code, wrong.text.includes('Mật khẩu không đúng')]).toEqual([1, true]);
    expect(await readdir(data)).toEqual(['du-lieu.khoa']);

    const second = runServer(...where, '--passphrase-file', good);
    await serving(port);
    await killed(second);
    expect(await lockState(data)).toBe('opened');

    const third = runServer(...where, '--passphrase-file', good);
    const thirdEnd = ended(third);
    await serving(port);
    third.kill('SIGTERM');
    expect((await thirdEnd).code).toBe(0);
    expect(await readdir(data)).toEqual(['du-lieu.khoa']);
  }, 240_000);

  test('a short passphrase is refused before anything is written', async () => {
    const data = await temporary();
    const file = join(await temporary(), 'p');
    await writeFile(file, 'ngắn');
    const { code, text } = await ended(
      runServer('--data', data, '--port', '0', '--lock', '--passphrase-file', file),
    );
    expect([code, text.includes('ít nhất 12 ký tự')]).toEqual([1, true]);
    expect(await readdir(data)).toEqual([]);
  }, 60_000);
});
