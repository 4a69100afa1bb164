import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IssueFact, PaperFacts } from '#shared/papers/facts.ts';
import { issuedList, issueSums } from '#shared/papers/issued.ts';
import { DEFAULT_PAPER_SETTINGS as SETTINGS } from '#shared/papers/settings.ts';
import { paperFacts, uncountedFacts } from '../../support/papers/facts.ts';
import { linesOf, tablesOf, textOf } from '../../support/papers/text.ts';

const issue = fc.record({
  desk: fc.constantFrom('Bàn 1', 'Bàn 2', ''),
  quarter: fc.constantFrom('2026-11-21T08:15', '2026-11-21T23:45', null),
  way: fc.constantFrom('screen', 'slip', 'kiosk', 'paper'),
  count: fc.integer({ min: 1, max: 300 }),
}) satisfies fc.Arbitrary<IssueFact>;

/** A round whose figures say what the counts of its desks say. */
function issuedFacts(issues: readonly IssueFact[], reissues: readonly string[]): PaperFacts {
  const handedOut = issues.reduce((sum, { count }) => sum + count, 0);
  const issued = handedOut - reissues.length;
  const facts = paperFacts({ figures: { ballotsIssued: issued, ballotsCollected: issued } });
  return { ...facts, issues, reissues };
}

describe('the list of ballots issued (R20, F19)', () => {
  test('law: every row is in one desk’s sum, and the sums make the figure issued (R35, F18)', () => {
    fc.assert(
      fc.property(
        fc.array(issue, { minLength: 1, maxLength: 12 }),
        fc.array(fc.constant('Máy hỏng'), { maxLength: 1 }),
        (issues, reissues) => {
          const facts = issuedFacts(issues, reissues);
          const rows = tablesOf(issuedList(facts, SETTINGS))[0]!.slice(1);
          const sums = rows.filter(([first]) => first!.startsWith('Cộng ')).map(numberOf);
          const single = rows.filter(([first]) => !first!.startsWith('Cộng ')).map(numberOf);
          const { handedOut, recalled, issued } = issueSums(facts);
          expect(single).toHaveLength(issues.length);
          expect([totalOf(sums), totalOf(single)]).toEqual([handedOut, handedOut]);
          expect(recalled).toBe(reissues.length);
          expect(issued).toBe(facts.result?.figures.ballotsIssued);
          expect(issueSums({ ...facts, result: null })).toEqual({ handedOut, recalled, issued });
        },
      ),
      { numRuns: 60 },
    );
  });

  test('law: no member’s name stands on it, whoever is on the roll (F19, R50)', () => {
    const named = fc.constantFrom('Nguyễn Văn Kín', 'Trần Thị Lặng', 'Đỗ Ẩn');
    fc.assert(
      fc.property(fc.array(named, { minLength: 1 }), fc.array(issue), (names, issues) => {
        const roll = names.map((name) => ({
          name,
          post: `Chức vụ của ${name}`,
          group: `Tổ của ${name}`,
          attended: true,
          present: true,
        }));
        const facts = { ...uncountedFacts(), issues, roll };
        const paper = issuedList(facts, SETTINGS);
        const all = `${textOf(paper)}\n${paper.page.footer ?? ''}\n${paper.title}`;
        for (const name of names) expect(all).not.toContain(name);
      }),
      { numRuns: 40 },
    );
    const sample = paperFacts();
    const text = textOf(issuedList(sample, SETTINGS));
    for (const { name } of sample.roll) expect(text).not.toContain(name);
  });

  test('times by quarter of an hour and in no finer grain; unknown desk and time say so', () => {
    const issues: IssueFact[] = [
      { desk: '', quarter: null, way: 'screen', count: 2 },
      { desk: 'Bàn 1', quarter: '2026-11-21T08:45', way: 'slip', count: 1 },
      { desk: 'Bàn 1', quarter: '2026-11-21T08:30', way: 'screen', count: 30 },
    ];
    expect(tablesOf(issuedList(issuedFacts(issues, []), SETTINGS))[0]).toEqual([
      ['Bàn phát phiếu', 'Khoảng thời gian', 'Hình thức', 'Số phiếu'],
      ['Bàn 1', '08g30 – 08g45', 'Mã QR trên màn hình bàn phát phiếu', '30'],
      ['Bàn 1', '08g45 – 09g00', 'Phiếu in sẵn có mã QR', '1'],
      ['Cộng Bàn 1', '31'],
      ['Không rõ bàn', 'Không rõ giờ', 'Mã QR trên màn hình bàn phát phiếu', '2'],
      ['Cộng Không rõ bàn', '2'],
    ]);
  });

  test('the stack of slips balances, and each reissue has its reason (F18)', () => {
    const facts = issuedFacts(
      [{ desk: 'Bàn 1', quarter: null, way: 'slip', count: 12 }],
      ['Điện thoại hỏng.', ''],
    );
    const lines = linesOf(issuedList(facts, SETTINGS));
    expect(lines).toContain('- Đã đăng ký: 20 phiếu.');
    expect(lines).toContain('- Đã phát: 11 phiếu, trong đó thu hồi 1 phiếu.');
    expect(lines).toContain('- Chưa sử dụng: 9 phiếu.');
    expect(lines).toContain('- Tổng số lượt phát: 12 phiếu, gồm: phiếu in sẵn có mã QR 12.');
    expect(lines).toContain('- Số phiếu đã thu hồi, không sử dụng: 2 phiếu.');
    expect(lines).toContain('- Số phiếu phát ra: 10 phiếu.');
    expect(lines).toContain('- Lần 1, lý do: Điện thoại hỏng.');
  });

  test('nothing issued: it says so', () => {
    const lines = linesOf(issuedList({ ...uncountedFacts(), issues: [] }, SETTINGS));
    expect(lines).toContain('Chưa phát phiếu nào.');
    expect(lines).toContain('- Số phiếu phát ra: 0 phiếu.');
  });
});

function totalOf(list: readonly number[]): number {
  return list.reduce((sum, n) => sum + n, 0);
}

function numberOf(row: readonly string[]): number {
  return Number(row.at(-1)!.replace('.', ''));
}
