import type { ImportedVenue, MadeArchive } from '#shared/wire-archive.ts';
import type { ArchiveManifest } from './manifest.ts';

/** What the archive's worker is asked. */
export type ArchiveTask =
  | {
      readonly kind: 'make';
      /** The round's folder. */
      readonly folder: string;
      /** By the name in the archive: where the file lies. */
      readonly extras: readonly (readonly [string, string])[];
      readonly facts: Omit<ArchiveManifest, 'format' | 'files'>;
      readonly out: string;
      readonly passphrase: string;
    }
  /** Opens the sealed file, checks its records and lays them under `into`. */
  | {
      readonly kind: 'import';
      readonly sealed: string;
      readonly into: string;
      readonly passphrase: string;
    }
  /** What was laid under `into` before. */
  | { readonly kind: 'list'; readonly into: string };

/** Why an archive of another laptop was not taken in. */
export type ImportRefusal =
  'import-not-archive' | 'import-passphrase' | 'import-altered' | 'import-no-result' | 'import-own';

/** The worker's one word. */
export type ArchiveWord =
  | { readonly kind: 'made'; readonly made: MadeArchive }
  | { readonly kind: 'imported'; readonly venue: ImportedVenue }
  | { readonly kind: 'listed'; readonly venues: readonly ImportedVenue[] }
  | { readonly kind: 'refused'; readonly why: ImportRefusal; readonly file: string }
  | { readonly kind: 'failed'; readonly code: string; readonly trace: string };
