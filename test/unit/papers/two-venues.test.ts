import { describe, expect, test } from 'vitest';
import type { Table } from '#shared/papers/model.ts';
import { DEFAULT_PAPER_SETTINGS as DEFAULTS } from '#shared/papers/settings.ts';
import { twoVenues } from '#shared/papers/two-venues.ts';
import { paperFacts } from '../../support/papers/facts.ts';
import type { FactsChoice } from '../../support/papers/facts.ts';
import { linesOf, tablesOf, textOf } from '../../support/papers/text.ts';

const one = paperFacts({ subjects: 3 });

/** Another venue of the same people: 30 collected, every level different. */
function other(choice: FactsChoice = {}) {
  return paperFacts({
    subjects: 3,
    paper: 0,
    figures: { ballotsCollected: 30 },
    totals: Array.from({ length: choice.subjects ?? 3 }, () => ({
      high: 20,
      confidence: 6,
      low: 3,
      invalid: 1,
    })),
    venue: { id: 'can-bo', name: 'Hội nghị cán bộ huyện', votingDay: '2026-12-02' },
    ...choice,
  });
}

describe('R48 the two-venue sheet', () => {
  test('each person’s two results stand side by side, untouched', () => {
    const [table] = tablesOf(twoVenues([one, other()], DEFAULTS));
    expect(table?.[0]?.slice(3)).toEqual([
      '(1) Hội nghị Ban Chấp hành Đảng bộ huyện, ngày 21/11/2026',
      '(2) Hội nghị cán bộ huyện, ngày 02/12/2026',
    ]);
    expect(table?.slice(3)).toEqual(
      one.result.rows.map((row, i) => [
        String(i + 1),
        row.name,
        row.post,
        ...['44', row.valid, row.invalid, row.high, row.highPercent].map(String),
        ...[row.confidence, row.confidencePercent, row.low, row.lowPercent].map(String),
        ...['30', '29', '1', '20', '66,67', '6', '20,00', '3', '10,00'],
      ]),
    );
  });

  test('F22 no sum and no average of any two counts stands anywhere', () => {
    const lines = tablesOf(twoVenues([one, other()], DEFAULTS))[0]!.slice(3);
    for (const [i, { high, valid }] of one.result.rows.entries()) {
      const cells = lines[i]!.slice(3);
      expect(cells).not.toContain(String(high + 20));
      expect(cells).not.toContain(String((high + 20) / 2));
      expect(cells).not.toContain(String(valid + 29));
      expect(cells).not.toContain(String(44 + 30));
    }
    expect(textOf(twoVenues([one, other()], DEFAULTS))).toContain(
      'Kết quả ở hai nơi không cộng, không lấy trung bình.',
    );
  });

  test('landscape, its columns within the margins, its head of three rows repeated', () => {
    const paper = twoVenues([one, other()], DEFAULTS);
    const table = paper.blocks.find((block): block is Table => block.type === 'table')!;
    expect(paper.page.orientation).toBe('landscape');
    expect(table.headerRows).toBe(3);
    expect(table.widths).toHaveLength(21);
    expect(table.widths.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(257.001);
  });

  test('of three venues each pair has its own table; who has one result only is in none', () => {
    const third = other({
      venue: { id: 'hdnd', name: 'Kỳ họp Hội đồng nhân dân' },
      plan: { lines: [3, 4].map((n) => ({ id: `s${n}`, name: `Người ${n}`, post: 'Chức vụ' })) },
      totals: [1, 2].map((low) => ({ high: 20, confidence: 6, low, invalid: 4 - low })),
    });
    const second = other({
      plan: { lines: one.plan.lines.slice(0, 2) },
      totals: [1, 2].map((low) => ({ high: 20, confidence: 6, low, invalid: 4 - low })),
    });
    const paper = twoVenues([one, second, third], DEFAULTS);
    expect(tablesOf(paper).map((rows) => rows.slice(3).map((row) => row[1]))).toEqual([
      ['Nguyễn Văn A', 'Trần Thị B'],
      ['Lê Văn C'],
    ]);
    expect(linesOf(paper)).toContain(
      '2. Hội nghị Ban Chấp hành Đảng bộ huyện và Kỳ họp Hội đồng nhân dân',
    );
    // In no table, but said why.
    expect(tablesOf(paper).flat(2)).not.toContain('Người 4');
    expect(linesOf(paper)).toContain(
      '- Chỉ lấy phiếu ở Kỳ họp Hội đồng nhân dân, nên không có trong bảng: Người 4.',
    );
  });

  test('nobody rated twice: said, not an empty table', () => {
    const paper = twoVenues([one], DEFAULTS);
    expect(tablesOf(paper)).toEqual([]);
    expect(textOf(paper)).toContain('Không có người nào được lấy phiếu ở hai nơi.');
  });

  test('each venue’s base, round, correction and digest are named; one rehearsal marks the sheet', () => {
    const corrections = [{ at: '2026-11-21T03:00:00.000Z', reason: 'ghi nhầm' }];
    const second = other({ facts: { corrections, rehearsal: true, round: 'can-bo-2' } });
    const paper = twoVenues([one, second], { ...DEFAULTS, percent: 'one' });
    expect(textOf(paper)).toContain('Hội nghị cán bộ huyện: lượt can-bo-2, bản đính chính lần 1');
    expect(textOf(paper)).toContain('| 20 | 66,7 |');
    expect(paper.watermark).toBe('DIỄN TẬP');
    const mixed = twoVenues([one, other({ profile: 'council-85', subjects: 3 })], DEFAULTS);
    expect(textOf(mixed)).toContain(
      'tổng số phiếu thu về hoặc tổng số đại biểu Hội đồng nhân dân của từng nơi',
    );
  });
});
