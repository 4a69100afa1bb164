import type { ArchiveFault } from './archive.ts';

/** What is wrong with an archive and what to do, in Vietnamese and English. */
export function archiveFaultText(fault: ArchiveFault): string {
  switch (fault.what) {
    case 'not-sealed':
      return 'Đây không phải tệp lưu trữ của Hòm Phiếu / this is no archive of Hòm Phiếu.';
    case 'passphrase':
      return 'Mật khẩu không đúng, hoặc tệp đã bị sửa. Hãy gõ lại / wrong passphrase, or the file was altered.';
    case 'cut-off':
      return 'Tệp bị cắt ngắn hoặc đã bị sửa. Hãy dùng bản sao khác / the file was cut short or altered.';
    case 'no-list':
      return 'Trong tệp không có danh mục hợp lệ / the archive has no valid list of its files.';
    case 'file-differs':
      return `Tệp “${fault.file}” trong gói khác với danh mục / “${fault.file}” is not what the list says.`;
  }
}
