import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PAPER_MARKS, type PaperRow } from '#shared/plan/marks.ts';
import { countPaper } from '#shared/result/paper.ts';

const MAJORITY = { strikeOutScope: 'line', writeInRule: 'linePartInvalid' } as const;
const STRICT = { strikeOutScope: 'ballot', writeInRule: 'wholeBallotInvalid' } as const;

test('F1, F2, F3: blank and several boxes void the line, the ballot stays collected', () => {
  const counted = countPaper(
    [
      ['blank', 'high'],
      ['multiple', 'low'],
      ['blank', 'blank'],
    ],
    2,
    MAJORITY,
  );
  expect(counted).toEqual({
    count: 3,
    rejected: [],
    lines: [
      { high: 0, confidence: 0, low: 0, invalid: 3 },
      { high: 1, confidence: 0, low: 1, invalid: 1 },
    ],
    rulings: [],
  });
});

test('F4: a ballot not issued is in no number', () => {
  const counted = countPaper([{ invalid: 'notIssued', marks: ['high'] }, ['low']], 1, MAJORITY);
  expect(counted.count).toBe(1);
  expect(counted.rejected).toEqual([{ reason: 'notIssued', count: 1 }]);
  expect(counted.lines).toEqual([{ high: 0, confidence: 0, low: 1, invalid: 0 }]);
  expect(counted.rulings).toEqual([
    '1 phiếu không do Ban kiểm phiếu phát ra: không tính vào số phiếu thu về.',
  ]);
});

test('F5: a struck-out name voids its line, or the ballot where the setting says so', () => {
  const rows: PaperRow[] = [['struckOut', 'high']];
  expect(countPaper(rows, 2, MAJORITY).lines[1]).toMatchObject({ high: 1, invalid: 0 });
  expect(countPaper(rows, 2, STRICT).lines[1]).toMatchObject({ high: 0, invalid: 1 });
  expect(countPaper(rows, 2, MAJORITY).lines[0]).toMatchObject({ invalid: 1 });
  expect(countPaper(rows, 2, STRICT).count).toBe(1);
  expect(countPaper(rows, 2, MAJORITY).rulings).toEqual([
    '1 phiếu gạch xóa họ tên: không hợp lệ đối với người bị gạch tên.',
  ]);
});

test('R27, F6: a write-in voids the added part only, or the ballot in Khánh Hòa', () => {
  const rows: PaperRow[] = [{ invalid: 'writeIn', marks: ['high', 'multiple'] }];
  expect(countPaper(rows, 2, MAJORITY).lines).toEqual([
    { high: 1, confidence: 0, low: 0, invalid: 0 },
    { high: 0, confidence: 0, low: 0, invalid: 1 },
  ]);
  expect(countPaper(rows, 2, STRICT).lines[0]).toEqual({
    high: 0,
    confidence: 0,
    low: 0,
    invalid: 1,
  });
  expect(countPaper(rows, 2, STRICT).rulings).toEqual([
    '1 phiếu ghi thêm: không hợp lệ toàn bộ phiếu.',
  ]);
});

test('P 4.7.2: no paper at all counts zero on every line', () => {
  expect(countPaper([], 2, MAJORITY).lines).toEqual(
    Array(2).fill({ high: 0, confidence: 0, low: 0, invalid: 0 }),
  );
});

const marks = fc.array(fc.constantFrom(...PAPER_MARKS), { minLength: 3, maxLength: 3 });
const row: fc.Arbitrary<PaperRow> = fc.oneof(
  marks,
  fc.record({ invalid: fc.constantFrom('notIssued', 'writeIn'), marks }),
);

test('P 4.7.2: every line adds up to the count, in any order of the ballots', () => {
  fc.assert(
    fc.property(fc.array(row), fc.constantFrom(MAJORITY, STRICT), (rows, rules) => {
      const counted = countPaper(rows, 3, rules);
      const rejected = counted.rejected[0]?.count ?? 0;
      expect(counted.count + rejected).toBe(rows.length);
      for (const { high, confidence, low, invalid } of counted.lines) {
        expect(high + confidence + low + invalid).toBe(counted.count);
      }
      expect(countPaper(rows.toReversed(), 3, rules)).toEqual(counted);
    }),
  );
});
