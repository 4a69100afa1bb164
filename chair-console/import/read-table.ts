import { err, ok, type Result } from '#shared/result.ts';
import { parseCsv } from '#shared/plan/import/csv.ts';
import type { ReadFault, Sheet } from '#shared/plan/import/sheet.ts';
import { readXlsx } from '#shared/plan/import/xlsx/xlsx.ts';
import { looksLegacy } from '#shared/plan/person-name.ts';
import { decodeText } from './decode.ts';

/** The largest file that is read, in bytes. */
export const MOST_FILE_BYTES = 10_000_000;

/** The tables of an XLSX or CSV file, whatever its name says it is; nothing in it is executed. */
export function readTable(bytes: Uint8Array): Result<readonly Sheet[], ReadFault> {
  if (bytes.length > MOST_FILE_BYTES)
    return refused('Tệp lớn hơn 10 MB. Hãy chỉ giữ bảng danh sách.');
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return some(readXlsx(bytes));
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    return refused(
      'Tệp Excel dạng cũ (.xls) hoặc có mật khẩu. Hãy mở bằng Excel, lưu thành .xlsx không có mật khẩu, rồi nhập lại.',
    );
  }
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46]) || startsWith(bytes, [0x7b, 0x5c, 0x72, 0x74])) {
    return refused(
      'Tệp PDF, Word không nhập được. Hãy chép danh sách sang tệp mẫu Excel rồi nhập.',
    );
  }
  return some(readText(bytes));
}

/** The table in a clipboard's text, as Excel and Word copy it. */
export function readPasted(text: string): Result<readonly Sheet[], ReadFault> {
  const rows = parseCsv(text);
  return rows.ok ? some(ok([{ name: 'Bảng đã dán', rows: rows.value }])) : rows;
}

function readText(bytes: Uint8Array): Result<readonly Sheet[], ReadFault> {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  const rows = parseCsv(decoded.value.text);
  if (!rows.ok) return rows;
  if (decoded.value.encoding === 'windows-1258') {
    // A guess: it stands only while every row reads as Vietnamese.
    const odd = rows.value.find(({ cells }) => cells.some(looksLegacy));
    if (odd !== undefined) {
      const text = `Dòng ${odd.number}: không đọc được chữ (có thể là TCVN3, VNI hoặc VISCII). Hãy chuyển tệp sang Unicode (ví dụ bằng Unikey), lưu «CSV UTF-8», rồi nhập lại.`;
      return err({ row: odd.number, text });
    }
  }
  return ok(rows.value.length === 0 ? [] : [{ name: 'CSV', rows: rows.value }]);
}

function some(read: Result<readonly Sheet[], ReadFault>): Result<readonly Sheet[], ReadFault> {
  if (!read.ok || read.value.length > 0) return read;
  return refused('Tệp không có dòng nào. Hãy chọn tệp khác.');
}

function refused(text: string): Result<never, ReadFault> {
  return err({ row: null, text });
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, i) => bytes[i] === byte);
}
