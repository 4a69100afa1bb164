/** One Vietnamese sentence for each error code, for the verifier's report (P 4.10, P 4.11). */
import type { ProtocolCode } from './protocol-code.ts';

const SENTENCES: Readonly<Record<string, string>> = {
  E_SIZE: 'một trường hoặc danh sách có độ dài không đúng',
  E_B64: 'một trường không phải base64url đúng quy cách',
  E_JSON: 'dòng không phải một đối tượng JSON đúng nguyên dạng, kết thúc bằng một LF',
  E_PHASE: 'một mục sai vị trí, còn thiếu, hoặc là lần thứ hai của cùng một người',
  E_EID: 'tệp thuộc một cuộc lấy phiếu khác',
  E_SETUP: 'một giá trị trong mục setup nằm ngoài giới hạn',
  E_CLAIM_UNKNOWN: 'mã phiếu không có trong sổ hoặc đã hủy',
  E_CLAIM_USED: 'mã phiếu đã được đổi, đã có dòng trong sổ phát phiếu',
  E_NOT_ISSUED: 'số lần đổi mã vượt số phiếu đã phát',
  E_DISK_FULL: 'ổ đĩa không còn chỗ trống',
  E_VK_USED: 'khóa phiếu đã được dùng',
  E_SIG: 'một chữ ký không đúng',
  E_TOKEN: 'thẻ phiếu, bằng chứng hoặc khóa của nơi phát không đúng',
  E_POINT: 'một trường không phải điểm hợp lệ của nhóm',
  E_SCALAR: 'một trường không phải số vô hướng nhỏ hơn cấp của nhóm',
  E_PROOF: 'bằng chứng của phiếu không đúng',
  E_DKG_COMMIT: 'phần chia khóa không khớp với cam kết đã nêu trước',
  E_DKG_POK: 'phần chia khóa không chứng minh được bí mật của nó',
  E_DKG_SHARE: 'phần khóa công khai của ủy viên không suy ra được từ các phần đã chia',
  E_OPEN: 'khóa của Ban kiểm phiếu không suy ra được từ các phần đã chia',
  E_CLOSE: 'số phiếu hoặc mã băm của các phiếu không đúng',
  E_COUNTS: 'các số phiếu mâu thuẫn với nhau',
  E_REGISTER: 'sổ phát phiếu không phải sổ đã chốt khi kết thúc bỏ phiếu',
  E_PAPER: 'hai bản kiểm phiếu giấy khác nhau hoặc cộng không khớp',
  E_TALLY: 'tổng, số phiếu được tính hoặc phiếu bị loại không đúng',
  E_AGREE_OTHER: 'một ủy viên đã xác nhận một bản tổng hợp khác',
  E_QUORUM: 'phần mở xuất hiện trước khi ủy viên đó hoặc đủ số ủy viên xác nhận',
  E_MIN_BALLOTS: 'số phiếu được tính ít hơn mức tối thiểu để mở',
  E_OPENING: 'bằng chứng của phần mở không đúng',
  E_TOTAL: 'một tổng không đúng với các phần mở',
  E_RESULT: 'kết quả không suy ra được từ bảng công khai',
  E_CHAIN: 'dòng không nối tiếp dòng trước nó',
  E_HEADSIG: 'chữ ký của máy chủ ở cuối bảng không đúng',
};

/** What the code means, without its arguments. */
export function explain(code: ProtocolCode): string {
  const name = code.split('(', 1)[0] ?? code;
  return SENTENCES[name] ?? code;
}
