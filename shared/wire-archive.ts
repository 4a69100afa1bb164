import type { PaperBytes, Reply } from './wire.ts';

/** The sealed archive of a round and the results of other venues; all in `/chair` (R41, R48). */

/** An archive that lies in the data folder. */
export interface MadeArchive {
  readonly name: string;
  readonly bytes: number;
  /** SHA-256 of the sealed file, 64 hexadecimal digits: what the hand-over record states. */
  readonly sha256: string;
  /** How many files are in it. */
  readonly files: number;
  /** ISO 8601. */
  readonly madeAt: string;
}

/** What the chair sees of the round's archive. */
export interface ArchiveView {
  readonly making: boolean;
  /** The last one, of before a restart too; null: none yet. */
  readonly made: MadeArchive | null;
  readonly failed: 'disk-full' | 'archive-failed' | null;
}

/** A venue counted on another laptop, from an archive whose every record was checked here. */
export interface ImportedVenue {
  /** The name of its folder here. */
  readonly id: string;
  readonly round: string;
  readonly venueName: string;
  readonly votingDay: string;
  readonly rehearsal: boolean;
  readonly subjects: number;
  readonly collected: number;
  /** The digest of the result, in its printed form; null where there is none. */
  readonly digest: string | null;
}

/** Characters that a passphrase must have at least: shorter ones are guessed. */
export const LEAST_PASSPHRASE = 12;
/** Bytes of the file in one message on the way up, as base64url. */
export const IMPORT_PART_BYTES = 42_000;
/** The largest archive that is taken in: 400 MB. */
export const LARGEST_IMPORT = 400_000_000;

export interface ArchiveEvents {
  /** Begins to make it; how it went stands in the view. */
  'archive-make': (message: { readonly passphrase: string }, reply: Reply<null>) => void;
  /** The sealed file that was made last. */
  'archive-file': (message: null, reply: Reply<PaperBytes>) => void;
  'imports-list': (message: null, reply: Reply<readonly ImportedVenue[]>) => void;
  /** Parts in order from 0. */
  'import-part': (
    message: { readonly part: number; readonly text: string },
    reply: Reply<null>,
  ) => void;
  /** Opens what was sent up, checks all of it and keeps its records. */
  'import-open': (message: { readonly passphrase: string }, reply: Reply<ImportedVenue>) => void;
  'import-remove': (message: { readonly id: string }, reply: Reply<null>) => void;
}
