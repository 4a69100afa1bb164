import { describe, expect, test } from 'vitest';
import { minutes } from '#shared/papers/minutes.ts';
import { DEFAULT_PAPER_SETTINGS as DEFAULTS } from '#shared/papers/settings.ts';
import type { Table } from '#shared/papers/model.ts';
import { PROFILE_IDS } from '#shared/plan/profiles.ts';
import { DIGEST, eventfulFacts, HEAD, paperFacts } from '../../support/papers/facts.ts';
import type { FactsChoice } from '../../support/papers/facts.ts';
import { linesOf, tablesOf, textOf } from '../../support/papers/text.ts';

function textFor(choice: FactsChoice = {}, settings = DEFAULTS): string {
  return textOf(minutes(paperFacts(choice), settings, 1));
}

describe('B3 Biên bản kiểm phiếu, item by item', () => {
  test('1 head and title', () => {
    const lines = linesOf(minutes(paperFacts(), { ...DEFAULTS, minutesNumber: '12-BB/HU' }, 2));
    expect(lines.slice(0, 8)).toEqual([
      'TỈNH ỦY Y',
      'HUYỆN ỦY X',
      '*',
      'ĐẢNG CỘNG SẢN VIỆT NAM',
      'Số 12-BB/HU',
      'MẬT',
      'Bản số 2',
      '……………, ngày 21 tháng 11 năm 2026',
    ]);
    expect(lines.slice(8, 10)).toEqual([
      'BIÊN BẢN KIỂM PHIẾU',
      'lấy phiếu tín nhiệm đối với cán bộ trong Đảng bộ huyện X năm 2026',
    ]);
  });

  test('2 legal bases with the plan, day, place, times, event and chair', () => {
    const text = textFor();
    expect(text).toContain('Căn cứ Quy định số 96-QĐ/TW ngày 02/02/2023 của Bộ Chính trị');
    expect(text).toContain('Căn cứ Kế hoạch số 01-KH/HU ngày 22 tháng 9 năm 2026 của Huyện ủy X;');
    expect(text).toContain(
      'Hôm nay, ngày 21 tháng 11 năm 2026, tại Hội trường Huyện ủy X, hội nghị Ban Chấp hành Đảng bộ huyện tiến hành lấy phiếu tín nhiệm đối với cán bộ trong Đảng bộ huyện X năm 2026. Bỏ phiếu từ 08 giờ 30 phút đến 09 giờ 05 phút; kiểm phiếu từ 09 giờ 05 phút đến 09 giờ 20 phút.',
    );
    expect(text).toContain('Chủ trì hội nghị: Bí thư Huyện ủy.');
  });

  test.each([3, 9])('3 R19 each of %i tellers with post and role, and how elected', (tellers) => {
    const facts = paperFacts({ tellers, long: true });
    const lines = linesOf(minutes(facts, DEFAULTS, 1));
    for (const [i, { name, post, head }] of facts.committee!.members.entries()) {
      expect(lines).toContain(`${i + 1}. ${name}, ${post}: ${head ? 'Trưởng ban' : 'Ủy viên'}.`);
    }
    const said = tellers === 9 ? '9 đồng chí (chín đồng chí)' : '3 đồng chí (ba đồng chí)';
    expect(lines).toContain(
      `Hội nghị đã bầu Ban kiểm phiếu gồm ${said}. Hình thức: Biểu quyết giơ tay, 100% số đại biểu có mặt tán thành. Thành phần:`,
    );
  });

  test('4 R49 the supervisors as planned, for nobody records who came; or that there are none', () => {
    expect(textFor()).toContain(
      'II. ĐẠI DIỆN GIÁM SÁT\nĐại diện giám sát theo kế hoạch (người có mặt ký xác nhận ở cuối biên bản):\n1. Hoàng Thị Thanh',
    );
    expect(textFor()).toContain('2. Phan Văn Kiểm, Ủy ban Kiểm tra Tỉnh ủy.');
    const unsigned = textOf(minutes(paperFacts(), { ...DEFAULTS, supervisorsSign: false }, 1));
    expect(unsigned).toContain('Đại diện giám sát theo kế hoạch:\n1. Hoàng Thị Thanh');
    expect(textFor({ venue: { supervisors: [] } })).toContain(
      'II. ĐẠI DIỆN GIÁM SÁT\nKế hoạch không cử đại diện giám sát.',
    );
  });

  test('5 R15 R17 roll and quorum of a conference', () => {
    const text = textFor();
    expect(text).toContain(
      [
        '- Tổng số được triệu tập: 50 đồng chí.',
        '- Số có mặt dự hội nghị: 47 đồng chí.',
        '- Số vắng mặt từ đầu đến trước thời điểm bỏ phiếu: 3 đồng chí.',
        '- Số có mặt tại thời điểm bỏ phiếu: 46 đồng chí.',
        'Khi xác nhận điều kiện tiến hành, có mặt 46/50 đồng chí được triệu tập, bảo đảm từ 2/3 trở lên (ít nhất 34), hội nghị đủ điều kiện tiến hành.',
      ].join('\n'),
    );
    expect(text).not.toContain('dưới 2/3');
  });

  test('5 R16 of a session the base is all deputies; F8 a quorum lost later is said', () => {
    const text = textFor({
      profile: 'council-96',
      figures: { presentAtVote: 39, ballotsIssued: 39, ballotsCollected: 39 },
    });
    expect(text).toContain('- Tổng số đại biểu Hội đồng nhân dân: 60 đại biểu.');
    expect(text).toContain(
      'có mặt 46/60 đại biểu (tính trên tổng số đại biểu Hội đồng nhân dân), bảo đảm từ 2/3',
    );
    expect(text).toContain('Tại thời điểm kết thúc bỏ phiếu, số có mặt dưới 2/3.');
  });

  test('6 R32 the empty box, the sealing key, the phones; restarts with their reasons', () => {
    const text = textOf(minutes(eventfulFacts(), DEFAULTS, 1));
    expect(text).toContain('đã kiểm tra hòm phiếu điện tử và hòm phiếu giấy: 0 phiếu trong hòm.');
    expect(text).toContain('mã khóa chung K7QD-94XM-2HTB-RW3F đã được đối chiếu công khai.');
    expect(text).toContain('làm lại 1 lần, lý do: Máy của một ủy viên hết pin khi đang tạo khóa.');
    expect(text).toContain('Chủ trì cho phép dùng điện thoại cá nhân để ghi phiếu.');
    expect(textFor({ paper: 0 })).toContain('đã kiểm tra hòm phiếu điện tử: 0 phiếu trong hòm.');
  });

  test('7 issued and collected, electronic and paper apart, in words', () => {
    expect(textFor()).toContain(
      [
        '- Số phiếu phát ra: 45 phiếu (bốn mươi lăm phiếu), trong đó phiếu điện tử: 41 phiếu, phiếu giấy: 4 phiếu.',
        '- Số phiếu thu về: 44 phiếu (bốn mươi bốn phiếu), trong đó phiếu điện tử: 40 phiếu, phiếu giấy: 4 phiếu.',
        '- Số phiếu phát ra không thu về: 1 phiếu (một phiếu), lý do: Một đại biểu nhận phiếu rồi rời hội nghị vì việc gia đình.',
        '- Phiếu mã in sẵn: 20 phiếu, đã phát: 11 phiếu, chưa sử dụng: 9 phiếu (chín phiếu); thu hồi sau khi phát: 1 phiếu.',
      ].join('\n'),
    );
  });

  test('7 issues that do not add up to the result’s figure are not parted', () => {
    const issues = [{ desk: 'Bàn 1', quarter: null, way: 'paper', count: 3 }] as const;
    expect(textFor({ facts: { issues } })).toContain('phát ra: 45 phiếu (bốn mươi lăm phiếu).');
  });

  test('7 F4 every gap with its number and reason, a missing reason too', () => {
    const text = textOf(minutes(eventfulFacts(), DEFAULTS, 1));
    expect(text).toContain(
      '- Phiếu điện tử bị loại khi kiểm, không tính vào số phiếu thu về: 1 phiếu, lý do: Phiếu điện tử không mang dấu hợp lệ.',
    );
    expect(text).toContain(
      '- Phiếu giấy không do Ban kiểm phiếu phát ra, không tính vào số phiếu thu về: 2 phiếu, lý do: Hai tờ phiếu không có dấu treo.',
    );
    expect(text).toContain('không thu về: 1 phiếu (một phiếu), chưa ghi lý do.');
  });

  test.each([3, 24, 60])('8 R33 a table of %i rows with invalid per person', (subjects) => {
    const facts = paperFacts({ subjects, long: true });
    const paper = minutes(facts, DEFAULTS, 1);
    const block = paper.blocks.find((each): each is Table => each.type === 'table')!;
    expect(block.headerRows).toBe(3);
    expect(block.widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(165, 5);
    expect(block.widths).toHaveLength(11);
    const rows = tablesOf(paper)[0]!.slice(3);
    expect(rows.map((row) => row.slice(1, 7))).toEqual(
      facts.result.rows.map(({ name, post, valid, invalid, high, highPercent }) =>
        [name, post, valid, invalid, high, highPercent].map(String),
      ),
    );
  });

  test('8 R26 F1 F2 F5 reasons: unmarked on screens, paper not parted further; only who has any', () => {
    // Invalid 0, 1, 2, of which on paper 0, 1, 1.
    const [, reasons] = tablesOf(minutes(paperFacts(), DEFAULTS, 1));
    expect(reasons).toEqual([
      [
        'STT',
        'Họ và tên',
        'Phiếu điện tử: không đánh dấu',
        'Phiếu giấy: không đánh dấu, đánh dấu từ hai ô trở lên, gạch xóa họ tên',
        'Tổng số',
      ],
      ['2', 'Trần Thị B', '0', '1', '1'],
      ['3', 'Lê Văn C', '1', '1', '2'],
    ]);
  });

  test('8 without paper ballots there is no column for them; without invalid ones no table', () => {
    const [, reasons] = tablesOf(minutes(paperFacts({ paper: 0 }), DEFAULTS, 1));
    expect(reasons?.[1]).toEqual(['2', 'Trần Thị B', '1', '1']);
    const clean = minutes(paperFacts({ subjects: 1 }), DEFAULTS, 1);
    expect(tablesOf(clean)).toHaveLength(1);
    expect(textOf(clean)).toContain(
      '2. Số phiếu không hợp lệ đối với từng người và lý do: Không có.',
    );
  });

  test('8 R3 who was on the list and not rated, with the reason', () => {
    expect(textFor()).toContain(
      '- Phùng Thị Ngọc, HUV, Trưởng phòng Tư pháp: được bổ nhiệm trong năm (Bổ nhiệm năm 2026).',
    );
  });

  test('9 R22 F18 rulings, incidents, reissues and a lowered quorum', () => {
    const text = textOf(minutes(eventfulFacts(), DEFAULTS, 1));
    expect(text).toContain('- 1 phiếu gạch xóa họ tên: không hợp lệ đối với người bị gạch tên.');
    expect(text).toContain(
      '- Mất điện 3 phút, máy chủ chạy bằng pin (Chủ trì ghi, 08 giờ 10 phút).',
    );
    expect(text).toContain('(Đặng Thị Kiểm A ghi, trong thời gian bỏ phiếu).');
    expect(text).toContain('Thu hồi, phát lại phiếu (2 trường hợp):');
    expect(text).toContain('- Phiếu mã bị rách.');
    expect(text).toContain(
      'đã được HẠ, lý do: Máy của hai ủy viên hỏng sau khi kết thúc bỏ phiếu.',
    );
  });

  test('9 nothing happened is said as such, and who recounted', () => {
    const text = textFor();
    expect(text).toContain('Kết luận của Ban kiểm phiếu về phiếu giấy: Không có.');
    expect(text).toContain('Khiếu nại, sự cố: Không có.');
    expect(text).toContain('Thu hồi, phát lại phiếu: Không có.');
    expect(text).not.toContain('HẠ');
    expect(text).toContain('bởi: Máy chủ, Đại diện giám sát 1; các mã kết quả trùng nhau.');
  });

  test('10 R38 three copies of equal worth, who gets which, and which this one is', () => {
    const facts = paperFacts();
    const all =
      'Biên bản được lập thành 03 bản, có giá trị như nhau: 02 bản gửi Ban Thường vụ Tỉnh ủy; 01 bản lưu tại Huyện ủy. ';
    const own = [1, 2, 3].map((copy) => minutes(facts, DEFAULTS, copy));
    expect(textOf(own[0]!)).toContain(`${all}Đây là bản số 1, gửi Ban Thường vụ Tỉnh ủy.`);
    expect(textOf(own[2]!)).toContain(`${all}Đây là bản số 3, lưu tại Huyện ủy.`);
    expect(own.map(({ fileName }) => fileName)).toEqual([
      'bien-ban-kiem-phieu-ban-so-1',
      'bien-ban-kiem-phieu-ban-so-2',
      'bien-ban-kiem-phieu-ban-so-3',
    ]);
    expect(own[1]!.page.footer).toContain('bản số 2/3');
    expect(() => minutes(facts, DEFAULTS, 4)).toThrow();
    expect(() => minutes(facts, DEFAULTS, 0)).toThrow();
  });

  test('11 the end of the count, also after midnight, and that it was read and passed', () => {
    expect(textFor()).toContain('kết thúc vào hồi 09 giờ 20 phút cùng ngày.');
    expect(textFor()).toContain('nhất trí thông qua để công bố trước hội nghị.');
    const facts = paperFacts();
    const times = {
      ...facts.times,
      closed: '2026-11-21T16:30:00Z',
      counted: '2026-11-21T17:10:00Z',
    };
    expect(textFor({ facts: { times } })).toContain(
      'hồi 00 giờ 10 phút ngày 22 tháng 11 năm 2026.',
    );
  });

  test('12 every teller, the head, the chair and the supervisors sign as the office wants', () => {
    const facts = paperFacts({ tellers: 9, venue: { secrecyMark: false } });
    const lines = linesOf(minutes(facts, DEFAULTS, 1));
    expect(lines.filter((line) => line === 'ỦY VIÊN')).toHaveLength(8);
    expect(lines.filter((line) => line === '(Ký, ghi rõ họ tên)')).toHaveLength(8 + 2 + 2);
    for (const { name } of facts.committee!.members) expect(lines).toContain(name);
    expect(lines.slice(-6)).toEqual([
      'CHỦ TRÌ HỘI NGHỊ',
      '(Ký, ghi rõ họ tên)',
      'T/M BAN KIỂM PHIẾU',
      'TRƯỞNG BAN',
      '(Ký, ghi rõ họ tên)',
      'Đặng Thị Kiểm A',
    ]);
    const none = { ...DEFAULTS, chairSigns: false, supervisorsSign: false };
    const fewer = linesOf(minutes(facts, none, 1));
    expect(fewer).not.toContain('CHỦ TRÌ HỘI NGHỊ');
    expect(fewer).not.toContain('ĐẠI DIỆN GIÁM SÁT');
    expect(fewer).toContain('T/M BAN KIỂM PHIẾU');
  });

  test('NĐ 26/2020 who gets the copies, how many, who drafted', () => {
    const text = textFor({}, { ...DEFAULTS, drafter: 'Lê Thị Thư' });
    expect(text).toContain(
      '- Ban Thường vụ Tỉnh ủy (02 bản);\n- Lưu tại Huyện ủy;\n- Số bản phát hành: 03 bản;',
    );
    expect(textFor({ venue: { secrecyMark: false } })).not.toMatch(/MẬT|Số bản phát hành/u);
  });

  test('issue 4.2 the evidence stands on it', () => {
    expect(textFor()).toContain(`[QR HOM-PHIEU 1 bch-1 ${HEAD} ${DIGEST}]`);
  });
});

describe('minutes in every regime and on edge cases', () => {
  test.each(PROFILE_IDS)('%s: its words and its base', (profile) => {
    const text = textFor({ profile });
    const council = profile.startsWith('council');
    expect(text).toContain(
      council ? 'TM. BAN KIỂM PHIẾU' : profile.endsWith('-kh') ? 'TM.' : 'T/M',
    );
    expect(text).toContain(council ? 'Kỳ họp đã thành lập Ban kiểm phiếu' : 'Hội nghị đã bầu');
    expect(text).toContain(council ? 'CHỦ TỌA KỲ HỌP' : 'CHỦ TRÌ HỘI NGHỊ');
    expect(text).toContain(
      profile === 'council-85'
        ? 'Tỷ lệ % tính trên tổng số đại biểu Hội đồng nhân dân.'
        : 'Tỷ lệ % tính trên tổng số phiếu thu về.',
    );
  });

  test('counted wholly on paper: no key, no board, the tellers’ equal entries', () => {
    const text = textFor({ paperOnly: true });
    expect(text).toContain('đã kiểm tra hòm phiếu giấy: 0 phiếu trong hòm.');
    expect(text).not.toContain('khóa chung');
    expect(text).toContain('hai lần nhập phiếu giấy độc lập và giống nhau');
    expect(text).toContain('phiếu điện tử: 0 phiếu, phiếu giấy: 44 phiếu');
  });

  test('F23 nothing collected, F7 nothing returned: dashes and zeros', () => {
    const text = textFor({ subjects: 1, paper: 0, figures: { ballotsCollected: 0 } });
    expect(text).toContain('- Số phiếu thu về: 0 phiếu, trong đó');
    expect(text).toContain('không thu về: 45 phiếu (bốn mươi lăm phiếu)');
    expect(text).toContain('| 0 | 0 | 0 | – | 0 | – | 0 | –');
  });

  test('R45 R46 a low band is not judged', () => {
    const totals = [{ high: 2, confidence: 2, low: 40, invalid: 0 }];
    const text = textFor({ subjects: 1, totals });
    expect(text).not.toMatch(/quy hoạch|miễn nhiệm|từ chức|quá nửa/iu);
  });

  test('F25 corrections: which, why, when; another file; the rehearsal’s watermark', () => {
    const corrections = [{ at: '2026-11-21T03:00:00.000Z', reason: 'ghi nhầm chức vụ' }];
    const paper = minutes(paperFacts({ facts: { corrections, rehearsal: true } }), DEFAULTS, 1);
    expect(textOf(paper)).toContain('Bản đính chính lần 01, lý do: ghi nhầm chức vụ');
    expect(textOf(paper)).toContain('- Lần 1, 10 giờ 00 phút ngày 21/11/2026: ghi nhầm chức vụ.');
    expect(paper.fileName).toBe('bien-ban-kiem-phieu-ban-so-1-dinh-chinh-1');
    expect(paper.watermark).toBe('DIỄN TẬP');
  });

  test('B5 counts in prose padded where the office pads, never in the tables', () => {
    const paper = minutes(paperFacts(), { ...DEFAULTS, padCounts: true }, 1);
    expect(textOf(paper)).toContain('05 đồng chí (năm đồng chí)');
    expect(tablesOf(paper).flat(2)).not.toContainEqual(expect.stringMatching(/^0\d$/u));
  });

  test('the same facts give the same paper; every text is NFC', () => {
    const [one, other] = [
      minutes(eventfulFacts(), DEFAULTS, 1),
      minutes(eventfulFacts(), DEFAULTS, 1),
    ];
    expect(one).toEqual(other);
    expect(textOf(one)).toBe(textOf(one).normalize('NFC'));
  });
});
