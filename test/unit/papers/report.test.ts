import { describe, expect, test } from 'vitest';
import { report } from '#shared/papers/report.ts';
import { DEFAULT_PAPER_SETTINGS as DEFAULTS } from '#shared/papers/settings.ts';
import type { Paper, Table } from '#shared/papers/model.ts';
import { paperFacts } from '../../support/papers/facts.ts';
import { linesOf, tablesOf, textOf } from '../../support/papers/text.ts';

/** Phụ lục 05's fixed words, in its order. */
const FORM = [
  '(Đóng dấu treo)',
  'BÁO CÁO',
  'KẾT QUẢ PHIẾU TÍN NHIỆM',
  'Tại hội nghị',
  'Thực hiện nhiệm vụ do',
  'giao, từ',
  'giờ',
  'phút đến',
  'phút, ngày',
  'tại',
  'Ban Kiểm phiếu gồm',
  'đồng chí, do đồng chí',
  'làm Trưởng Ban đã tiến hành kiểm phiếu tín nhiệm của',
  'đối với',
  '; kết quả cụ thể như sau:',
  '1. Tổng số đại biểu:',
  '- Số có mặt dự hội nghị:',
  '- Số vắng mặt từ đầu hội nghị đến trước thời điểm bỏ phiếu:',
  '- Số có mặt tại thời điểm bỏ phiếu:',
  '- Số phiếu phát ra:',
  '- Số phiếu thu về:',
  '2. Kết quả kiểm phiếu',
  'STT | Họ và tên | Chức vụ, đơn vị công tác | Số phiếu hợp lệ | Mức độ tín nhiệm',
  'Tín nhiệm cao | Tín nhiệm | Tín nhiệm thấp',
  'Số phiếu | Tỷ lệ % | Số phiếu | Tỷ lệ % | Số phiếu | Tỷ lệ %',
  'Ghi chú: Tỷ lệ % tính trên tổng số phiếu thu về.',
  'T/M BAN KIỂM PHIẾU',
  '(Ký, ghi rõ họ tên)',
];

function resultTableOf(paper: Paper): Table {
  const table = paper.blocks.find((block) => block.type === 'table');
  if (table?.type !== 'table') throw new Error('no table');
  return table;
}

describe('B2 Báo cáo kết quả phiếu tín nhiệm (Phụ lục 05)', () => {
  test('the form’s words stand in the form’s order', () => {
    const text = textOf(report(paperFacts(), DEFAULTS));
    let from = 0;
    for (const words of FORM) {
      const at = text.indexOf(words, from);
      expect([words, at >= 0]).toEqual([words, true]);
      from = at + words.length;
    }
  });

  test('without the secrecy mark nothing stands between head and signature but the form and who is not rated (R51)', () => {
    const facts = paperFacts({ venue: { secrecyMark: false }, subjects: 1 });
    const lines = linesOf(report(facts, { ...DEFAULTS, placeName: 'Huyện X' }));
    expect(lines.slice(0, lines.indexOf('Mã kiểm chứng'))).toEqual([
      'HUYỆN ỦY X',
      '(Đóng dấu treo)',
      'Huyện X, ngày 21 tháng 11 năm 2026',
      'BÁO CÁO',
      'KẾT QUẢ PHIẾU TÍN NHIỆM',
      'Tại hội nghị Ban Chấp hành Đảng bộ huyện',
      'Thực hiện nhiệm vụ do hội nghị giao, từ 09 giờ 05 phút đến 09 giờ 20 phút, ngày 21/11/2026 tại Hội trường Huyện ủy X, Ban Kiểm phiếu gồm 5 đồng chí, do đồng chí Đặng Thị Kiểm A làm Trưởng Ban đã tiến hành kiểm phiếu tín nhiệm của Ủy viên Ban Chấp hành Đảng bộ huyện đối với cán bộ trong Đảng bộ huyện X năm 2026; kết quả cụ thể như sau:',
      '1. Tổng số đại biểu: 50 đồng chí.',
      '- Số có mặt dự hội nghị: 47 đồng chí.',
      '- Số vắng mặt từ đầu hội nghị đến trước thời điểm bỏ phiếu: 3 đồng chí.',
      '- Số có mặt tại thời điểm bỏ phiếu: 46 đồng chí.',
      '- Số phiếu phát ra: 45 phiếu.',
      '- Số phiếu thu về: 44 phiếu.',
      '2. Kết quả kiểm phiếu',
      'STT | Họ và tên | Chức vụ, đơn vị công tác | Số phiếu hợp lệ | Mức độ tín nhiệm',
      'Tín nhiệm cao | Tín nhiệm | Tín nhiệm thấp',
      'Số phiếu | Tỷ lệ % | Số phiếu | Tỷ lệ % | Số phiếu | Tỷ lệ %',
      '1 | Nguyễn Văn A | UVBTV, Trưởng phòng số 1 huyện X | 44 | 39 | 88,64 | 5 | 11,36 | 0 | 0,00',
      'Ghi chú: Tỷ lệ % tính trên tổng số phiếu thu về.',
      'Người có trong danh sách nhưng không lấy phiếu: Phùng Thị Ngọc, HUV, Trưởng phòng Tư pháp: được bổ nhiệm trong năm (Bổ nhiệm năm 2026).',
      '',
      'T/M BAN KIỂM PHIẾU',
      '(Ký, ghi rõ họ tên)',
      'Đặng Thị Kiểm A',
    ]);
  });

  test('R42 state style, a session and its deputies', () => {
    const text = textOf(report(paperFacts({ profile: 'council-96', tellers: 3 }), DEFAULTS));
    expect(text).toContain('TM. BAN KIỂM PHIẾU');
    expect(text).not.toContain('T/M');
    expect(text).toContain('Tại kỳ họp thứ 15 Hội đồng nhân dân huyện X');
    expect(text).toContain('Thực hiện nhiệm vụ do kỳ họp giao');
    expect(text).toContain('gồm 3 đại biểu, do đại biểu Đặng Thị Kiểm A làm Trưởng Ban');
    expect(text).toContain('1. Tổng số đại biểu: 60 đại biểu.');
    expect(text).toContain('- Số có mặt dự kỳ họp: 47 đại biểu.');
    expect(text).toContain(
      '- Số vắng mặt từ đầu kỳ họp đến trước thời điểm bỏ phiếu: 13 đại biểu.',
    );
    expect(text).not.toMatch(/hội nghị|đồng chí/u);
  });

  test('F14 a profile that counts on all deputies says so, and its percentages do', () => {
    const facts = paperFacts({ profile: 'council-85', subjects: 1 });
    const paper = report(facts, { ...DEFAULTS, percent: 'one' });
    expect(textOf(paper)).toContain(
      'Ghi chú: Tỷ lệ % tính trên tổng số đại biểu Hội đồng nhân dân.',
    );
    // 39 of 60, not of 44.
    expect(tablesOf(paper)[0]?.at(-1)?.slice(4, 6)).toEqual(['39', '65,0']);
  });

  test.each([3, 24, 60])('R33 every figure of %i rows is the stored result’s', (subjects) => {
    const facts = paperFacts({ subjects, long: true });
    const table = resultTableOf(report(facts, DEFAULTS));
    const rows = tablesOf(report(facts, DEFAULTS))[0]!.slice(table.headerRows);
    expect(rows).toEqual(
      facts.result.rows.map((row, i) => [
        String(i + 1),
        row.name,
        row.post,
        String(row.valid),
        String(row.high),
        row.highPercent,
        String(row.confidence),
        row.confidencePercent,
        String(row.low),
        row.lowPercent,
      ]),
    );
  });

  test('the header of three rows is repeated and the columns fill the page', () => {
    const table = resultTableOf(report(paperFacts(), DEFAULTS));
    expect(table.headerRows).toBe(3);
    expect(table.widths).toHaveLength(10);
    expect(table.widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(165, 5);
  });

  test.each([
    ['trim', '25 | 62,5 | 10 | 25 | 5 | 12,5'],
    ['one', '25 | 62,5 | 10 | 25,0 | 5 | 12,5'],
    ['two', '25 | 62,50 | 10 | 25,00 | 5 | 12,50'],
  ] as const)('B5 percentages as the office prints them: %s', (percent, cells) => {
    const facts = paperFacts({
      subjects: 1,
      figures: { ballotsCollected: 40 },
      totals: [{ high: 25, confidence: 10, low: 5, invalid: 0 }],
    });
    expect(textOf(report(facts, { ...DEFAULTS, percent }))).toContain(cells);
  });

  test('B5 padding touches prose only, never the table', () => {
    const paper = report(paperFacts(), { ...DEFAULTS, padCounts: true });
    expect(textOf(paper)).toContain('gồm 05 đồng chí');
    expect(textOf(paper)).toContain('bỏ phiếu: 03 đồng chí.');
    expect(tablesOf(paper)[0]!.flat()).not.toContainEqual(expect.stringMatching(/^0\d$/u));
  });

  test('F1 F3 a person’s invalid ballots stay in the base; F13 nothing is made to add up to 100', () => {
    const totals = [
      { high: 0, confidence: 0, low: 0, invalid: 44 },
      { high: 19, confidence: 2, low: 22, invalid: 1 },
    ];
    const rows = tablesOf(report(paperFacts({ subjects: 2, totals }), DEFAULTS))[0]!.slice(3);
    expect(rows[0]!.slice(3)).toEqual(['0', '0', '0,00', '0', '0,00', '0', '0,00']);
    expect(rows[1]!.slice(3)).toEqual(['43', '19', '43,18', '2', '4,55', '22', '50,00']);
  });

  test('F23 nothing collected: dashes, no percentage', () => {
    const facts = paperFacts({ subjects: 1, paper: 0, figures: { ballotsCollected: 0 } });
    const row = tablesOf(report(facts, DEFAULTS))[0]!.at(-1)!;
    expect(row.slice(3)).toEqual(['0', '0', '–', '0', '–', '0', '–']);
  });

  test('R45 R46 no band and no word of what follows from it', () => {
    const totals = [{ high: 2, confidence: 2, low: 40, invalid: 0 }];
    const facts = paperFacts({ subjects: 1, totals });
    expect(facts.result.rows[0]?.band).toBe('twoThirds');
    expect(textOf(report(facts, DEFAULTS))).not.toMatch(/2\/3|quy hoạch|miễn nhiệm|từ chức/iu);
  });

  test('F25 a corrected version says so and has its own file name', () => {
    const corrections = [{ at: '2026-11-21T03:00:00.000Z', reason: 'ghi nhầm chức vụ' }];
    const paper = report(paperFacts({ facts: { corrections } }), DEFAULTS);
    expect(textOf(paper)).toContain('Bản đính chính lần 01, lý do: ghi nhầm chức vụ');
    expect(paper.fileName).toBe('bao-cao-ket-qua-phieu-tin-nhiem-dinh-chinh-1');
  });

  test('a rehearsal’s is watermarked; times not recorded are dotted', () => {
    const facts = paperFacts({ facts: { rehearsal: true } });
    const bare = { ...facts, times: { ...facts.times, closed: null, counted: null } };
    const paper = report(bare, DEFAULTS);
    expect(paper.watermark).toBe('DIỄN TẬP');
    expect(textOf(paper)).toContain('từ …… giờ …… phút đến …… giờ …… phút, ngày 21/11/2026');
  });

  test('a secret report names its recipients, copies and drafter', () => {
    const text = textOf(report(paperFacts(), { ...DEFAULTS, drafter: 'Lê Thị Thư' }));
    expect(text).toContain('- Ban Thường vụ Tỉnh ủy (qua Ban Tổ chức Tỉnh ủy);');
    expect(text).toContain('- Số bản phát hành: 02 bản;');
    expect(text).toContain('- Người soạn thảo: Lê Thị Thư;');
  });
});
