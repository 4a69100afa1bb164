import { toBase64url } from '#shared/protocol/bytes.ts';
import { ok, type Result } from '#shared/result.ts';
import type { Link } from '#shared/ui/link.svelte.ts';
import type { AnyRefusal } from '#shared/ui/refusal-text.ts';
import type { ChairEvents, PaperBytes } from '#shared/wire.ts';
import { IMPORT_PART_BYTES, type ImportedVenue } from '#shared/wire-archive.ts';

type Asked<T> = Promise<Result<T, AnyRefusal>>;

/** What the chair's screens may ask about archives (R41, R48). */
export interface ArchiveApi {
  /** Begins to seal; how it went stands in the view. */
  readonly make: (passphrase: string) => Asked<null>;
  readonly file: () => Asked<PaperBytes>;
  readonly imports: () => Asked<readonly ImportedVenue[]>;
  /** Sends another laptop's archive up; `onProgress` is told the share that is there, 0 to 1. */
  readonly send: (bytes: Uint8Array, onProgress: (share: number) => void) => Asked<null>;
  /** Opens and checks what was sent up last; it stays there until the passphrase is right. */
  readonly open: (passphrase: string) => Asked<ImportedVenue>;
  readonly remove: (id: string) => Asked<null>;
}

/** The largest file comes at a hundred megabytes a second at best. */
const FILE_MS = 120_000;
/** Two seconds for the passphrase, and every proof of a large hall on a slow laptop. */
const CHECK_MS = 300_000;
const PAUSE_MS = 500;

/** The archive's questions on the chair's line. */
export function archiveApi(link: Link<unknown, ChairEvents>): ArchiveApi {
  async function send(bytes: Uint8Array, onProgress: (share: number) => void): Asked<null> {
    let at = 0;
    for (let part = 0; at < bytes.length; part += 1) {
      const piece = toBase64url(bytes.subarray(at, at + IMPORT_PART_BYTES));
      let answer = await link.send('import-part', { part, text: piece });
      while (!answer.ok && answer.error.code === 'too-many-requests') {
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
        answer = await link.send('import-part', { part, text: piece });
      }
      if (!answer.ok) return answer;
      at += IMPORT_PART_BYTES;
      onProgress(Math.min(1, at / bytes.length));
    }
    return ok(null);
  }
  return {
    make: (passphrase) => link.send('archive-make', { passphrase }),
    file: () => link.send('archive-file', null, { waitMs: FILE_MS }),
    imports: () => link.send('imports-list', null, { retry: true, waitMs: FILE_MS }),
    send,
    open: (passphrase) => link.send('import-open', { passphrase }, { waitMs: CHECK_MS }),
    remove: (id) => link.send('import-remove', { id }, { retry: true }),
  };
}
