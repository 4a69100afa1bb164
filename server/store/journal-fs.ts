import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { syncFolder } from './folders.ts';

/** The file calls a journal makes, one method per system call, so that a test can fail the n-th. */
export interface JournalFs {
  /** Opens for reading and writing. `keep` creates a missing file; `new` fails with EEXIST. */
  open(path: string, mode: 'keep' | 'new'): Promise<JournalFile>;
  /** Makes a new name inside the folder durable. */
  syncFolder(path: string): Promise<void>;
}

/** An open file; every method rejects with the system's error. */
export interface JournalFile {
  readAll(): Promise<Uint8Array>;
  /** One `pwrite`; the number of bytes it took, which may be fewer than given. */
  write(bytes: Uint8Array, position: number): Promise<number>;
  truncate(length: number): Promise<void>;
  /** `fdatasync`: the bytes and the length are on the disk. */
  datasync(): Promise<void>;
  /** `fsync`. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The real disk. Files are made with mode 600: the data folder is confidential as a whole. */
export const nodeJournalFs: JournalFs = { open: openFile, syncFolder };

async function openFile(path: string, mode: 'keep' | 'new'): Promise<JournalFile> {
  const only = mode === 'new' ? constants.O_EXCL : 0;
  const handle = await open(path, constants.O_RDWR | constants.O_CREAT | only, 0o600);
  return fileOf(handle);
}

function fileOf(handle: FileHandle): JournalFile {
  return {
    readAll: () => handle.readFile(),
    write: async (bytes, position) =>
      (await handle.write(bytes, 0, bytes.length, position)).bytesWritten,
    truncate: (length) => handle.truncate(length),
    datasync: () => handle.datasync(),
    sync: () => handle.sync(),
    close: () => handle.close(),
  };
}
