/** Texts of the rehearsal assistant on the chair's page (`rehearsal.`): shown in rehearsals only. */
export const viRehearsal = {
  'rehearsal.heading': 'Chế độ diễn tập: máy này có thể đóng giúp các vai còn lại',
  'rehearsal.honest':
    'Trong hội nghị thật, bàn phát phiếu và mỗi thành viên Ban kiểm phiếu có thiết bị riêng, do những người khác nhau giữ. Có thể tự làm từng bước; ai đã ghép thiết bị thật thì máy này không đóng thay.',
  'rehearsal.quick.heading': 'Mới dùng lần đầu?',
  'rehearsal.quick.effect':
    'Nạp kế hoạch mẫu, mở một vòng diễn tập và đóng giúp các vai còn lại. Chỉ cần máy này và một chiếc điện thoại để ghi thử một phiếu.',
  'rehearsal.quick.button': 'Diễn tập thử ngay (2 phút)',
  'rehearsal.act.prepare': 'Chuẩn bị nhanh đến lúc bỏ phiếu',
  'rehearsal.act.issueMore': 'Phát thêm một phiếu',
  'rehearsal.act.castMissing': 'Bỏ giúp các phiếu còn thiếu để thử kiểm phiếu',
  'rehearsal.act.count': 'Kiểm phiếu giúp',
  'rehearsal.act.signMinutes': 'Ký biên bản giúp',
  'rehearsal.note.prepare':
    'Máy điểm danh đủ danh sách, xác nhận đủ 2/3, lập Ban kiểm phiếu, niêm phong hòm phiếu và mở bỏ phiếu.',
  'rehearsal.note.noPhones':
    'Vòng này không cho dùng điện thoại: hãy ghép một máy bỏ phiếu và một bàn phát phiếu.',
  'rehearsal.note.fewBallots':
    'Đã thu {n} phiếu, cần ít nhất {min} phiếu để mở kết quả. Kết thúc bỏ phiếu lúc này thì vòng diễn tập bị hủy.',
  'rehearsal.note.close':
    'Đã đủ {min} phiếu để mở kết quả. Có thể bấm «Kết thúc bỏ phiếu» ở dưới để thử kiểm phiếu.',
  'rehearsal.note.count':
    'Máy xác nhận không có phiếu giấy, kiểm tra, đồng ý, mở kết quả và đếm lại thay các thành viên mà máy đóng vai.',
  'rehearsal.note.announce': 'Kết quả đếm lại đã khớp. Mời bấm nút công bố ở dưới.',
  'rehearsal.note.minutes':
    'Trưởng Ban kiểm phiếu do máy này đóng vai ký biên bản để chủ trì lưu trữ.',
  'rehearsal.step': 'Bước {at}/{of}:',
  'rehearsal.parts': '({done}/{total})',
  'rehearsal.step.freeze': 'Chốt phiếu',
  'rehearsal.step.roll': 'Điểm danh',
  'rehearsal.step.quorum': 'Xác nhận đủ 2/3 số người',
  'rehearsal.step.phones': 'Cho phép dùng điện thoại',
  'rehearsal.step.committee': 'Ghi nhận Ban kiểm phiếu',
  'rehearsal.step.seal': 'Niêm phong hòm phiếu',
  'rehearsal.step.open': 'Mở bỏ phiếu',
  'rehearsal.step.issue': 'Phát một phiếu',
  'rehearsal.step.cast': 'Bỏ các phiếu còn thiếu',
  'rehearsal.step.paper': 'Xác nhận số phiếu giấy',
  'rehearsal.step.agree': 'Ban kiểm phiếu kiểm tra, đồng ý và mở kết quả',
  'rehearsal.step.recount': 'Từng thiết bị đếm lại',
  'rehearsal.step.gaps': 'Ghi lý do chênh lệch',
  'rehearsal.step.minutes': 'Ký biên bản',
  'rehearsal.awaited': 'Đang chờ thiết bị riêng của: {names}.',
  'rehearsal.problem.nobody-left': 'Mọi người có mặt đều đã được phát phiếu.',
  'rehearsal.problem.no-round': 'Vòng diễn tập này đã dừng.',
  'rehearsal.problem.not-head':
    'Trưởng Ban kiểm phiếu có thiết bị riêng: mời ký biên bản trên thiết bị đó.',
  'rehearsal.ballot.scan': 'Quét mã này bằng điện thoại để ghi thử một phiếu',
  'rehearsal.ballot.received':
    'Hòm đã nhận phiếu vừa phát. Bấm «Phát thêm một phiếu» để thử lần nữa.',
  'rehearsal.ballot.label': 'Mã QR phiếu của {name}',
  'rehearsal.ballot.member': 'Phiếu của {name}. Mỗi mã chỉ dùng được một lần.',
  'rehearsal.ballot.network': 'Điện thoại phải vào cùng mạng Wi-Fi với máy này.',
  'rehearsal.ballot.loopback':
    'Máy này chưa nối vào mạng nào, nên điện thoại chưa mở được mã. Nối Wi-Fi rồi khởi động lại máy chủ, hoặc mở phiếu ngay trên máy này.',
  'rehearsal.ballot.here': 'Không có điện thoại? Mở phiếu này ở cửa sổ khác',
  'rehearsal.word.reason': 'Diễn tập',
  'rehearsal.word.desk': 'Bàn phát phiếu (máy chủ trì đóng vai)',
  'rehearsal.word.teller': 'Ủy viên kiểm phiếu {n} (diễn tập)',
} as const;
