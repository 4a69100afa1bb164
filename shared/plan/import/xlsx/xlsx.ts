import { err, ok, type Result } from '#shared/result.ts';
import type { ReadFault, Sheet } from '../sheet.ts';
import { dateStyles, sharedStrings, workbookOf } from './parts.ts';
import { sheetRows } from './sheet-cells.ts';
import { MOST_UNPACKED, unzipped, type ZipFault } from './unzip.ts';

const WANTED =
  /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/iu;
const NO_WORKBOOK =
  'Không đọc được tệp Excel này. Hãy mở bằng Excel, lưu lại dạng .xlsx (không đặt mật khẩu) rồi nhập lại.';

/**
 * The visible sheets of a workbook (.xlsx) that have text. Only texts and the results of formulas
 * are read: nothing is worked out, no macro, link or picture is looked at.
 */
export function readXlsx(
  bytes: Uint8Array,
  most = MOST_UNPACKED,
): Result<readonly Sheet[], ReadFault> {
  const files = unzipped(bytes, (name) => WANTED.test(name), most);
  if (!files.ok) return err({ row: null, text: ZIP_TEXTS[files.error] });
  const workbook = files.value.get('xl/workbook.xml');
  const relations = files.value.get('xl/_rels/workbook.xml.rels');
  const book =
    workbook === undefined || relations === undefined ? null : workbookOf(workbook, relations);
  const strings = partOf(files.value.get('xl/sharedStrings.xml'), sharedStrings);
  const days = partOf(files.value.get('xl/styles.xml'), dateStyles);
  if (book === null || strings === null || days === null) return damaged();
  const sheets: Sheet[] = [];
  for (const { name, file } of book.sheets) {
    const content = files.value.get(file);
    if (content === undefined) continue;
    const rows = sheetRows(content, { strings, days, from1904: book.from1904 });
    if (!rows.ok) return rows.error === null ? damaged() : err(rows.error);
    if (rows.value.length > 0) sheets.push({ name, rows: rows.value });
  }
  return ok(sheets);
}

const ZIP_TEXTS: Readonly<Record<ZipFault, string>> = {
  damaged: NO_WORKBOOK,
  'too-many': NO_WORKBOOK,
  'too-large':
    'Tệp Excel giải nén ra quá lớn. Hãy chép riêng bảng danh sách sang một tệp mới rồi nhập lại.',
};

function damaged(): Result<never, ReadFault> {
  return err({ row: null, text: NO_WORKBOOK });
}

/** A part that a workbook may do without. */
function partOf<T>(
  file: Uint8Array | undefined,
  read: (file: Uint8Array) => readonly T[] | null,
): readonly T[] | null {
  return file === undefined ? [] : read(file);
}
