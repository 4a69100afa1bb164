/** Texts of the teller's screens; keys begin with `teller.`. */
export const viTeller = {
  'teller.heading': 'Ban kiểm phiếu',
  'teller.head': 'Trưởng ban',
  'teller.member': 'Ủy viên',
  'teller.waiting': 'Chưa có lượt lấy phiếu nào. Màn hình sẽ tự hiện khi chủ trì mở lượt.',
  'teller.notElected':
    'Thiết bị này dành cho một thành viên Ban kiểm phiếu. Chờ hội nghị bầu xong và chủ trì ghi danh sách.',
  'teller.steps': 'Ba việc của thành viên Ban kiểm phiếu',
  'teller.step.1': 'Niêm phong',
  'teller.step.2': 'Đồng ý',
  'teller.step.3': 'Mở niêm phong',
  'teller.step.done': 'xong',
  'teller.step.now': 'đang làm',
  'teller.step.later': 'chưa đến',
  'teller.say': 'Có thể nói với hội nghị:',
  'teller.loading': 'Đang mở dữ liệu trên thiết bị…',
  'teller.join.heading': 'Tham gia niêm phong',
  'teller.join.what':
    'Thiết bị này tạo một phần khóa của hòm phiếu. Phải đủ nhiều thành viên cùng mở, một mình không ai mở được.',
  'teller.join.say': '“Tôi đã tạo phần khóa của mình. Máy chủ và chủ trì không giữ phần khóa nào.”',
  'teller.join.again': 'Lễ niêm phong được làm lại. Thiết bị sẽ tạo khóa mới.',
  'teller.join.keep': 'Từ nay giữ thiết bị này bên mình, không xóa dữ liệu trình duyệt.',
  'teller.join.button': 'Tham gia niêm phong',
  'teller.ceremony.heading': 'Đang niêm phong',
  'teller.ceremony.what':
    'Các thiết bị đang tự trao đổi để tạo khóa chung. Không cần bấm gì, chỉ giữ màn hình mở.',
  'teller.ceremony.say':
    '“Các thiết bị của Ban kiểm phiếu đang cùng tạo khóa; chưa có phiếu nào trong hòm.”',
  'teller.wait.post': 'Đang gửi phần của thiết bị này.',
  'teller.wait.setup': 'Chờ đủ các thành viên tham gia.',
  'teller.wait.commits': 'Chờ cam kết khóa của các thành viên khác.',
  'teller.wait.deals': 'Chờ phần khóa của các thành viên khác.',
  'teller.wait.oks': 'Phần khóa đã đúng. Chờ các thành viên khác xác nhận.',
  'teller.wait.open': 'Đã đủ xác nhận. Chờ máy chủ ghi khóa chung.',
  'teller.wait.sealed': 'Đã niêm phong.',
  'teller.failed.complaint':
    'Một phần khóa không đúng và thiết bị đã báo. Chủ trì cho làm lại lễ niêm phong.',
  'teller.failed.aborted': 'Lượt này đã dừng. Chờ chủ trì mở lại.',
  'teller.failed.badBoard':
    'Máy chủ đưa ra điều mà thành viên không nói. Dừng lại, báo Trưởng ban và đoàn giám sát.',
  'teller.failed.heading': 'Chưa niêm phong được',
  'teller.lost.heading': 'Thiết bị này không giữ phần khóa',
  'teller.lost.what':
    'Phần khóa nằm trên thiết bị khác. Dùng tiếp thiết bị đó, hoặc khôi phục từ tệp dự phòng; nếu chưa mở bỏ phiếu, chủ trì có thể cho làm lại lễ niêm phong.',
  'teller.sealed.heading': 'Đã niêm phong, giữ phần khóa',
  'teller.sealed.what':
    'Thiết bị này giữ phần khóa số {i}. Khi kết thúc bỏ phiếu, bước tiếp theo sẽ tự hiện ở đây.',
  'teller.sealed.say':
    '“Hòm phiếu đã niêm phong bằng khóa chung. Mã khóa trên thiết bị của tôi giống mã trên màn hình.”',
  'teller.key': 'Mã khóa chung, so với màn hình hội trường',
  'teller.compare': 'Đọc mã cho nhau nghe',
  'teller.compare.what':
    'Mỗi thành viên đọc mã trên thiết bị của mình. Các mã phải giống danh sách dưới đây.',
  'teller.compare.mine': 'thiết bị này',
  'teller.compare.aloud': 'Đọc to: {words}.',
  'teller.compare.differs': 'Máy chủ ghi mã khác với thiết bị này. Dừng lại, báo Trưởng ban.',
  'teller.agree.heading': 'Đồng ý với bản cộng phiếu',
  'teller.agree.what':
    'Thiết bị này tự kiểm tra từng phiếu và tự cộng, không tin máy chủ. Đồng ý nghĩa là chỉ mở đúng bản cộng này.',
  'teller.agree.say':
    '“Thiết bị của tôi tự cộng được {ballots} phiếu và ra đúng mã trên màn hình.”',
  'teller.agree.checking': 'Đang kiểm tra: {checked}/{ballots} phiếu. Chờ xong mới đồng ý được.',
  'teller.agree.ballots': 'Số phiếu điện tử được tính',
  'teller.agree.code': 'Mã bản cộng, so với màn hình hội trường',
  'teller.agree.button': 'Mã giống nhau, tôi đồng ý',
  'teller.agreed.heading': 'Đã đồng ý',
  'teller.agreed.what': 'Đã có {agreements}/{needed} thành viên đồng ý. Đủ số thì mở niêm phong.',
  'teller.open.heading': 'Mở niêm phong',
  'teller.open.what':
    'Thiết bị dùng phần khóa của {xung} để mở tổng số của từng người. Không lá phiếu nào bị mở riêng.',
  'teller.open.say': '“Tôi mở phần khóa của mình để cộng kết quả. Không lá phiếu nào bị mở ra.”',
  'teller.open.lowered':
    'Số thành viên phải đồng ý đã bị hạ. Trước khi mở, hỏi các thành viên khác: mã bản cộng trên mọi thiết bị có giống nhau không?',
  'teller.open.loweredYes': 'Tôi đã hỏi và mã giống nhau',
  'teller.open.button': 'Mở niêm phong',
  'teller.opened.heading': 'Đã mở phần khóa của mình',
  'teller.opened.what': 'Đã có {openings}/{threshold} phần khóa. Đủ số thì máy tự cộng kết quả.',
  'teller.keys.held':
    'Phần khóa của lượt này còn trên máy này và tự xóa khi kết quả được công bố. Giữ trang này mở đến lúc đó.',
  'teller.keys.erased':
    'Máy này không còn giữ khóa nào của lượt này: đã xóa. Tệp dự phòng đã tải về không tự xóa: nộp để niêm phong cùng hồ sơ.',
  'teller.finished.heading': 'Đã kiểm phiếu xong',
  'teller.finished.what': 'Thiết bị này tự đếm lại toàn bộ từ bảng công khai, kết quả ở dưới.',
  'teller.stopped.heading': 'DỪNG LẠI: bảng công khai sai',
  'teller.backup': 'Dự phòng phần khóa',
  'teller.backup.what':
    'Lưu phần khóa thành tệp có mật khẩu, để dùng tiếp khi thiết bị hỏng. Cất tệp riêng, không gửi cho ai.',
  'teller.backup.passphrase': 'Mật khẩu, ít nhất 8 ký tự',
  'teller.backup.repeat': 'Nhập lại mật khẩu',
  'teller.backup.differs': 'Hai lần nhập khác nhau.',
  'teller.backup.button': 'Lưu tệp dự phòng',
  'teller.backup.done': 'Đã lưu tệp dự phòng.',
  'teller.restore': 'Khôi phục từ tệp dự phòng',
  'teller.restore.file': 'Chọn tệp dự phòng…',
  'teller.restore.passphrase': 'Mật khẩu của tệp',
  'teller.restore.button': 'Khôi phục',
  'teller.restore.E_PASSPHRASE': 'Mật khẩu không đúng, hoặc tệp đã bị sửa.',
  'teller.restore.E_EID': 'Tệp này thuộc một lượt lấy phiếu khác.',
  'teller.restore.other': 'Đây không phải tệp dự phòng phần khóa.',
  'teller.saveFirst.heading': 'Lưu tệp dự phòng của khóa cấp phiếu',
  'teller.saveFirst.what':
    'Thiết bị này cùng cấp phiếu với máy chủ. Mất khóa cấp phiếu thì cả lượt không kiểm được, nên phải lưu tệp dự phòng trước khi niêm phong.',
  'teller.saveFirst.say': '“Tôi đã lưu bản dự phòng khóa cấp phiếu của mình. Mời niêm phong.”',
  'teller.issuing': 'Thiết bị này cùng cấp phiếu',
  'teller.issuing.what':
    'Giữ trang này mở và thiết bị không ngủ cho đến khi kết thúc bỏ phiếu: mỗi mã phiếu cần chữ ký của thiết bị này.',
  'teller.issuing.signed': 'Đã ký',
  'teller.issuing.registered': 'Dòng trong sổ đã soát',
  'teller.issuing.ballots': 'Phiếu trong hòm đã soát',
  'teller.issuing.refused': 'Đã từ chối {n} lần ký lại một mã cho máy khác.',
  'teller.issuing.line':
    'DỪNG LẠI: dòng {n} trong sổ phát phiếu không do thiết bị này ký. Báo ngay Trưởng ban và đoàn giám sát. Thiết bị không ký và không công khai khóa nữa.',
  'teller.issuing.register':
    'Sổ phát phiếu bị sai ở dòng {n}, hoặc không phải sổ mà máy chủ đã chốt. Báo ngay Trưởng ban và đoàn giám sát.',
  'teller.issuing.ballot':
    'Phiếu ở dòng {n} của hòm mang dấu không do thiết bị này tạo ra. Báo ngay Trưởng ban và đoàn giám sát. Phiếu đó sẽ bị loại khi kiểm.',
  'teller.issuing.excess': 'Có {n} mã đã ký nhưng không có trong sổ',
  'teller.issuing.excess.what':
    'Thường do người vừa quét mã lúc kết thúc bỏ phiếu, hoặc mã bị thu hồi. Hỏi các bàn phát phiếu: đúng là có từng ấy mã quét mà chưa mở được? Chỉ công khai khóa khi đã khớp; chưa khớp thì báo đoàn giám sát.',
  'teller.issuing.accept': 'Đã đối chiếu, công khai khóa cấp phiếu',
  'teller.issuing.reveal':
    'Sổ khớp với danh sách đã ký. Khóa cấp phiếu được công khai để kiểm phiếu.',
  'teller.issuers': 'Cấp phiếu: {names}',
  'teller.paper': 'Nhập phiếu giấy',
  'teller.paper.issued': 'Phiếu giấy đã phát: {n}',
  'teller.paper.what':
    'Hai thành viên đếm và nhập riêng, không nhìn nhau. Hai bản giống nhau từng ô thì mới chốt được.',
  'teller.paper.rule.line':
    'Bỏ trống, hoặc đánh dấu từ hai ô trở lên đối với một người: ghi vào «Không hợp lệ» của người đó. Cả phiếu bỏ trống vẫn là phiếu thu về.',
  'teller.paper.rule.strikeOut.line':
    'Gạch xóa họ tên: ghi vào «Không hợp lệ» của người bị gạch; các dòng khác vẫn tính.',
  'teller.paper.rule.strikeOut.ballot':
    'Gạch xóa họ tên: cả phiếu không hợp lệ, ghi vào «Không hợp lệ» của mọi người.',
  'teller.paper.rule.writeIn.linePartInvalid':
    'Ghi thêm tên: bỏ phần ghi thêm; các dòng trong danh sách vẫn tính.',
  'teller.paper.rule.writeIn.wholeBallotInvalid':
    'Ghi thêm tên hoặc thông tin khác: cả phiếu không hợp lệ, ghi vào «Không hợp lệ» của mọi người.',
  'teller.paper.rule.notIssued':
    'Phiếu không do Ban kiểm phiếu phát ra: không tính vào số thu về, chỉ ghi ở ô riêng. Phiếu hỏng đã đổi phiếu khác: để riêng, không đếm.',
  'teller.paper.count': 'Số phiếu giấy thu về',
  'teller.paper.rejected': 'Phiếu không do Ban kiểm phiếu phát ra (không tính)',
  'teller.paper.sum': 'Cộng {sum}/{count}',
  'teller.paper.sumWrong': 'Cộng {sum}, phải bằng {count}',
  'teller.paper.rulings':
    'Kết luận khác của Ban kiểm phiếu (nếu có), mỗi dòng một ý, hai bản ghi giống nhau',
  'teller.paper.check':
    'Chưa gửi được: bốn ô của từng người phải cộng lại bằng số phiếu giấy thu về; phiếu có nghi vấn không nhiều hơn số thu về.',
  'teller.paper.button': 'Gửi bản nhập của tôi',
  'teller.paper.sent': 'Đã gửi bản nhập. Có thể sửa và gửi lại trước khi chốt.',
  'teller.paper.keyed': 'Đã nhập: {names}',
  'teller.paper.nobody': 'Chưa ai nhập phiếu giấy.',
  'teller.paper.equal': 'Hai bản nhập giống nhau.',
  'teller.paper.unequal':
    'Bản nhập của {one} và {other} KHÁC nhau ở các ô sau. Đếm lại, nhập lại rồi gửi lại:',
  'teller.paper.other': 'khác bản kia',
  'teller.paper.otherRulings': 'khác bản kia: hai bản phải ghi giống nhau từng chữ',
  'teller.paper.doubtful':
    'Phiếu có nghi vấn: ghi số phiếu, câu kết luận tự vào biên bản theo quy tắc ở trên.',
  'teller.paper.struckOut': 'Phiếu có gạch xóa họ tên',
  'teller.paper.writtenOn': 'Phiếu có ghi thêm',
  'teller.paper.cell': '{name}: {field}',
  'teller.paper.whole': 'Toàn bản: {field}',
  'teller.paper.field.count': 'số phiếu thu về',
  'teller.paper.field.rejected': 'phiếu không do Ban kiểm phiếu phát ra',
  'teller.paper.field.rulings': 'phiếu gạch xóa, ghi thêm, hoặc kết luận khác',
  'teller.paper.field.high': 'tín nhiệm cao',
  'teller.paper.field.confidence': 'tín nhiệm',
  'teller.paper.field.low': 'tín nhiệm thấp',
  'teller.paper.field.invalid': 'không hợp lệ',
  'teller.fix': 'Chốt phiếu giấy',
  'teller.fix.what': 'Trưởng ban chốt một lần; sau đó không sửa được nữa.',
  'teller.fix.none': 'Không có phiếu giấy, cộng phiếu',
  'teller.fix.paper': 'Có phiếu giấy, chốt hai bản giống nhau',
  'teller.fix.confirmNone': 'Chốt là không có phiếu giấy nào và cộng phiếu điện tử?',
  'teller.fix.issued':
    'Đã phát {n} phiếu giấy: hai thành viên nhập số liệu rồi Trưởng ban mới chốt.',
  'teller.fix.confirmLost':
    'Đã phát {n} phiếu giấy mà chưa ai nhập. Chốt là không có phiếu giấy nào thì cả {n} phiếu đó không được tính, coi như không thu về. Chỉ chốt khi hòm phiếu giấy thật sự trống.',
  'teller.fix.confirmPaper': 'Chốt số liệu phiếu giấy của hai bản giống nhau và cộng phiếu?',
  'teller.void': 'Thu hồi và phát lại phiếu',
  'teller.void.what':
    'Chỉ thu hồi được phiếu chưa mở trên thiết bị nào. Sau đó bàn phát phiếu phát lại cho người đó.',
  'teller.void.search': 'Tìm họ tên',
  'teller.void.none': 'Không có ai đang giữ phiếu khớp với tìm kiếm.',
  'teller.void.button': 'Thu hồi',
  'teller.void.title': 'Thu hồi phiếu của {name}',
  'teller.void.serial': 'Số in trên phiếu (8 ký tự)',
  'teller.void.reason': 'Lý do phát lại',
  'teller.void.confirm': 'Thu hồi phiếu',
  'teller.way.screen': 'trên màn hình',
  'teller.way.slip': 'phiếu in mã',
  'teller.way.kiosk': 'máy bỏ phiếu',
  'teller.way.paper': 'phiếu giấy',
  'teller.incidents': 'Sự việc và lý do',
  'teller.incident.label': 'Ghi một sự việc vào biên bản',
  'teller.incident.button': 'Ghi sự việc',
  'teller.gap.label': 'Lý do: {gap}',
  'teller.gap.button': 'Ghi lý do',
  'teller.gap.done': 'Đã ghi: {reason}',
  'teller.minutes': 'Biên bản kiểm phiếu',
  'teller.minutes.what': 'Ký xác nhận biên bản sau khi đã in và kiểm tra đủ số bản.',
  'teller.minutes.sign': 'Xác nhận đã ký biên bản',
  'teller.minutes.signed': 'Đã ghi nhận việc ký biên bản.',
  'teller.correct.label': 'Đính chính văn bản, lý do',
  'teller.correct.what': 'Lập phiên bản mới của văn bản, giữ cả hai; số phiếu không đổi.',
  'teller.correct.button': 'Lập bản đính chính',
} as const satisfies Record<string, string>;
