import { unzipSync, zipSync, type Zippable } from 'fflate';
import type { RandomBytes } from '#shared/protocol/sodium.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { openBytes, sealBytes } from '../seal/sealed.ts';
import type { SealCost, SealFault, SealSodium } from '../seal/sealed.ts';
import { checkFiles, MANIFEST_NAME, manifestOf, parseManifest } from './manifest.ts';
import type { ArchiveFiles, ArchiveManifest } from './manifest.ts';

/** An archive's list and its files. */
export interface Archive {
  readonly manifest: ArchiveManifest;
  readonly files: ArchiveFiles;
}

/** Why an archive may not be used: it does not open, or `file` is not what its list says. */
export type ArchiveFault =
  | { readonly what: SealFault }
  | { readonly what: 'no-list' }
  | { readonly what: 'file-differs'; readonly file: string };

/** The largest content that is unpacked: beyond it memory, not the archive, would decide. */
const MOST_UNPACKED = 1024 * 1024 * 1024;

/** One encrypted file with all files of a round and the list of them (R41). */
export function makeArchive(
  sodium: SealSodium,
  random: RandomBytes,
  facts: Omit<ArchiveManifest, 'format' | 'files'>,
  files: ArchiveFiles,
  passphrase: string,
  cost?: SealCost,
): Uint8Array {
  const manifest = JSON.stringify(manifestOf(facts, files), null, 2);
  const entries: Zippable = {
    [MANIFEST_NAME]: Buffer.from(manifest),
    ...Object.fromEntries(files),
  };
  const zip = zipSync(entries, { level: 6, mtime: facts.madeAt });
  return sealBytes(sodium, random, 'archive', zip, passphrase, cost);
}

/** The archive under this passphrase, every file held against its list. */
export function openArchive(
  sodium: SealSodium,
  sealed: Uint8Array,
  passphrase: string,
): Result<Archive, ArchiveFault> {
  const zip = openBytes(sodium, 'archive', sealed, passphrase);
  if (!zip.ok) return err({ what: zip.error });
  const files = unpacked(zip.value);
  const manifest = parseManifest(files?.get(MANIFEST_NAME));
  if (files === null || manifest === null) return err({ what: 'no-list' });
  const checked = checkFiles(manifest, files);
  return checked.ok ? ok({ manifest, files }) : err({ what: 'file-differs', file: checked.error });
}

function unpacked(zip: Uint8Array): Map<string, Uint8Array> | null {
  let total = 0;
  try {
    const entries = unzipSync(zip, {
      filter({ originalSize }) {
        total += originalSize;
        return total <= MOST_UNPACKED;
      },
    });
    return total <= MOST_UNPACKED ? new Map(Object.entries(entries)) : null;
  } catch {
    return null;
  }
}
