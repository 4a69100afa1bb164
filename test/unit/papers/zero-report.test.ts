import { describe, expect, test } from 'vitest';
import { DEFAULT_PAPER_SETTINGS as SETTINGS } from '#shared/papers/settings.ts';
import { zeroReport } from '#shared/papers/zero-report.ts';
import { BALLOT_DIGEST, eventfulFacts, HEAD, paperFacts } from '../../support/papers/facts.ts';
import { linesOf, textOf } from '../../support/papers/text.ts';

describe('the zero report (R32)', () => {
  test('no ballot in the box, the key as it was compared, ballot and board in groups', () => {
    const lines = linesOf(zeroReport({ ...paperFacts(), sealedHead: HEAD }, SETTINGS));
    expect(lines).toContain('0 phiếu trong hòm');
    expect(lines).toContain('K7QD-94XM-2HTB-RW3F');
    expect(lines.find((line) => line.replaceAll(' ', '') === BALLOT_DIGEST)).toMatch(/^(\S{4} )+/u);
    expect(lines.find((line) => line.replaceAll(' ', '') === HEAD)).toMatch(/^(\S{4} )+/u);
    expect(lines.join('\n')).toContain('Bảng công khai chưa có dòng phiếu nào.');
    expect(lines.join('\n')).toContain('hom-phieu 1.0.0 (a1b2c3d)');
  });

  test('when and where; before the opening the moment is left to the pen', () => {
    const facts = paperFacts();
    expect(textOf(zeroReport(facts, SETTINGS))).toContain(
      'Trước khi mở bỏ phiếu lúc 08 giờ 30 phút, ngày 21 tháng 11 năm 2026, tại Hội trường Huyện ủy X',
    );
    const early = { ...facts, times: { ...facts.times, opened: null } };
    expect(textOf(zeroReport(early, SETTINGS))).toContain('Hồi …… giờ …… phút, ngày 21 tháng 11');
  });

  test.each([
    [5, null, '03'],
    [9, null, '05'],
    [4, 4, '04'],
  ])('%i tellers, threshold %s: %s must come together (design 7)', (tellers, threshold, needed) => {
    const facts = paperFacts({ tellers, venue: { threshold } });
    const text = textOf(zeroReport(facts, { ...SETTINGS, padCounts: true }));
    expect(text).toContain(`Khóa do 0${tellers} thành viên`);
    expect(text).toContain(`ít nhất ${needed} thành viên cùng mở`);
  });

  test('every teller signs, the head apart; supervisors as the office wants (B3)', () => {
    const facts = paperFacts({ tellers: 9, style: 'state' });
    const lines = linesOf(zeroReport(facts, SETTINGS));
    expect(lines).toContain('TM. BAN KIỂM PHIẾU');
    expect(lines.filter((line) => line === 'TRƯỞNG BAN')).toHaveLength(1);
    expect(lines.filter((line) => line === 'ỦY VIÊN')).toHaveLength(8);
    for (const { name } of facts.committee!.members) expect(lines).toContain(name);
    expect(lines.filter((line) => line === 'ĐẠI DIỆN GIÁM SÁT')).toHaveLength(2);
    const alone = zeroReport(facts, { ...SETTINGS, supervisorsSign: false });
    expect(linesOf(alone)).not.toContain('ĐẠI DIỆN GIÁM SÁT');
  });

  test('a ceremony that was done again is told with its reason; no board, no line about one', () => {
    const text = textOf(zeroReport(eventfulFacts(), SETTINGS));
    expect(text).toContain(
      'Làm lại lễ niêm phong lần 1, lý do: Máy của một ủy viên hết pin khi đang tạo khóa.',
    );
    expect(text).not.toContain('Bảng công khai chưa có');
  });

  test('a rehearsal’s report is watermarked', () => {
    const facts = paperFacts({ facts: { rehearsal: true } });
    expect(zeroReport(facts, SETTINGS).watermark).toBe('DIỄN TẬP');
  });
});
