import type { FolderFault } from '../../server/papers/facts.ts';

export const PAPERS_USAGE =
  'npm run papers -- RESULT_DIR [--out DIR]\n' +
  'Lập mọi văn bản (DOCX, PDF) và dữ liệu (JSON, CSV, XLSX) của một lượt lấy phiếu / makes all papers of a round.';

/** Why nothing can be made of a folder, in Vietnamese and English, and what to do. */
export function faultSentences({ what, file, line }: FolderFault): string[] {
  const at = line === null ? '' : `, dòng / line ${line}`;
  switch (what) {
    case 'missing':
      return [
        `${file}: không có nhật ký hội nghị. Chọn thư mục của một lượt lấy phiếu (DATA/rounds/…) hoặc thư mục --out của diễn tập.`,
        `${file}: there is no meeting log. Choose a round’s folder (DATA/rounds/…) or the --out folder of a rehearsal.`,
      ];
    case 'result-alone':
      return [
        `${file}: chỉ có result.json mà không có nhật ký hội nghị, nên không biết tên hội nghị, Ban kiểm phiếu và giờ giấc.`,
        `${file}: there is a result.json but no meeting log, so the conference, committee and times are unknown.`,
      ];
    case 'damaged':
      return [
        `${file}${at}: tệp bị hỏng hoặc không đúng định dạng. Dùng bản sao dự phòng.`,
        `${file}${at}: the file is damaged or not of its format. Use the second copy.`,
      ];
    case 'result-differs':
      return [
        `${file}: kết quả trong tệp khác với nhật ký và hòm phiếu. Không lập văn bản; báo Ban kiểm phiếu và giám sát.`,
        `${file}: this result is not the one of the log and the ballot box. No papers are made; tell the committee and the supervisors.`,
      ];
  }
}
