import type { CopySetting } from './copy/copies.ts';
import type { RoundDamage } from './round/round-files.ts';

/**
 * Why a start stopped at a damaged record: file, line, and where the copy is when one was kept. The
 * copy takes new bytes only, so what was damaged afterwards is sound there.
 */
export function damageSentence(
  { file, line, reason }: RoundDamage,
  copy: CopySetting | null,
): string {
  const found = `Tệp «${file}» bị hỏng ở dòng ${line} (${reason}). Không tự sửa. Hãy giữ nguyên tệp này và khởi động từ bản sao`;
  const path = copy?.path ?? null;
  if (path === null) return `${found} gần nhất bằng --data.`;
  return `${found}: npm start -- --data "${path}"`;
}

/** Why the data folder cannot be used, by the system's word; null for an error of another kind. */
export function diskSentence(data: string, error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  const reason = REASONS[String(error.code)];
  if (reason === undefined) return null;
  const path = 'path' in error && typeof error.path === 'string' ? ` (${error.path})` : '';
  return `Không dùng được thư mục dữ liệu «${data}»: ${reason}${path}. Hãy sửa, hoặc chọn thư mục khác bằng --data.`;
}

const REASONS: Readonly<Partial<Record<string, string>>> = {
  EROFS: 'ổ đĩa chỉ cho đọc',
  EACCES: 'không có quyền ghi',
  EPERM: 'không có quyền ghi',
  ENOTDIR: 'đường dẫn đi qua một tệp không phải thư mục',
  EEXIST: 'đường dẫn là một tệp, không phải thư mục',
  EISDIR: 'một thư mục nằm ở chỗ của tệp dữ liệu',
  ENOENT: 'không tạo được thư mục này',
  ENOSPC: 'ổ đĩa đã đầy',
  EDQUOT: 'hết dung lượng được cấp',
  EIO: 'ổ đĩa báo lỗi đọc hoặc ghi',
};
