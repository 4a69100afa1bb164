import { basename } from 'node:path';
import type { MadeArchive } from '#shared/wire-archive.ts';
import type { Inventory } from './inventory.ts';

export const WIPE_USAGE =
  'npm run wipe -- [--data DIR] [--copy DIR] [--yes NAME]\n' +
  'Xóa toàn bộ dữ liệu của Hòm Phiếu trên máy này / erases all data of Hòm Phiếu on this machine.\n' +
  '--copy DIR: xóa cả bản sao thứ hai ở đó / the second copy there too. --yes NAME: tên thư mục, thay cho gõ tay / the folder’s name instead of typing it.';

/** All that will be erased in one folder, and what will not. */
export function whatGoes(inventory: Inventory): string {
  const { path, state, rounds, archives, imports, files, bytes, others } = inventory;
  const lines = [
    `Thư mục / folder: ${path}`,
    `  ${files} tệp, ${megabytes(bytes)} MB / files`,
    ...(state === 'locked'
      ? ['  Thư mục đang khóa: không xem được bên trong / locked, its content is not known.']
      : []),
    ...rounds.map(({ id, rehearsal, over, sealed, made }) => {
      const notes = [
        ...(rehearsal ? ['diễn tập'] : []),
        over ? 'đã kết thúc' : 'CHƯA lưu trữ hồ sơ / NOT archived',
        sealed ? 'có gói lưu trữ ở đây' : 'không có gói lưu trữ ở đây / no sealed archive here',
        ...(made === null ? [] : [madeLine(made)]),
      ];
      return `  Lượt / round ${id}: ${notes.join('; ')}`;
    }),
    ...archives.map((name) => `  Gói lưu trữ / archive: ${name}`),
    ...(imports === 0 ? [] : [`  Kết quả nhận từ nơi khác / other venues: ${imports}`]),
    '  Kế hoạch, bản nháp, hồ sơ kèm, thiết bị đã ghép, khóa, văn bản đã lập / plan, drafts, dossiers, paired devices, keys, papers.',
    ...(others.length === 0
      ? []
      : [`  ĐỂ NGUYÊN, không phải của phần mềm / left alone: ${others.join(', ')}`]),
  ];
  return lines.join('\n');
}

/** Which archive must lie somewhere, before its round goes. */
function madeLine({ name, bytes, sha256, madeAt }: MadeArchive): string {
  return `gói lập lúc / made ${madeAt}: ${name}, ${bytes} byte, SHA-256 ${sha256}`;
}

/** The second copy that is not touched by this run. */
export function copyLeft({ copy, state }: Inventory): string | null {
  if (state === 'locked') {
    return 'Nếu có bản sao thứ hai (USB), nó không bị khóa và không bị xóa lần này: chạy lại với --copy DIR. / A second copy, if any, is not erased: use --copy DIR.';
  }
  const path = copy?.path ?? null;
  if (path === null) return null;
  return `Bản sao thứ hai ở ${path} KHÔNG bị xóa lần này: thêm --copy "${path}". / The second copy is NOT erased: add --copy.`;
}

/** The one question before anything is erased. */
export function question(path: string): string {
  return `Không khôi phục được. Gõ tên thư mục «${basename(path)}» để xóa / type the folder’s name to erase: `;
}

/** What no program can promise, said after every wipe. */
export const LIMITS = `Đã ghi đè rồi xóa. Phần mềm KHÔNG xóa được, người phụ trách phải tự xử lý:
- Ổ SSD, USB, thẻ nhớ: ổ tự chuyển chỗ ghi, khối cũ có thể còn. Chỉ mã hóa toàn ổ từ đầu (BitLocker) rồi bỏ khóa, xóa bằng lệnh của hãng, hoặc tiêu hủy ổ mới chắc chắn.
- Nhật ký của hệ thống tệp, tệp tạm, bộ nhớ tráo đổi, điểm khôi phục, bản sao lưu của Windows hay của cơ quan.
- Bản sao thứ hai không nêu bằng --copy; tệp đã tải về (văn bản ZIP, gói lưu trữ, bảng công khai, tệp dự phòng phần khóa), bản in, ảnh chụp.
- Trình duyệt của điện thoại, máy tính bảng, máy của Ban kiểm phiếu: mở lại trang để phần khóa tự xóa, rồi xóa dữ liệu trang trong trình duyệt.
Máy đã soạn, lưu bí mật nhà nước: không dùng vào việc khác, không nối mạng khi chưa loại bỏ bí mật theo quy định (Luật Bảo vệ bí mật nhà nước). Lệnh này không thay cho việc đó.

Overwritten and removed. What this program CANNOT erase: older blocks on SSDs and USB sticks (wear levelling); file-system journals, swap, restore points, backups; a second copy not named by --copy; downloads, prints, photos; the browsers of phones and tellers. A machine that held state secrets may not be put to other use before they are removed as the law demands; this command is no substitute.`;

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1).replace('.', ',');
}
