import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import libsodium from 'libsodium-wrappers-sumo';
import { err, ok, type Result } from '#shared/result.ts';
import type { FastGroup } from '#shared/protocol/fast/fast-group.ts';
import { openArchive } from '../../server/archive/archive.ts';
import { checkArchive } from '../../server/archive/check.ts';
import type { CheckedArchive } from '../../server/archive/check.ts';
import { archiveFaultText } from '../../server/archive/fault-text.ts';
import type { ArchiveManifest } from '../../server/archive/manifest.ts';
import { jsonLine, verdict } from './report.ts';

/** An opened archive, and what its records say. */
export interface ArchiveReport extends CheckedArchive {
  readonly manifest: ArchiveManifest;
}

/** Opens and checks an archive; where asked, its files are written to a folder. A sentence on what is wrong. */
export async function verifyArchive(
  sealed: Uint8Array,
  passphrase: string,
  extractTo: string | null,
  fast: FastGroup | undefined,
): Promise<Result<ArchiveReport, { readonly code: 1 | 2; readonly text: string }>> {
  await libsodium.ready;
  const archive = openArchive(libsodium, sealed, passphrase);
  if (!archive.ok) {
    const code = archive.error.what === 'file-differs' ? 1 : 2;
    return err({ code, text: archiveFaultText(archive.error) });
  }
  const { manifest, files } = archive.value;
  if (extractTo !== null) await extract(extractTo, files);
  const checked = checkArchive(libsodium, files, fast);
  if (checked.ok) return ok({ manifest, ...checked.value });
  const { file, line, what } = checked.error;
  const place = line === null ? '' : `, dòng ${line}`;
  return err({ code: 1, text: `KHÔNG HỢP LỆ / INVALID: ${file}${place} (${what})` });
}

/** True when everything in the archive that can be checked holds. */
export function isValidArchive({ board }: ArchiveReport): boolean {
  return board?.valid ?? true;
}

/** What an archive is and holds, for people. */
export function archiveVerdict({ manifest, board, facts }: ArchiveReport): string {
  const { round, title, venue, software, madeAt, files, rehearsal } = manifest;
  const size = files.reduce((sum, { bytes }) => sum + bytes, 0);
  return [
    `Gói lưu trữ vòng ${round}: ${title} · ${venue}${rehearsal ? ' (DIỄN TẬP)' : ''}`,
    `${files.length} tệp, ${size} byte, khớp danh mục · lập lúc ${madeAt} · ${software}`,
    ...(facts.voided === null ? [] : [`Vòng này đã bị hủy: ${facts.voided.reason}`]),
    '',
    board === null ? 'Vòng này chỉ có phiếu giấy hoặc chưa có kết quả.' : verdict(board),
  ].join('\n');
}

/** The same on one line, for programs. */
export function archiveJson({ manifest, board }: ArchiveReport): string {
  const { round, rehearsal, files } = manifest;
  const report: unknown = board === null ? null : JSON.parse(jsonLine(board));
  return JSON.stringify({ archive: { round, rehearsal, files: files.length }, board: report });
}

async function extract(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  for (const [name, bytes] of files) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(path, bytes, { mode: 0o600 });
  }
}
