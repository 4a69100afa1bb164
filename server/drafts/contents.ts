import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isCode } from '../store/error-code.ts';
import { makeFolder } from '../store/folders.ts';
import { replaceFile } from '../store/replace-file.ts';
import { sha256 } from './read.ts';

/** One revision of a draft, by what its bytes must be. */
export interface Content {
  readonly id: string;
  readonly revision: number;
  /** SHA-256 of the bytes. */
  readonly sha256: string;
}

/**
 * The contents of drafts in `DATA/drafts/`: two files a draft, written in turn, so that the revision
 * before is still there while the next is written, and a second copy holds no more than these.
 */
export class DraftContents {
  readonly #folder: string;

  constructor(data: string) {
    this.#folder = join(data, 'drafts');
  }

  /** Resolves when it is on the disk, in place of the last revision but one. */
  async put(content: Content, bytes: Uint8Array): Promise<void> {
    await makeFolder(this.#folder);
    await replaceFile(join(this.#folder, nameOf(content)), bytes);
  }

  /** The bytes; null when they are not here. */
  async get(content: Content): Promise<Buffer | null> {
    return readFile(join(this.#folder, nameOf(content))).catch((error: unknown) => {
      if (isCode(error, 'ENOENT')) return null;
      throw error;
    });
  }

  /** Whether it is here as it was written. */
  async isWhole(content: Content): Promise<boolean> {
    const bytes = await this.get(content);
    return bytes !== null && sha256(bytes) === content.sha256;
  }

  /** Removes all files of other drafts, and what a killed write left. */
  async keepOnly(ids: readonly string[]): Promise<void> {
    const names = new Set(ids.flatMap((id) => [0, 1].map((revision) => nameOf({ id, revision }))));
    for (const name of await readdir(this.#folder).catch(() => [])) {
      if (!names.has(name)) await rm(join(this.#folder, name), { force: true });
    }
  }
}

/** Whatever the page calls a draft, this is a file's name on every system. */
function nameOf({ id, revision }: Pick<Content, 'id' | 'revision'>): string {
  return `${sha256(Buffer.from(id)).slice(0, 32)}-${revision % 2}.json`;
}
