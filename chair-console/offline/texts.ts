/** What the offline page says, in Vietnamese: it is read by an auditor, alone, long afterwards. */
import type { InvalidReport } from '#shared/protocol/verify.ts';
import type { FileKind, Unusable } from './chosen-files.ts';

/** The three files, what they are called and where they come from. */
export const FILE_TEXTS: Readonly<
  Record<FileKind, { readonly name: string; readonly file: string; readonly hint: string }>
> = {
  board: {
    name: 'Bảng công khai (hòm phiếu)',
    file: 'board.jsonl',
    hint: 'Bắt buộc.',
  },
  register: {
    name: 'Sổ phát phiếu',
    file: 'register.jsonl',
    hint: 'Nếu có: kiểm thêm từng lần đổi mã phiếu.',
  },
  result: {
    name: 'Tệp kết quả',
    file: 'result.json',
    hint: 'Nếu có: kiểm thêm số liệu, tỷ lệ, mã kết quả ghi trong biên bản.',
  },
};

/** Entry types of a board or register in an auditor's words. */
const ENTRY_NAMES: Readonly<Record<string, string>> = {
  setup: 'thiết lập',
  'dkg-commit': 'cam kết khóa của ủy viên',
  'dkg-deal': 'chia khóa của ủy viên',
  'dkg-ok': 'xác nhận khóa của ủy viên',
  'dkg-complaint': 'khiếu nại khi tạo khóa',
  abort: 'hủy lượt',
  open: 'khóa chung',
  poll: 'mở bỏ phiếu',
  ballot: 'phiếu',
  close: 'kết thúc bỏ phiếu',
  'token-reveal': 'công khai khóa phát thẻ',
  paper: 'kiểm phiếu giấy',
  tally: 'bản cộng phiếu',
  agree: 'đồng ý của ủy viên',
  quorum: 'hạ số người phải đồng ý',
  opening: 'mở niêm phong của ủy viên',
  result: 'kết quả',
  head: 'chữ ký cuối của máy chủ',
  register: 'đầu sổ',
  exchange: 'đổi mã phiếu',
};

/** Which entry a fault is of: its number, its kind where the line says one, its line in the file. */
export function entryText(entry: number, type: string | null): string {
  const name = type === null ? undefined : ENTRY_NAMES[type];
  const kind = name === undefined ? '' : ` (${name})`;
  return `mục số ${entry}${kind}, dòng thứ ${entry + 1} của tệp`;
}

/** What a fault comes to, where its code alone would leave an auditor guessing; else null. */
export function faultText(
  { file, code }: Pick<InvalidReport, 'file' | 'code'>,
  type: string | null,
): string | null {
  if (file !== 'board' || code !== 'E_PHASE') return null;
  if (type === 'abort') return 'Lượt này đã bị hủy: bảng kết thúc bằng lời hủy, không có kết quả.';
  if (type === 'dkg-complaint') {
    return 'Khi tạo khóa có ủy viên khiếu nại: bảng này đã bỏ, không có kết quả.';
  }
  if (type !== null) return null;
  return 'Tệp dừng trước khi có kết quả: lượt chưa kiểm phiếu xong, hoặc tệp bị cắt mất phần cuối.';
}

/** Why a file cannot be used, and what to do. */
export function unusableText({ why, name, text }: Unusable): string {
  switch (why) {
    case 'empty':
      return `«${name}» là tệp rỗng. Mời chọn lại tệp.`;
    case 'unknown':
      return `Không nhận ra «${name}». Nếu đó đúng là một trong ba tệp, mời bấm «Chọn tệp» ở dòng của tệp ấy.`;
    case 'notResult':
      return `«${name}» không phải tệp kết quả của phần mềm này.${text === '' ? '' : ` ${text}`}`;
  }
}

/** A number of seconds as it is read out. */
export function secondsText(seconds: number): string {
  return seconds.toFixed(1).replace('.', ',');
}
