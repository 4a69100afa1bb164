/** Texts of the sealed archive, its hand-over and other venues' results; keys begin with `archive.`. */
export const viArchive = {
  'archive.heading': 'Gói lưu trữ đã niêm phong',
  'archive.explain':
    'Toàn bộ hồ sơ của lượt này thành một tệp mã hóa, để bàn giao cho cơ quan tổ chức cán bộ lưu giữ.',
  'archive.what': 'Trong gói có gì, không có gì',
  'archive.in':
    'Có: bảng công khai, sổ phát phiếu, nhật ký, kết quả, các văn bản đã lập, hồ sơ kèm kế hoạch, phiên bản phần mềm, trang kiểm chứng verify.html và danh mục có mã SHA-256 của từng tệp.',
  'archive.out':
    'Không có: khóa của máy chủ, phần khóa của Ban kiểm phiếu, mật khẩu, mã nhận phiếu. Có gói này cũng không mở được từng lá phiếu.',
  'archive.papersFirst':
    'Chưa lập văn bản nào: gói làm lúc này sẽ không có văn bản. Nên bấm «Lập toàn bộ văn bản» trước.',
  'archive.papersOlder':
    'Văn bản đã lập cũ hơn hồ sơ. Nên lập lại toàn bộ văn bản rồi mới niêm phong.',
  'archive.passphrase': 'Mật khẩu của gói',
  'archive.repeat': 'Gõ lại mật khẩu',
  'archive.advice':
    'Nên ghép năm từ không liên quan nhau, ví dụ kiểu «sông – ghế – mười – chuông – lạc» (đừng dùng chính ví dụ này). Ít nhất {least} ký tự.',
  'archive.warning':
    'Phần mềm không giữ mật khẩu. Mất mật khẩu là mất gói, không ai mở lại được. Ghi ra giấy, bỏ phong bì niêm phong, cất riêng với tệp.',
  'archive.show': 'Hiện mật khẩu',
  'archive.hide': 'Ẩn mật khẩu',
  'archive.short': 'Còn thiếu {missing} ký tự.',
  'archive.differs': 'Hai lần gõ khác nhau.',
  'archive.make': 'Niêm phong gói lưu trữ',
  'archive.makeAgain': 'Niêm phong lại',
  'archive.again':
    'Hồ sơ có thêm (biên bản đã ký, văn bản lập lại) thì niêm phong lại: gói mới thay gói cũ, tệp cũ đã tải không mất hiệu lực nhưng mã sẽ khác.',
  'archive.making': 'Đang niêm phong… Máy đọc lại tệp và thử mở bằng mật khẩu rồi mới báo xong.',
  'archive.done': 'Đã niêm phong và mở thử được.',
  'archive.name': 'Tên tệp',
  'archive.size': 'Dung lượng',
  'archive.sizeText': '{mb} MB ({bytes} byte), {files} tệp bên trong',
  'archive.madeAt': 'Lúc niêm phong',
  'archive.sha': 'Mã SHA-256',
  'archive.download': 'Tải gói lưu trữ',
  'archive.saved': 'Đã tải {name}. So mã SHA-256 của tệp đã chép với mã trên đây.',
  'archive.where': 'Tệp cũng nằm trong thư mục «archives» của thư mục dữ liệu trên máy chủ.',
  'archive.check': 'Cách kiểm tra gói',
  'archive.check.command':
    'Trên máy có phần mềm này, gõ lệnh dưới đây rồi nhập mật khẩu: lệnh mở gói, đối chiếu danh mục và kiểm lại từng phiếu, từng chứng minh.',
  'archive.check.extract':
    'Để lấy tệp ra: thêm --extract THƯ-MỤC. Trong đó có verify.html: mở bằng trình duyệt, không cần mạng, kéo bảng công khai vào để kiểm lại.',
  'archive.steps': 'Trước khi lưu trữ hồ sơ',
  'archive.steps.papers': 'Lập toàn bộ văn bản',
  'archive.steps.signed': 'Trưởng ban xác nhận đã ký biên bản',
  'archive.steps.sealed': 'Niêm phong gói lưu trữ',
  'archive.steps.done': 'xong',
  'archive.steps.open': 'chưa',
  'archive.noneYet':
    'Từ lúc máy chủ khởi động chưa niêm phong gói lưu trữ nào của lượt này. Vẫn niêm phong được sau khi lưu trữ hồ sơ, nhưng đừng rời máy khi chưa có gói.',

  'archive.handOver': 'Biên bản bàn giao',
  'archive.handOver.explain':
    'Điền rồi tải bản PDF để hai bên ký. Những gì gõ ở đây chỉ nằm trên máy này, không gửi đi đâu.',
  'archive.handOver.from': 'Người giao',
  'archive.handOver.to': 'Người nhận',
  'archive.handOver.name': 'Họ và tên',
  'archive.handOver.post': 'Chức vụ, đơn vị',
  'archive.handOver.when': 'Ngày bàn giao',
  'archive.handOver.where': 'Nơi bàn giao',
  'archive.handOver.copies': 'Số bản biên bản kiểm phiếu',
  'archive.handOver.byPlan': 'theo kế hoạch',
  'archive.handOver.paper': 'Số phiếu giấy đã kiểm',
  'archive.handOver.others': 'Bàn giao kèm (mỗi dòng một mục)',
  'archive.handOver.othersExample': 'USB bản sao thứ hai, đã niêm phong',
  'archive.handOver.key': 'Người giữ mật khẩu của gói',
  'archive.handOver.dots': 'Ô để trống in thành dòng chấm để điền tay.',
  'archive.handOver.make': 'Tải biên bản bàn giao (PDF)',
  'archive.handOver.saved': 'Đã tải biên bản bàn giao.',
  'archive.handOver.failed': 'Chưa lập được tệp PDF. Kiểm tra kết nối với máy chủ rồi bấm lại.',

  'archive.others': 'Kết quả nơi khác',
  'archive.others.explain':
    'Nơi khác lấy phiếu trên máy khác: nhận gói lưu trữ (.homphieu) của nơi đó. Máy mở gói, kiểm lại từng phiếu, từng chứng minh rồi mới nhận. Kết quả đặt cạnh nhau, không cộng.',
  'archive.others.file': 'Chọn gói lưu trữ…',
  'archive.others.chosen': '{name}, {mb} MB',
  'archive.others.tooLarge': 'Tệp lớn hơn {mb} MB. Không nhận.',
  'archive.others.unreadable': 'Không đọc được tệp này. Hãy chọn lại.',
  'archive.others.passphrase': 'Mật khẩu của gói đó',
  'archive.others.take': 'Mở và kiểm tra',
  'archive.others.sending': 'Đang chuyển tệp: {percent}%',
  'archive.others.checking':
    'Đang mở và kiểm lại toàn bộ. Với vài trăm phiếu, việc này mất khoảng một phút.',
  'archive.others.taken': 'Đã kiểm và nhận: {venue}.',
  'archive.others.none': 'Chưa nhận kết quả của nơi nào.',
  'archive.others.rehearsal': 'Diễn tập',
  'archive.others.day': 'Ngày lấy phiếu',
  'archive.others.round': 'Lượt',
  'archive.others.subjects': 'Số người được lấy phiếu',
  'archive.others.collected': 'Số phiếu thu về',
  'archive.others.digest': 'Mã kết quả, so với biên bản giấy của nơi đó',
  'archive.others.sheet': 'Lập bảng kết quả hai nơi ở mục «Văn bản».',
  'archive.others.remove': 'Bỏ',
  'archive.others.removeOf': 'Bỏ kết quả của {venue}',
  'archive.others.removeTitle': 'Bỏ kết quả đã nhận?',
  'archive.others.removeText':
    'Kết quả của {venue} bị xóa khỏi máy này và không còn trên bảng hai nơi. Nhận lại được bằng gói lưu trữ của nơi đó.',
} as const;
