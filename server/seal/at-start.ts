import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { random } from '../sodium.ts';
import { makeFolder } from '../store/folders.ts';
import { lockFolder } from '../store/folder-lock.ts';
import { keepOpen, lockAway, lockState, unlockFolder } from './locked-folder.ts';
import { passphraseFrom, SHORTEST_PASSPHRASE } from './passphrase.ts';
import type { SealSodium } from './sealed.ts';

/** What a start was asked of the data folder's lock. */
export interface LockWish {
  readonly data: string;
  /** True: locked from now on whenever no server runs; false: never again; null: as it is. */
  readonly lock: boolean | null;
  readonly passphraseFile: string | null;
}

/** Puts the folder under its passphrase again; to be called once the server has let go of it. */
export type LockAgain = () => Promise<void>;

const QUESTION = 'Mật khẩu của thư mục dữ liệu / passphrase of the data folder: ';
const AGAIN = 'Gõ lại mật khẩu / once more: ';
const NOBODY =
  'Thư mục dữ liệu đã khóa. Hãy chạy ở cửa sổ lệnh để gõ mật khẩu, hoặc dùng --passphrase-file FILE.';

/**
 * Opens a locked data folder before the server looks at it. Null: it is not to be locked at the end.
 * The error is a sentence for the terminal; nothing was changed then.
 */
export async function openAtStart(
  sodium: SealSodium,
  { data, lock, passphraseFile }: LockWish,
): Promise<Result<LockAgain | null, string>> {
  await makeFolder(data);
  const held = await lockFolder(data);
  // The server's own start says who holds it.
  if (!held.ok) return ok(null);
  try {
    const state = await lockState(data);
    if (state === 'plain' && lock !== true) return ok(null);
    const passphrase = await passphraseFrom(passphraseFile, QUESTION);
    if (passphrase === null) return err(NOBODY);
    const isNew = state === 'plain';
    const wrong = isNew ? await badNew(passphrase, passphraseFile) : null;
    if (wrong !== null) return err(wrong);
    const opened = await unlockFolder(sodium, data, passphrase);
    if (!opened.ok) {
      return err(
        'Mật khẩu không đúng, hoặc tệp khóa đã bị sửa. Chưa có gì thay đổi / wrong passphrase.',
      );
    }
    if (lock === false) {
      await keepOpen(data);
      return ok(null);
    }
    return ok(() => lockAgain(sodium, data, passphrase));
  } finally {
    await held.value.release();
  }
}

async function badNew(passphrase: string, file: string | null): Promise<string | null> {
  if (passphrase.normalize('NFC').length < SHORTEST_PASSPHRASE) {
    return `Mật khẩu phải có ít nhất ${SHORTEST_PASSPHRASE} ký tự; nên dùng năm từ không liên quan nhau.`;
  }
  if (file === null && (await passphraseFrom(null, AGAIN)) !== passphrase) {
    return 'Hai lần gõ khác nhau. Hãy chạy lại.';
  }
  return null;
}

async function lockAgain(sodium: SealSodium, data: string, passphrase: string): Promise<void> {
  const held = await lockFolder(data);
  if (!held.ok) return;
  try {
    await lockAway(sodium, random, data, passphrase);
  } finally {
    await held.value.release();
  }
}
