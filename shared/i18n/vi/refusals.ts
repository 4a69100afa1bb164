import type { RefusalCode } from '../../meeting/refusals.ts';
import type { ProtocolCode } from '../../protocol/protocol-code.ts';

/** A protocol code without its arguments. */
type BareCode<Code> = Code extends `${infer Name}(${string})` ? Name : Code;

/** Every refusal there is, and those that only a page knows. */
type RefusalKey =
  `refusal.${RefusalCode | BareCode<ProtocolCode> | 'no-answer' | 'no-share' | 'still-checking' | 'unknown'}`;

/**
 * One sentence or two for every refusal: what happened and what to do next. Wire names of
 * `shared/meeting/refusals.ts`, and the protocol's codes without their arguments (P 4.10).
 */
export const viRefusals = {
  'refusal.wrong-phase':
    'Việc này không làm được ở giai đoạn hiện tại. Xem bước tiếp theo trên màn hình chủ trì.',
  'refusal.no-share':
    'Thiết bị này không giữ phần khóa nên chưa gửi được. Dùng thiết bị giữ phần khóa, hoặc khôi phục từ tệp dự phòng ở dưới rồi gửi lại.',
  'refusal.still-checking':
    'Thiết bị này còn đang kiểm tra bảng công khai. Chờ một lát rồi bấm lại.',
  'refusal.no-round':
    'Chưa có lượt lấy phiếu nào, hoặc lượt này đã bị hủy. Chủ trì mở một lượt mới.',
  'refusal.round-active': 'Một lượt lấy phiếu khác chưa kết thúc. Lưu trữ hoặc hủy lượt đó trước.',
  'refusal.unknown-venue': 'Kế hoạch không có nơi lấy phiếu này. Chọn lại nơi lấy phiếu.',
  'refusal.plan-invalid':
    'Kế hoạch chưa được nạp hoặc có chỗ sai. Sửa tệp theo danh sách rồi nạp lại.',
  'refusal.rehearsal-only':
    'Kế hoạch mẫu chỉ dùng để diễn tập. Nạp kế hoạch chính thức để lấy phiếu.',
  'refusal.not-on-roll': 'Người này không có trong danh sách của hội nghị. Kiểm tra lại họ tên.',
  'refusal.not-present': 'Người này chưa điểm danh. Điểm danh trước, rồi phát phiếu.',
  'refusal.already-issued':
    'Người này đã nhận phiếu. Nếu phiếu hỏng, mời Trưởng ban kiểm phiếu thu hồi và phát lại.',
  'refusal.ballot-out': 'Người này đang giữ phiếu nên chưa ghi vắng mặt được. Thu hồi phiếu trước.',
  'refusal.quorum-not-met': 'Chưa đủ 2/3, còn thiếu {missing} người. Tiếp tục điểm danh.',
  'refusal.committee-too-small': 'Ban kiểm phiếu cần ít nhất 3 người. Bổ sung thành viên.',
  'refusal.committee-head': 'Ban kiểm phiếu phải có đúng một Trưởng ban. Chọn lại Trưởng ban.',
  'refusal.subject-in-committee':
    'Người được lấy phiếu không tham gia Ban kiểm phiếu. Chọn người khác.',
  'refusal.committee-duplicate': 'Hai thành viên Ban kiểm phiếu trùng họ tên. Sửa lại danh sách.',
  'refusal.threshold':
    'Số thành viên cần để mở niêm phong trong kế hoạch không hợp với Ban kiểm phiếu đã bầu. Sửa kế hoạch hoặc danh sách ban.',
  'refusal.not-joined':
    'Thiết bị của thành viên này chưa tham gia niêm phong. Ghép thiết bị, rồi làm lại lễ niêm phong.',
  'refusal.ceremony-incomplete': 'Niêm phong chưa xong. Chờ đủ các thành viên Ban kiểm phiếu.',
  'refusal.number-differs': 'Số vừa nhập khác số hiện tại là {expected}. Xem lại rồi nhập số mới.',
  'refusal.phones-undecided':
    'Chủ trì chưa quyết định việc dùng điện thoại. Chọn cho phép hoặc không cho phép.',
  'refusal.phones-not-allowed':
    'Hội nghị không dùng điện thoại để ghi phiếu. Mời đến máy bỏ phiếu.',
  'refusal.claim-taken': 'Mã này đã gắn với một phiếu khác. Tạo mã mới.',
  'refusal.no-slips': 'Đã hết phiếu in sẵn. In và đăng ký thêm, hoặc phát phiếu trên màn hình.',
  'refusal.kiosk-busy': 'Máy bỏ phiếu đang có người. Chọn máy khác hoặc chờ.',
  'refusal.nothing-to-void': 'Người này không giữ phiếu nào để thu hồi.',
  'refusal.token-exchanged':
    'Phiếu đã được mở trên một thiết bị nên không thay được. Mời quét lại đúng mã đó trên thiết bị khác.',
  'refusal.not-head': 'Chỉ Trưởng ban kiểm phiếu được làm việc này.',
  'refusal.not-a-teller': 'Chỉ thành viên Ban kiểm phiếu được làm việc này.',
  'refusal.paper-not-equal':
    'Cần hai bản nhập phiếu giấy giống nhau của hai thành viên, hoặc không có bản nào. Đối chiếu rồi nhập lại.',
  'refusal.too-many-ballots': 'Số phiếu giấy nhiều hơn số phiếu chưa thu về. Đếm lại phiếu giấy.',
  'refusal.paper-fixed': 'Số liệu phiếu giấy đã chốt, không sửa được nữa.',
  'refusal.entry-refused':
    'Thông tin không qua được bước kiểm tra ({code}). Báo Trưởng ban kiểm phiếu.',
  'refusal.recount-missing':
    'Chưa có máy độc lập nào kiểm lại. Mời giám sát hoặc Ban kiểm phiếu kiểm lại trên thiết bị của mình.',
  'refusal.recount-differs':
    'Kết quả kiểm lại khác với máy chủ. Không công bố; mời Ban kiểm phiếu xem xét.',
  'refusal.gap-unexplained':
    'Số phiếu phát ra khác số phiếu thu về mà chưa ghi lý do. Ghi lý do trước khi công bố.',
  'refusal.no-such-gap': 'Không có chênh lệch này để giải trình.',
  'refusal.minutes-unsigned':
    'Biên bản kiểm phiếu chưa được Trưởng ban ký xác nhận. Mời Trưởng ban xác nhận trước khi lưu trữ.',
  'refusal.reason-required': 'Phải ghi lý do, từ 1 đến 500 ký tự.',
  'refusal.pairing-code':
    'Mã ghép thiết bị không đúng, đã dùng hoặc quá 10 phút. Xin chủ trì mã mới.',
  'refusal.not-paired':
    'Thiết bị này chưa được ghép hoặc đã bị thu hồi. Mời gặp chủ trì để ghép lại.',
  'refusal.no-such-device': 'Không có thiết bị này. Tải lại danh sách.',
  'refusal.malformed': 'Máy chủ không đọc được yêu cầu. Tải lại trang rồi thử lại.',
  'refusal.too-many-requests': 'Gửi quá nhanh. Chờ vài giây rồi thử lại.',
  'refusal.disk-full':
    'Ổ đĩa của máy chủ đã đầy; chưa lưu gì và không mất gì. Báo người phụ trách máy, rồi thử lại.',
  'refusal.copy-unusable':
    'Không tạo hoặc không ghi được vào thư mục này. Kiểm tra đường dẫn và ổ đĩa, rồi thử lại.',
  'refusal.copy-network':
    'Không giữ bản sao ở nơi trên mạng: dữ liệu là Mật và mạng hội trường tách riêng. Chọn USB hoặc ổ gắn vào máy này.',
  'refusal.copy-inside':
    'Bản sao phải nằm ngoài thư mục dữ liệu, tốt nhất là trên USB. Chọn thư mục khác.',
  'refusal.copy-occupied':
    'Thư mục này đang giữ dữ liệu của một hội nghị khác. Chọn một thư mục trống.',
  'refusal.copy-no-room': 'Nơi giữ bản sao cần còn trống ít nhất {mb} MB. Chọn ổ khác.',
  'refusal.no-such-draft': 'Bản nháp này không còn. Tải lại danh sách bản nháp.',
  'refusal.draft-conflict':
    'Bản nháp đã được lưu từ một trang khác. Mở lại bản đó, hoặc lưu bản đang sửa thành bản nháp mới.',
  'refusal.too-many-drafts': 'Đã có {most} bản nháp. Xóa bớt bản không dùng rồi lưu lại.',
  'refusal.draft-too-large': 'Bản nháp lớn hơn 5 MB. Bớt danh sách rồi lưu lại.',
  'refusal.plan-changed': 'Kế hoạch trên máy đã đổi. Đóng trang này rồi mở lại.',
  'refusal.too-many-questions': 'Đã có {most} câu hỏi. Gộp các câu trùng nhau rồi lưu lại.',
  'refusal.file-too-large': 'Tệp lớn hơn 10 MB. Giảm dung lượng hoặc chia tệp rồi chọn lại.',
  'refusal.file-kind':
    'Chỉ nhận PDF, PNG, JPG và DOCX không có macro. Lưu tệp thành PDF rồi chọn lại.',
  'refusal.file-gone': 'Tệp này không còn trên máy. Chọn lại tệp.',
  'refusal.passphrase-short':
    'Mật khẩu phải có ít nhất {least} ký tự. Nên ghép năm từ không liên quan nhau.',
  'refusal.archive-failed':
    'Không làm được với gói lưu trữ. Xem dòng báo lỗi ở cửa sổ máy chủ rồi thử lại.',
  'refusal.import-broken': 'Tệp chưa lên trọn vẹn hoặc lớn quá 400 MB. Hãy chọn lại tệp.',
  'refusal.import-not-archive':
    'Tệp này không phải gói lưu trữ đã niêm phong của Hòm Phiếu (.homphieu). Hãy chọn tệp khác.',
  'refusal.import-passphrase':
    'Mật khẩu không mở được gói này, hoặc tệp đã bị sửa. Hãy gõ lại mật khẩu; nếu vẫn không được, xin lại tệp.',
  'refusal.import-altered':
    'Gói này đã bị sửa hoặc hỏng ({file}). Không nhận. Hãy xin lại tệp từ nơi đã lấy phiếu.',
  'refusal.import-no-result':
    'Gói này không có kết quả: vòng đã bị hủy hoặc chưa kiểm phiếu. Hãy chọn gói khác.',
  'refusal.import-own':
    'Gói này là của một lượt trên chính máy này: kết quả đã có ở đây, không cần nhận. Hãy chọn gói của nơi khác.',
  'refusal.papers-busy': 'Văn bản đang được lập. Chờ lập xong rồi thử lại.',
  'refusal.paper-not-ready': 'Chưa lập được văn bản này ở bước hiện nay.',
  'refusal.papers-failed':
    'Không lập được văn bản. Xem cửa sổ npm start trên máy chủ, rồi lập lại; số liệu không mất.',
  'refusal.walk-over':
    'Đợt đi thử Wi-Fi này đã kết thúc. Hãy quét lại mã trên màn hình của chủ trì.',
  'refusal.stopping': 'Máy chủ đang dừng. Chờ máy chạy lại, thiết bị sẽ tự nối.',
  'refusal.no-answer': 'Chưa có trả lời từ máy chủ. Xem kết nối rồi thử lại.',
  'refusal.unknown': 'Không làm được ({code}). Mời gặp Ban kiểm phiếu.',
  'refusal.E_SIZE': 'Dữ liệu gửi đi không đúng kích thước. Mời gặp Ban kiểm phiếu.',
  'refusal.E_B64': 'Dữ liệu gửi đi không đọc được. Mời gặp Ban kiểm phiếu.',
  'refusal.E_JSON': 'Dữ liệu gửi đi không đọc được. Mời gặp Ban kiểm phiếu.',
  'refusal.E_PHASE': 'Lúc này không trong giờ bỏ phiếu.',
  'refusal.E_EID': 'Phiếu này thuộc một lượt lấy phiếu khác. Mời gặp Ban kiểm phiếu.',
  'refusal.E_SETUP': 'Thông tin của lượt lấy phiếu không đúng quy định. Báo chủ trì.',
  'refusal.E_CLAIM_UNKNOWN': 'Mã phiếu không do Ban kiểm phiếu phát ra. Mời gặp Ban kiểm phiếu.',
  'refusal.E_CLAIM_USED': 'Mã phiếu này đã được sử dụng. Mời gặp Ban kiểm phiếu.',
  'refusal.E_NOT_ISSUED': 'Phiếu chưa được ghi nhận là đã phát. Mời gặp Ban kiểm phiếu.',
  'refusal.E_DISK_FULL':
    'Máy chủ hết chỗ lưu nên chưa nhận được phiếu. Thiết bị giữ phiếu và tự gửi lại.',
  'refusal.E_VK_USED': 'Một phiếu khác của mã này đã được nhận trước đó. Mời gặp Ban kiểm phiếu.',
  'refusal.E_SIG': 'Chữ ký không đúng. Mời gặp Ban kiểm phiếu.',
  'refusal.E_TOKEN': 'Phiếu không mang dấu của Ban kiểm phiếu. Mời gặp Ban kiểm phiếu.',
  'refusal.E_POINT': 'Phiếu niêm phong không đúng dạng. Mời gặp Ban kiểm phiếu.',
  'refusal.E_SCALAR': 'Phiếu niêm phong không đúng dạng. Mời gặp Ban kiểm phiếu.',
  'refusal.E_PROOF': 'Phiếu niêm phong không qua được kiểm tra. Mời gặp Ban kiểm phiếu.',
  'refusal.E_DKG_COMMIT': 'Cam kết khóa của một thành viên không khớp. Làm lại lễ niêm phong.',
  'refusal.E_DKG_POK': 'Chứng minh khóa của một thành viên không đúng. Làm lại lễ niêm phong.',
  'refusal.E_DKG_SHARE': 'Phần khóa của một thành viên không đúng. Làm lại lễ niêm phong.',
  'refusal.E_OPEN': 'Khóa chung của Ban kiểm phiếu không đúng. Làm lại lễ niêm phong.',
  'refusal.E_CLOSE':
    'Bản ghi kết thúc bỏ phiếu không khớp với hòm phiếu. Báo Ban kiểm phiếu và giám sát.',
  'refusal.E_COUNTS':
    'Số phiếu không khớp: thu về nhiều hơn phát ra. Báo Ban kiểm phiếu và giám sát.',
  'refusal.E_REGISTER': 'Sổ phát phiếu không khớp. Báo Ban kiểm phiếu và giám sát.',
  'refusal.E_PAPER':
    'Số liệu phiếu giấy không khớp: hợp lệ + không hợp lệ khác số phiếu thu về. Kiểm tra lại.',
  'refusal.E_TALLY': 'Bản cộng phiếu niêm phong không đúng. Báo Ban kiểm phiếu và giám sát.',
  'refusal.E_AGREE_OTHER':
    'Thiết bị này đã đồng ý với một bản cộng khác. Không mở niêm phong; báo Trưởng ban.',
  'refusal.E_QUORUM': 'Chưa đủ thành viên Ban kiểm phiếu đồng ý. Chờ các thành viên còn lại.',
  'refusal.E_MIN_BALLOTS':
    'Số phiếu điện tử quá ít để giữ bí mật, không mở niêm phong. Lượt này phải làm lại.',
  'refusal.E_OPENING': 'Phần mở niêm phong của một thành viên không đúng. Báo Trưởng ban.',
  'refusal.E_TOTAL': 'Tổng số phiếu của một người không khớp. Báo Ban kiểm phiếu và giám sát.',
  'refusal.E_RESULT':
    'Kết quả không khớp với bản ghi. Không công bố; báo Ban kiểm phiếu và giám sát.',
  'refusal.E_CHAIN': 'Bản ghi công khai bị đứt hoặc bị sửa. Báo Ban kiểm phiếu và giám sát.',
  'refusal.E_HEADSIG': 'Chữ ký trên bản ghi công khai không đúng. Báo Ban kiểm phiếu và giám sát.',
} as const satisfies Record<RefusalKey, string>;
