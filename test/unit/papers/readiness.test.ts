import { describe, expect, test } from 'vitest';
import { readiness, type ReadinessCheck } from '#shared/papers/readiness.ts';
import { uncountedFacts } from '../../support/papers/facts.ts';
import { linesOf, tablesOf, textOf } from '../../support/papers/text.ts';

const GOOD: ReadinessCheck = { what: 'Ổ đĩa', state: 'ok', value: '120 GB', advice: '' };
const DOUBT: ReadinessCheck = {
  what: 'Bản sao dự phòng',
  state: 'warn',
  value: 'Chưa chọn nơi giữ',
  advice: 'Cắm USB, chọn ở mục «Bản sao»',
};
const BAD: ReadinessCheck = {
  what: 'Danh sách',
  state: 'fail',
  value: '0 người',
  advice: 'Nạp lại kế hoạch',
};

describe('the readiness report', () => {
  test('each check with its state in words, what was found and what to do', () => {
    const [rows] = tablesOf(readiness(uncountedFacts(), [GOOD, DOUBT, BAD]));
    expect(rows).toEqual([
      ['STT', 'Nội dung kiểm tra', 'Kết quả', 'Giá trị', 'Việc cần làm'],
      ['1', 'Ổ đĩa', 'Đạt', '120 GB', ''],
      ['2', 'Bản sao dự phòng', 'Cần lưu ý', 'Chưa chọn nơi giữ', 'Cắm USB, chọn ở mục «Bản sao»'],
      ['3', 'Danh sách', 'Không đạt', '0 người', 'Nạp lại kế hoạch'],
    ]);
  });

  test.each([
    [[GOOD], 'Kết luận: SẴN SÀNG.'],
    [[GOOD, DOUBT], 'Kết luận: SẴN SÀNG. Có 1 mục cần lưu ý.'],
    [[GOOD, BAD], 'Kết luận: CHƯA SẴN SÀNG, còn 1 mục không đạt.'],
    [[BAD, DOUBT, BAD], 'Kết luận: CHƯA SẴN SÀNG, còn 2 mục không đạt. Có 1 mục cần lưu ý.'],
    [[], 'Kết luận: CHƯA SẴN SÀNG, chưa kiểm tra mục nào.'],
  ])('one failed check and the meeting is not ready (%#)', (checks, conclusion) => {
    expect(linesOf(readiness(uncountedFacts(), checks))).toContain(conclusion);
  });

  test('software, round and places to sign; watermarked in a rehearsal', () => {
    const paper = readiness({ ...uncountedFacts(), rehearsal: true }, [GOOD]);
    const text = textOf(paper);
    expect(text).toContain('hom-phieu 1.0.0 (a1b2c3d)');
    expect(text).toContain('bch-1');
    expect(text).toContain('NGƯỜI KIỂM TRA');
    expect(text).toContain('ĐẠI DIỆN GIÁM SÁT');
    expect(paper.watermark).toBe('DIỄN TẬP');
  });
});
