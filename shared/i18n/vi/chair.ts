/** Texts of the console's door (`console.`, `role.`) and of the chair's screens (`chair.`; procedure E). */
export const viChair = {
  'console.title': 'Hòm Phiếu – Bàn điều hành',
  'console.pairing': 'Đang ghép thiết bị, xin chờ…',
  'console.pairFailed': 'Chưa ghép được thiết bị này.',
  'console.pairAgain': 'Thử lại',
  'console.scan': 'Thiết bị này chưa được ghép. Mời quét mã QR do chủ trì đưa.',
  'console.scanHint':
    'Chủ trì mở mã trong mục «Thiết bị» của bàn điều hành. Mỗi mã dùng một lần, trong 10 phút.',
  'console.choose': 'Thiết bị này giữ nhiều vai trò. Mời chọn màn hình cần mở.',
  'console.loading': 'Đang mở màn hình…',
  'console.loadFailed': 'Chưa mở được màn hình. Kiểm tra mạng của hội trường rồi tải lại trang.',
  'console.reload': 'Tải lại trang',
  'console.kioskPaired': 'Máy này là máy bỏ phiếu. Mời mở trang bỏ phiếu.',
  'console.openKiosk': 'Mở trang bỏ phiếu',
  'role.chair': 'Chủ trì',
  'role.desk': 'Bàn điểm danh, phát phiếu',
  'role.teller': 'Ban kiểm phiếu',
  'role.supervisor': 'Giám sát',
  'role.display': 'Màn hình hội trường',
  'role.kiosk': 'Máy bỏ phiếu',
  'chair.heading': 'Điều hành hội nghị',
  'chair.connecting': 'Đang kết nối với máy chủ…',
  'chair.live': 'Đã kết nối',
  'chair.lost': 'Mất kết nối, đang nối lại. Nếu kéo dài, xem cửa sổ npm start trên máy chủ',
  'chair.refused': 'Máy này không còn quyền chủ trì. Mở lại đường dẫn in ở cửa sổ máy chủ.',
  'chair.clock': 'Giờ',
  'chair.connection': 'Kết nối',
  'chair.issued': 'Phát ra',
  'chair.collected': 'Thu về',
  'chair.present': 'Có mặt',
  'chair.board': 'Bảng công khai',
  'chair.boardEntries': '{n} dòng',
  'chair.boardNone': 'Chưa có',
  'chair.missingHeading': 'Còn phải làm trước khi tiếp tục',
  'chair.reason': 'Lý do',
  'chair.reasonHint': 'Lý do được ghi vào nhật ký và biên bản.',
  'chair.more': 'Việc khác',
  'chair.guide': 'Hướng dẫn sử dụng',
  'chair.alarms': 'Cần chú ý',

  'chair.blocker.quorum-not-met':
    'Chưa đủ 2/3, còn thiếu {missing} người. Chờ các bàn điểm danh thêm người có mặt.',
  'chair.blocker.phones-undecided':
    'Chưa quyết định việc dùng điện thoại. Chọn «Cho phép» hoặc «Không cho phép» bên dưới.',
  'chair.blocker.committee-missing':
    'Chưa ghi nhận Ban kiểm phiếu. Nhập những người hội nghị đã bầu.',
  'chair.blocker.tellers-missing':
    'Còn {missing} thành viên Ban kiểm phiếu chưa tham gia lễ niêm phong. Bấm «Hiện mã QR» ở dòng của từng người, rồi mời người đó bấm «Tham gia niêm phong» trên thiết bị của mình.',
  'chair.blocker.ceremony-running':
    'Lễ niêm phong chưa xong. Chờ các thiết bị trong bảng dưới đây xác nhận khóa.',
  'chair.blocker.co-issuer-backup':
    'Chờ {names} lưu tệp dự phòng của khóa cấp phiếu trên thiết bị của mình. Lưu xong mới niêm phong được.',
  'chair.blocker.reveals-missing':
    'Chưa kiểm được: còn chờ thiết bị của {names} đối chiếu sổ và công khai khóa cấp phiếu. Mời mở trang Ban kiểm phiếu trên thiết bị đó; hỏng thì ghép thiết bị khác và khôi phục từ tệp dự phòng. Không khôi phục được thì phải hủy lượt này và làm lại.',
  'chair.blocker.ceremony-complaint':
    'Một thiết bị báo mảnh khóa nhận được không đúng. Làm lại lễ niêm phong và ghi lý do.',
  'chair.blocker.quorum-lost':
    'Số người có mặt đã xuống dưới 2/3. Chủ trì quyết định: chờ thêm, hoặc ghi sự việc và tiếp tục.',
  'chair.blocker.outstanding':
    'Còn {outstanding} phiếu đã phát chưa thu về. Nhắc hội nghị bỏ phiếu trước khi kết thúc.',
  'chair.blocker.outstanding-electronic':
    'Còn {electronic} phiếu điện tử chưa thu về. Nhắc hội nghị bỏ phiếu trước khi kết thúc.',
  'chair.blocker.paper-in-box':
    'Đã phát {paper} phiếu giấy. Mời bỏ hết vào hòm phiếu giấy trước khi kết thúc; Ban kiểm phiếu kiểm sau khi kết thúc.',
  'chair.blocker.few-ballots':
    'Chưa đủ {minBallots} phiếu điện tử. Kết thúc lúc này thì phiếu điện tử không được mở.',
  'chair.blocker.paper-open':
    'Ban kiểm phiếu chưa chốt phiếu giấy. Mời Trưởng ban chốt số phiếu giấy, hoặc xác nhận không có.',
  'chair.blocker.openings-missing':
    'Chưa đủ thành viên mở kết quả. Mời từng người so mã kiểm phiếu, bấm «Mã giống nhau, tôi đồng ý», rồi «Mở niêm phong».',
  'chair.blocker.recount-missing':
    'Chưa có lần kiểm lại độc lập nào. Mời giám sát hoặc thành viên Ban kiểm phiếu mở trang của mình: trang tự đếm lại.',
  'chair.blocker.recount-differs':
    'Có lần kiểm lại khác với máy chủ. Không được công bố. Mời giám sát và Ban kiểm phiếu đối chiếu; xem cách xử lý ở mục «Kiểm lại».',
  'chair.blocker.gap-outstanding':
    'Có phiếu đã phát không thu về mà chưa ghi lý do. Ghi lý do ở mục «Chênh lệch».',
  'chair.blocker.gap-excluded':
    'Có phiếu điện tử bị loại khi kiểm mà chưa ghi lý do. Ghi lý do ở mục «Chênh lệch».',
  'chair.blocker.gap-rejected':
    'Có phiếu giấy không do Ban kiểm phiếu phát ra mà chưa ghi lý do. Ghi lý do ở mục «Chênh lệch».',
  'chair.blocker.minutes-unsigned':
    'Biên bản chưa được xác nhận đã ký. Mời Trưởng ban kiểm phiếu xác nhận trên thiết bị của mình.',
  'chair.alarm.disk-full':
    'Ổ đĩa máy chủ đầy: phiếu mới tạm bị từ chối và nằm lại trên máy người bỏ phiếu, phiếu đã nhận không mất. Đừng tắt máy: xóa bớt tệp để còn trống ít nhất 100 MB, phiếu sẽ tự gửi lại.',
  'chair.alarm.disk-reserve':
    'Máy chủ đã bỏ 64 MB dự phòng để hoàn tất lượt này trên ổ đĩa đầy. Cứ kiểm phiếu và công bố; xóa bớt tệp đến khi còn trống 200 MB, dự phòng sẽ được tạo lại.',
  'chair.alarm.disk-low': 'Ổ đĩa còn {mb} MB. Xóa bớt tệp trước khi mở bỏ phiếu.',
  'chair.alarm.copy-lag':
    'Bản sao dự phòng chậm {seconds} giây. Kiểm tra USB hoặc ổ đĩa giữ bản sao.',
  'chair.alarm.copy-lost':
    'Mất bản sao dự phòng, hội nghị vẫn tiếp tục. Cắm lại USB hoặc ổ đĩa: máy tự sao tiếp. Ổ hỏng: mở «Việc khác» chọn nơi khác.',
  'chair.alarm.copy-full':
    'Nơi giữ bản sao đã đầy, hội nghị vẫn tiếp tục. Xóa bớt tệp ở đó, hoặc mở «Việc khác» chọn ổ khác.',
  'chair.alarm.copy-differs':
    'Bản sao khác với dữ liệu của máy này nên không bị ghi đè. Nếu hội nghị đã chuyển sang máy khác, dừng máy này ngay; nếu không, mở «Việc khác» chọn thư mục khác.',
  'chair.alarm.no-copy':
    'Chưa có bản sao dự phòng: máy này hỏng là mất dữ liệu. Cắm USB, mở «Việc khác» để chọn nơi giữ bản sao.',
  'chair.alarm.co-issuer-offline':
    'Phiếu mới chưa mở được: thiết bị cùng cấp phiếu của {names} mất kết nối. Mời bật lại thiết bị, mở trang Ban kiểm phiếu. Thiết bị hỏng: ghép thiết bị khác rồi khôi phục từ tệp dự phòng. Không khôi phục được thì phải hủy lượt này và làm lại.',
  'chair.alarm.co-issuer-silent':
    'Phiếu mới chưa mở được: thiết bị cùng cấp phiếu của {names} không trả lời. Mời chạm màn hình cho thiết bị thức dậy, xem trang Ban kiểm phiếu có cảnh báo không. Vẫn im: tải lại trang đó.',
  'chair.alarm.pairing-guesses':
    'Có người đang thử nhiều mã ghép thiết bị. Mã đoán sai không vào được; hãy để ý người lạ trong hội trường và chỉ đưa mã tận tay.',
  'chair.alarm.co-issuer-wrong':
    'Thiết bị cùng cấp phiếu của {names} gửi chữ ký sai, máy chủ không ghi. Mời tải lại trang Ban kiểm phiếu; vẫn sai thì dừng phát phiếu, báo Trưởng ban và đoàn giám sát.',
  'chair.alarm.co-issuer-refusing':
    'Thiết bị cùng cấp phiếu của {names} từ chối một mã phiếu đã ký cho máy khác. Mời người giữ mã đó gặp Ban kiểm phiếu.',
  'chair.alarm.no-tls':
    'Kết nối trong hội trường chưa mã hóa (http). Chỉ dùng mạng Wi-Fi riêng của hội nghị.',

  'chair.copy': 'Bản sao',
  'chair.copy.lag': 'chậm {seconds} giây, {n} dòng',
  'chair.copy.broken': 'mất, chậm {seconds} giây, {n} dòng',
  'chair.wifi.heading': 'Wi-Fi của hội trường',
  'chair.wifi.explain':
    'Màn hình hội trường hiện mã QR để điện thoại tự nối Wi-Fi. Ai trong hội trường cũng thấy mã này.',
  'chair.wifi.shown': 'Màn hình đang hiện mã nối Wi-Fi {wifi}.',
  'chair.wifi.security': 'Bảo mật',
  'chair.wifi.security.wpa': 'Có mật khẩu (WPA2, WPA3)',
  'chair.wifi.security.open': 'Mạng mở, không mật khẩu',
  'chair.wifi.name': 'Tên Wi-Fi, đúng từng chữ hoa chữ thường',
  'chair.wifi.password': 'Mật khẩu Wi-Fi',
  'chair.wifi.name.fault': 'Tên Wi-Fi quá dài: nhiều nhất 32 byte, chữ có dấu tính 2 hoặc 3 byte.',
  'chair.wifi.password.fault': 'Mật khẩu Wi-Fi có 8 đến 63 ký tự, không dấu.',
  'chair.wifi.go': 'Hiện mã Wi-Fi',
  'chair.wifi.stop': 'Bỏ mã Wi-Fi',
  'chair.copy.heading': 'Bản sao dự phòng',
  'chair.copy.explain':
    'Toàn bộ dữ liệu được chép liên tục sang một nơi thứ hai, tốt nhất là USB. Máy này hỏng thì hội nghị tiếp tục từ bản sao trên máy khác. Bản sao là tài liệu Mật như bản chính.',
  'chair.copy.path': 'Thư mục giữ bản sao, trên máy chủ',
  'chair.copy.otherPath': 'Chuyển bản sao sang thư mục khác',
  'chair.copy.example': 'Ví dụ: /media/usb/hom-phieu hoặc E:\\hom-phieu',
  'chair.copy.go': 'Bắt đầu sao',
  'chair.copy.stop': 'Ngừng sao',
  'chair.copy.whole': 'Bản sao đầy đủ.',
  'chair.copy.behind': 'Bản sao chậm {seconds} giây, còn thiếu {n} dòng.',
  'chair.copy.lost': 'Không ghi được bản sao: kiểm tra USB hoặc ổ đĩa. Máy tự thử lại.',
  'chair.copy.full': 'Nơi giữ bản sao đã đầy: xóa bớt tệp hoặc chọn ổ khác. Máy tự thử lại.',
  'chair.copy.differs':
    'Bản sao khác với dữ liệu của máy này, có thể đã được dùng để họp trên máy khác. Không ghi đè. Chọn thư mục khác.',

  'chair.start.heading': 'Bắt đầu',
  'chair.start.noPlan': 'Máy chủ chưa có kế hoạch lấy phiếu.',
  'chair.start.file': 'Chọn tệp kế hoạch',
  'chair.start.fileEffect': 'Tệp được đọc và kiểm tra; chưa có gì bắt đầu.',
  'chair.start.sample': 'Diễn tập với kế hoạch mẫu',
  'chair.start.sampleEffect': 'Kế hoạch mẫu gồm những cái tên đặt ra, chỉ dùng để diễn tập.',
  'chair.start.problems': 'Tệp kế hoạch chưa dùng được. Sửa {n} chỗ sau rồi chọn lại tệp:',
  'chair.start.wholeFile': 'Cả tệp',
  'chair.start.unreadable': 'Không đọc được tệp «{name}». Chọn lại tệp kế hoạch dạng JSON.',
  'chair.start.tooLarge':
    'Tệp «{name}» quá lớn để gửi từ màn hình này. Dừng máy chủ rồi chạy: npm start -- --plan và đường dẫn của tệp.',
  'chair.start.plan': 'Kế hoạch',
  'chair.start.files':
    'Kế hoạch nêu {named} ảnh và hồ sơ; máy này chưa có {missing}. Trang này chỉ nạp được tệp kế hoạch: đặt ảnh và hồ sơ cạnh tệp đó trên máy chủ, rồi khởi động lại bằng «npm start -- --plan TỆP». Chưa có tệp, hội nghị vẫn tiến hành được; người ghi phiếu chỉ không xem được ảnh và báo cáo.',
  'chair.start.samplePlan': 'Kế hoạch mẫu: chỉ diễn tập',
  'chair.start.other': 'Chọn tệp kế hoạch khác',
  'chair.start.mode': 'Hình thức',
  'chair.start.rehearsal': 'Diễn tập',
  'chair.start.rehearsalHint':
    'Mọi màn hình và giấy tờ mang dấu DIỄN TẬP; không thể chuyển thành chính thức.',
  'chair.start.official': 'Chính thức',
  'chair.start.officialHint': 'Kết quả được lập biên bản và công bố.',
  'chair.start.officialSample': 'Kế hoạch mẫu không dùng để lấy phiếu chính thức.',
  'chair.start.venues': 'Chọn nơi lấy phiếu',
  'chair.start.roll': '{n} người được triệu tập',
  'chair.start.subjects': '{n} người được lấy phiếu',
  'chair.start.conference': 'Hội nghị',
  'chair.start.councilSession': 'Kỳ họp',
  'chair.start.goRehearsal': 'Bắt đầu diễn tập',
  'chair.start.goOfficial': 'Bắt đầu chính thức',
  'chair.start.rounds': 'Đã có: {rounds}',
  'chair.start.roundVoided': 'đã hủy',
  'chair.start.officialTitle': 'Bắt đầu lấy phiếu chính thức?',
  'chair.start.officialText':
    '{venue}: {roll} người được triệu tập, {subjects} người được lấy phiếu. Lượt chính thức được ghi vào nhật ký và không xóa được.',
  'chair.start.again': 'Bắt đầu lượt mới',
  'chair.start.next': 'Nơi lấy phiếu tiếp theo',

  'chair.prepare.heading': 'Mẫu phiếu',
  'chair.prepare.freeze': 'Chốt mẫu phiếu',
  'chair.prepare.effect':
    'Mẫu phiếu gồm {n} người được đóng dấu treo điện tử, không sửa được nữa. Hội nghị chuyển sang điểm danh.',
  'chair.prepare.confirmTitle': 'Chốt mẫu phiếu chính thức?',
  'chair.prepare.confirmText':
    'Phiếu gồm {n} người được lấy phiếu, phát cho tối đa {roll} người được triệu tập. Sau khi chốt, muốn sửa phiếu phải hủy lượt này và điểm danh lại từ đầu.',
  'chair.prepare.lines': 'Phiếu sẽ có {n} người, theo thứ tự này',
  'chair.prepare.post': 'Chức vụ, đơn vị công tác',
  'chair.prepare.excluded': 'Không lấy phiếu',
  'chair.prepare.why': 'Lý do',
  'chair.prepare.noneExcluded': 'Không có ai.',
  'chair.reason.appointedThisYear': 'Được bổ nhiệm trong năm',
  'chair.reason.electedThisYear': 'Được bầu trong năm',
  'chair.reason.reappointedThisYear': 'Được bổ nhiệm lại trong năm',
  'chair.reason.transferredThisYear': 'Được điều động, luân chuyển trong năm',
  'chair.reason.retirementNotice': 'Đã có thông báo nghỉ công tác chờ nghỉ hưu',

  'chair.roll.heading': 'Điểm danh',
  'chair.roll.confirm': 'Xác nhận đủ điều kiện tiến hành',
  'chair.roll.effect':
    'Ghi nhận {present}/{base} người có mặt, đủ 2/3. Hội nghị chuyển sang bầu Ban kiểm phiếu và niêm phong.',
  'chair.roll.confirmTitle': 'Xác nhận đủ điều kiện tiến hành?',
  'chair.roll.confirmText':
    'Có mặt {present}/{base} người, cần ít nhất {needed}. Xác nhận được ghi vào nhật ký và không lùi lại được. Người đến muộn vẫn điểm danh được.',
  'chair.roll.wait': 'Bấm được khi có mặt ít nhất {needed} người.',
  'chair.roll.summoned': 'Được triệu tập: {a} · Có mặt: {b} · Tỷ lệ: {c}%',
  'chair.roll.deputies': 'Tổng số đại biểu: {a} · Có mặt: {b} · Tỷ lệ: {c}%',
  'chair.roll.met': 'Đủ điều kiện tiến hành (có mặt từ 2/3 số người được triệu tập)',
  'chair.roll.metDeputies': 'Đủ điều kiện tiến hành (có mặt từ 2/3 tổng số đại biểu)',
  'chair.roll.notMet': 'Chưa đủ 2/3, còn thiếu {n} người',
  'chair.roll.present': 'người có mặt',
  'chair.roll.needed': 'Cần ít nhất {n}',
  'chair.roll.desks': 'Bàn điểm danh',
  'chair.roll.noDesk': 'Chưa có bàn nào. Ghép một bàn để bắt đầu điểm danh.',
  'chair.roll.pairDesk': 'Ghép thêm bàn điểm danh',

  'chair.phones.question': 'Cho phép dùng điện thoại cá nhân để ghi phiếu',
  'chair.phones.yes': 'Cho phép',
  'chair.phones.no': 'Không cho phép',
  'chair.phones.undecided': 'Chưa quyết định',
  'chair.phones.isYes':
    'Đã ghi nhận: cho phép. Đề nghị bật chế độ máy bay, chỉ mở Wi-Fi của hội trường.',
  'chair.phones.isNo':
    'Đã ghi nhận: không cho phép. Người ghi phiếu dùng máy bỏ phiếu hoặc phiếu giấy.',

  'chair.committee.heading': 'Ban kiểm phiếu',
  'chair.committee.intro':
    'Nhập đúng những người hội nghị đã bầu: từ ba người trở lên, một Trưởng ban.',
  'chair.committee.name': 'Họ và tên',
  'chair.committee.post': 'Chức vụ',
  'chair.committee.head': 'Trưởng ban',
  'chair.committee.member': 'Ủy viên',
  'chair.committee.coIssuer': 'Cùng cấp phiếu',
  'chair.committee.coIssuerHint':
    'Kế hoạch yêu cầu thiết bị của thành viên Ban kiểm phiếu cùng cấp phiếu với máy chủ. Chọn người giữ thiết bị luôn mở trong suốt thời gian bỏ phiếu, nên là hai người; không chọn ai thì mọi thành viên cùng cấp.',
  'chair.committee.remove': 'Bỏ dòng này',
  'chair.committee.add': 'Thêm thành viên',
  'chair.committee.how': 'Hình thức bầu',
  'chair.committee.howDefault': 'Hội nghị biểu quyết giơ tay, nhất trí',
  'chair.committee.record': 'Ghi nhận Ban kiểm phiếu',
  'chair.committee.effect':
    'Ghi nhận {n} thành viên, Trưởng ban {head}. Sau đó ghép thiết bị cho từng người.',
  'chair.committee.effectOpen': 'Sau đó ghép thiết bị cho từng người.',
  'chair.committee.tooFew': 'Cần ít nhất ba thành viên; đang có {n}. Bấm «Thêm thành viên».',
  'chair.committee.noHead': 'Chưa chọn Trưởng ban. Chọn một người ở cột «Trưởng ban».',
  'chair.committee.duplicate': 'Tên «{name}» nhập hai lần. Bỏ bớt một dòng hoặc ghi rõ thêm.',
  'chair.committee.noHow': 'Chưa ghi hình thức bầu.',
  'chair.committee.correct': 'Sửa danh sách',

  'chair.seal.heading': 'Niêm phong hòm phiếu',
  'chair.seal.ceremony': 'Lễ niêm phong',
  'chair.seal.explain':
    'Thiết bị của các thành viên cùng tạo một khóa mà không ai, kể cả máy chủ, giữ trọn. Mời từng người đọc to mã thiết bị của mình để hội nghị đối chiếu.',
  'chair.seal.teller': 'Thành viên',
  'chair.seal.device': 'Thiết bị',
  'chair.seal.progress': 'Tiến độ',
  'chair.seal.code': 'Mã thiết bị (đọc to)',
  'chair.seal.online': 'Đang kết nối',
  'chair.seal.offline': 'Mất kết nối',
  'chair.seal.showQr': 'Hiện mã QR',
  'chair.seal.step0': 'Chờ tham gia',
  'chair.seal.step1': '1/4 Đã tham gia',
  'chair.seal.step2': '2/4 Đã cam kết',
  'chair.seal.step3': '3/4 Đã trao mảnh khóa',
  'chair.seal.step4': '4/4 Đã xác nhận khóa',
  'chair.seal.boxEmpty': 'Kiểm tra hòm phiếu: 0 phiếu',
  'chair.seal.key': 'Mã niêm phong, đối chiếu với màn hình hội trường',
  'chair.seal.restart': 'Làm lại lễ niêm phong',
  'chair.seal.restartTitle': 'Làm lại lễ niêm phong từ đầu?',
  'chair.seal.restartText':
    'Khóa của {n} thành viên bị bỏ, mọi thiết bị tạo khóa mới. Chưa có phiếu nào trong hòm.',
  'chair.seal.restartGo': 'Làm lại',
  'chair.open.button': 'Mở bỏ phiếu',
  'chair.open.effect':
    '{n} người có mặt có thể được phát phiếu. Từ lúc mở, mẫu phiếu, khóa và Ban kiểm phiếu không đổi được.',
  'chair.open.title': 'Mở bỏ phiếu?',
  'chair.open.text':
    '{n} người có mặt có thể bỏ phiếu cho {subjects} người được lấy phiếu. Hòm có 0 phiếu. Không quay lại được bước niêm phong.',

  'chair.poll.heading': 'Đang bỏ phiếu',
  'chair.poll.sealed': 'Kết quả chỉ hiển thị sau khi kết thúc bỏ phiếu',
  'chair.poll.rate': 'Phiếu trong phút vừa qua',
  'chair.poll.chart':
    'Phiếu thu về theo thời gian; mép trên là số phiếu phát ra. Chỉ lưu trên màn hình này.',
  'chair.poll.chartEmpty': 'Biểu đồ hiện khi có phiếu thu về.',
  'chair.poll.notIssued': 'Có mặt, chưa nhận phiếu: {n}',
  'chair.close.button': 'Kết thúc bỏ phiếu',
  'chair.close.effect': 'Hòm phiếu đóng lại. {n} phiếu đã phát chưa thu về sẽ không còn giá trị.',
  'chair.close.effectPaper':
    'Hòm phiếu đóng lại. {electronic} phiếu điện tử chưa thu về sẽ không còn giá trị; {paper} phiếu giấy đã phát sẽ do Ban kiểm phiếu kiểm ngay sau đó.',
  'chair.close.effectPaperOnly':
    'Hòm phiếu đóng lại. Mọi phiếu điện tử đã thu về; {paper} phiếu giấy đã phát sẽ do Ban kiểm phiếu kiểm ngay sau đó.',
  'chair.close.effectNone': 'Hòm phiếu đóng lại. Mọi phiếu đã phát đều đã thu về.',
  'chair.close.title': 'Kết thúc bỏ phiếu?',
  'chair.close.text':
    'Phát ra {issued}, thu về {collected}. Còn {n} phiếu đã phát chưa thu về. Vẫn kết thúc?',
  'chair.close.paper':
    'Trong {n} phiếu đó có {paper} phiếu giấy: phiếu đã bỏ vào hòm giấy vẫn được Ban kiểm phiếu kiểm.',
  'chair.coIssuers': 'Thiết bị cùng cấp phiếu',
  'chair.coIssuers.online': '{name}: đang kết nối',
  'chair.coIssuers.offline': '{name}: MẤT KẾT NỐI',
  'chair.close.coIssuers':
    'Kiểm phiếu cần khóa của mọi thiết bị cùng cấp phiếu. Đang kết nối: {online}. Mất kết nối: {offline}.',
  'chair.close.coIssuersAll':
    'Kiểm phiếu cần khóa của mọi thiết bị cùng cấp phiếu; tất cả đang kết nối: {online}.',
  'chair.close.minBallots':
    'Mới thu về {n} phiếu điện tử, dưới mức tối thiểu {min}: kết thúc lúc này thì phiếu điện tử không được mở, phải lấy phiếu lại.',

  'chair.count.heading': 'Kiểm phiếu',
  'chair.count.wait': 'Việc tiếp theo thuộc về Ban kiểm phiếu. Bàn điều hành chỉ theo dõi.',
  'chair.count.paper': 'Phiếu giấy',
  'chair.count.paperOpen': 'Chưa chốt. Chờ Trưởng ban kiểm phiếu.',
  'chair.count.paperFixed': 'Đã chốt: {n} phiếu giấy',
  'chair.count.tally': 'Mã kiểm phiếu',
  'chair.count.tallyPaper': 'Có sau khi chốt phiếu giấy.',
  'chair.count.tallyWait': 'Đang cộng các phiếu đã niêm phong…',
  'chair.count.tallyHint':
    '{n} phiếu điện tử được cộng lại. Các thành viên so mã này trên thiết bị của mình với màn hình hội trường.',
  'chair.count.agreements': 'Đồng ý mở',
  'chair.count.openings': 'Đã mở',
  'chair.count.of': '{n}/{needed}',
  'chair.count.agreed': 'Đã đồng ý',
  'chair.count.opened': 'Đã mở',
  'chair.count.waiting': 'Đang chờ',
  'chair.count.lower': 'Giảm số người phải đồng ý',
  'chair.count.lowerTitle': 'Giảm số người phải đồng ý?',
  'chair.count.lowerText':
    'Từ {needed} xuống {threshold} thành viên. Chỉ dùng khi thiết bị của một thành viên bị mất hoặc hỏng. Mọi màn hình báo đỏ việc này.',
  'chair.count.lowerGo': 'Giảm và ghi lý do',

  'chair.result.heading': 'Kết quả, chưa công bố',
  'chair.result.announcedHeading': 'Kết quả đã công bố',
  'chair.recount.heading': 'Kiểm lại',
  'chair.recount.server': 'Máy chủ',
  'chair.recount.supervisor': 'Giám sát',
  'chair.recount.teller': 'Ban kiểm phiếu',
  'chair.recount.base': 'Mã để so sánh',
  'chair.recount.equal': 'Khớp với máy chủ',
  'chair.recount.unequal': 'KHÁC với máy chủ',
  'chair.recount.way':
    'Cách xử lý: (1) Trên thiết bị báo khác, tải lại trang: trang tự đếm lại, mã mới thay mã cũ. (2) Vẫn khác mà các lần kiểm lại khác đều khớp: lưu tệp hòm phiếu, cùng xem bằng trang kiểm độc lập; nếu do thiết bị đó, bấm «Không dùng» và ghi lý do. (3) Nhiều thiết bị báo khác: không công bố, hủy lượt.',
  'chair.recount.setAside': 'Không dùng lần này…',
  'chair.recount.setAsideTitle': 'Không dùng lần kiểm lại của {by}',
  'chair.recount.setAsideText':
    'Thiết bị «{by}» bị thu hồi ngay. Mã của thiết bị đó, việc này và lý do được ghi vào nhật ký và biên bản; mọi giám sát đều thấy. Ai cũng kiểm lại được từ tệp hòm phiếu.',
  'chair.recount.setAsideGo': 'Thu hồi và không dùng',
  'chair.recount.none': 'Chưa có lần kiểm lại nào.',
  'chair.gaps.heading': 'Chênh lệch',
  'chair.gaps.none': 'Không có chênh lệch: số phiếu phát ra bằng số phiếu thu về.',
  'chair.gap.outstanding': '{n} phiếu đã phát không thu về',
  'chair.gap.excluded': '{n} phiếu điện tử bị loại khi kiểm',
  'chair.gap.rejected': '{n} phiếu giấy không do Ban kiểm phiếu phát ra',
  'chair.gap.recorded': 'Lý do đã ghi: {reason}',
  'chair.gap.save': 'Ghi lý do',
  'chair.announce.button': 'Công bố kết quả',
  'chair.announce.effect':
    'Kết quả hiện trên màn hình hội trường và được lập biên bản. Mời Ban kiểm phiếu đọc kết quả.',
  'chair.announce.title': 'Công bố kết quả?',
  'chair.announce.text':
    'Phát ra {issued} phiếu, thu về {collected} phiếu, {rows} người được lấy phiếu. {equal} lần kiểm lại độc lập khớp với máy chủ. Đã công bố thì không rút lại được.',
  'chair.announce.paperOnly':
    'Phát ra {issued} phiếu, thu về {collected} phiếu, {rows} người được lấy phiếu. Đã công bố thì không rút lại được.',

  'chair.final.print': 'In kết quả',
  'chair.final.signed': 'Biên bản: Trưởng ban đã xác nhận ký',
  'chair.final.unsigned': 'Biên bản: chờ Trưởng ban kiểm phiếu xác nhận đã ký',
  'chair.archive.button': 'Lưu trữ hồ sơ',
  'chair.archive.effect': 'Khóa hồ sơ lượt này. Sau đó có thể bắt đầu nơi lấy phiếu tiếp theo.',
  'chair.archive.title': 'Lưu trữ hồ sơ?',
  'chair.archive.text':
    '{collected} phiếu, {entries} dòng bảng công khai được khóa lại. Sau đó không đính chính được nữa.',
  'chair.archived.heading': 'Đã lưu trữ',
  'chair.archived.text':
    'Hồ sơ lượt {round} đã khóa. Niêm phong gói lưu trữ, lập biên bản bàn giao ở cuối trang này.',

  'chair.void.open': 'Hủy lượt này…',
  'chair.void.title': 'Hủy lượt lấy phiếu này?',
  'chair.void.text':
    'Phát ra {issued} phiếu, thu về {collected} phiếu: tất cả không được kiểm. Hồ sơ vẫn được giữ; lượt tiếp theo bắt đầu ngay với cùng mẫu phiếu, từ bước điểm danh. Không khôi phục được.',
  'chair.void.go': 'Hủy lượt này',
  'chair.voided.heading': 'Lượt này đã hủy',
  'chair.voided.text': 'Lý do: {reason} Hồ sơ được giữ lại, không kiểm phiếu.',
  'chair.voided.minBallots':
    'Số phiếu thu về dưới mức tối thiểu, nên không phiếu nào được mở. Phải lấy phiếu lại.',

  'chair.pair.heading': 'Thiết bị',
  'chair.pair.add': 'Ghép thiết bị mới',
  'chair.pair.desk': 'Bàn điểm danh',
  'chair.pair.supervisor': 'Giám sát',
  'chair.pair.display': 'Màn hình hội trường',
  'chair.pair.kiosk': 'Máy bỏ phiếu',
  'chair.pair.tellerNamed': 'Kiểm phiếu: {name}',
  'chair.pair.label.desk': 'Bàn {n}',
  'chair.pair.label.supervisor': 'Giám sát {n}',
  'chair.pair.label.display': 'Màn hình {n}',
  'chair.pair.label.kiosk': 'Máy bỏ phiếu {n}',
  'chair.pair.title': 'Ghép: {label}',
  'chair.pair.scan': 'Quét mã bằng thiết bị cần ghép, hoặc gõ địa chỉ vào trình duyệt:',
  'chair.pair.qr': 'Mã QR ghép thiết bị {label}',
  'chair.pair.left': 'Mã dùng một lần, còn {time}',
  'chair.pair.expired': 'Mã đã hết hạn. Tạo mã mới.',
  'chair.pair.cards': 'In thẻ ghép máy',
  'chair.pair.cardsExplain':
    'Mỗi thẻ ghép một máy, trong 10 phút từ lúc tạo. Tạo thẻ khi máy in và các thiết bị đã sẵn sàng; hủy thẻ và xóa tệp sau khi ghép.',
  'chair.pair.cardsDesks': 'Bàn điểm danh',
  'chair.pair.cardsKiosks': 'Máy bỏ phiếu',
  'chair.pair.cardsTellers': 'Ủy viên Ban kiểm phiếu chưa ghép máy',
  'chair.pair.cardsMake': 'Tạo {n} thẻ (PDF)',
  'chair.pair.cardsFailed': 'Chưa tạo được tệp PDF. Kiểm tra kết nối với máy chủ rồi bấm lại.',
  'chair.pair.again': 'Tạo mã mới',
  'chair.pair.done': 'Đã ghép: {label}',
  'chair.pair.rename': 'Tên thiết bị',
  'chair.pair.renameGo': 'Tạo mã với tên này',
  'chair.pair.address': 'Địa chỉ của máy chủ',
  'chair.pair.online': 'đang kết nối',
  'chair.pair.offline': 'mất kết nối',
  'chair.pair.revoke': 'Thu hồi',
  'chair.pair.revokeTitle': 'Thu hồi {label}?',
  'chair.pair.revokeText': 'Thiết bị mất quyền ngay và phải ghép lại bằng mã mới.',
  'chair.pair.here': '{n} thiết bị đang kết nối',
  'chair.pair.none': 'Chưa có thiết bị nào.',
  'chair.pair.summary': '{online}/{all} thiết bị đang kết nối',

  'chair.incident.heading': 'Sự việc',
  'chair.incident.label': 'Ghi sự việc vào nhật ký và biên bản',
  'chair.incident.save': 'Ghi sự việc',
  'chair.incident.none': 'Chưa có sự việc nào.',
  'chair.incident.byChair': 'Chủ trì',
} as const satisfies Record<string, string>;
