import { describe, expect, test } from 'vitest';
import { blankBallot, ratedPosts } from '#shared/papers/ballot.ts';
import type { Paper, Table } from '#shared/papers/model.ts';
import { parsePaperSettings } from '#shared/papers/settings-shape.ts';
import { DEFAULT_PAPER_SETTINGS } from '#shared/papers/settings.ts';
import { paperFacts, type FactsChoice } from '../../support/papers/facts.ts';
import { linesOf, tablesOf, textOf } from '../../support/papers/text.ts';

const SETTINGS = { ...DEFAULT_PAPER_SETTINGS, placeName: 'Huyện X' };

function ballot(choice: FactsChoice = {}): Paper {
  return blankBallot(paperFacts(choice), SETTINGS);
}

function table(paper: Paper): Table {
  return paper.blocks.find((block) => block.type === 'table')!;
}

describe('the blank ballot (B1, Phụ lục 04)', () => {
  test('head: the body, a star under a party body, the stamp, place and date, no motto (B1.1–2)', () => {
    const lines = linesOf(ballot());
    expect(lines.slice(0, 4)).toEqual([
      'HUYỆN ỦY X',
      '*',
      '(Đóng dấu treo)',
      'Huyện X, ngày 21 tháng 11 năm 2026',
    ]);
    expect(linesOf(ballot({ style: 'state' }))).not.toContain('*');
    expect(textOf(ballot())).not.toMatch(/ĐẢNG CỘNG SẢN|Độc lập - Tự do/u);
  });

  test('title: of whom, for whom, which year (B1.3)', () => {
    const lines = linesOf(ballot());
    const at = lines.indexOf('PHIẾU TÍN NHIỆM');
    expect(lines.slice(at + 1, at + 4)).toEqual([
      'của Ủy viên Ban Chấp hành Đảng bộ huyện',
      'đối với cán bộ trong Đảng bộ huyện X',
      'năm 2026',
    ]);
  });

  test('the lead is the form’s sentence with the bases and the plan (B1.4)', () => {
    const lead = linesOf(ballot()).find((line) => line.startsWith('Thực hiện'));
    expect(lead).toMatch(/^Thực hiện Quy định số 96-QĐ\/TW ngày 02\/02\/2023 của Bộ Chính trị/u);
    expect(lead).toContain('Kế hoạch số 01-KH/HU ngày 22 tháng 9 năm 2026 của Huyện ủy X;');
    expect(lead).toMatch(
      /; đề nghị các đồng chí thể hiện sự tín nhiệm của mình đối với các đồng chí có tên dưới đây bằng cách đánh dấu \(X\) vào ô tương ứng:$/u,
    );
    const council = linesOf(ballot({ profile: 'council-96' })).join('\n');
    expect(council).toContain('đề nghị các đại biểu thể hiện');
  });

  test('columns and levels in the form’s words, header on every page, boxes empty (B1.5, R23)', () => {
    const paper = ballot({ subjects: 24 });
    const [rows] = tablesOf(paper);
    expect(rows!.slice(0, 2)).toEqual([
      ['STT', 'Họ và tên', 'Chức vụ, đơn vị công tác', 'Mức độ tín nhiệm'],
      ['Tín nhiệm cao', 'Tín nhiệm', 'Tín nhiệm thấp'],
    ]);
    expect(rows).toHaveLength(26);
    expect(table(paper).headerRows).toBe(2);
    for (const row of rows!.slice(2)) expect(row.slice(3)).toEqual(['', '', '']);
    expect(rows![2]!.slice(0, 3)).toEqual(['1', ...namesAndPosts({ subjects: 24 })[0]!]);
  });

  test('lines in the frozen order; those excluded are not on it (R3, R23)', () => {
    const [rows] = tablesOf(ballot({ subjects: 60 }));
    expect(rows!.slice(2).map((row) => row.slice(1, 3))).toEqual(namesAndPosts({ subjects: 60 }));
    expect(textOf(ballot())).not.toContain('Phùng Thị Ngọc');
  });

  test('the table fits between the margins; 24 lines of least height fit two pages (B4)', () => {
    const { page, ...paper } = ballot({ subjects: 24 });
    const { widths, rowHeight } = table({ page, ...paper });
    expect(widths.reduce((sum, width) => sum + width)).toBe(210 - 15 - 30);
    expect(24 * rowHeight!).toBeLessThan(2 * (297 - 40) - 200);
    expect(rowHeight).toBeGreaterThanOrEqual(10);
    expect(page.numbered).toBe(true);
  });

  test('a place to sign or not, and never on a secret ballot (R25)', () => {
    const lines = linesOf(ballot());
    const at = lines.indexOf('NGƯỜI GHI PHIẾU');
    expect(lines[at + 1]).toBe('(có thể ký tên hoặc không ký tên)');
    for (const profile of ['council-96', 'party-96-kh'] as const) {
      const text = textOf(ballot({ profile }));
      expect(text).not.toContain('NGƯỜI GHI PHIẾU');
      expect(text).toContain('không ký tên vào phiếu');
    }
  });

  test('notes: what is invalid, as this venue counts it (R26, R27, F5, F6)', () => {
    const party = textOf(ballot());
    expect(party).toContain('Không đánh dấu, hoặc đánh dấu từ hai ô trở lên đối với một người');
    expect(party).toContain('phần ghi thêm là không hợp lệ');
    expect(party).toContain('Gạch xóa họ tên một người: phiếu không hợp lệ đối với người đó.');
    expect(party).toContain('Phiếu không do Ban kiểm phiếu phát ra là phiếu không hợp lệ.');
    const strict = textOf(ballot({ profile: 'party-96-kh', venue: { strikeOutScope: 'ballot' } }));
    expect(strict).toContain('các thông tin khác vào phiếu: cả phiếu không hợp lệ.');
    expect(strict).toContain('Gạch xóa họ tên người có trong phiếu: cả phiếu không hợp lệ.');
  });

  test.each([
    ['3', [2, 3]],
    ['4, 2', [1, 2, 2]],
    ['1, 3, 3, 99', [2, 3]],
    ['', [5]],
  ])(
    'several types parted at “%s”: together all lines, numbered as on the ballot (B1)',
    (starts, counts) => {
      const facts = paperFacts({ subjects: 5 });
      const paper = blankBallot(facts, { ...SETTINGS, ballotSheets: starts });
      const tables = tablesOf(paper).map((rows) => rows.slice(2));
      expect(tables.map((rows) => rows.length)).toEqual(counts);
      expect(tables.flat().map(([number, name]) => [number, name])).toEqual(
        facts.plan.lines.map(({ name }, i) => [String(i + 1), name]),
      );
      const types =
        counts.length > 1 ? counts.map((_, i) => `(Phiếu loại ${i + 1}/${counts.length};`) : [];
      for (const type of types) expect(textOf(paper)).toContain(type);
      expect(textOf(paper).includes('tính là một phiếu')).toBe(counts.length > 1);
      expect(paper.blocks.filter(({ type }) => type === 'pageBreak')).toHaveLength(
        counts.length - 1,
      );
    },
  );

  test('where sheets begin is asked as numbers with commas; older settings have none', () => {
    const older: Record<string, unknown> = { ...DEFAULT_PAPER_SETTINGS };
    delete older['ballotSheets'];
    expect(parsePaperSettings(older)).toEqual({ ok: true, value: DEFAULT_PAPER_SETTINGS });
    expect(parsePaperSettings({ ...older, ballotSheets: ' 4, 11 ' }).ok).toBe(true);
    for (const wrong of ['A', '4;11', '-1', '4,', '1e3']) {
      expect(parsePaperSettings({ ...older, ballotSheets: wrong }).ok).toBe(false);
    }
  });

  test('a rehearsal’s ballot is watermarked, a real one is not', () => {
    expect(ballot({ facts: { rehearsal: true } }).watermark).toBe('DIỄN TẬP');
    expect(ballot().watermark).toBeNull();
  });
});

describe('what stands after “đối với”', () => {
  test.each([
    ['Lấy phiếu tín nhiệm đối với Giám đốc, Phó Giám đốc Sở năm 2023', 'Giám đốc, Phó Giám đốc Sở'],
    ['Lấy phiếu tín nhiệm đối với người giữ chức vụ do HĐND bầu', 'người giữ chức vụ do HĐND bầu'],
    ['Lấy phiếu giữa nhiệm kỳ', '…………………………………………'],
  ])('%s', (title, posts) => {
    expect(ratedPosts(title)).toBe(posts);
  });
});

function namesAndPosts(choice: FactsChoice): string[][] {
  return paperFacts(choice).plan.lines.map(({ name, post }) => [name, post]);
}
