import { describe, expect, test } from 'vitest';
import { readingText } from '#shared/papers/reading-text.ts';
import { DEFAULT_PAPER_SETTINGS as DEFAULTS } from '#shared/papers/settings.ts';
import { paperFacts } from '../../support/papers/facts.ts';
import { linesOf, paragraphText, textOf } from '../../support/papers/text.ts';

describe('issue 4.5 Văn bản đọc tại hội nghị', () => {
  test('R36 greeting, who speaks, the figures, the base, each subject, the closing', () => {
    const facts = paperFacts({ subjects: 1 });
    expect(linesOf(readingText(facts, DEFAULTS))).toEqual([
      'MẬT',
      'CÔNG BỐ KẾT QUẢ KIỂM PHIẾU',
      'lấy phiếu tín nhiệm đối với cán bộ trong Đảng bộ huyện X năm 2026',
      'Kính thưa hội nghị!',
      'Thực hiện nhiệm vụ do hội nghị giao, Ban kiểm phiếu gồm 5 đồng chí, do đồng chí Đặng Thị Kiểm A làm Trưởng ban, đã kiểm phiếu xong ngày 21 tháng 11 năm 2026, lúc 09 giờ 20 phút. Thay mặt Ban kiểm phiếu, tôi xin công bố kết quả như sau.',
      'Tổng số đại biểu: 50 đồng chí.',
      'Có mặt dự hội nghị: 47 đồng chí.',
      'Vắng mặt đến trước thời điểm bỏ phiếu: 3 đồng chí.',
      'Có mặt tại thời điểm bỏ phiếu: 46 đồng chí.',
      'Số phiếu phát ra: 45 phiếu.',
      'Số phiếu thu về: 44 phiếu.',
      'Tỷ lệ phần trăm sau đây tính trên tổng số phiếu thu về.',
      '1. Đồng chí Nguyễn Văn A, UVBTV, Trưởng phòng số 1 huyện X.',
      'Số phiếu hợp lệ: 44 phiếu; không hợp lệ: 0 phiếu.',
      'Tín nhiệm cao: 39 phiếu, chiếm 88,64%.',
      'Tín nhiệm: 5 phiếu, chiếm 11,36%.',
      'Tín nhiệm thấp: 0 phiếu, chiếm 0,00%.',
      'Trên đây là kết quả kiểm phiếu tại hội nghị Ban Chấp hành Đảng bộ huyện.',
      'Kết quả đã được kiểm lại độc lập và các lần kiểm trùng nhau.',
      'Kết quả này được ghi trong biên bản kiểm phiếu.',
      'Thay mặt Ban kiểm phiếu, xin trân trọng cảm ơn hội nghị.',
      '',
      'TRƯỞNG BAN KIỂM PHIẾU',
      'Đặng Thị Kiểm A',
      'Tài liệu quản lý theo chế độ mật',
    ]);
  });

  test('what is read aloud is 18 to 20 points', () => {
    const { blocks } = readingText(paperFacts({ subjects: 24 }), DEFAULTS);
    const spoken = blocks
      .filter((block) => block.type === 'paragraph')
      .filter((block) => !/^(MẬT|Tài liệu)/u.test(paragraphText(block)));
    for (const { size, runs } of spoken) {
      expect(size).toBeGreaterThanOrEqual(18);
      expect(size).toBeLessThanOrEqual(20);
      expect(runs.every((run) => run.size === undefined)).toBe(true);
    }
  });

  test.each([3, 24, 60])(
    'every figure of %i subjects is the stored result’s, in ballot order',
    (subjects) => {
      const facts = paperFacts({ subjects, long: true });
      const lines = linesOf(readingText(facts, DEFAULTS));
      const from = lines.findIndex((line) => line.startsWith('1. '));
      for (const [i, row] of facts.result.rows.entries()) {
        expect(lines.slice(from + i * 5, from + i * 5 + 5)).toEqual([
          `${i + 1}. Đồng chí ${row.name}, ${row.post}.`,
          `Số phiếu hợp lệ: ${row.valid} phiếu; không hợp lệ: ${row.invalid} phiếu.`,
          `Tín nhiệm cao: ${row.high} phiếu, chiếm ${row.highPercent}%.`,
          `Tín nhiệm: ${row.confidence} phiếu, chiếm ${row.confidencePercent}%.`,
          `Tín nhiệm thấp: ${row.low} phiếu, chiếm ${row.lowPercent}%.`,
        ]);
      }
    },
  );

  test('a subject’s lines stay together on a page', () => {
    const { blocks } = readingText(paperFacts({ subjects: 1 }), DEFAULTS);
    const paragraphs = blocks.filter((block) => block.type === 'paragraph');
    const at = paragraphs.findIndex((block) => paragraphText(block).startsWith('1. '));
    expect(paragraphs.slice(at, at + 5).map((block) => block.keepWithNext ?? false)).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  test('R45 R46 no band is stated, in any profile', () => {
    const totals = [{ high: 2, confidence: 2, low: 40, invalid: 0 }];
    for (const profile of ['party-96', 'council-96', 'council-85'] as const) {
      const text = textOf(readingText(paperFacts({ profile, subjects: 1, totals }), DEFAULTS));
      expect(text).not.toMatch(/2\/3|quá nửa|50%|quy hoạch|miễn nhiệm|từ chức/iu);
    }
  });

  test('a session: deputies and its own word, and the base of history', () => {
    const text = textOf(readingText(paperFacts({ profile: 'council-85' }), DEFAULTS));
    expect(text).toContain('Kính thưa kỳ họp!');
    expect(text).toContain('1. Đại biểu Nguyễn Văn A');
    expect(text).toContain('tính trên tổng số đại biểu Hội đồng nhân dân.');
    expect(text).not.toMatch(/đồng chí|hội nghị/iu);
  });

  test('F23 nothing collected: no percentage is read', () => {
    const facts = paperFacts({ subjects: 1, paper: 0, figures: { ballotsCollected: 0 } });
    const text = textOf(readingText(facts, DEFAULTS));
    expect(text).toContain('Không có phiếu nào được thu về nên không tính tỷ lệ phần trăm.');
    expect(text).toContain('Tín nhiệm cao: 0 phiếu.');
    expect(text).not.toContain('%');
  });

  test('B5 padding and percentages of the office; rehearsal; correction; no mark where unwanted', () => {
    const corrections = [{ at: '2026-11-21T03:00:00.000Z', reason: 'ghi nhầm' }];
    const facts = paperFacts({
      venue: { secrecyMark: false },
      facts: { corrections, rehearsal: true },
    });
    const paper = readingText(facts, { ...DEFAULTS, padCounts: true, percent: 'one' });
    const text = textOf(paper);
    expect(text).toContain('Tín nhiệm: 05 phiếu, chiếm 11,4%.');
    expect(text).toContain('Tín nhiệm thấp: 0 phiếu, chiếm 0,0%.');
    expect(text).toContain('Bản đính chính lần 01, lý do: ghi nhầm');
    expect(text).not.toMatch(/MẬT|chế độ mật/u);
    expect(paper.watermark).toBe('DIỄN TẬP');
  });
});
