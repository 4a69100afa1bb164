import { Unzip, UnzipInflate } from 'fflate';
import { err, ok, type Result } from '#shared/result.ts';

/** Why an archive cannot be read. */
export type ZipFault = 'damaged' | 'too-large' | 'too-many';

const MOST_FILES = 2000;
/** What the wanted files of an archive may come to, unpacked: a small bomb stays small. */
export const MOST_UNPACKED = 80_000_000;
/** Little enough that a bomb is noticed before it has grown. */
const PIECE = 16_384;

/**
 * The files of a ZIP archive whose names are wanted, unpacked as a stream: it stops as soon as they
 * exceed `most` bytes, whatever the archive says of their sizes.
 */
export function unzipped(
  archive: Uint8Array,
  isWanted: (name: string) => boolean,
  most = MOST_UNPACKED,
): Result<ReadonlyMap<string, Uint8Array>, ZipFault> {
  const pieces = new Map<string, Uint8Array[]>();
  let files = 0;
  let unpacked = 0;
  const found: { fault: ZipFault | null } = { fault: null };
  const unzip = new Unzip((file) => {
    files += 1;
    if (files > MOST_FILES) found.fault = 'too-many';
    if (found.fault !== null || !isWanted(file.name)) return;
    const own: Uint8Array[] = [];
    pieces.set(file.name, own);
    file.ondata = (error, piece) => {
      if (error !== null) found.fault ??= 'damaged';
      unpacked += piece.length;
      if (unpacked > most) found.fault ??= 'too-large';
      if (found.fault === null) own.push(piece);
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < archive.length && found.fault === null; at += PIECE) {
      unzip.push(archive.subarray(at, at + PIECE), at + PIECE >= archive.length);
    }
  } catch {
    found.fault ??= 'damaged';
  }
  if (found.fault !== null) return err(found.fault);
  return ok(new Map([...pieces].map(([name, own]) => [name, joined(own)])));
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
