import { readdir, realpath, rmdir } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { err, ok, type Result } from '#shared/result.ts';
import { isSamePlace } from '../server/copy/place.ts';
import { eraseBelow } from '../server/seal/erase.ts';
import { lockFolder } from '../server/store/folder-lock.ts';
import type { FolderLock } from '../server/store/folder-lock.ts';
import { syncFolder } from '../server/store/folders.ts';
import { parseCommandLine } from './arguments.ts';
import { inventoryOf, isOwn, type Inventory } from './wipe/inventory.ts';
import { copyLeft, LIMITS, question, whatGoes, WIPE_USAGE } from './wipe/texts.ts';

/**
 * `npm run wipe`: erases a data folder, and a second copy where one is named, at this machine only
 * and while no server runs. Exit code 0 erased; 1 nothing was, or not all; 2 unusable input.
 */
async function main(args: readonly string[]): Promise<number> {
  const parsed = parseCommandLine(args, {
    values: ['data', 'copy', 'yes'],
    flags: [],
    words: [0, 0],
  });
  if (!parsed.ok) return refused(`${parsed.error}\n${WIPE_USAGE}`, 2);
  const { values } = parsed.value;
  const found = await folders(values['data'] ?? 'data', values['copy'] ?? null);
  if (!found.ok) return refused(found.error, 2);
  const held: FolderLock[] = [];
  try {
    for (const { path } of found.value) {
      const lock = await lockFolder(path);
      if (!lock.ok) return refused(running(path, lock.error.pid), 1);
      held.push(lock.value);
    }
    return await askAndErase(found.value, values['copy'] === undefined, values['yes'] ?? null);
  } finally {
    for (const lock of held) await lock.release();
    // Only when nothing of anybody else's is left in them.
    for (const { path } of found.value) await rmdir(path).catch(() => undefined);
  }
}

function running(path: string, pid: number): string {
  return `${path}: máy chủ đang chạy trên thư mục này (tiến trình ${pid}). Hãy tắt máy chủ trước; không xóa gì / a server is running here; nothing was erased.`;
}

/** The data folder, and the copy where one is named and is a copy of this folder's data. */
async function folders(
  data: string,
  copy: string | null,
): Promise<Result<readonly [Inventory, ...Inventory[]], string>> {
  const own = await inventoryAt(data);
  if (own === null) return err(notOurs(data));
  if (copy === null) return ok([own]);
  const other = await inventoryAt(copy);
  if (other === null) return err(notOurs(copy));
  if (await isSamePlace(own.path, other.path)) {
    return err('--copy: đây chính là thư mục dữ liệu / this is the data folder itself.');
  }
  const isCopy = other.copyOf !== null && (own.copy === null || own.copy.id === other.copyOf);
  return isCopy
    ? ok([own, other])
    : err(`${other.path}: không phải bản sao của thư mục này / not a copy of this folder.`);
}

async function inventoryAt(path: string): Promise<Inventory | null> {
  const real = await realpath(resolve(path)).catch(() => null);
  return real === null ? null : inventoryOf(real);
}

function notOurs(path: string): string {
  return `${path}: không phải thư mục dữ liệu của Hòm Phiếu, không xóa gì / no data folder of Hòm Phiếu; nothing was erased.`;
}

async function askAndErase(
  found: readonly [Inventory, ...Inventory[]],
  isCopyLeft: boolean,
  yes: string | null,
): Promise<number> {
  const [data] = found;
  console.log(`SẼ XÓA / WILL BE ERASED\n${found.map(whatGoes).join('\n')}`);
  const left = isCopyLeft ? copyLeft(data) : null;
  if (left !== null) console.log(left);
  const answer = yes ?? (await typed(question(data.path)));
  if (answer === null) {
    return refused('Hãy chạy ở cửa sổ lệnh để gõ tên thư mục, hoặc dùng --yes NAME.', 2);
  }
  if (answer.trim().normalize('NFC') !== basename(data.path).normalize('NFC')) {
    return refused('Tên không đúng: không xóa gì / wrong name: nothing was erased.', 1);
  }
  let count = 0;
  for (const { path } of found) count += await erased(path);
  console.log(`\n${count} tệp / files. ${LIMITS}`);
  const remaining = (await Promise.all(found.map(({ path }) => ownNames(path)))).flat();
  if (remaining.length === 0) return 0;
  return refused(`CÒN SÓT / still there: ${remaining.join(', ')}`, 1);
}

/** Everything of ours but the lock, which this process holds until the end. */
async function erased(path: string): Promise<number> {
  const count = await eraseBelow(path, (name) => isOwn(name) && name !== 'server.lock').catch(
    (error: unknown) => {
      console.error(`${path}: ${error instanceof Error ? error.message : ''}`);
      return 0;
    },
  );
  await syncFolder(path);
  return count;
}

async function ownNames(path: string): Promise<string[]> {
  const names = await readdir(path).catch(() => []);
  return names.filter((name) => isOwn(name) && name !== 'server.lock');
}

async function typed(text: string): Promise<string | null> {
  if (!process.stdin.isTTY) return null;
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await lines.question(text);
  } finally {
    lines.close();
  }
}

function refused(text: string, code: number): number {
  console.error(text);
  return code;
}

process.exitCode = await main(process.argv.slice(2));
