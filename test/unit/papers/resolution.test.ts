import { describe, expect, test } from 'vitest';
import { resolution } from '#shared/papers/resolution.ts';
import { DEFAULT_PAPER_SETTINGS as DEFAULTS } from '#shared/papers/settings.ts';
import { paperFacts } from '../../support/papers/facts.ts';
import type { FactsChoice } from '../../support/papers/facts.ts';
import { linesOf, tablesOf, textOf } from '../../support/papers/text.ts';

function council(choice: FactsChoice = {}) {
  return paperFacts({ profile: 'council-96', ...choice });
}

describe('R42 the draft resolution that confirms the result', () => {
  test('is a draft of the council in the state’s style, without a secrecy mark (R44)', () => {
    const lines = linesOf(resolution(council(), { ...DEFAULTS, resolutionNumber: '7/NQ-HĐND' }));
    expect(lines.slice(0, 9)).toEqual([
      'DỰ THẢO',
      'HỘI ĐỒNG NHÂN DÂN HUYỆN X',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Số: 7/NQ-HĐND',
      '……………, ngày 21 tháng 11 năm 2026',
      'NGHỊ QUYẾT',
      'Xác nhận kết quả lấy phiếu tín nhiệm đối với người giữ chức vụ do Hội đồng nhân dân huyện X bầu',
      'HỘI ĐỒNG NHÂN DÂN HUYỆN X',
    ]);
    expect(lines).toContain('KỲ HỌP THỨ 15');
    expect(lines).not.toContain('MẬT');
  });

  test('cites the counting minutes and the standing committee’s proposal as its grounds', () => {
    const settings = { ...DEFAULTS, minutesNumber: '12/BB-HĐND' };
    const text = textOf(resolution(council(), settings));
    expect(text).toContain(
      'Căn cứ Biên bản kiểm phiếu số 12/BB-HĐND ngày 21 tháng 11 năm 2026 của Ban kiểm phiếu kỳ họp thứ 15 Hội đồng nhân dân huyện X;\nTheo đề nghị của Thường trực Hội đồng nhân dân.\nQUYẾT NGHỊ:',
    );
    expect(text).toContain('Căn cứ Nghị quyết số 96/2023/QH15 ngày 23/6/2023 của Quốc hội');
    expect(textOf(resolution(council(), DEFAULTS))).toContain('Biên bản kiểm phiếu số …… ngày 21');
  });

  test('confirms every figure of the stored result, in three articles', () => {
    const facts = council({ subjects: 24 });
    const paper = resolution(facts, DEFAULTS);
    const text = textOf(paper);
    expect(text).toContain(
      'Điều 1. Xác nhận kết quả lấy phiếu tín nhiệm đối với 24 người, số phiếu phát ra: 45 phiếu, số phiếu thu về: 44 phiếu, cụ thể như sau:',
    );
    expect(
      tablesOf(paper)[0]!
        .slice(3)
        .map((row) => row.slice(4)),
    ).toEqual(
      facts.result.rows.map((row) =>
        [
          row.high,
          row.highPercent,
          row.confidence,
          row.confidencePercent,
          row.low,
          row.lowPercent,
        ].map(String),
      ),
    );
    expect(text).toContain('Điều 2. Thường trực Hội đồng nhân dân huyện X tổ chức thực hiện');
    expect(text).toContain(
      'Nghị quyết này đã được Hội đồng nhân dân huyện X, kỳ họp thứ 15 thông qua ngày 21 tháng 11 năm 2026 và có hiệu lực kể từ ngày thông qua./.',
    );
    expect(linesOf(paper)).toContain('CHỦ TỌA KỲ HỌP');
  });

  test('under a party committee’s plan it is still the council’s; an unnumbered session is dotted', () => {
    const paper = resolution(
      council({
        plan: { issuingBody: 'Huyện ủy X', superiorBody: 'Tỉnh ủy Y' },
        venue: { name: 'Kỳ họp Hội đồng nhân dân huyện' },
      }),
      DEFAULTS,
    );
    const lines = linesOf(paper);
    expect(lines[1]).toBe('HỘI ĐỒNG NHÂN DÂN HUYỆN');
    expect(lines).toContain('KỲ HỌP THỨ ……');
    expect(lines).not.toContain('TỈNH ỦY Y');
  });

  test('R45 no band; a rehearsal’s is watermarked; a correction is said; F14 its base', () => {
    const totals = [{ high: 2, confidence: 2, low: 40, invalid: 0 }];
    const corrections = [{ at: '2026-11-21T03:00:00.000Z', reason: 'ghi nhầm' }];
    const facts = council({
      profile: 'council-85',
      subjects: 1,
      totals,
      facts: { rehearsal: true, corrections },
    });
    const paper = resolution(facts, DEFAULTS);
    expect(textOf(paper)).not.toMatch(/quy hoạch|miễn nhiệm|từ chức|2\/3/iu);
    expect(textOf(paper)).toContain('tính trên tổng số đại biểu Hội đồng nhân dân.');
    expect(textOf(paper)).toContain('Bản đính chính lần 01');
    expect(paper.watermark).toBe('DIỄN TẬP');
  });

  test('a conference has none', () => {
    expect(() => resolution(paperFacts(), DEFAULTS)).toThrow();
  });
});
