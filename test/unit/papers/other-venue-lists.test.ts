import { describe, expect, test } from 'vitest';
import { alignedTo } from '#shared/papers/align-venue.ts';
import type { CountedFacts } from '#shared/papers/counted.ts';
import { listDifferences } from '#shared/papers/list-differences.ts';
import { paperFacts } from '../../support/papers/facts.ts';

interface Person {
  readonly id: string;
  readonly name: string;
  readonly post: string;
}
const A = { id: 's1', name: 'Nguyễn Văn A', post: 'Giám đốc' };
const B = { id: 's2', name: 'Trần Thị B', post: 'Phó Giám đốc' };

function facts(
  venue: string,
  lines: readonly Person[],
  change: { readonly title?: string; readonly excluded?: readonly Person[] } = {},
): CountedFacts {
  const base = paperFacts();
  const { title = base.plan.title, excluded = [] } = change;
  return {
    ...base,
    plan: {
      ...base.plan,
      title,
      venue: { ...base.plan.venue, id: venue, name: `Nơi ${venue}` },
      lines,
      excluded: excluded.map((each) => ({ ...each, reason: 'appointedThisYear' as const })),
    },
    result: {
      ...base.result,
      venue,
      rows: lines.map(({ id, name, post }, i) => ({
        ...base.result.rows[i]!,
        subjectId: id,
        name,
        post,
      })),
    },
  };
}

describe('R48: another laptop’s venue beside ours', () => {
  test('under the same plan its ids stay as they are', () => {
    const other = facts('y', [B, A]);
    expect(alignedTo(facts('x', [A, B]), other, 'abcd')).toEqual(other);
  });

  test('under another plan the same name and post are one person, however typed; no figure changes', () => {
    const typed = { id: 'q7', name: ' nguyễn  văn a'.normalize('NFD'), post: 'giám đốc' };
    const stranger = { id: 's2', name: 'Lê Văn C', post: 'Trưởng phòng' };
    const other = facts('x', [typed, stranger], { title: 'Kế hoạch khác' });
    const aligned = alignedTo(facts('x', [A, B]), other, 'abcd');
    expect(aligned.result.rows.map(({ subjectId }) => subjectId)).toEqual(['s1', 'abcd-s2']);
    expect(aligned.plan.lines.map(({ id }) => id)).toEqual(['s1', 'abcd-s2']);
    expect([aligned.plan.venue.id, aligned.result.venue]).toEqual(['x-abcd', 'x-abcd']);
    function figures({ result }: CountedFacts) {
      return result.rows.map((row) => ({ ...row, subjectId: '' }));
    }
    expect(figures(aligned)).toEqual(figures(other));
    expect(aligned.result.figures).toEqual(other.result.figures);
  });
});

describe('issue 8: differences between the venues’ lists are explained', () => {
  test('nothing is said of two equal lists', () => {
    expect(listDifferences([facts('x', [A, B]), facts('y', [B, A])])).toEqual([]);
  });
  test('rated at one venue only', () => {
    expect(listDifferences([facts('x', [A, B]), facts('y', [A])])).toEqual([
      'Chỉ lấy phiếu ở Nơi x, nên không có trong bảng: Trần Thị B.',
    ]);
  });
  test('excluded at one and rated at the other', () => {
    expect(listDifferences([facts('x', [A, B]), facts('y', [A], { excluded: [B] })])[0]).toBe(
      'Trần Thị B (Phó Giám đốc) không lấy phiếu ở Nơi y (được bổ nhiệm trong năm), nhưng được lấy phiếu ở Nơi x.',
    );
  });
  test('one id for other words, one name under another post', () => {
    const [first] = listDifferences([
      facts('x', [A]),
      facts('y', [{ ...A, post: 'Quyền Giám đốc' }]),
    ]);
    expect(first).toContain('Mã s1 ghi khác nhau');
    const namesake = { id: 's9', name: 'Nguyễn Văn A', post: 'Trưởng phòng' };
    const [second] = listDifferences([facts('x', [A]), facts('y', [namesake])]);
    expect(second).toContain('Trùng họ tên, khác chức vụ');
    expect(second).toContain('Bảng này coi là hai người');
  });
});
